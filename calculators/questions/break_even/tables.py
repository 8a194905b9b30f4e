"""The ways side by side, and the month of one's own machine part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Table
from calculators.questions.break_even.serving import EDGES
from calculators.questions.break_even.ways import OWN_MACHINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.break_even.outcome import Outcome
    from calculators.questions.break_even.terms import Terms

CANNOT = "cannot do it"


def tables(found: Outcome) -> Iterator[Table]:
    """The ways first."""
    yield Table(
        title="What a month costs",
        columns=("Way", "Low", "Usual", "High"),
        rows=tuple(_ways(found)),
    )
    if found.terms:
        yield _month(found)


def _ways(found: Outcome) -> Iterator[tuple[str, ...]]:
    keys = {way.key for way in found.ways}
    if "own" not in keys:
        yield OWN_MACHINE, CANNOT, CANNOT, CANNOT
    for way in found.ways:
        cost = found.costs.get(way.key)
        edges = (cost.low, cost.typical, cost.high) if cost else ()
        yield way.label, *(tuple(found.case.money(each) for each in edges) or (CANNOT,) * 3)
    if "rented_always" not in keys:
        yield "Rented card", CANNOT, CANNOT, CANNOT


def _month(found: Outcome) -> Table:
    every = [terms for edge in EDGES if (terms := found.case.terms(edge))]
    parts = [_parts(terms) for terms in every]
    rows = tuple(
        (label, *(found.case.money(each[label]) for each in parts))
        for label in parts[0]
        if any(each[label] for each in parts)
    )
    return Table(
        title="Your own machine, a month", columns=("Part", "Low", "Usual", "High"), rows=rows
    )


def _parts(terms: Terms) -> dict[str, float]:
    return {
        f"Its price over {terms.life_months} months": terms.purchase.usd_per_month,
        "Power": terms.power_usd,
        "Work to look after it": terms.admin_usd,
        "Room and internet line": terms.space_usd,
    }
