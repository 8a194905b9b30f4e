"""The geometry of every model in groundtruth.csv: its columns plus what the columns leave out."""

import csv
from dataclasses import fields
from functools import cache
from typing import Any

from calculators.engines.memory.geometry import Geometry
from tests.paths import DATA

GRANITE_H = "rrrrrgrrrr"
NEMOTRON_NANO_30B = "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME"

FAMILY: dict[str, dict[str, Any]] = {
    "gemma2": {"pattern": "sg"},
    "gemma3": {"pattern": "sssssg"},
    "olmo2": {"pattern": "sssg"},
    "gpt-oss": {"pattern": "sg"},
    "granitehybrid": {"pattern": GRANITE_H},
    "lfm2": {"pattern": "rrgrrgrrgrgrgrgr"},
    "qwen35": {"pattern": "rrrg"},
    "qwen3next": {"pattern": "rrrg"},
    "glm4moe": {"qkv_bias": True, "dense_lead_layers": 1, "shared_ffn_width": 1408},
    "nemotron_h_moe": {
        "pattern": NEMOTRON_NANO_30B.translate(str.maketrans("ME*", "rfg")),
        "shared_ffn_width": 3712,
        "ssm_heads": 64,
    },
}
"""What all models of an architecture share; `pattern` letters as in `Geometry`."""

MODEL: dict[str, dict[str, Any]] = {
    "DeepSeek-V2-Lite": {
        "key_dim": 192,
        "value_dim": 128,
        "dense_lead_layers": 1,
        "shared_ffn_width": 2816,
    },
    "DeepSeek-V3": {
        "key_dim": 192,
        "value_dim": 128,
        "q_lora_rank": 1536,
        "dense_lead_layers": 3,
        "shared_ffn_width": 2048,
        "router_bias": True,
    },
    "Gemma-4-26B-A4B": {
        "pattern": "sssssg",
        "kv_heads": (8, 8, 8, 8, 8, 2),
        "key_dim": (256, 256, 256, 256, 256, 512),
        "values_from_keys": True,
    },
    "Gemma-4-E2B": {
        "pattern": "ssssg",
        "key_dim": (256, 256, 256, 256, 512),
        "ffn_width": (6144,) * 15 + (12288,) * 20,
    },
    "Gemma-4-E4B": {"pattern": "sssssg", "key_dim": (256, 256, 256, 256, 256, 512)},
    "Granite-4.0-H-Micro": {"kv_heads": 8, "ssm_heads": 64},
    "Granite-4.0-H-Small": {
        "kv_heads": 8,
        "ssm_heads": 128,
        "expert_ffn_width": 768,
        "shared_ffn_width": 1536,
    },
    "LFM2-1.2B": {"kv_heads": 8},
    "Llama-3.1-8B": {"rope_factors": True},
    "Llama-3.2-1B": {"rope_factors": True},
    "Llama-3.2-3B": {"rope_factors": True},
    "Nemotron-3-Nano-30B-A3B": {"kv_heads": 2},
    "Phi-3.5-mini": {"rope_factors": True},
    "Qwen3-Next-80B-A3B": {"ssm_heads": 32, "shared_ffn_width": 512},
    "Qwen3.5-0.8B": {"ssm_heads": 16},
    "Qwen3.5-2B": {"ssm_heads": 16},
    "Qwen3.5-4B": {"ssm_heads": 32},
    "Qwen3.5-9B": {"ssm_heads": 32},
}
"""What one model has beyond its columns."""

COLUMNS = {
    "architecture": "arch",
    "width": "n_embd",
    "vocabulary": "n_vocab",
    "heads": "n_head",
    "kv_heads": "n_head_kv",
    "key_dim": "head_dim_k",
    "value_dim": "head_dim_v",
    "ffn_width": "n_ff",
    "experts": "n_expert",
    "experts_used": "n_expert_used",
    "expert_ffn_width": "n_ff_expert",
    "sliding_window": "sliding_window",
    "kv_lora_rank": "kv_lora_rank",
    "rope_dim": "rope_dim",
    "ssm_inner": "ssm_d_inner",
    "ssm_state": "ssm_d_state",
    "ssm_groups": "ssm_n_group",
    "ssm_conv": "ssm_d_conv",
    "shortconv_cache": "shortconv_l_cache",
    "shared_kv_layers": "shared_kv_layers",
    "per_layer_width": "n_embd_per_layer",
    "mtp_layers": "nextn_layers",
    "context_trained": "ctx_train",
}
"""Field of `Geometry` by column of groundtruth.csv."""


def read(name: str) -> list[dict[str, str]]:
    """Rows of a file in tests/data."""
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def runs() -> list[dict[str, str]]:
    """Rows of groundtruth.csv: one measured run of llama.cpp each."""
    return read("groundtruth.csv")


@cache
def quantized_files() -> list[dict[str, str]]:
    """Rows of groundtruth_quants.csv: one quantized file each."""
    return read("groundtruth_quants.csv")


def from_row(row: dict[str, str]) -> Geometry:
    """Geometry of the model a row of groundtruth.csv was measured on."""
    known: dict[str, Any] = {field: value(row[column]) for field, column in COLUMNS.items()}
    known["layers"] = int(row["n_layers"]) - int(row["nextn_layers"])
    known["tied_embeddings"] = row["tied_embeddings"] == "1"
    # llama.cpp's Phi-3 ignores its window; a local head width makes the columns per-layer arrays
    if "head_dim_k_swa" in row and row["head_dim_k_swa"] not in ("", "0"):
        known["value_dim"] = 0
    known |= FAMILY.get(row["arch"], {}) | MODEL.get(row["model"], {})
    assert set(known) <= {field.name for field in fields(Geometry)}
    return Geometry(**known)


def value(text: str) -> int | str:
    """Column as a number where it is one."""
    return int(text) if text.isdigit() else text or 0


@cache
def geometries() -> dict[str, Geometry]:
    """Geometry by model name."""
    return {row["model"]: from_row(row) for row in runs()}
