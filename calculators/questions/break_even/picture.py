"""The crossover charts: what a month costs, by the amount of work, for each way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from calculators.core.results import Line, Lines, Mark, Point
from calculators.questions.break_even.levers import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.break_even.outcome import Outcome
    from calculators.questions.break_even.ways import Way

ALWAYS = "rented_always"
TOO_HIGH = 2.0
"""A card that costs more than so many times the highest other line is left out."""
STEPS = 24
"""Pieces of a line at most."""


def pictures(found: Outcome) -> tuple[Lines, ...]:
    """Where the lines cross, and as far as the machine can go; nothing where there is no work."""
    ends = dict.fromkeys(_whole_steps(shortened(end, 2, up=True)) for end in _ends(found) if end)
    return tuple(_picture(found, end) for end in ends if found.ways)


def _picture(found: Outcome, end: float) -> Lines:
    places = _places(found, end)
    return Lines(
        title=f"What a month costs, up to {end:,.0f} requests",
        lines=tuple(_line(way, places, found.case.exchange_rate) for way in drawn(found, end)),
        x_label="requests a month",
        x_unit="requests",
        y_label=f"{found.case.values.currency} a month",
        y_unit=found.case.values.currency,
        marks=tuple(_marks(found, end)),
    )


def drawn(found: Outcome, end: float) -> tuple[Way, ...]:
    """The ways, without a card that is always on where it would press all others to the floor."""
    others = [way for way in found.ways if way.key != ALWAYS]
    top = max((way.cost(_last(way, end)).typical for way in others), default=0.0)
    return tuple(
        way for way in found.ways if way.key != ALWAYS or way.cost(0).typical <= TOO_HIGH * top
    )


def _ends(found: Outcome) -> Iterator[float]:
    """The last crossing that the machine can reach, and what it can do at most.

    Where both are of one size, one picture shows them.
    """
    least = 2.0 * found.case.requests
    capacity = found.terms.capacity if found.terms else None
    decisions = (found.decision, found.against_closed)
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


def _places(found: Outcome, end: float) -> list[float]:
    """Round places, and those where a way ends: every line has a value at each that it reaches."""
    step = round_step(end)
    ends = {_last(way, end) for way in found.ways}
    return sorted({step * place for place in range(round(end / step) + 1)} | ends)


def _last(way: Way, end: float) -> float:
    return end if way.most is None else min(end, math.floor(way.most))


def _line(way: Way, places: list[float], rate: float) -> Line:
    return Line(label=way.label, points=tuple(_points(way, places, rate)))


def _points(way: Way, places: list[float], rate: float) -> Iterator[Point]:
    last = _last(way, places[-1])
    for requests in (each for each in places if each <= last):
        cost = way.cost(requests)
        low, usual, high = (each * rate for each in (cost.low, cost.typical, cost.high))
        yield Point(x=requests, y=usual, low=low, high=high)


def _marks(found: Outcome, end: float) -> Iterator[Mark]:
    if found.case.requests:
        yield Mark(x=float(found.case.requests), label="you")
    capacity = found.terms.capacity if found.terms else None
    if capacity and capacity <= end:
        yield Mark(x=math.floor(capacity), label="your machine is full")
