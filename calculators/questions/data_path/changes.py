"""What would give less away: a switch, an agreement, a closed port, another plan, your machine."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Change
from calculators.engines.cover.record import plan
from calculators.engines.data_path.way import WORST
from calculators.questions.common.whatif import Try, tried
from calculators.questions.cover.changes import others
from calculators.questions.cover.words import name_of
from calculators.questions.data_path.case import Case
from calculators.questions.data_path.inputs import MACHINE
from calculators.questions.data_path.verdict import word


def changes(case: Case) -> Iterator[Change]:
    """Each that leads to a better outcome; of the switches, each that does more than the last."""
    now = best = WORST.index(case.way.outcome)
    for each in _switches(case):
        if (found := WORST.index(each.case.way.outcome)) > best:
            best = found
            yield each.change(_lower(each.case))
    for each in _elsewhere(case):
        if WORST.index(each.case.way.outcome) > now:
            yield each.change(_lower(each.case))


def _lower(case: Case) -> str:
    return word(case).replace("Leaves", "leaves").replace("Stays", "stays")


def _switches(case: Case) -> Iterator[Try[Case]]:
    if not case.leaves:
        yield from tried(case, "With the port closed", exposed=False)
        return
    yield from tried(case, "With training switched off", training_off=True)
    yield from tried(case, "With zero retention agreed", zero_retention=True)
    yield from tried(
        case, "With training off and zero retention", training_off=True, zero_retention=True
    )


def _elsewhere(case: Case) -> Iterator[Try[Case]]:
    if not case.leaves:
        return
    for ident in others(case.plan):
        if plan(ident).kind != "own":
            for each in tried(case, "", plan=ident):
                yield Try(f"On {name_of(each.case.plan)}", each.case, each.inputs)
    yield from tried(case, "On your own machine", where=MACHINE, exposed=False)
