"""Gemma 3n and Gemma 4: per-layer embeddings, shared caches, larger heads in global layers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import GLOBAL, pick
from calculators.engines.model_config.base import attention
from calculators.engines.model_config.reader import per_layer

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry, PerLayer
    from calculators.engines.model_config.reader import Reader

_GEMMA3N_OWN_CACHES = 20
_GEMMA3N_CONSTANTS = {"altup_num_inputs": 4, "laurel_rank": 64}


def gemma3n(c: Reader) -> Geometry:
    """Gemma 3n: the first 20 layers have a cache, the later ones reuse it."""
    c.refuse_true("attention_bias")
    for key, value in _GEMMA3N_CONSTANTS.items():
        c.require(
            c.values.get(key, value) == value, f"{key} must be {value}, as llama.cpp expects."
        )
    layers = c.number("num_hidden_layers")
    shared = c.number("num_kv_shared_layers", least=0)
    c.require(
        layers - shared == _GEMMA3N_OWN_CACHES,
        f"num_kv_shared_layers is {shared} of {layers} layers; llama.cpp expects "
        f"{_GEMMA3N_OWN_CACHES} layers with a cache of their own.",
    )
    return replace(
        attention(c, "gemma3n", tied=True),
        pattern=c.layer_types(layers, 5),
        sliding_window=c.number("sliding_window"),
        per_layer_width=c.number("hidden_size_per_layer_input"),
        shared_kv_layers=shared,
        ffn_width=c.numbers("intermediate_size", layers) or c.number("intermediate_size"),
    )


def gemma4(c: Reader) -> Geometry:
    """Gemma 4, from E2B with its shared caches to 26B-A4B with its experts."""
    c.refuse_true("attention_bias")
    if c.values.get("per_layer_config") is not None:
        c.refuse("per_layer_config is not supported; use the config.json of the original model.")
    layers = c.number("num_hidden_layers")
    shared = c.number("num_kv_shared_layers", least=0)
    geometry = replace(
        attention(c, "gemma4", tied=True),
        pattern=c.layer_types(layers, 6),
        sliding_window=c.number("sliding_window"),
        rope_factors=True,
        per_layer_width=c.number("hidden_size_per_layer_input", least=0),
        shared_kv_layers=shared,
        values_from_keys=c.flag("attention_k_eq_v"),
    )
    c.require(
        shared < layers and geometry.kinds[-1] == GLOBAL,
        f"num_kv_shared_layers must be below the {layers} layers, and the last layer global.",
    )
    geometry = _with_global_heads(c, geometry)
    geometry = replace(geometry, ffn_width=_feed_forward(c, layers, shared))
    return _with_experts(c, geometry) if c.flag("enable_moe_block") else geometry


def _with_global_heads(c: Reader, geometry: Geometry) -> Geometry:
    """Global layers have heads of their own size and, in some models, fewer KV heads."""
    sliding_heads = pick(geometry.kv_heads, 0)
    global_heads = c.optional("num_global_key_value_heads", least=1) or sliding_heads
    global_dim, sliding_dim = c.number("global_head_dim"), pick(geometry.key_dim, 0)
    return replace(
        geometry,
        kv_heads=_by_kind(geometry, sliding_heads, global_heads),
        key_dim=_by_kind(geometry, sliding_dim, global_dim),
    )


def _by_kind(geometry: Geometry, sliding: int, everywhere: int) -> PerLayer:
    return per_layer([everywhere if kind == GLOBAL else sliding for kind in geometry.kinds])


def _feed_forward(c: Reader, layers: int, shared: int) -> PerLayer:
    """Layers that reuse a cache have a feed-forward block of double width in E2B."""
    width = c.number("intermediate_size")
    double = 2 * width if c.flag("use_double_wide_mlp") else width
    return per_layer([width] * max(layers - shared, 0) + [double] * min(shared, layers))


def _with_experts(c: Reader, geometry: Geometry) -> Geometry:
    """Experts beside the dense block of every layer (26B-A4B)."""
    return replace(
        geometry,
        experts=c.number("num_experts"),
        experts_used=c.number("top_k_experts"),
        expert_ffn_width=c.number("moe_intermediate_size"),
    )
