"""The records behind the answer key: what was measured, beside what we predict."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from calculators.core.records import data_path
from calculators.engines.speed.record import record as speed_record
from calculators.questions.fit.requirement import MEASURED_COMPUTE

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
    path = Path(data_path(name))
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def points(topic: str) -> tuple[Point, ...]:
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
