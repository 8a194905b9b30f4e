"""What happens to your text, the plan in every situation, and who pays whom."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Figure, Table
from calculators.engines.cover.record import Plan
from calculators.questions.cover.case import Case
from calculators.questions.cover.inputs import SITUATIONS
from calculators.questions.cover.verdict import cap_words, owed
from calculators.questions.cover.words import (
    CLAIM,
    OUTCOMES,
    VOIDS,
    clause_words,
    name_of,
    text_rows,
)


def figures(case: Case) -> Iterator[Figure]:
    """How far the promise reaches, how it is lost, and for how long text is kept."""
    reached = ("covered", "covered_if", "partly")
    covered = sum(each.outcome in reached for each in case.each.values())
    yield Figure("situations_covered", "Situations covered, of 13", covered, "cases", "reported")
    yield Figure(
        "ways_to_lose_it", "Things that void it", len(case.plan.void), "things", "reported"
    )
    if case.plan.kept.days is not None:
        yield Figure("days_kept", "Text kept by default", case.plan.kept.days, "days", "reported")


def tables(case: Case) -> Iterator[Table]:
    """Your text first, then the promise."""
    plan = case.plan
    yield Table(
        title="What happens to your text",
        columns=("Subject", "In short", "Where it stands"),
        rows=tuple(text_rows(plan, case.home)),
    )
    yield Table(
        title=f"{name_of(plan)} in every situation",
        columns=("Situation", "Who stands behind it", "Clause"),
        rows=tuple(
            (SITUATIONS[name], OUTCOMES[each.outcome], clause_words(each.clause))
            for name, each in case.each.items()
        ),
    )
    if plan.void:
        yield Table(
            title="What voids the promise",
            columns=("What", "Clause"),
            rows=tuple((_void(each), clause_words(each[1])) for each in plan.void),
        )
    yield Table(title="Who pays whom", columns=("Subject", "In short"), rows=tuple(_pay_rows(case)))


def _void(each: tuple[str, ...]) -> str:
    code, _, *besides = each
    return ", ".join([VOIDS[code], *besides])


def _pay_rows(case: Case) -> Iterator[tuple[str, str]]:
    plan = case.plan
    rows = {
        "The vendor’s limit": cap_words(plan.cap) if plan.cap else "",
        "The vendor’s limit on everything else": plan.other_cap,
        "What you owe": owed(case),
        "Once there is a claim": _claim(plan),
        "Your contract is with": plan.entity,
        "Law": plan.law,
    }
    return ((subject, words) for subject, words in rows.items() if words)


def _claim(plan: Plan) -> str:
    at = f" ({plan.claim_clause})" if plan.claim_clause else ""
    return f"{'; '.join(CLAIM[each] for each in plan.claim)}{at}".capitalize() if plan.claim else ""
