"""The numbers behind the `speed` calculator, from measurements.

python -m benchmarks.calibrate_speed               write calculators/data/speed.json, print accuracy
python -m benchmarks.calibrate_speed --score FILE  compare other measurements with what is committed

Only rows of the set `fit` are calibrated with. Each is predicted by a record that saw no row of its
device, and again by one that saw no row of its source; the other sets are predicted by the whole
record, and never used for it.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.by_lines import by_lines
from benchmarks.speed_bands import RATES, Miss, band_of, holds, misses, with_bands
from benchmarks.speed_fit import calibrate, left_out
from benchmarks.speed_rows import PARENTS, Row, read
from benchmarks.speed_spill import spilled
from calculators.core.records import data_path
from calculators.engines.speed.record import Band, Record, SpeedClass, record
from tools.places import ROOT

Pairs = Sequence[tuple[Row, Record]]
"""Rows, each beside the record that may predict it."""

ROWS = ROOT / "tests" / "data" / "speeds.csv"
POINTS_PATH = Path(data_path("speed_points.json"))
CHECKED = "2026-11-23"
SETS = ("depth", "longgen", "spill")
OTHER_SOURCE = "fit, other source"
"""The set `fit` again, each row predicted without any row of its source: other people's set-ups."""
LABELS = {
    "NVIDIA CUDA": "NVIDIA GeForce RTX 30 to 50",
    "NVIDIA RTX 20": "NVIDIA GeForce RTX 20",
    "NVIDIA GTX 10/16": "NVIDIA GeForce GTX 10 and 16",
    "NVIDIA Vulkan": "NVIDIA graphics card through Vulkan",
    "NVIDIA GB10/Jetson CUDA": "NVIDIA DGX Spark and Jetson",
    "AMD dGPU ROCm": "AMD Radeon graphics card through ROCm",
    "AMD dGPU Vulkan": "AMD Radeon graphics card",
    "AMD APU (iGPU)": "AMD Ryzen with built-in Radeon graphics",
    "Intel Arc dGPU": "Intel Arc graphics card",
    "Intel iGPU": "Intel Core Ultra with built-in Arc graphics",
    "Apple Metal": "Apple M1 to M4",
    "Apple M5": "Apple M5",
    "CPU": "Processor (Intel, AMD or Arm)",
    "Snapdragon X": "Snapdragon X",
}
URLS = 2
COLUMNS = [
    "set",
    "class",
    "device",
    "model",
    "quantization",
    "measured",
    "predicted",
    "low",
    "high",
]


def main(arguments: Sequence[str]) -> int:
    """Calibrate and write, or score; 0 when done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--score", metavar="FILE", type=Path)
    options = parser.parse_args(arguments)
    if options.score:
        now, rows = record(), read(options.score)
        print(report(now, {part: _beside(rows, now, part) for part in _parts(rows)}))
        return 0
    rows = read(ROWS)
    now, pairs = calibrated(rows)
    Path(data_path("speed.json")).write_text(by_lines(record_data(now, rows)), encoding="utf-8")
    POINTS_PATH.write_text(by_lines(points_data(now, pairs)), encoding="utf-8")
    print(report(now, pairs))
    return 0


def calibrated(rows: Sequence[Row]) -> tuple[Record, dict[str, Pairs]]:
    """The whole record, and by set each row beside the record that may predict it."""
    fitted = [row for row in rows if row.part == "fit"]
    plain = calibrate(fitted)
    pairs = left_out(fitted, plain)
    now = with_bands(plain, pairs)
    known: dict[str, Pairs] = {"fit": pairs, OTHER_SOURCE: left_out(fitted, plain, by="url")}
    return now, known | {part: _beside(rows, now, part) for part in SETS}


def _beside(rows: Iterable[Row], now: Record, part: str) -> Pairs:
    own = [row for row in rows if row.part == part]
    return [(spilled(row) if part == "spill" else row, now) for row in own]


def _parts(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.part for row in rows))


def record_data(now: Record, rows: Sequence[Row]) -> dict[str, Any]:
    """The record as it ships."""
    return {
        "made_by": "benchmarks/calibrate_speed.py from tests/data/speeds.csv, set fit",
        "checked": CHECKED,
        "expert_layer": _short(now.expert_layer),
        "expert_prefill": _short(now.expert_prefill),
        "classes": {name: _class_data(each, rows) for name, each in now.classes.items()},
    }


def _class_data(each: SpeedClass, rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "label": LABELS[each.name],
        "efficiency": _short(each.efficiency),
        "layer_seconds": _short(each.layer_seconds),
        "per_tflops": None if each.per_tflops is None else _short(each.per_tflops),
        "per_gb_s": _short(each.per_gb_s),
        "decode": _band_data(each.decode),
        "prefill": _band_data(each.prefill),
        "urls": _urls(each.name, rows),
    }


def _band_data(band: Band) -> dict[str, Any]:
    low, high = _short(band.low), _short(band.high)
    return {"low": low, "high": high, "rows": band.rows, "devices": band.devices}


def _urls(name: str, rows: Sequence[Row]) -> list[str]:
    """Where most rows of a class were published; those of its parent where it has none."""
    urls = [row.url for row in rows if row.speed_class == name and row.part == "fit"]
    if not urls:
        return _urls(PARENTS[name], rows)
    return [url for url, _ in Counter(urls).most_common(URLS)]


def points_data(now: Record, pairs: dict[str, Pairs]) -> dict[str, Any]:
    """Measured and predicted speeds, one line each, for a plot."""
    return {
        "made_by": "benchmarks/calibrate_speed.py from tests/data/speeds.csv",
        "checked": CHECKED,
        "columns": COLUMNS,
        "unit": "tokens per second",
        "accuracy": {task: _accuracies(now, pairs, task) for task in RATES},
        **{task: _points(now, pairs, task) for task in RATES},
    }


def _accuracies(now: Record, pairs: dict[str, Pairs], task: str) -> dict[str, dict[str, float]]:
    found = {part: misses(each, task) for part, each in pairs.items()}
    return {
        part: {key: _short(value) for key, value in accuracy(each, now, task).items()}
        for part, each in found.items()
        if each
    }


def _points(now: Record, pairs: dict[str, Pairs], task: str) -> list[list[Any]]:
    return [
        [part, row.speed_class, row.device, row.model, row.quantization, *_speeds(miss, now, task)]
        for part, each in pairs.items()
        if part != OTHER_SOURCE
        for miss in misses(each, task)
        for row in (miss.row,)
    ]


def _speeds(miss: Miss, now: Record, task: str) -> list[float]:
    measured, band = getattr(miss.row, task), band_of(miss.row, now, task)
    predicted = measured / math.exp(miss.error)
    return [measured, *map(_short, (predicted, predicted / band.high, predicted / band.low))]


def accuracy(found: Sequence[Miss], now: Record, task: str) -> dict[str, float]:
    """Rows, devices, mean absolute error, share within 20%, share in the band, bias."""
    off = [abs(math.exp(-miss.error) - 1) for miss in found]
    return {
        "rows": len(found),
        "devices": len({miss.row.device for miss in found}),
        "mean_error": sum(off) / len(off),
        "within_20": sum(each <= 0.2 for each in off) / len(off),
        "in_band": sum(holds(miss, now, task) for miss in found) / len(found),
        "median_ratio": math.exp(sorted(miss.error for miss in found)[len(found) // 2]),
    }


def report(now: Record, pairs: dict[str, Pairs]) -> str:
    """Accuracy by set and, for the first set, by class."""
    lines = [f"{'':34}rows devices error  ≤20%  band  measured/predicted"]
    for task in RATES:
        for number, (part, each) in enumerate(pairs.items()):
            found = misses(each, task)
            lines += [_line(f"{task}, {part}", found, now, task)] if found else []
            by_class = defaultdict(list)
            for miss in found if number == 0 else ():
                by_class[miss.row.speed_class].append(miss)
            lines += [_line(f"  {name}", own, now, task) for name, own in by_class.items()]
    return "\n".join(lines)


def _line(title: str, found: Sequence[Miss], now: Record, task: str) -> str:
    each = accuracy(found, now, task)
    return (
        f"{title:34}{each['rows']:4} {each['devices']:7} {each['mean_error']:5.0%} "
        f"{each['within_20']:6.0%} {each['in_band']:5.0%}  {each['median_ratio']:.2f}"
    )


def _short(value: float) -> float:
    """Four digits: more would suggest that we know them."""
    return float(f"{value:.4g}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
