"""How far measurements lie from predictions: one band for each class and task."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from benchmarks.speed_fit import decode_rate, prefill_rate
from benchmarks.speed_rows import Row
from calculators.engines.speed.estimate import OFFLOAD
from calculators.engines.speed.record import Band, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

RATES: dict[str, Callable[[Row, Record], float]] = {"decode": decode_rate, "prefill": prefill_rate}
COVERAGE = 1.645
"""Standard deviations either side that hold 90% of a normal distribution."""
OTHERS = 3
"""Devices of other classes' usual error that a class's own error is averaged with."""
SOFTWARE = 0.15
"""What we add for versions, settings and heat that the calibration rows do not show (assumed)."""
UNMEASURED = 0.3
"""What we add for a class without any measurement (assumed)."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One row and the natural logarithm of measured / predicted speed."""

    row: Row
    error: float


def misses(pairs: Iterable[tuple[Row, Record]], task: str) -> list[Miss]:
    """The error of each row that has a measurement of the task."""
    rate = RATES[task]
    return [
        Miss(row, math.log(measured / rate(row, record)))
        for row, record in pairs
        if (measured := getattr(row, task))
    ]


def with_bands(record: Record, pairs: Sequence[tuple[Row, Record]]) -> Record:
    """The record with bands that come from rows of devices it was calibrated without."""
    for task in RATES:
        found = misses(pairs, task)
        usual = _mean_square(found)[0]
        for name, each in record.classes.items():
            own = [miss for miss in found if miss.row.speed_class == name]
            band: dict[str, Any] = {task: _band(own, usual)}
            classes = {**record.classes, name: replace(each, **band)}
            record = replace(record, classes=classes)
    return record


def _band(own: Sequence[Miss], usual: float) -> Band:
    square, devices = _mean_square(own)
    spread = (square * devices + usual * OTHERS) / (devices + OTHERS) + SOFTWARE**2
    spread += 0 if devices else UNMEASURED**2
    half = COVERAGE * math.sqrt(spread)
    return Band(low=math.exp(-half), high=math.exp(half), rows=len(own), devices=devices)


def _mean_square(found: Sequence[Miss]) -> tuple[float, int]:
    """Mean over the devices of each one's mean square, and how many devices there are."""
    squares: dict[str, list[float]] = defaultdict(list)
    for miss in found:
        squares[miss.row.device].append(miss.error**2)
    means = [sum(each) / len(each) for each in squares.values()]
    return sum(means) / max(len(means), 1), len(means)


def band_of(row: Row, record: Record, task: str) -> Band:
    """The band of a row; a model that is split has that of a guess."""
    if row.share < 1:
        return OFFLOAD
    band: Band = getattr(record.classes[row.speed_class], task)
    return band


def holds(miss: Miss, record: Record, task: str) -> bool:
    """Whether the measured time lies in the band."""
    band = band_of(miss.row, record, task)
    return band.low <= math.exp(-miss.error) <= band.high
