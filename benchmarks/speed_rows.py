"""Measured speeds, one row of tests/data/speeds.csv each, beside the work that was done."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks import speed_models
from calculators.core.numbers import GIB
from calculators.engines.memory import weights
from calculators.engines.speed.rate import BATCH
from calculators.engines.speed.work import Work, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calculators.engines.memory import Geometry

PARENTS = {
    "NVIDIA CUDA": "",
    "NVIDIA RTX 20": "NVIDIA CUDA",
    "NVIDIA GTX 10/16": "NVIDIA CUDA",
    "NVIDIA Vulkan": "NVIDIA CUDA",
    "NVIDIA GB10/Jetson CUDA": "NVIDIA CUDA",
    "AMD dGPU ROCm": "",
    "AMD dGPU Vulkan": "AMD dGPU ROCm",
    "AMD APU (iGPU)": "",
    "Intel Arc dGPU": "",
    "Intel iGPU": "",
    "Apple Metal": "",
    "Apple M5": "Apple Metal",
    "CPU": "",
    "Snapdragon X": "CPU",
}
"""Classes, each with the one it leans on where it has few measurements of its own."""

USUAL_TOKENS = 128
USUAL_MIXED_DEPTH = 1000
"""Tokens in the context of rows that mix several lengths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement of one model on one device."""

    device: str
    speed_class: str
    bandwidth_gb_s: float
    tflops: float | None
    model: str
    quantization: str
    work: Work
    depth: int
    """Tokens before the middle of what was written."""
    decode: float | None
    """Tokens written a second, as measured."""
    prompt_tokens: int
    prompt_depth: int
    batch: int
    prefill: float | None
    """Tokens read a second, as measured."""
    part: str
    """The column `set`: fit, depth, longgen, spill, …"""
    url: str
    share: float = 1.0
    """Part of the model in the card's own memory; the rest is in main memory."""


def read(path: Path) -> list[Row]:
    """The rows that name a bandwidth, a size of the file and a class that we know."""
    with path.open(encoding="utf-8") as lines:
        return list(_rows(csv.DictReader(lines)))


def _rows(lines: csv.DictReader[str]) -> Iterator[Row]:
    for line in lines:
        speed_class = class_of(line["backend_class"], line["device"])
        if not (speed_class and line["mem_bw_gbs"] and line["size_gib"]):
            continue
        before, written = _depth(line["ctx_depth"]), _tokens(line["tg_test"], USUAL_TOKENS)
        yield Row(
            device=line["device"],
            speed_class=speed_class,
            bandwidth_gb_s=float(line["mem_bw_gbs"]),
            tflops=_number(line["tflops_fp16"]),
            model=line["model"],
            quantization=line["quant"],
            work=_work(line),
            depth=before + written // 2,
            decode=_number(line["tg_tps"]),
            prompt_tokens=_tokens(line["pp_test"], BATCH),
            prompt_depth=before,
            batch=2048 if "ubatch 2048" in line["notes"] else BATCH,
            prefill=_number(line["pp_tps"]),
            part=line["set"],
            url=line["url"],
        )


def class_of(backend_class: str, device: str) -> str:
    """The class of the speed model that a row belongs to; empty for what we do not calculate.

    >>> class_of("NVIDIA CUDA", "RTX 2080 Ti"), class_of("Adreno OpenCL", "X1")
    ('NVIDIA RTX 20', '')
    """
    if backend_class == "NVIDIA CUDA" and re.match(r"(RTX|TITAN RTX|Quadro RTX) ?20", device):
        return "NVIDIA RTX 20"
    if backend_class == "NVIDIA CUDA (GTX 10/16)":
        return "NVIDIA GTX 10/16"
    if backend_class in ("Apple Metal", "Apple MLX"):
        return "Apple M5" if device.startswith("M5") else "Apple Metal"
    return backend_class if backend_class in PARENTS else ""


def _number(text: str) -> float | None:
    return float(text) if text else None


def _depth(text: str) -> int:
    return int(text) if text.isdigit() else USUAL_MIXED_DEPTH


def _tokens(test: str, usual: int) -> int:
    """Tokens that a test such as "tg128" names."""
    named = re.fullmatch(r"(?:pp|tg)(\d+)", test)
    return int(named.group(1)) if named else usual


def _work(line: dict[str, str]) -> Work:
    """The work of this file: publishers' own mixes are larger or smaller than the standard ones."""
    size_bytes = float(line["size_gib"]) * GIB
    geometry = speed_models.geometry(line["model"])
    if geometry is None:
        return _unknown(size_bytes, total=float(line["params_b"]), active=float(line["active_b"]))
    quantization = _fitting(geometry, speed_models.quantization(line["quant"]))
    scale = size_bytes / weights(geometry, quantization).file_bytes
    standard = work(geometry, quantization)
    return replace(
        standard,
        shared_bytes=round(standard.shared_bytes * scale),
        expert_bytes=round(standard.expert_bytes * scale),
    )


def _fitting(geometry: Geometry, quantization: str) -> str:
    return "Q4_K_M" if quantization == "MXFP4_MOE" and not geometry.experts else quantization


def _unknown(size_bytes: float, *, total: float, active: float) -> Work:
    """A model of unknown shape: its active share of the file, layers as of models of its size."""
    token_bytes = round(size_bytes * active / total)
    routed, layers = active < 0.9 * total, round(32 * (total / 7) ** (1 / 3))
    shared_bytes = token_bytes // 2 if routed else token_bytes
    expert_bytes = round(size_bytes) - shared_bytes if routed else 0
    return Work(
        shared_bytes=shared_bytes,
        expert_bytes=expert_bytes,
        experts=max(2, round(expert_bytes / shared_bytes)) if routed else 0,
        experts_used=1 if routed else 0,
        active_weights=round(active * 1e9),
        output_weights=0,
        layers=layers,
        expert_layers=layers if routed else 0,
        state_bytes=0,
        full_cache_bytes=100_000,
        sliding_cache_bytes=0,
        full_operations=500_000,
        sliding_operations=0,
        window=0,
    )
