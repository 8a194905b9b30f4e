"""What would change the answer: another plan of the vendor, another home, one thing left undone."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import USUAL
from calculators.core.results import Change
from calculators.engines.cover.outcome import WEAKEST, Reading
from calculators.engines.cover.record import Plan, listed
from calculators.questions.common.whatif import Try, tried
from calculators.questions.cover.case import Case
from calculators.questions.cover.inputs import HOMES, SITUATIONS
from calculators.questions.cover.words import OUTCOMES, clause_words, name_of

_REACHES = ("partly", "covered_if", "covered")
"""Outcomes that make another plan worth a look."""
_DONE = ("edited", "in_own_product", "own_fine_tune", "filters_off", "preview", "free_use")
"""Situations that the reader chooses."""


def changes(case: Case) -> Iterator[Change]:
    """Each that leads to a better outcome, and each home with another text."""
    for each in _without(case):
        if WEAKEST.index(each.case.reading.outcome) > WEAKEST.index(case.reading.outcome):
            yield each.change(_outcome(each.case))
    for each in _plans(case):
        if _reaches_further(each.case.reading, case.reading):
            yield each.change(_outcome(each.case))
    for each in _homes(case):
        if each.case.reading.outcome != case.reading.outcome:
            yield each.change(_outcome(each.case))


def _reaches_further(found: Reading, now: Reading) -> bool:
    return found.outcome in _REACHES and WEAKEST.index(found.outcome) > WEAKEST.index(now.outcome)


def _outcome(case: Case) -> str:
    words = OUTCOMES[case.reading.outcome].lower()
    return f"{words} ({clause_words(case.reading.clause)})"


def _without(case: Case) -> Iterator[Try[Case]]:
    """One thing left undone."""
    if case.situations in [(each,) for each in _DONE]:
        yield from tried(case, "If you use it unchanged", situation="unmodified")
    for name in case.situations:
        if getattr(case.values, name, False) and name != case.values.situation:
            yield from tried(case, f"Without “{SITUATIONS[name]}”", **{name: False})


def _plans(case: Case) -> Iterator[Try[Case]]:
    for ident in others(case.plan):
        for each in tried(case, "", plan=ident):
            yield Try(f"On {name_of(each.case.plan)}", each.case, each.inputs)


def others(plan: Plan) -> Iterator[str]:
    """The vendor's other plans, then those of others to compare with."""
    for ident, each in listed().items():
        if each["vendor"] == plan.vendor and ident not in (plan.id, plan.elsewhere):
            yield ident
    yield from plan.compare


def _homes(case: Case) -> Iterator[Try[Case]]:
    """Each place with another text, and with another rule of the same text."""
    special = any("home" in rule.when for rule in case.plan.rule)
    seen = {case.plan.id}
    for home, name in HOMES.items():
        for each in tried(case, f"If you live in: {name}", home=home):
            found = each.case.found
            if home != USUAL and found and (found.id not in seen or special):
                seen.add(found.id)
                yield each
