"""Which rule decided, what it overruled, how the stakes were found, and the texts behind it."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Source, Step
from calculators.engines.counts import TWO_SIDED, deciding_end, margin_cases
from calculators.engines.rules.condition import Condition
from calculators.engines.triage.outcome import SHARE
from calculators.engines.triage.record import LaneRule, record
from calculators.questions.common.conditions import condition_words
from calculators.questions.triage.case import Case
from calculators.questions.triage.inputs import FACTORS, TESTS, TriageInputs
from calculators.questions.triage.verdict import LOOKS, STAKES

_MENUS = {**FACTORS, "test": TESTS}
_NOTES = (
    "Which factors count and in which order is our own proposal, made from the texts below. Where "
    "your own test says otherwise, believe your test.",
    "A lane is a place to start. Prices, speed and whether a model fits your machine are other "
    "questions, each with its calculator. What the law asks of you is one too.",
    "This is no legal advice. Ask a lawyer where a machine bears on people’s rights, or where your "
    "profession has a code.",
)


def steps(case: Case) -> Iterator[Step]:
    """The rule that decides, those behind it, the stakes, and the size of the test."""
    reading = case.reading
    yield _rule("The first rule that holds", reading.lane.rule)
    yield from (_rule("Without it", each) for each in reading.lane.overruled)
    stakes = reading.stakes.rule
    yield Step(
        title="Stakes",
        formula=stakes.clause,
        working=_conditions(stakes.when, " or "),
        outcome=STAKES[stakes.outcome],
    )
    margin = stakes.margin / 100
    end, exact = deciding_end(SHARE, margin), margin_cases(SHARE, margin, TWO_SIDED[95])
    yield Step(
        title="Examples to test on",
        formula="1.96² × end × (1 − end) ÷ margin², where end = right − margin; then up until "
        "whole answers keep the margin",
        working=f"1.96² × {end:.0%} × {1 - end:.0%} ÷ ({stakes.margin} points)²",
        outcome=f"{exact:.1f}, so {reading.examples} examples",
    )


def _rule(title: str, rule: LaneRule) -> Step:
    return Step(
        title=title,
        formula=rule.clause,
        working=_conditions(rule.when, ", and "),
        outcome=LOOKS[rule.outcome].word,
    )


def _conditions(when: Condition, between: str) -> str:
    return condition_words(when, TriageInputs, _MENUS, between)


def notes(case: Case) -> Iterator[str]:
    """What this is and is not."""
    yield from _NOTES
    yield f"Rules and findings as we knew them on {case.on}."


def sources(case: Case) -> Iterator[Source]:
    """The texts of the lane, then of what was measured, then of the controls."""
    reading, found = case.reading, record()
    names = [
        *reading.lane.rule.texts,
        *(each.text for each in reading.evidence),
        *(name for each in reading.controls for name in each.texts),
    ]
    yield from (found.source(name) for name in dict.fromkeys(names))
