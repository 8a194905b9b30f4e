"""The records behind the answer key: what was measured, beside what we predict, and how close."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from calculators.core.records import read_json
from calculators.engines.memory.requirement import MEASURED_COMPUTE
from calculators.engines.speed.record import record as speed_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MIB_IN_GIB = 1024
_FILE_PART = re.compile(r"-\d{5}-of-\d{5}$")
"""Some measurements name the file of a model that comes in several."""
TASKS = {"writing": "decode", "reading": "prefill"}
"""What the speed record calls our topics."""
FAMILIES = {
    "GQA": "Plain, heads share notes",
    "MHA": "Plain, notes for each head",
    "SWA+GQA": "Sliding window",
    "MLA": "One short summary for all heads",
    "hybrid gated-delta-net": "Fixed state (gated delta net)",
    "hybrid mamba2": "Fixed state (Mamba 2)",
    "hybrid shortconv": "Fixed state (short convolution)",
}
PARTS = {
    "memory": {
        "chat": "One chat, flash attention on",
        "plain": "One chat, flash attention off",
        "four-slots": "Four slots, as llama.cpp’s server starts",
        "other-slots": "Three slots, or four with a share each",
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
PARTS["working"] = PARTS["memory"]
PARTS["reading"] = PARTS["writing"]
"""The sets of each topic; those of memory and of working space are the same, as are the speeds'."""
SHORT = {
    "chat": "Flash attention on",
    "plain": "Flash attention off",
    "fit": "From the start",
    "depth": "After a long text",
    "longgen": "Long answers",
    "spill": "Larger than the card",
}
"""The sets that have points, in few words."""
_OTHER_NAMES = {"other-source": "fit, other source"}
"""What the speed record calls a set of ours."""
SHARES = ("mean_error", "within_20", "in_band", "lowest", "middle", "highest")
COUNTED = ("exact", "weights", "conversation", "posted", "repack", "kept_out")
AGREE = 0.001
"""A posted figure is rounded; a thousandth is closer than most of them say."""

Score = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One measurement beside its prediction, both in the topic's unit."""

    part: str
    """The set it belongs to; sets are never mixed."""
    group: str
    """Family of models, or class of machines."""
    subject: str
    """What a total counts: the device, or the model where there is only one device."""
    name: str
    measured: float
    predicted: float
    low: float
    high: float

    @property
    def error(self) -> float:
        """Share by which the prediction is too high, below zero where it is too low."""
        return self.predicted / self.measured - 1

    @property
    def in_band(self) -> bool:
        """Whether the measurement lies in the range that was given, as the records round it."""
        return self.low * 0.9999 <= self.measured <= self.high * 1.0001


@cache
def read(name: str) -> dict[str, Any]:
    """A record of `calculators/data/` that does not ship with the calculators."""
    found: dict[str, Any] = read_json(name)
    return found


@cache
def points_of(topic: str) -> tuple[Point, ...]:
    """All points of `memory`, `working` (space), `writing` or `reading`; raises `KeyError`."""
    if topic in ("memory", "working"):
        rows = _rows(read("memory_points.json"), "runs")
        return tuple((_total if topic == "memory" else _working)(row) for row in rows)
    return tuple(_speed(row) for row in _rows(read("speed_points.json"), TASKS[topic]))


def _rows(found: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [dict(zip(found["columns"], row, strict=True)) for row in found[key]]


def _total(row: dict[str, Any]) -> Point:
    return _memory(row, row["reported"], row["predicted"], (row["low"], row["high"]))


def _working(row: dict[str, Any]) -> Point:
    low, high = MEASURED_COMPUTE[row["set"] != "plain"]
    predicted = row["working_predicted"]
    return _memory(row, row["working_reported"], predicted, (predicted * low, predicted * high))


def _memory(
    row: dict[str, Any], reported: float, predicted: float, band: tuple[float, float]
) -> Point:
    return Point(
        part=row["set"],
        group=FAMILIES[row["family"]],
        subject=row["model"],
        name=f"{row['model']}, {row['quantization']}, {row['context']:,} tokens, "
        f"{row['cache']} cache",
        measured=reported / MIB_IN_GIB,
        predicted=predicted / MIB_IN_GIB,
        low=band[0] / MIB_IN_GIB,
        high=band[1] / MIB_IN_GIB,
    )


def _speed(row: dict[str, Any]) -> Point:
    return Point(
        part=row["set"],
        group=speed_record().classes[row["class"]].label,
        subject=row["device"],
        name=f"{row['device']}: {_FILE_PART.sub('', row['model'])}, {row['quantization']}",
        measured=row["measured"],
        predicted=row["predicted"],
        low=row["low"],
        high=row["high"],
    )


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
    """Rows, what they count, mean error, shares within 20% and in the range."""
    size = len(points)
    return {
        "rows": size,
        "subjects": len({point.subject for point in points}),
        "mean_error": math.fsum(abs(point.error) for point in points) / size,
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
    ('75%', '0.1%', '0.04%', '−65%')
    >>> percent(0), percent(0.00001)
    ('0%', '<0.01%')
    """
    value = abs(share) * 100
    if 0 < value < 0.005:
        return "<0.01%"
    sign = "−" if share < 0 else ""
    digits = 0 if value >= 2 or value == 0 else 2 if value < 0.1 else 1
    return f"{sign}{f'{value:.{digits}f}'.removesuffix('.0')}%"


def figure(path: str) -> str:
    """One figure of a set, as prose shows it; raises `KeyError`.

    >>> figure("writing.longgen.rows"), figure("memory.exact.equal")
    ('36', '3,195')
    """
    topic, part, name = path.split(".")
    counted = topic == "memory" and part in COUNTED
    value = (_counts(part) if counted else scores(topic)[part])[name]
    return percent(value) if name in SHARES else f"{value:,.0f}"


def _counts(part: str) -> dict[str, float]:
    """Figures of memory that are counts, and belong to no set."""
    found = read("memory_points.json")
    if part in ("repack", "kept_out"):
        return dict(found[part])
    if part == "posted":
        equal = sum(agrees(theirs, ours) for *_, theirs, ours in found[part])
        return {"rows": len(found[part]), "equal": equal}
    own = [each for each in found["exact"] if part in ("exact", each[0])]
    return {"rows": sum(each[2] for each in own), "equal": sum(each[3] for each in own)}


def agrees(theirs: float, ours: float | None) -> bool:
    """Whether a posted figure is ours, as far as it was printed."""
    return ours is not None and abs(ours / theirs - 1) <= AGREE
