"""How good predictions are: by set as the records say it, by group from the points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_plugins.fences.answer_key.points import TASKS, Point, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PARTS = {
    "memory": {
        "chat": "One chat, flash attention on",
        "plain": "One chat, flash attention off",
        "four-slots": "Four slots, as llama.cpp’s server starts",
        "all-scores": "Programs that ask for the scores of every token",
    },
    "writing": {
        "fit": "From the start, device never seen",
        "other-source": "From the start, source never seen",
        "depth": "After a long text",
        "longgen": "Long answers",
        "spill": "Model larger than the card",
    },
}
SHORT = {
    "chat": "Flash attention on",
    "plain": "Flash attention off",
    "fit": "From the start",
    "depth": "After a long text",
    "longgen": "Long answers",
    "spill": "Larger than the card",
}
"""The sets that have points, in few words."""
PARTS["working"] = PARTS["memory"]
PARTS["reading"] = PARTS["writing"]
_OTHER_NAMES = {"other-source": "fit, other source"}
"""What the speed record calls a set of ours."""

Score = dict[str, float]


def scores(topic: str) -> dict[str, Score]:
    """Accuracy of each set that has rows, in the order of `PARTS`."""
    if topic in TASKS:
        found = read("speed_points.json")["accuracy"][TASKS[topic]]
    else:
        found = read("memory_points.json")["accuracy"]
    return {
        part: found[_OTHER_NAMES.get(part, part)]
        for part in PARTS[topic]
        if _OTHER_NAMES.get(part, part) in found
    }


def score(points: Sequence[Point]) -> Score:
    """Rows, what they count, mean error, shares within 20 % and in the range."""
    size = len(points)
    return {
        "rows": size,
        "subjects": len({point.subject for point in points}),
        "mean_error": sum(abs(point.error) for point in points) / size,
        "within_20": sum(abs(point.error) <= 0.2 for point in points) / size,
        "in_band": sum(point.in_band for point in points) / size,
    }


def by_group(points: Iterable[Point]) -> Mapping[str, Sequence[Point]]:
    """The points of each family or class, the largest first."""
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.group, []).append(point)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def of_part(points: Iterable[Point], part: str) -> list[Point]:
    """The points of one set."""
    return [point for point in points if point.part == part]


def percent(share: float) -> str:
    """A share as people read it; small ones with two digits after the point.

    >>> percent(0.7535), percent(0.0013), percent(0.00045), percent(-0.65)
    ('75 %', '0.1 %', '0.04 %', '−65 %')
    >>> percent(0), percent(0.00001)
    ('0 %', '<0.01 %')
    """
    value = abs(share) * 100
    if 0 < value < 0.005:
        return "<0.01 %"
    sign = "−" if share < 0 else ""
    digits = 0 if value >= 2 or value == 0 else 2 if value < 0.1 else 1
    return f"{sign}{f'{value:.{digits}f}'.removesuffix('.0')} %"
