"""The ways side by side, the month of one's own machine, and what would turn the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.break_even.costs import capital_usd_per_month
from calculators.break_even.owning import given
from calculators.break_even.serving import EDGES, Unable
from calculators.results import Table
from calculators.units import format_money, format_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.break_even.outcome import Outcome
    from calculators.break_even.terms import Terms

CANNOT = "cannot do it"


def tables(found: Outcome) -> Iterator[Table]:
    """The ways first."""
    yield Table(
        title="What a month costs",
        columns=("Way", "Low", "Usual", "High", "What makes the range"),
        rows=tuple(_ways(found)),
    )
    if found.terms:
        yield _month(found)
    if found.tried:
        yield Table(
            title="What would turn the decision, one number at a time",
            columns=("Number", "Now", "Turns at", "Change"),
            rows=tuple(_turns(found)),
        )


def _ways(found: Outcome) -> Iterator[tuple[str, ...]]:
    case, keys = found.case, {way.key for way in found.ways}
    if "own" not in keys:
        yield "Your own machine", CANNOT, CANNOT, CANNOT, _why(case.own)
    for way in found.ways:
        cost = found.costs.get(way.key)
        if cost is None:
            yield way.label, CANNOT, CANNOT, CANNOT, "more than one such machine can do"
            continue
        low, typical, high = (_usd(each) for each in (cost.low, cost.typical, cost.high))
        yield way.label, low, typical, high, _range(way.key, found)
    if "rented_always" not in keys:
        yield "Rented card", CANNOT, CANNOT, CANNOT, _why(case.rented)


def _why(speeds: object) -> str:
    return speeds.why if isinstance(speeds, Unable) else ""


def _range(key: str, found: Outcome) -> str:
    case = found.case
    if key == "own":
        return "speed, power, and half to double the work"
    if key.startswith("rented"):
        first, last = case.rental.days
        when = "" if given(case.values.rental_usd) else f", {first} to {last}"
        quotes = len(case.rental.quotes)
        offers = f"{quotes} dated offers" if quotes > 1 else "one dated offer"
        return f"speed, work, {'your rent' if given(case.values.rental_usd) else offers}{when}"
    if key == "hosted":
        hosts = len(case.same)
        same = case.hosted is not None and case.hosted.offer.model == case.model.id
        return f"{hosts} hosts of the same model" if same and hosts > 1 else "one price"
    return "one price"


def _month(found: Outcome) -> Table:
    every = [terms for edge in EDGES if (terms := found.case.terms(edge))]
    parts = [_parts(terms) for terms in every]
    rows = tuple(
        (label, *(_usd(each[label]) for each in parts))
        for label in parts[0]
        if any(each[label] for each in parts)
    )
    return Table(
        title="Your own machine, a month", columns=("Part", "Low", "Usual", "High"), rows=rows
    )


def _parts(terms: Terms) -> dict[str, float]:
    capital = capital_usd_per_month(
        price_usd=terms.price_usd,
        life_months=terms.life_months,
        residual_share=terms.residual_share,
        yearly_interest=terms.yearly_interest,
    )
    return {
        f"Its price over {terms.life_months} months": capital,
        "Power": terms.power_usd,
        "Work to look after it": terms.admin_usd,
        "Room and internet line": terms.space_usd,
    }


def _turns(found: Outcome) -> Iterator[tuple[str, ...]]:
    for lever, flip in found.tried:
        label = lever.label[0].upper() + lever.label[1:]
        now = format_quantity(lever.now, lever.unit)
        if flip is None:
            yield label, now, "nowhere in its range", "–"
            continue
        then = format_quantity(flip.value, lever.unit)
        yield label, now, then, f"{'×' if flip.more else '÷'} {flip.factor:,.2g}"


def _usd(amount: float) -> str:
    return format_money(amount, "USD")
