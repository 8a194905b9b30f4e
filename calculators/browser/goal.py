"""Whether a reader's inputs reach the goal of an exercise, such as half of what a bill was.

A goal compares a figure, or the word of the verdict, with what it is when the inputs that may be
changed stand as they did at the start. Whatever else a reader changes counts on both sides, so it
neither helps nor harms.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculators.core.errors import InputErrors, Problem
from calculators.core.numbers import SIGNS, format_quantity
from calculators.core.records import RecordError, read_record
from calculators.core.results import Figure
from calculators.registry import calculator

_ROUNDED = ("bytes", "seconds", "tokens/s")
"""Units whose whole numbers are rounded before they are printed, as money is."""
_KINDS = ((True, 1, False), (False, 0, True))
"""Whether there is a figure, how many bounds it has, and whether there is a verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A figure and its share of what it was, or else the word that the verdict shall be.

    Raises `InputErrors` where it is neither of these, or both.
    """

    start: Mapping[str, str]
    """The inputs that may be changed, as they were."""
    figure: str = ""
    at_most: float | None = None
    at_least: float | None = None
    verdict: str = ""

    def __post_init__(self) -> None:
        bounds = sum(each is not None for each in (self.at_most, self.at_least))
        if (bool(self.figure), bounds, bool(self.verdict)) not in _KINDS:
            text = "a goal is a figure with at_most or at_least, or else a verdict"
            raise InputErrors([Problem("goal", f"Write it anew: {text}.")])

    def reached(self, share: float) -> bool:
        """Whether the figure is where it shall be at this share of what it was."""
        if self.at_most is not None:
            return share <= self.at_most
        return self.at_least is not None and share >= self.at_least


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    done: bool
    sentence: str


def goal_from(data: object) -> Goal:
    """The goal that a page sends; raises `InputErrors`."""
    try:
        return read_record(Goal, data, "goal")
    except RecordError as error:
        text = f"The part “{error.where}” of the goal is not what it should be."
        raise InputErrors([Problem("goal", text)]) from None


def progress(name: str, inputs: dict[str, Any], goal: Goal) -> Progress:
    """Where these inputs stand; raises `InputErrors`."""
    asked = calculator(name)
    now, before = asked.answer(inputs), asked.answer({**inputs, **goal.start})
    if goal.verdict:
        return _verdict_progress(now.verdict.word, before.verdict.word, goal.verdict)
    try:
        return _figure_progress(now.figure(goal.figure), before.figure(goal.figure), goal)
    except KeyError:
        text = f"“{goal.figure}” is not a figure of this answer."
        raise InputErrors([Problem("goal", text)]) from None


def _verdict_progress(now: str, before: str, wanted: str) -> Progress:
    if now == wanted == before:
        return Progress(False, f"The answer is “{now}”, but not thanks to the inputs named above.")
    same = f"The answer is “{now}”, as at the start."
    change = f"The answer is “{now}”; at the start it was “{before}”."
    aim = "" if now == wanted else f" The goal is “{wanted}”."
    return Progress(now == wanted, (same if now == before else change) + aim)


def _figure_progress(now: Figure, before: Figure, goal: Goal) -> Progress:
    if now.value is None or not before.value:
        return Progress(False, "With these inputs it cannot be worked out.")
    share = now.value / before.value
    done = goal.reached(share)
    was, amount = (format_quantity(each.value, each.unit) for each in (before, now))
    about = "" if _whole(now) and _whole(before) else "about "
    change = f"{amount}, {about}{_change(share)} than {was} at the start"
    same = f"{amount}, as at the start"
    bound = goal.at_least if goal.at_most is None else goal.at_most
    aim = "" if done or bound is None else f" The goal is {_change(bound)}."
    return Progress(done, f"{now.label}: {same if was == amount else change}.{aim}")


def _whole(figure: Figure) -> bool:
    """Whether it is printed to the last digit, so that a share of it is exact too."""
    is_count = figure.unit not in _ROUNDED and figure.unit.partition("/")[0] not in SIGNS
    return is_count and figure.value is not None and float(figure.value).is_integer()


def _change(share: float) -> str:
    """A share as less or more.

    >>> _change(0.69), _change(1.5), _change(3 / 8)
    ('31% less', '50% more', '63% less')
    """
    percent = math.floor(100 * abs(1 - share) + 0.5)  # a half up, as people round
    return f"{percent}% {'less' if share <= 1 else 'more'}"
