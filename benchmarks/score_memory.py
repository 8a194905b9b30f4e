"""Memory as predicted beside what llama.cpp reported, for the answer key.

python -m benchmarks.score_memory    write calculators/data/memory_points.json, print accuracy

Predicted is what `fit` answers, the output buffer left out: llama.cpp's report has it elsewhere.
Reported is what build b11549 says of the catalog's models, less what a mapped file doesn't take;
"all-scores" is of an older build, the last that was asked for them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from benchmarks.by_lines import by_lines
from calculators import catalog
from calculators.core.numbers import MIB
from calculators.core.records import data_path
from calculators.engines.memory import Geometry, Setup
from calculators.engines.memory.compute import compute_buffer_bytes
from calculators.engines.memory.geometry import SLIDING, pick
from calculators.engines.memory.requirement import Requirement, requirement
from calculators.engines.memory.tensors import architecture
from tests.calculators.engines.memory.b11549 import Run, every_run, half, knowing_only
from tests.calculators.engines.memory.geometries import geometries, quantized_files, runs
from tests.calculators.engines.memory.posted import ROWS as POSTED
from tests.calculators.engines.memory.posted import computed_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row = dict[str, str]

MEMORY_POINTS = Path(data_path("memory_points.json"))
CHECKED = "2026-11-28"
COLUMNS = [
    *("set", "family", "model", "quantization", "context", "cache"),
    *("reported", "predicted", "low", "high", "working_reported", "working_predicted"),
]
ONE_CHAT, PLAIN, FOUR_SLOTS, OTHER_SLOTS = "chat", "plain", "four-slots", "other-slots"
ALL_SCORES = "all-scores"
HYBRIDS = {"delta": "hybrid gated-delta-net", "mamba": "hybrid mamba2", "short": "hybrid shortconv"}


def main() -> int:
    """Write the record and print its accuracy; 0 when done."""
    data = points_data()
    MEMORY_POINTS.write_text(by_lines(data), encoding="utf-8")
    for line in (data["accuracy"], data["exact"]):
        print(line)
    return 0


def points_data() -> dict[str, Any]:
    """The record: what is exact, accuracy by set, posted figures, and every run."""
    sets = {name: [_point(run) for run in _chosen(name)] for name in _SETS}
    older = [_older_point(row) for row in runs() if row["flash_attn"] == "1"]
    scored = sets | {ALL_SCORES: older}
    return {
        "made_by": "benchmarks/score_memory.py from tests/data/b11549.csv and groundtruth*.csv",
        "checked": CHECKED,
        "unit": "MiB",
        "accuracy": {name: accuracy(points) for name, points in scored.items()},
        "kept_out": _kept_out(),
        "repack": _repack(),
        "exact": _exact(),
        "posted_columns": ["model", "quantization", "figure", "posted", "predicted"],
        "posted": [_posted(*key, row) for key, row in POSTED.items()],
        "columns": COLUMNS,
        # the others repeat these runs with another setting; their accuracy says it all
        "runs": sets[ONE_CHAT] + sets[PLAIN],
    }


_SETS = (ONE_CHAT, PLAIN, FOUR_SLOTS, OTHER_SLOTS)


def _set_of(setup: Setup) -> str:
    if setup.slots == 1:
        return ONE_CHAT if setup.flash_attention else PLAIN
    return FOUR_SLOTS if setup.slots == 4 and setup.unified_cache else OTHER_SLOTS


def _chosen(name: str) -> list[Run]:
    loaded, _ = every_run()
    return [run for run in loaded if _set_of(run.setup) == name]


def family(geometry: Geometry) -> str:
    """How the model attends, as the answer key groups models."""
    if recurrent := architecture(geometry).recurrent:
        return HYBRIDS[recurrent[:5]]
    if geometry.uses_mla:
        return "MLA"
    if SLIDING in geometry.kinds and geometry.sliding_window:
        return "SWA+GQA"
    return "MHA" if pick(geometry.heads, 0) == pick(geometry.kv_heads, 0) else "GQA"


def _point(run: Run) -> list[Any]:
    needed, setup = requirement(run.geometry, run.setup), run.setup
    sizes = (needed.total_bytes, needed.low_bytes, needed.high_bytes)
    return [
        *(_set_of(setup), family(run.geometry), catalog.model(run.model).name),
        *(setup.quantization, setup.context, setup.kv_cache_type),
        _mib(run.total_bytes),
        *(_mib(size - needed.output_buffer_bytes) for size in sizes),
        _mib(run.compute_bytes),
        _mib(needed.compute_buffer_bytes),
    ]


def _older_point(row: Row) -> list[Any]:
    needed = _needed(row)
    sizes = (needed.total_bytes, needed.low_bytes, needed.high_bytes)
    return [
        *(ALL_SCORES, row["attn_family"], row["model"], row["quant"], int(row["n_ctx"])),
        row["kv_type_k"],
        float(row["total_mib_nout512"]),
        *(_mib(size - needed.output_buffer_bytes) for size in sizes),
        float(row["compute_mib_nout512"]),
        _mib(needed.compute_buffer_bytes),
    ]


def _needed(row: Row) -> Requirement:
    setup = Setup(
        quantization=row["quant"],
        context=int(row["n_ctx"]),
        kv_cache_type=row["kv_type_k"],
        flash_attention=row["flash_attn"] == "1",
        micro_batch=int(row["n_ubatch"]),
    )
    return requirement(geometries()[row["model"]], setup)


def _kept_out() -> dict[str, float]:
    """Working space of each half of the models, by rules made with the other half in view."""
    loaded, _ = every_run()
    off: list[float] = []
    for seen in (0, 1):
        models = half(1 - seen)
        with knowing_only(half(seen)):
            off += [
                compute_buffer_bytes(run.geometry, run.setup) / run.compute_bytes - 1
                for run in loaded
                if run.model in models
            ]
    return {
        "rows": len(off),
        "mean_error": round(fmean(map(abs, off)), 5),
        "lowest": round(min(off), 4),
        "highest": round(max(off), 4),
    }


def _mib(size: float) -> float:
    return round(size / MIB, 2)


def accuracy(points: Iterable[list[Any]]) -> dict[str, float]:
    """Rows, mean absolute error, share within 20%, share in the band, lowest and highest error."""
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
    families = {row["model"]: row["attn_family"] for row in runs()}
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in quantized_files():
        setup = Setup(context=4096, quantization=row["quant"])
        size = requirement(geometries()[row["model"]], setup).weights_bytes
        found["weights", families[row["model"]]].append(size == int(row["weights_bytes"]))
    for row in runs():
        needed = _needed(row)
        size = needed.kv_cache_bytes + needed.recurrent_state_bytes
        found["conversation", row["attn_family"]].append(size == int(row["kv_total_bytes"]))
    for run in every_run()[0]:
        needed = requirement(run.geometry, run.setup)
        size = needed.kv_cache_bytes + needed.recurrent_state_bytes
        found["conversation", family(run.geometry)].append(size == run.context_bytes)
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
