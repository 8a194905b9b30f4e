"""Which single number would turn the decision round, and at what value.

Each is searched by halving, within the range that the form takes, with all others as they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.questions.break_even.levers import Lever, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calculators.questions.break_even.terms import Terms

HALVINGS = 60
DIGITS = 4
_SMALLEST = 1e-3
"""A change to nothing counts as one to a thousandth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A lever, and the value nearest to today's at which the decision is another."""

    lever: Lever
    value: float

    @property
    def factor(self) -> float:
        """How many times as much, or as little: at least 1."""
        first, second = sorted((abs(self.lever.now), abs(self.value)))
        return second / max(first, second * _SMALLEST) if second else 1.0

    @property
    def more(self) -> bool:
        """Whether it must rise."""
        return self.value > self.lever.now


def flip_of(lever: Lever, terms: Terms) -> Flip | None:
    """Where this number turns the decision; None where none in its range does."""
    wins = terms.wins

    def turned(value: float) -> bool:
        return lever.apply(terms, value).wins != wins

    found = [
        _outwards(lever, _border(turned, lever.now, far), turned)
        for far in _ends(lever, terms)
        if turned(far)
    ]
    best = min(found, key=lambda value: abs(value - lever.now), default=None)
    return None if best is None else Flip(lever=lever, value=best)


def _ends(lever: Lever, terms: Terms) -> Iterator[float]:
    """Where to look: the ends of the range, and for the amount of work what the machine can do."""
    yield lever.low
    yield lever.high
    if lever.name == "work" and terms.capacity and terms.requests:
        most = math.floor(lever.now * terms.capacity / terms.requests * (1 - 1e-9))
        if lever.low < most < lever.high:
            yield most


def _border(turned: Callable[[float], bool], near: float, far: float) -> float:
    """The value next to where the outcome turns, on the far side of it."""
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        if turned(middle):
            far = middle
        else:
            near = middle
    return far


def _outwards(lever: Lever, value: float, turned: Callable[[float], bool]) -> float:
    """The value with few digits, a little further away, where it still turns the decision."""
    up = value > lever.now
    for digits in range(DIGITS, 17):
        short = shortened(value, digits, up=up, whole=lever.whole)
        if lever.low <= short <= lever.high and turned(short):
            return short
    return value
