"""What would change the answer: one fact set otherwise, where a clause of the licence asks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calculators.core.results import Change
from calculators.engines.rules.condition import Condition, asks_about, holds, limit_of
from calculators.questions.common.whatif import Try, tried
from calculators.questions.licence.case import Case
from calculators.questions.licence.words import LIMITS, OUTCOMES, SWITCHES, fact_words

_ELSEWHERE = "US"


def changes(case: Case) -> Iterator[Change]:
    """Each fact that would lead to another outcome, with that outcome and its clause."""
    seen = set()
    for each in _tries(case):
        reading = each.case.reading
        if reading.outcome != case.reading.outcome and each.words not in seen:
            seen.add(each.words)
            yield each.change(f"{OUTCOMES[reading.outcome].lower()} ({reading.clause})")


def _tries(case: Case) -> Iterator[Try[Case]]:
    for name, wanted in _asked_about(case):
        if limit_of(wanted) and name in LIMITS:
            yield from _past(case, name, wanted)
        elif name == "commercial":
            yes = "no" if case.commercial else "yes"
            yield from _switched(case, name, not case.commercial, yes)
        elif name in SWITCHES and name in case.facts and name != "multimodal_model":
            value = not case.facts[name]
            yield from _switched(case, name, value, value)
        elif name == "region":
            other = _ELSEWHERE if case.values.region == wanted else wanted
            yield from tried(case, f"If you are in {fact_words(name, other)}", region=other)


def _asked_about(case: Case) -> Iterator[tuple[str, Any]]:
    conditions: list[Condition] = []
    for part in case.reading.parts:
        if part.licence:
            conditions += [rule.when for rule in part.licence.rule]
    for each in conditions:
        yield from asks_about(each)


def _past(case: Case, name: str, wanted: str) -> Iterator[Try[Case]]:
    """The other side of a limit."""
    compare, value = limit_of(wanted) or ("", 0.0)
    inside = holds({name: wanted}, case.facts)
    beyond = value + 1 if compare == ">" else value
    within = value if compare == ">" else value - 1
    words = fact_words(name, f"{'<=' if compare == '>' else '<'} {value}" if inside else wanted)
    number = within if inside else beyond
    yield from tried(case, f"If {words}", **{name: int(number)})


def _switched(case: Case, name: str, value: bool, raw: Any) -> Iterator[Try[Case]]:
    yield from tried(case, f"If {fact_words(name, value)}", **{name: raw})
