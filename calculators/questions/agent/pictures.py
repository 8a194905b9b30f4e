"""How the cost and the prompt grow with each step, and what the money is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Bar, Bars, Line, Lines, Mark, Point, Segment
from calculators.questions.agent.run import STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calculators.questions.agent.bid import Bid
    from calculators.questions.agent.outlook import Outlook
    from calculators.questions.agent.pay import Cost

MOST_POINTS = 60


def spending(view: Outlook) -> Lines:
    """What has been spent after each step, with each model."""
    return Lines(
        title="What a task has cost after each step",
        lines=tuple(
            Line(label=bid.name, points=_spent(bid)) for bid in view.bids if bid.run.charges
        ),
        x_label="steps",
        x_unit="steps",
        y_label="spent so far, USD",
        y_unit="USD",
        marks=tuple(_cliff(view.main)),
    )


def _spent(bid: Bid) -> tuple[Point, ...]:
    points = [Point(x=0, y=0)]
    spent = 0.0
    for charge in bid.run.charges:
        spent += charge.cost.usd
        points.append(Point(x=charge.step, y=spent))
    return thinned(points)


def thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """At most so many of them, with the first and the last."""
    if len(points) <= MOST_POINTS:
        return tuple(points)
    stride = -(-(len(points) - 1) // (MOST_POINTS - 1))
    return (*points[:-1:stride], points[-1])


def _cliff(bid: Bid) -> Iterator[Mark]:
    step = first_dearer(bid)
    if step is not None:
        yield Mark(x=step, label="dearer from here")


def first_dearer(bid: Bid) -> int | None:
    """The first step whose prompt is so long that every token costs more, if there is one."""
    for charge in bid.run.charges:
        if charge.kind == STEP and bid.cliffs and charge.prompt_tokens > bid.cliffs[0]:
            return charge.step
    return None


def growth(view: Outlook) -> Lines:
    """The prompt of each step."""
    charges = [charge for charge in view.main.run.charges if charge.kind == STEP]
    points = [Point(x=charge.step, y=charge.prompt_tokens) for charge in charges]
    return Lines(
        title="What it reads at each step",
        lines=(Line(label="prompt", points=thinned(points)),),
        x_label="steps",
        x_unit="steps",
        y_label="tokens in the prompt",
        y_unit="tokens",
    )


def shares(view: Outlook) -> Bars:
    """What the money is for with each model, and with the first one if it kept no prompt.

    The mark is at the cheapest that gets the task done.
    """
    best = view.finished[:1]
    bars = [
        Bar(label=bid.name, segments=_segments(bid.run.total), marked=bid in best)
        for bid in view.bids
    ]
    if view.main.run.total.read and view.main.run.stop is None:
        label = f"{view.main.name}, no cache"
        bars.insert(1, Bar(label=label, segments=_segments(view.main.uncached)))
    return Bars(title="What the money of one task is for", bars=tuple(bars), unit="USD")


def _segments(cost: Cost) -> tuple[Segment, ...]:
    parts = (
        ("read again, from the cache", cost.read_usd, "cache"),
        ("read for the first time", cost.fresh_usd, "weights"),
        ("written", cost.output_usd, "compute"),
    )
    return tuple(
        Segment(label=label, value=value, kind=kind, basis="estimate")
        for label, value, kind in parts
    )


def charts(view: Outlook) -> tuple[Lines | Bars, ...]:
    """All pictures that have something to show."""
    drawn: list[Lines | Bars] = []
    if len(view.main.run.charges) > 1:
        drawn.append(spending(view))
    drawn.append(shares(view))
    if len(view.main.run.charges) > 1:
        drawn.append(growth(view))
    return tuple(drawn)
