"""The measured numbers of the speed model, read from one generated file.

`benchmarks/calibrate_speed.py` works them out from tests/data/speeds.csv and writes
`data/speed.json`; nobody edits that file by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from calculators.core.records import read_json, read_record
from calculators.core.results import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """How far a measured time may lie from the predicted one, as factors of the time."""

    low: float
    high: float
    rows: int
    devices: int
    """How many measurements, on how many devices, the class was calibrated with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedClass:
    """What machines of one kind have in common."""

    name: str
    label: str
    efficiency: float
    """Share of the memory's peak bandwidth that reading the weights reaches."""
    layer_seconds: float
    """Fixed time for each layer of the model and each token or batch."""
    per_tflops: float | None
    """Useful 10^12 operations a second for each TFLOPS of the maker's FP16 shader rate."""
    per_gb_s: float
    """The same for each GB/s of bandwidth, where the maker's rate is unknown or misleading."""
    decode: Band
    prefill: Band
    urls: tuple[str, ...] = ()
    """Where most of its measurements were published."""

    def sources(self, checked: str) -> tuple[Source, ...]:
        """The same as sources for a reader."""
        return tuple(
            Source(title=f"Measured speeds: {url.split('/', 3)[-1]}", url=url, checked=checked)
            for url in self.urls
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All classes, and what holds for every class."""

    classes: Mapping[str, SpeedClass]
    expert_layer: float
    """Fixed time of a layer with experts, in layers: so many more than a layer without."""
    expert_prefill: float
    """Share of the useful operations that is left when a prompt is spread over experts."""
    checked: str
    """When the measurements were read."""
    made_by: str = ""


@cache
def record() -> Record:
    """The record that ships."""
    raw = read_json("speed.json")
    classes = {name: {"name": name, **each} for name, each in raw["classes"].items()}
    return read_record(Record, {**raw, "classes": classes}, "speed.json")
