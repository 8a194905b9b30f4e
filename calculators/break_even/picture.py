"""The crossover chart: what a month costs, by the amount of work, for each way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.chart import Line, Lines, Mark, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.break_even.outcome import Outcome
    from calculators.break_even.ways import Way

STEPS = 24
"""Pieces of a line."""


def picture(found: Outcome) -> Lines | None:
    """All ways on the same axes; nothing where there is no work to draw."""
    end = _end(found)
    if not end or not found.ways:
        return None
    return Lines(
        title="What a month costs, by the amount of work",
        lines=tuple(_line(way, end) for way in found.ways),
        x_label="requests a month",
        x_unit="requests",
        y_label="USD a month",
        y_unit="USD",
        marks=tuple(_marks(found, end)),
    )


def _end(found: Outcome) -> float:
    """Far enough to see where owning becomes cheaper, or where the machine is full."""
    wanted = 2.0 * found.case.requests
    capacity = found.terms.capacity if found.terms else None
    crossing = found.decision.break_even if found.decision else None
    if crossing and (capacity is None or crossing <= capacity):
        return max(wanted, 1.5 * crossing)
    return max(wanted, 1.15 * capacity) if capacity else wanted


def _line(way: Way, end: float) -> Line:
    last = end if way.most is None else min(end, way.most)
    return Line(label=way.label, points=tuple(_points(way, last)))


def _points(way: Way, last: float) -> Iterator[Point]:
    for step in range(STEPS + 1):
        requests = last * step / STEPS
        cost = way.cost(requests)
        yield Point(x=requests, y=cost.typical, low=cost.low, high=cost.high)


def _marks(found: Outcome, end: float) -> Iterator[Mark]:
    if found.case.requests:
        yield Mark(x=float(found.case.requests), label="you")
    capacity = found.terms.capacity if found.terms else None
    if capacity and capacity <= end:
        yield Mark(x=capacity, label="your machine is full")
