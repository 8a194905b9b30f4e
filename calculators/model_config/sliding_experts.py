"""Mixtures of experts in which most layers see only a window of the context."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.memory.geometry import SLIDING
from calculators.model_config.base import attention, tell_left_out_mtp
from calculators.model_config.reader import every

if TYPE_CHECKING:
    from calculators.memory.geometry import Geometry
    from calculators.model_config.reader import Reader

_PERIOD = 4


def afmoe(c: Reader) -> Geometry:
    """Trinity: gated attention, four norms per layer, first layers dense."""
    c.refuse_true("attention_bias")
    geometry = _experts(c, attention(c, "afmoe"), "num_experts")
    if c.number("global_attn_every_n_layers", _PERIOD) != _PERIOD:
        c.refuse("global_attn_every_n_layers must be 4: llama.cpp assumes so for “afmoe”.")
    return replace(
        _windowed(c, geometry),
        ffn_width=c.number("intermediate_size"),
        shared_ffn_width=geometry.expert_ffn_width * c.number("num_shared_experts"),
        dense_lead_layers=c.number("num_dense_layers", least=0),
        router_bias=True,
    )


def exaone_moe(c: Reader) -> Geometry:
    """K-EXAONE: norms of Q and K, one dense layer first, a selection bias in the router."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    geometry = _experts(c, attention(c, "exaone-moe"), "num_experts")
    return replace(
        _windowed(c, geometry),
        ffn_width=c.number("intermediate_size"),
        shared_ffn_width=geometry.expert_ffn_width * c.number("num_shared_experts"),
        dense_lead_layers=c.leading_dense(
            geometry.layers, c.number("first_k_dense_replace", least=0)
        ),
        router_bias=True,
    )


def mellum(c: Reader) -> Geometry:
    """Mellum 2: norms of Q and K, no shared expert."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    geometry = attention(c, "mellum")
    if c.leading_dense(geometry.layers, 0):
        c.refuse("mlp_layer_types must be all sparse: llama.cpp expects experts in every layer.")
    return _windowed(c, _experts(c, geometry, "num_experts"))


def _experts(c: Reader, geometry: Geometry, count_key: str) -> Geometry:
    return replace(
        geometry,
        experts=c.number(count_key),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("moe_intermediate_size"),
    )


def _windowed(c: Reader, geometry: Geometry) -> Geometry:
    """Three sliding layers to one global, as llama.cpp assumes; a listed layout must agree."""
    pattern = every(_PERIOD, SLIDING, geometry.layers)
    c.require(
        c.layer_types(geometry.layers, _PERIOD) == pattern,
        "layer_types must make every fourth layer global: llama.cpp assumes so for "
        f"“{c.model_type}”.",
    )
    return replace(geometry, pattern=pattern, sliding_window=c.number("sliding_window"))
