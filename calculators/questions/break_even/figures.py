"""The figures of an answer, where the ways cross, and what each costs, side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calculators.core.numbers import format_range
from calculators.core.results import Basis, Figure, Line, Lines, Mark, Point, Table
from calculators.questions.break_even.case import Case
from calculators.questions.break_even.changes import shortened
from calculators.questions.break_even.decision import Terms
from calculators.questions.break_even.ways import OWN_MACHINE, Speeds, Way, rented_label

HIGHLIGHTS = ("own_usd_per_month", "hosted_usd_per_month", "closed_usd_per_month")
ALWAYS = "rented_always"
TOO_HIGH = 2.0
"""A card that costs more than so many times the highest other line is left out."""
STEPS = 24
"""Pieces of a line at most."""
CANNOT = "cannot do it"
_WAYS = {
    "own": "Your own machine",
    "rented_stopped": "{rented}, stopped when idle",
    "rented_always": "{rented}, always on",
    "hosted": "Hosted",
    "closed": "Closed model",
}


def figures(case: Case) -> Iterator[Figure]:
    """A month of each way, then when owning pays back, then what that rests on."""
    for key in _WAYS:
        low, usual, high = case.costs.get(key) or (None, None, None)
        note = format_range(low, high, "USD") if key in case.costs else ""
        name, unit = f"{key}_usd_per_month", "USD/month"
        yield Figure(name, _label(case, key), usual, unit, "estimate", low, high, note)
    if case.values.currency != "USD":
        unit, rate = f"{case.values.currency}/month", case.exchange_rate
        for key, cost in case.costs.items():
            label = f"{_label(case, key)}, at your rate"
            yield Figure(f"{key}_per_month", label, cost.typical * rate, unit)
    yield from _decision(case)
    yield from _machine(case)
    yield from _work(case)


def _decision(case: Case) -> Iterator[Figure]:
    """Only where there is such a number: "never" is said in words."""
    decision, closed = case.decision, case.against_closed
    if decision and decision.pays:
        yield Figure("payback_months", "Pays back after", decision.months, "months")
    if closed and closed.pays:
        label = "Pays back against the closed model after"
        yield Figure("payback_closed_months", label, closed.months, "months")
    if decision and decision.break_even is not None:
        label = "Owning costs less from"
        requests = math.ceil(decision.break_even)
        yield Figure("break_even_requests", label, requests, "requests a month")


def _machine(case: Case) -> Iterator[Figure]:
    terms = case.terms
    missing: Basis = "assumed" if case.price_missing else "your choice"
    price: Basis = "reported" if case.price else missing
    yield Figure("price_usd", "Price of the machine", case.price_usd, "USD", price)
    if case.hosted:
        usd = case.hosted.usd
        listed: Basis = "your choice" if case.hosted_typed else "reported"
        yield Figure("hosted_usd_per_request", "A request, hosted", usd, "USD/request", listed)
    if terms is None:
        return
    label = "Keeping the machine, without its price"
    yield Figure("running_usd_per_month", label, terms.running_usd, "USD/month")
    label = "Electricity for a request"
    yield Figure("power_usd_per_request", label, terms.power_usd_per_request, "USD/request")
    yield Figure("seconds_per_request", "Time for a request", terms.seconds, "seconds")
    label = "Share of its hours that it works"
    yield Figure("utilisation_percent", label, terms.utilisation * 100, "%")
    if terms.capacity is not None:
        capacity = math.floor(terms.capacity)
        yield Figure("capacity_requests", "The machine can do", capacity, "requests a month")


def _work(case: Case) -> Iterator[Figure]:
    own = case.own if isinstance(case.own, Speeds) else None
    basis: Basis = "your choice" if own and own.typed else "estimate"
    for name, label, speeds in (
        ("decode_tokens_per_s", "Writing speed", own and own.decode),
        ("prefill_tokens_per_s", "Reading speed", own and own.prefill),
    ):
        fast, typical, slow = speeds or (None, None, None)
        yield Figure(name, label, typical, "tokens/s", basis, slow, fast)
    for name, label, count, unit in (
        ("requests", "Requests a month", case.requests, ""),
        ("prompt_tokens", "Read each time", case.need.prompt_tokens, "tokens"),
        ("output_tokens", "Written each time", case.need.output_tokens, "tokens"),
    ):
        yield Figure(name, label, count, unit, "your choice")


def charts(case: Case) -> Iterator[Lines]:
    """Where the lines cross, and as far as the machine can go; nothing where there is no work."""
    ends = dict.fromkeys(_whole_steps(shortened(end, 2, up=True)) for end in _ends(case) if end)
    if case.ways:
        yield from (_chart(case, end) for end in ends)


def _chart(case: Case, end: float) -> Lines:
    places, rate = _places(case, end), case.exchange_rate
    return Lines(
        title=f"What a month costs, up to {end:,.0f} requests",
        lines=tuple(
            Line(label=way.label, points=tuple(_points(way, places, rate)))
            for way in drawn(case, end)
        ),
        x_label="requests a month",
        x_unit="requests",
        y_label=f"{case.values.currency} a month",
        y_unit=case.values.currency,
        marks=tuple(_marks(case, end)),
    )


def drawn(case: Case, end: float) -> tuple[Way, ...]:
    """The ways, without a card that is always on where it would press all others to the floor."""
    others = [way for way in case.ways if way.key != ALWAYS]
    top = max((way.cost(_last(way, end)).typical for way in others), default=0.0)
    return tuple(
        way for way in case.ways if way.key != ALWAYS or way.cost(0).typical <= TOO_HIGH * top
    )


def _ends(case: Case) -> Iterator[float]:
    """The last crossing that the machine can reach, and what it can do at most.

    Where both are of one size, one picture shows them.
    """
    least = 2.0 * case.requests
    capacity = case.terms.capacity if case.terms else None
    decisions = (case.decision, case.against_closed)
    crossings = [each.break_even for each in decisions if each and each.break_even]
    reached = [each for each in crossings if capacity is None or each <= capacity]
    near = max([least, *(1.5 * each for each in reached)])
    if capacity is None or (reached and capacity <= near):
        yield near
        return
    whole = max(least, 1.15 * capacity)
    if reached and near < whole / 2:
        yield near
    yield whole


def round_step(end: float) -> float:
    """The least of 1, 2, 5, 10, 20, 50 and so on that makes few enough pieces.

    >>> round_step(19), round_step(19_000), round_step(230_000)
    (1.0, 1000.0, 10000.0)
    """
    power = 10.0 ** max(0, math.floor(math.log10(end / STEPS)))
    return next(power * each for each in (1, 2, 5, 10) if end <= power * each * STEPS)


def _whole_steps(end: float) -> float:
    step = round_step(end)
    return math.ceil(end / step) * step


def _places(case: Case, end: float) -> list[float]:
    """Round places, and those where a way ends: every line has a value at each that it reaches."""
    step = round_step(end)
    ends = {_last(way, end) for way in case.ways}
    return sorted({step * place for place in range(round(end / step) + 1)} | ends)


def _last(way: Way, end: float) -> float:
    return end if way.most is None else min(end, math.floor(way.most))


def _points(way: Way, places: list[float], rate: float) -> Iterator[Point]:
    last = _last(way, places[-1])
    for requests in (each for each in places if each <= last):
        low, usual, high = (each * rate for each in way.cost(requests))
        yield Point(x=requests, y=usual, low=low, high=high)


def _marks(case: Case, end: float) -> Iterator[Mark]:
    if case.requests:
        yield Mark(x=float(case.requests), label="you")
    capacity = case.terms.capacity if case.terms else None
    if capacity and capacity <= end:
        yield Mark(x=math.floor(capacity), label="your machine is full")


def tables(case: Case) -> Iterator[Table]:
    """The ways first."""
    yield Table(
        title="What a month costs",
        columns=("Way", "Low", "Usual", "High"),
        rows=tuple(_way_by_way(case)),
    )
    if case.terms:
        yield Table(
            title="Your own machine, a month",
            columns=("Part", "Low", "Usual", "High"),
            rows=tuple(_part_by_part(case)),
        )


def _label(case: Case, key: str) -> str:
    return _WAYS[key].format(rented=rented_label(case))


def _way_by_way(case: Case) -> Iterator[tuple[str, ...]]:
    keys = {way.key for way in case.ways}
    if "own" not in keys:
        yield OWN_MACHINE, CANNOT, CANNOT, CANNOT
    for way in case.ways:
        cost = case.costs.get(way.key)
        yield way.label, *(map(case.money, cost) if cost else (CANNOT,) * 3)
    if "rented_always" not in keys:
        yield rented_label(case), CANNOT, CANNOT, CANNOT


def _part_by_part(case: Case) -> Iterator[tuple[str, ...]]:
    """Without what costs nothing in any case."""
    parts = [_parts(terms) for terms in case.range]
    for label in parts[0]:
        if any(each[label] for each in parts):
            yield label, *(case.money(each[label]) for each in parts)


def _parts(terms: Terms) -> dict[str, float]:
    return {
        f"Its price over {terms.life_months} months": terms.purchase.usd_per_month,
        "Power": terms.power_usd,
        "Upkeep": terms.admin_usd,
        "Room and internet line": terms.space_usd,
    }
