"""The numbers of the speed model that agree best with measurements.

Every class has an efficiency, a fixed time per layer and a rate of arithmetic; two more numbers
hold for mixtures of experts everywhere. A class with few devices leans on its parent, or on a
common starting value, in proportion: the starting values count like `1 / SPREAD²` measurements.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from benchmarks.descent import lowest
from benchmarks.speed_rows import PARENTS, Row
from calculators.engines.speed.rate import Device, read_seconds, write_seconds
from calculators.engines.speed.record import Band, Record, SpeedClass

if TYPE_CHECKING:
    from collections.abc import Sequence

Fixed = tuple[float, float]
"""A starting value and how far (as a natural logarithm) a class usually lies from it."""

NO_BAND = Band(low=1, high=1, rows=0, devices=0)
ROOT: dict[str, Fixed] = {
    "efficiency": (0.75, 0.2),
    "layer_seconds": (50e-6, 0.7),
    "per_tflops": (0.6, 1.0),
    "per_gb_s": (0.02, 1.0),
}
"""Round numbers; the spreads are those between the classes."""
CHILD_SPREAD = 0.6
"""A class lies so much closer to its parent than to the common starting value."""
EXPERT_LAYER: Fixed = (1.0, 0.5)
EXPERT_PREFILL: Fixed = (0.5, 0.5)
NOISE = {"decode": 0.15, "prefill": 0.3}
"""How far one measurement usually lies from the next of its class."""
ROUNDS = 3
HOST_BANDWIDTH_GB_S = 51.2
"""Main memory beside a graphics card, where no row says: DDR4-3200, two modules (assumed)."""
RATED = (
    "NVIDIA CUDA",
    "NVIDIA RTX 20",
    "NVIDIA Vulkan",
    "NVIDIA GB10/Jetson CUDA",
    "Apple Metal",
    "Apple M5",
)
"""Classes whose makers state a rate of arithmetic that programs come near. AMD counts doubled
operations that they seldom reach, the rate of a GTX 10 is that of a crippled unit, and few state
one for a processor: for these the bandwidth says more."""


def decode_rate(row: Row, record: Record) -> float:
    """Tokens written a second, as predicted."""
    return 1 / write_seconds(row.work, _device(row, record), record, depth=row.depth)


def prefill_rate(row: Row, record: Record) -> float:
    """Tokens read a second, as predicted."""
    tokens = row.prompt_tokens
    return tokens / read_seconds(
        row.work,
        _device(row, record),
        record,
        tokens=tokens,
        depth=row.prompt_depth,
        batch=row.batch,
    )


def _device(row: Row, record: Record) -> Device:
    return Device(
        speed_class=record.classes[row.speed_class],
        bandwidth_gb_s=row.bandwidth_gb_s,
        tflops=row.tflops,
        share=row.share,
        host=_host(record) if row.share < 1 else None,
    )


def _host(record: Record) -> Device:
    return Device(speed_class=record.classes["CPU"], bandwidth_gb_s=HOST_BANDWIDTH_GB_S)


def calibrate(
    rows: Sequence[Row], record: Record | None = None, names: Sequence[str] = tuple(PARENTS)
) -> Record:
    """The record that fits these rows; its bands are still empty.

    With a record and names, only the numbers of these classes and the common ones are fitted anew.
    """
    record = record or _start()
    decoded = [row for row in rows if row.decode]
    for _ in range(ROUNDS):
        record = _decode_classes(record, decoded, names)
        record = _common(record, decoded, "expert_layer", EXPERT_LAYER)
    filled = [row for row in rows if row.prefill]
    for _ in range(ROUNDS):
        record = _prefill_classes(record, filled, names)
        record = _common(record, filled, "expert_prefill", EXPERT_PREFILL)
    return record


def left_out(
    rows: Sequence[Row], record: Record, *, by: str = "device"
) -> list[tuple[Row, Record]]:
    """Every row beside the record that is calibrated without its device, or without its `url`."""
    pairs = []
    for group in dict.fromkeys(getattr(row, by) for row in rows):
        own = [row for row in rows if getattr(row, by) == group]
        others = [row for row in rows if getattr(row, by) != group]
        classes = {row.speed_class for row in own}
        names = [name for name in PARENTS if name in classes or PARENTS[name] in classes]
        without = calibrate(others, record, names)
        pairs += [(row, without) for row in own]
    return pairs


def _start() -> Record:
    classes = {
        name: SpeedClass(
            name=name,
            label=name,
            efficiency=ROOT["efficiency"][0],
            layer_seconds=ROOT["layer_seconds"][0],
            per_tflops=ROOT["per_tflops"][0] if name in RATED else None,
            per_gb_s=ROOT["per_gb_s"][0],
            decode=NO_BAND,
            prefill=NO_BAND,
        )
        for name in PARENTS
    }
    return Record(
        classes=classes, expert_layer=EXPERT_LAYER[0], expert_prefill=EXPERT_PREFILL[0], checked=""
    )


def _decode_classes(record: Record, rows: Sequence[Row], names: Sequence[str]) -> Record:
    for name in names:
        own = [row for row in rows if row.speed_class == name]
        record = _class_fitted(record, name, own, ("efficiency", "layer_seconds"), "decode")
    return record


def _prefill_classes(record: Record, rows: Sequence[Row], names: Sequence[str]) -> Record:
    """By the maker's rate where that says something, and by bandwidth as if no rate were known."""
    for name in names:
        own = [row for row in rows if row.speed_class == name]
        if name in RATED:
            rated = [row for row in own if row.tflops]
            record = _class_fitted(record, name, rated, ("per_tflops",), "prefill")
        bare = [replace(row, tflops=None) for row in own]
        record = _class_fitted(record, name, bare, ("per_gb_s",), "prefill")
    return record


def _class_fitted(
    record: Record, name: str, rows: Sequence[Row], keys: tuple[str, ...], task: str
) -> Record:
    """The record with these numbers of one class fitted to its rows."""
    priors = [_prior(record, name, key) for key in keys]

    def changed(point: Sequence[float]) -> Record:
        numbers: dict[str, Any] = {key: math.exp(x) for key, x in zip(keys, point, strict=True)}
        classes = {**record.classes, name: replace(record.classes[name], **numbers)}
        return replace(record, classes=classes)

    def loss(point: Sequence[float]) -> float:
        return _loss(rows, changed(point), task) + _pull(point, priors)

    return changed(lowest(loss, [math.log(value) for value, _ in priors]))


def _prior(record: Record, name: str, key: str) -> Fixed:
    value, spread = ROOT[key]
    if PARENTS[name]:
        value, spread = getattr(record.classes[PARENTS[name]], key), spread * CHILD_SPREAD
    return value, spread


def _common(record: Record, rows: Sequence[Row], key: str, prior: Fixed) -> Record:
    """The record with a number that holds for all classes fitted to their mixtures of experts."""
    task = "decode" if key == "expert_layer" else "prefill"
    mixtures = [row for row in rows if row.work.experts]

    def changed(point: Sequence[float]) -> Record:
        number: dict[str, Any] = {key: math.exp(point[0])}
        return replace(record, **number)

    def loss(point: Sequence[float]) -> float:
        return _loss(mixtures, changed(point), task) + _pull(point, [prior])

    return changed(lowest(loss, [math.log(prior[0])]))


def _pull(point: Sequence[float], priors: Sequence[Fixed]) -> float:
    """What it costs to lie away from the starting values."""
    pairs = zip(point, priors, strict=True)
    return sum(((x - math.log(value)) / spread) ** 2 / 2 for x, (value, spread) in pairs)


def _loss(rows: Sequence[Row], record: Record, task: str) -> float:
    """How badly the record agrees: squares of small errors, no more than the size of large ones.

    A device with many rows counts for more than one with a single row, but not so many times more.
    """
    predict, noise = (decode_rate if task == "decode" else prefill_rate), NOISE[task]
    many = Counter(row.device for row in rows)
    total = 0.0
    for row in rows:
        error = math.log(predict(row, record) / (getattr(row, task) or math.nan)) / noise
        total += (math.sqrt(1 + (error / 1.7) ** 2) - 1) * 1.7**2 / math.sqrt(many[row.device])
    return total
