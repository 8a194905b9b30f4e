"""Dense families with classic layer norms: most have biases, Command R and OLMo 1 have none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import pick
from calculators.engines.model_config.base import (
    attention,
    long_factors,
    needs,
    rotated,
    tell_ignored_window,
)

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader

_LAYERS_WITH_NORMS = 64


def phi(c: Reader) -> Geometry:
    """Phi-1, 1.5 and 2: biases everywhere, and part of each head is rotated."""
    c.refuse_true("qk_layernorm", "tie_word_embeddings")
    geometry = attention(c, "phi2", square=True)
    width = c.number("intermediate_size")
    c.require(
        width == 4 * geometry.width and geometry.kv_heads == geometry.heads,
        "intermediate_size must be 4 x hidden_size, and num_key_value_heads equal to "
        "num_attention_heads: llama.cpp's converter expects it of Phi.",
    )
    return replace(
        geometry,
        rope_dim=rotated(c, pick(geometry.key_dim, 0), 0.5),
        qkv_bias=True,
        output_bias=True,
        ffn_bias=True,
        ffn_width=width,
    )


def phimoe(c: Reader) -> Geometry:
    """Phi-3.5-MoE: experts in every layer, biases of attention and output."""
    needs(c, "attention_bias", "lm_head_bias")
    c.refuse_true("tie_word_embeddings")
    tell_ignored_window(c)
    geometry = attention(c, "phimoe", square=True)
    return replace(
        geometry,
        rope_factors=long_factors(c, pick(geometry.key_dim, 0)),
        qkv_bias=True,
        output_bias=True,
        experts=c.number("num_local_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("intermediate_size"),
    )


def starcoder2(c: Reader) -> Geometry:
    """StarCoder2: biases everywhere."""
    needs(c, "use_bias", default=True)
    tell_ignored_window(c)
    return replace(
        attention(c, "starcoder2", tied=True, square=True),
        qkv_bias=True,
        output_bias=True,
        ffn_bias=True,
        ffn_width=c.number("intermediate_size"),
    )


def stablelm(c: Reader) -> Geometry:
    """StableLM 3B and 2 1.6B; the 12B has other norms and is not supported."""
    c.refuse_true("qk_layernorm", "use_parallel_residual", "tie_word_embeddings")
    geometry = attention(c, "stablelm", square=True)
    return replace(
        geometry,
        rope_dim=rotated(c, pick(geometry.key_dim, 0), 0.25),
        qkv_bias=c.flag("use_qkv_bias"),
        ffn_width=c.number("intermediate_size"),
    )


def cohere(c: Reader) -> Geometry:
    """Command R and Aya: the embedding is the output; models of 64 layers have norms of Q and K."""
    c.refuse_true("attention_bias")
    needs(c, "tie_word_embeddings", default=True)
    geometry = attention(c, "command-r", tied=True, square=True)
    qk_norm = c.flag("use_qk_norm")
    c.require(
        qk_norm == (geometry.layers >= _LAYERS_WITH_NORMS),
        f"use_qk_norm must be true from {_LAYERS_WITH_NORMS} layers on, and false below: "
        "llama.cpp goes by the number of layers.",
    )
    return replace(
        geometry,
        qk_norm=qk_norm,
        ffn_width=c.number("intermediate_size"),
        context_trained=c.optional("model_max_length", least=1) or geometry.context_trained,
    )


def olmo(c: Reader) -> Geometry:
    """OLMo 1: norms without weights."""
    c.refuse_true("attention_bias")
    return replace(attention(c, "olmo", square=True), ffn_width=c.number("intermediate_size"))
