"""Which clause decided, what it overruled, and the texts that were read."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Source, Step
from calculators.engines.cover.outcome import Part
from calculators.engines.cover.record import Clause
from calculators.questions.cover.case import Case
from calculators.questions.cover.inputs import SITUATIONS
from calculators.questions.cover.words import OUTCOMES, clause_words, name_of

_NOTES = (
    "This describes texts that anybody can read. It is no legal advice. Ask a lawyer before much "
    "depends on it, when a claim arrives, and where the answer is “unclear” or “not known”. A "
    "contract that you signed may say something else.",
    "A promise to defend you is about intellectual property, such as copyright. Harm by a wrong "
    "answer, data protection and what the law gives a consumer are other questions.",
)
ARCHIVE = (
    "We read the texts as public archives kept them until 22 August 2026. What came later we know "
    "only where somebody quoted it."
)
_LEFT_OUT = (
    "Left out means that the vendor does not pay. It does not mean that the vendor sues you."
)
_PROTECT = "For text that you must protect, take “not known” as a yes to training and to keeping."


def steps(case: Case) -> Iterator[Step]:
    """From the plan to its text, then each situation, then the weakest."""
    plan = case.plan
    yield Step(
        title="The text that holds",
        formula="the plan, where you live, the day",
        working=f"{plan.vendor}, {case.on}",
        outcome=name_of(plan) if case.found else "none that was read",
    )
    for part in case.reading.parts:
        yield _decided(part)
        yield from (_overruled(each) for each in part.decision.overruled)
    if len(case.reading.parts) > 1:
        yield Step(
            title="All of it together",
            formula="the weakest decides",
            working=", ".join(OUTCOMES[part.outcome] for part in case.reading.parts),
            outcome=OUTCOMES[case.reading.outcome],
        )


def _decided(part: Part) -> Step:
    rule = part.decision.rule
    return Step(
        title=SITUATIONS[part.situation],
        formula=clause_words(rule.clause),
        working=rule.says or "as the clause says",
        outcome=OUTCOMES[rule.outcome],
    )


def _overruled(rule: Clause) -> Step:
    return Step(
        title="Without that exception",
        formula=clause_words(rule.clause),
        working=rule.says or "as the clause says",
        outcome=OUTCOMES[rule.outcome],
    )


def notes(case: Case) -> Iterator[str]:
    """What this is and is not, what contradicts itself, and what was left unread."""
    yield from _NOTES
    if case.reading.outcome == "excluded":
        yield _LEFT_OUT
    if case.plan.kind != "own":
        yield ARCHIVE
        yield _PROTECT
    yield from (*case.plan.open_promise, *case.plan.open)


def sources(case: Case) -> Iterator[Source]:
    """The texts of the plan, those that decide first."""
    yield from case.plan.sources
