"""Memory as predicted beside what llama.cpp reported, for the answer key.

python -m benchmarks.score_memory    write calculators/data/memory_points.json, print accuracy

Predicted is what `fit` answers, the output buffer left out: llama.cpp's report has it elsewhere.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.by_lines import by_lines
from calculators.core.numbers import MIB
from calculators.core.records import data_path
from calculators.engines.memory import Setup
from calculators.engines.memory.requirement import Requirement, requirement
from tests.calculators.engines.memory.geometries import geometries, quantized_files, runs
from tests.calculators.engines.memory.posted import ROWS as POSTED
from tests.calculators.engines.memory.posted import computed_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Run = dict[str, str]

MEMORY_POINTS = Path(data_path("memory_points.json"))
CHECKED = "2026-11-23"
COLUMNS = [
    *("set", "family", "model", "quantization", "context", "cache"),
    *("reported", "predicted", "low", "high", "working_reported", "working_predicted"),
]
ONE_CHAT, PLAIN, FOUR_SLOTS, ALL_SCORES = "chat", "plain", "four-slots", "all-scores"


def main() -> int:
    """Write the record and print its accuracy; 0 when done."""
    data = points_data()
    MEMORY_POINTS.write_text(by_lines(data), encoding="utf-8")
    for line in (data["accuracy"], data["exact"]):
        print(line)
    return 0


def points_data() -> dict[str, Any]:
    """The record: what is exact, accuracy by set, posted figures, and every run."""
    sets = {name: _points(name) for name in (ONE_CHAT, PLAIN, FOUR_SLOTS, ALL_SCORES)}
    return {
        "made_by": "benchmarks/score_memory.py from tests/data/groundtruth*.csv",
        "checked": CHECKED,
        "unit": "MiB",
        "accuracy": {name: accuracy(points) for name, points in sets.items()},
        "repack": _repack(),
        "exact": _exact(),
        "posted_columns": ["model", "quantization", "figure", "posted", "predicted"],
        "posted": [_posted(*key, row) for key, row in POSTED.items()],
        "columns": COLUMNS,
        # the other two repeat these runs with another setting; their accuracy says it all
        "runs": sets[ONE_CHAT] + sets[PLAIN],
    }


def _points(name: str) -> list[list[Any]]:
    flash = "0" if name == PLAIN else "1"
    chosen = (row for row in runs() if row["flash_attn"] == flash)
    if name == FOUR_SLOTS:
        chosen = (row for row in chosen if row["kv_total_mib_server_default_4slots"])
    return [_point(name, row) for row in chosen]


def _point(name: str, row: Run) -> list[Any]:
    needed = _needed(row, slots=4 if name == FOUR_SLOTS else 1)
    total, working = _reported(name, row)
    sizes = (needed.total_bytes, needed.low_bytes, needed.high_bytes)
    return [
        *(name, row["attn_family"], row["model"], row["quant"], int(row["n_ctx"])),
        row["kv_type_k"],
        round(total, 2),
        *(_mib(size - needed.output_buffer_bytes) for size in sizes),
        working,
        _mib(needed.compute_buffer_bytes),
    ]


def _needed(row: Run, *, slots: int) -> Requirement:
    setup = Setup(
        quantization=row["quant"],
        context=int(row["n_ctx"]),
        kv_cache_type=row["kv_type_k"],
        flash_attention=row["flash_attn"] == "1",
        slots=slots,
        micro_batch=int(row["n_ubatch"]),
    )
    return requirement(geometries()[row["model"]], setup)


def _reported(name: str, row: Run) -> tuple[float, float]:
    """MiB in total, and of the compute buffer."""
    if name == FOUR_SLOTS:
        cache = float(row["kv_total_mib_server_default_4slots"])
        working = float(row["compute_mib_server_default_4slots"])
        return float(row["weights_mib"]) + cache + working, working
    outputs = "512" if name == ALL_SCORES else "1"
    return float(row[f"total_mib_nout{outputs}"]), float(row[f"compute_mib_nout{outputs}"])


def _mib(size: float) -> float:
    return round(size / MIB, 2)


def accuracy(points: Iterable[list[Any]]) -> dict[str, float]:
    """Rows, mean absolute error, share within 20 %, share in the band, lowest and highest error."""
    rows = [dict(zip(COLUMNS, point, strict=True)) for point in points]
    off = [row["predicted"] / row["reported"] - 1 for row in rows]
    # both sides are known to a hundredth of a MiB
    held = [row["low"] - 0.02 <= row["reported"] <= row["high"] + 0.02 for row in rows]
    return {
        "rows": len(rows),
        "models": len({row["model"] for row in rows}),
        "mean_error": round(sum(map(abs, off)) / len(off), 5),
        "within_20": round(sum(abs(each) <= 0.2 for each in off) / len(off), 4),
        "in_band": round(sum(held) / len(off), 4),
        "lowest": round(min(off), 4),
        "highest": round(max(off), 4),
    }


def _exact() -> list[list[Any]]:
    """By part and family: how many reports there are, and how many we equal to the byte."""
    family = {row["model"]: row["attn_family"] for row in runs()}
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in quantized_files():
        setup = Setup(context=4096, quantization=row["quant"])
        size = requirement(geometries()[row["model"]], setup).weights_bytes
        found["weights", family[row["model"]]].append(size == int(row["weights_bytes"]))
    for row in runs():
        needed = _needed(row, slots=1)
        size = needed.kv_cache_bytes + needed.recurrent_state_bytes
        found["conversation", row["attn_family"]].append(size == int(row["kv_total_bytes"]))
    return [[*key, len(equal), sum(equal)] for key, equal in sorted(found.items())]


def _repack() -> dict[str, float]:
    """The second copy that a build for processors makes, as a share of 4-bit weights."""
    shares = [
        float(row["cpu_repack_extra_mib"]) / float(row["weights_mib"])
        for row in quantized_files()
        if row["quant"] in ("Q4_K_M", "MXFP4_MOE") and row["cpu_repack_extra_mib"]
    ]
    return {
        "rows": len(shares),
        "middle": round(median(shares), 4),
        "highest": round(max(shares), 4),
    }


def _posted(model: str, quantity: str, quantization: str, row: Mapping[str, str]) -> list[Any]:
    size = computed_bytes(model, quantity, quantization)
    ours = None if size is None else _mib(size)
    return [model, quantization, quantity, float(row["posted_mib"]), ours]


if __name__ == "__main__":
    sys.exit(main())
