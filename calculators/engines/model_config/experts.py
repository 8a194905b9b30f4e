"""Mixture-of-experts families with ordinary attention in every layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import pick
from calculators.engines.model_config.base import (
    all_layers_sparse,
    attention,
    has_llama3_rope,
    rotated,
    tell_ignored_window,
    with_biases,
)

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader


def mixtral(c: Reader) -> Geometry:
    """Mixtral; llama.cpp calls it llama."""
    tell_ignored_window(c)
    return _routed(c, attention(c, "llama"), "num_local_experts", "intermediate_size")


def qwen2_moe(c: Reader) -> Geometry:
    """Qwen1.5 and Qwen2 mixtures: routed experts beside a shared one."""
    all_layers_sparse(c)
    c.refuse_true("tie_word_embeddings")
    geometry = _routed(
        c, attention(c, "qwen2moe", square=True), "num_experts", "moe_intermediate_size"
    )
    shared = c.number("shared_expert_intermediate_size")
    return replace(geometry, qkv_bias=True, shared_ffn_width=shared)


def qwen3_moe(c: Reader) -> Geometry:
    """Qwen3 mixtures, and the text part of their VL models: no shared expert."""
    all_layers_sparse(c)
    c.refuse_true("attention_bias")
    geometry = attention(c, "qwen3vlmoe" if c.nested else "qwen3moe", tied=c.nested)
    return _routed(c, geometry, "num_experts", "moe_intermediate_size")


def minimax_m2(c: Reader) -> Geometry:
    """MiniMax M2: norms of Q and K over all heads, no shared expert."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    if c.optional("shared_intermediate_size"):
        c.refuse("shared_intermediate_size must be 0: llama.cpp knows no shared expert here.")
    geometry = _routed(c, attention(c, "minimax-m2"), "num_local_experts", "intermediate_size")
    rope_dim = c.optional("rotary_dim", least=1)
    return replace(geometry, rope_dim=0 if rope_dim == pick(geometry.key_dim, 0) else rope_dim)


def glm4_moe(c: Reader) -> Geometry:
    """GLM-4.5 to 4.7: first layers dense, then routed experts beside shared ones."""
    geometry = _routed(c, attention(c, "glm4moe"), "n_routed_experts", "moe_intermediate_size")
    return replace(
        geometry,
        rope_dim=rotated(c, pick(geometry.key_dim, 0), 0.5),
        qkv_bias=c.flag("attention_bias"),
        qk_norm=c.flag("use_qk_norm"),
        ffn_width=c.number("intermediate_size"),
        shared_ffn_width=c.number("n_shared_experts", least=0) * geometry.expert_ffn_width,
        dense_lead_layers=c.number("first_k_dense_replace", least=0),
        router_bias=True,
        # Of all families, llama.cpp's converter keeps these layers in the file only here.
        mtp_layers=c.optional("num_nextn_predict_layers"),
    )


def granitemoe(c: Reader) -> Geometry:
    """Granite 3 mixtures, with or without a shared expert."""
    geometry = with_biases(c, attention(c, "granitemoe", square=True))
    c.refuse_true("mlp_bias")
    return replace(
        _routed(c, geometry, "num_local_experts", "intermediate_size"),
        rope_factors=has_llama3_rope(c),
        shared_ffn_width=c.optional("shared_intermediate_size"),
    )


def _routed(c: Reader, geometry: Geometry, count_key: str, width_key: str) -> Geometry:
    return replace(
        geometry,
        experts=c.number(count_key),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number(width_key),
    )
