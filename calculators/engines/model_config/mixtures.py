"""Mixtures of experts with a few dense layers first, or with shared experts of their own kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import pick
from calculators.engines.model_config.base import (
    all_layers_sparse,
    attention,
    needs,
    rotated,
    tell_ignored_window,
    tell_left_out_mtp,
)
from calculators.engines.model_config.llama_like import hunyuan_attention

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader


def olmoe(c: Reader) -> Geometry:
    """OLMoE: experts in every layer, norms of Q and K over the whole width."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    geometry = attention(c, "olmoe", square=True)
    c.require(
        geometry.kv_heads == geometry.heads,
        "num_key_value_heads must equal num_attention_heads: llama.cpp expects it of OLMoE.",
    )
    return replace(
        geometry,
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("intermediate_size"),
    )


def deepseek(c: Reader) -> Geometry:
    """DeepSeekMoE 16B, the first of the line, with ordinary attention."""
    all_layers_sparse(c)
    c.refuse_true("attention_bias")
    return _lead_and_shared(c, attention(c, "deepseek", square=True))


def dots1(c: Reader) -> Geometry:
    """dots.llm1: norms of Q and K, and a selection bias in the router."""
    all_layers_sparse(c)
    c.refuse_true("attention_bias", "tie_word_embeddings")
    tell_ignored_window(c)
    geometry = attention(c, "dots1")
    c.require(
        geometry.kv_heads == geometry.heads,
        "num_key_value_heads must equal num_attention_heads: llama.cpp expects it of dots.llm1.",
    )
    return replace(_lead_and_shared(c, geometry), router_bias=True)


def ernie4_5_moe(c: Reader) -> Geometry:
    """ERNIE 4.5 mixtures: all layers after the first dense ones have experts."""
    c.refuse_true("use_bias")
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    geometry = attention(c, "ernie4_5-moe", tied=True)
    last, width = c.values.get("moe_layer_end_index", -1), c.number("moe_intermediate_size")
    shared, dense = c.number("moe_num_shared_experts", least=0), c.number("intermediate_size")
    c.require(
        c.number("moe_layer_interval") == 1 and last in (-1, geometry.layers - 1),
        "moe_layer_interval must be 1 and moe_layer_end_index the last layer: "
        "llama.cpp expects experts in every layer after the first.",
    )
    c.require(
        not shared or dense // pick(geometry.kv_heads, 0) == shared * width,
        "moe_intermediate_size x moe_num_shared_experts must be intermediate_size / "
        "num_key_value_heads: llama.cpp's converter takes the shared experts' size from there.",
    )
    return replace(
        geometry,
        ffn_width=dense,
        experts=c.number("moe_num_experts"),
        experts_used=c.number("moe_k"),
        expert_ffn_width=width,
        shared_ffn_width=shared * width,
        dense_lead_layers=c.number("moe_layer_start_index", least=0),
        router_bias=c.flag("moe_use_aux_free", True),
    )


def hunyuan_v1_moe(c: Reader) -> Geometry:
    """Hunyuan-A13B: one shared expert as large as each of the routed ones."""
    geometry = hunyuan_attention(c, "hunyuan-moe")
    width = c.number("intermediate_size")
    c.require(
        _same_everywhere(c, "moe_intermediate_size") == width
        and _same_everywhere(c, "num_shared_expert") == 1
        and not c.optional("moe_layer_num_skipped"),
        "moe_intermediate_size must be intermediate_size, num_shared_expert 1 and "
        "moe_layer_num_skipped 0: llama.cpp expects it of Hunyuan.",
    )
    return replace(
        geometry,
        experts=c.number("num_experts"),
        experts_used=_same_everywhere(c, "moe_topk"),
        expert_ffn_width=width,
        shared_ffn_width=width,
    )


def hy_v3(c: Reader) -> Geometry:
    """Hy3: norms of Q and K, one dense layer, a selection bias in the router."""
    c.refuse_true("attention_bias", "mlp_bias")
    needs(c, "qk_norm", default=True)
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    geometry = attention(c, "hy_v3")
    width = c.number("moe_intermediate_size")
    return replace(
        geometry,
        ffn_width=c.number("intermediate_size"),
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=width,
        shared_ffn_width=width * c.number("num_shared_experts"),
        dense_lead_layers=c.leading_dense(
            geometry.layers, c.number("first_k_dense_replace", 1, least=0)
        ),
        router_bias=True,
    )


def bailing_moe(c: Reader) -> Geometry:
    """Ling and Ring: files of both versions have one model_type, so their class tells which."""
    c.refuse_true("use_bias", "use_qkv_bias", "tie_word_embeddings")
    listed = c.values.get("architectures")
    if not isinstance(listed, list) or not listed:
        c.refuse("architectures is missing. Paste the whole config.json of the model.")
    newer = isinstance(listed, list) and listed[:1] == ["BailingMoeV2ForCausalLM"]
    return _ling2(c) if newer else _ling(c)


def _ling(c: Reader) -> Geometry:
    c.refuse_true("use_qk_norm")
    if c.number("first_k_dense_replace", least=0):
        c.refuse("first_k_dense_replace must be 0: llama.cpp expects experts in every layer.")
    geometry = attention(c, "bailingmoe")
    width = c.number("moe_intermediate_size")
    return replace(
        geometry,
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=width,
        shared_ffn_width=width * c.number("num_shared_experts"),
    )


def _ling2(c: Reader) -> Geometry:
    needs(c, "use_qk_norm")
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    if c.number("num_shared_experts") != 1:
        c.refuse("num_shared_experts must be 1; other numbers were not checked.")
    geometry = attention(c, "bailingmoe2", square=True)
    width = c.number("moe_intermediate_size")
    return replace(
        geometry,
        rope_dim=rotated(c, pick(geometry.key_dim, 0), 0.5),
        ffn_width=c.number("intermediate_size"),
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=width,
        shared_ffn_width=c.optional("moe_shared_expert_intermediate_size") or width,
        dense_lead_layers=c.number("first_k_dense_replace", least=0),
        router_bias=c.flag("moe_router_enable_expert_bias"),
    )


def _lead_and_shared(c: Reader, geometry: Geometry) -> Geometry:
    """Experts under the names that DeepSeek's files brought in."""
    width = c.number("moe_intermediate_size")
    return replace(
        geometry,
        ffn_width=c.number("intermediate_size"),
        experts=c.number("n_routed_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=width,
        shared_ffn_width=width * c.number("n_shared_experts"),
        dense_lead_layers=c.number("first_k_dense_replace", least=0),
    )


def _same_everywhere(c: Reader, key: str) -> int:
    """A number, or a list that has the same number for every layer."""
    value = c.values.get(key)
    if not isinstance(value, list):
        return c.number(key)
    found = c.numbers(key, c.number("num_hidden_layers"))
    if not isinstance(found, int):
        c.refuse(f"{key} must be the same in all layers: llama.cpp expects it.")
    return pick(found, 0)
