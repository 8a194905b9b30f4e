"""How far behind a score is: in points, and in days since a closed model first had as much.

The method is Epoch's: the lag of an open model is the time from the first closed model with at
least its score to its own release. https://epoch.ai/data-insights/open-weights-vs-closed-weights-models
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calculators.engines.capability.record import Access, Score

CLOSED: tuple[Access, ...] = ("closed",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The first closed models with at least a score, at its low end, itself and its high end."""

    low: Score | None
    typical: Score | None
    """None where no closed model has as much."""
    high: Score | None

    def days(self, end: date) -> tuple[int, int, int]:
        """Days from each of them to a day: the least, the usual and the most; 0 where ahead."""
        usual, most, least = (
            max(0, (end - each.date).days) if each else 0
            for each in (self.typical, self.low, self.high)
        )
        return least, usual, most


def best(scores: Iterable[Score], access: Iterable[Access], on: date) -> Score | None:
    """The model with the highest score among those out by a day."""
    allowed = set(access)
    found = [each for each in scores if each.access in allowed and each.date <= on]
    return max(found, key=lambda each: each.eci, default=None)


def first_closed(scores: Iterable[Score], least: float, on: date) -> Score | None:
    """The earliest closed model with at least so many points.

    >>> from calculators.engines.capability.record import scores
    >>> first_closed(scores(), 157.01, date(2026, 8, 11)).name
    'GPT-5.4 Pro'
    """
    found = [
        each for each in scores if each.access in CLOSED and each.eci >= least and each.date <= on
    ]
    return min(found, key=lambda each: (each.date, -each.eci), default=None)


def match(scores: Iterable[Score], low: float, eci: float, high: float, on: date) -> Match:
    """The first closed models with at least a score and the ends of its range.

    >>> from calculators.engines.capability.record import published, scores
    >>> kimi = published()["kimi-k3"]
    >>> match(scores(), kimi.low, kimi.eci, kimi.high, date(2026, 8, 11)).days(kimi.date)
    (84, 133, 217)
    """
    everything = tuple(scores)
    ends = (first_closed(everything, each, on) for each in (low, eci, high))
    found = dict(zip(("low", "typical", "high"), ends, strict=True))
    return Match(**found)
