"""Families in which most layers see only a window of the context."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import GLOBAL, SLIDING, pick
from calculators.engines.model_config.base import attention, has_llama3_rope, rotated
from calculators.engines.model_config.reader import every, repeated

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader

_LLAMA4_CHUNK = 8192
_EXAONE4_LAYERS_WITH_WINDOW = 64


def gemma2(c: Reader) -> Geometry:
    """Gemma 2: every other layer is global; llama.cpp never stores an output matrix."""
    return replace(_gemma(c, "gemma2", period=2), tied_embeddings=True)


def gemma3(c: Reader) -> Geometry:
    """Gemma 3: every sixth layer is global."""
    return _gemma(c, "gemma3", period=6)


def gpt_oss(c: Reader) -> Geometry:
    """gpt-oss: every other layer is global, all layers are experts, biases everywhere."""
    if not c.flag("attention_bias", True):
        c.refuse("attention_bias is “false”; llama.cpp expects biases in gpt-oss.")
    c.refuse_true("tie_word_embeddings")
    geometry = replace(
        attention(c, "gpt-oss"),
        qkv_bias=True,
        output_bias=True,
        experts=c.number("num_local_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("intermediate_size"),
    )
    return _windowed(c, geometry, _fixed(c, 2))


def olmo3(c: Reader) -> Geometry:
    """OLMo 3: three sliding layers, then a global one; llama.cpp calls it olmo2."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    pattern = c.layer_types(c.number("num_hidden_layers"), 4)
    return _windowed(c, _dense(c, attention(c, "olmo2", square=True)), pattern)


def cohere2(c: Reader) -> Geometry:
    """Command R7B: three sliding layers, then a global one; the embedding is the output."""
    c.refuse_true("attention_bias")
    if not c.flag("tie_word_embeddings", True):
        c.refuse("tie_word_embeddings is “false”; llama.cpp expects tied embeddings here.")
    geometry = _dense(c, attention(c, "cohere2", tied=True, square=True))
    return _windowed(c, geometry, _fixed(c, 4))


def exaone4(c: Reader) -> Geometry:
    """EXAONE 4: in llama.cpp only the 64-layer model has sliding layers."""
    c.refuse_true("attention_bias")
    geometry = _dense(c, attention(c, "exaone4", square=True))
    geometry = replace(geometry, rope_factors=has_llama3_rope(c))
    if geometry.layers != _EXAONE4_LAYERS_WITH_WINDOW:
        return geometry
    c.require(
        c.values.get("sliding_window_pattern") in (None, 4, "LLLG"),
        "sliding_window_pattern must be 4 or “LLLG”, as in EXAONE 4.",
    )
    return _windowed(c, geometry, c.layer_types(geometry.layers, 4))


def llama4(c: Reader) -> Geometry:
    """Llama 4: attention in chunks of 8,192 tokens in three of four layers."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    layers = c.number("num_hidden_layers")
    listed = c.names(
        "layer_types", {"chunked_attention": SLIDING, "full_attention": GLOBAL}, layers
    )
    chunk = c.number("attention_chunk_size", _LLAMA4_CHUNK)
    c.require(
        chunk == _LLAMA4_CHUNK and repeated(listed) in ("", every(4, SLIDING, layers)),
        "attention_chunk_size and layer_types must be those of Llama 4: chunks of "
        f"{_LLAMA4_CHUNK:,} tokens, every fourth layer with full attention.",
    )
    width = c.number("intermediate_size")
    return replace(
        attention(c, "llama4"),
        pattern=every(4, SLIDING, layers),
        sliding_window=chunk,
        rope_factors=has_llama3_rope(c),
        ffn_width=c.number("intermediate_size_mlp"),
        experts=c.number("num_local_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=width,
        shared_ffn_width=width,
        expert_layer_step=c.number("interleave_moe_layer_step"),
    )


def muse_glimmer(c: Reader) -> Geometry:
    """Muse Glimmer: three sliding layers to one global, the last layer global."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    layers = c.number("num_hidden_layers")
    if layers % 4 and c.values.get("layer_types") is None:
        c.refuse("layer_types is missing. Paste the whole config.json of the model.")
    geometry = _dense(c, attention(c, "muse-glimmer"))
    return _windowed(c, geometry, c.layer_types(layers, 4))


def laguna(c: Reader) -> Geometry:
    """Laguna: a global layer, then three sliding ones with more query heads."""
    c.refuse_true("attention_bias")
    layers = c.number("num_hidden_layers")
    if c.values.get("gating", True) not in (True, "per-head") or c.values.get("gating_types"):
        c.refuse("gating must be true or “per-head”; other gates are not supported.")
    geometry = replace(
        attention(c, "laguna"),
        heads=c.numbers("num_attention_heads_per_layer", layers) or c.number("num_attention_heads"),
        ffn_width=c.number("intermediate_size"),
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("moe_intermediate_size"),
        shared_ffn_width=c.number("shared_expert_intermediate_size"),
        dense_lead_layers=c.leading_dense(layers, 1),
    )
    if c.values.get("layer_types") is None:
        c.refuse("layer_types is missing. Paste the whole config.json of the model.")
    geometry = replace(geometry, rope_dim=rotated(c, pick(geometry.key_dim, 0), 0.5))
    return _windowed(c, geometry, c.layer_types(layers, 4))


def _gemma(c: Reader, architecture: str, period: int) -> Geometry:
    c.refuse_true("attention_bias")
    geometry = _dense(c, attention(c, architecture, tied=True))
    return _windowed(c, geometry, _fixed(c, period))


def _dense(c: Reader, geometry: Geometry) -> Geometry:
    return replace(geometry, ffn_width=c.number("intermediate_size"))


def _fixed(c: Reader, period: int) -> str:
    """The pattern that llama.cpp assumes; a config that says otherwise would load wrongly."""
    layers = c.number("num_hidden_layers")
    pattern = every(period, SLIDING, layers)
    listed = c.layer_types(layers, period)
    given = c.number("sliding_window_pattern", period) if _has_pattern(c) else period
    c.require(
        listed == pattern and given == period,
        f"layer_types must make every layer global whose number divides by {period}: "
        f"llama.cpp assumes so for “{c.model_type}”.",
    )
    return pattern


def _has_pattern(c: Reader) -> bool:
    return isinstance(c.values.get("sliding_window_pattern"), int)


def _windowed(c: Reader, geometry: Geometry, pattern: str) -> Geometry:
    return replace(geometry, pattern=pattern, sliding_window=c.number("sliding_window"))
