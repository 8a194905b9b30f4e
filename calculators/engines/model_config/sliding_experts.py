"""Mixtures of experts in which most layers see only a window of the context."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import SLIDING
from calculators.engines.model_config.base import (
    attention,
    has_llama3_rope,
    needs,
    tell_left_out_mtp,
)
from calculators.engines.model_config.reader import every

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader

_PERIOD = 4


def afmoe(c: Reader) -> Geometry:
    """Trinity: gated attention, four norms per layer, first layers dense."""
    c.refuse_true("attention_bias")
    geometry = _experts(c, attention(c, "afmoe"))
    pattern = every(_PERIOD, SLIDING, geometry.layers)
    c.require(
        c.number("global_attn_every_n_layers", _PERIOD) == _PERIOD
        and c.layer_types(geometry.layers, _PERIOD) == pattern,
        "global_attn_every_n_layers and layer_types must make every fourth layer global: "
        "llama.cpp assumes so for “afmoe”.",
    )
    return replace(
        geometry,
        pattern=pattern,
        sliding_window=c.number("sliding_window"),
        rope_factors=has_llama3_rope(c),
        ffn_width=c.number("intermediate_size"),
        shared_ffn_width=geometry.expert_ffn_width * c.number("num_shared_experts"),
        dense_lead_layers=c.number("num_dense_layers", least=0),
        router_bias=True,
    )


def exaone_moe(c: Reader) -> Geometry:
    """K-EXAONE: norms of Q and K, one dense layer first, a selection bias in the router."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    geometry = _experts(c, attention(c, "exaone-moe"))
    lead = c.number("first_k_dense_replace", least=0)
    c.require(
        c.values.get("sliding_window_pattern") in (None, _PERIOD, "LLLG"),
        "sliding_window_pattern must be 4 or “LLLG”, as in K-EXAONE.",
    )
    return replace(
        geometry,
        pattern=c.layer_types(geometry.layers, _PERIOD),
        sliding_window=c.number("sliding_window"),
        rope_factors=has_llama3_rope(c),
        ffn_width=c.number("intermediate_size"),
        shared_ffn_width=geometry.expert_ffn_width * c.number("num_shared_experts"),
        dense_lead_layers=c.leading_dense(geometry.layers, lead),
        router_bias=True,
    )


def mellum(c: Reader) -> Geometry:
    """Mellum 2: norms of Q and K, no shared expert; the file lists its layers."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    needs(c, "use_sliding_window", default=True)
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    tell_left_out_mtp(c, "num_mtp_layers")
    geometry = _experts(c, attention(c, "mellum"))
    if c.leading_dense(geometry.layers, 0):
        c.refuse("mlp_layer_types must be all sparse: llama.cpp expects experts in every layer.")
    if c.values.get("layer_types") is None:
        c.refuse("layer_types is missing. Paste the whole config.json of the model.")
    return replace(
        geometry,
        pattern=c.layer_types(geometry.layers, _PERIOD),
        sliding_window=c.number("sliding_window"),
    )


def _experts(c: Reader, geometry: Geometry) -> Geometry:
    return replace(
        geometry,
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("moe_intermediate_size"),
    )
