"""Families with one feed-forward block per layer and a cache for the whole context."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import pick
from calculators.engines.model_config.base import (
    attention,
    has_llama3_rope,
    long_factors,
    rotated,
    tell_ignored_window,
    with_biases,
)

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader


def llama(c: Reader) -> Geometry:
    """Llama 2 and 3, and the many models that reuse the class."""
    return _plain(c, "llama")


def mistral(c: Reader) -> Geometry:
    """Mistral 7B and Nemo, llama to llama.cpp, and Mistral Small inside a multimodal file."""
    tell_ignored_window(c)
    return _plain(c, "mistral3" if c.nested else "llama")


def ministral3(c: Reader) -> Geometry:
    """Ministral 3 and Devstral 2."""
    tell_ignored_window(c)
    return _plain(c, "mistral3")


def granite(c: Reader) -> Geometry:
    """Granite 3 and 4.1 dense models; heads share the width evenly."""
    return _plain(c, "granite", square=True)


def apertus(c: Reader) -> Geometry:
    """Apertus; its class scales rope like Llama 3 unless told otherwise."""
    geometry = _plain(c, "apertus")
    return replace(geometry, rope_factors=not c.rope() or has_llama3_rope(c))


def qwen2(c: Reader) -> Geometry:
    """Qwen2 and 2.5; the class always has Q, K and V biases."""
    return _qwen2(c, "qwen2")


def qwen2_vl(c: Reader) -> Geometry:
    """The text part of Qwen2-VL and Qwen2.5-VL."""
    return _qwen2(c, "qwen2vl")


def qwen3(c: Reader) -> Geometry:
    """Qwen3 dense models, and the text part of Qwen3-VL."""
    _ignore_switched_window(c)
    c.refuse_true("attention_bias")
    geometry = attention(c, "qwen3vl" if c.nested else "qwen3")
    return replace(geometry, ffn_width=c.number("intermediate_size"))


def smollm3(c: Reader) -> Geometry:
    """SmolLM3."""
    _ignore_switched_window(c)
    c.refuse_true("attention_bias", "mlp_bias")
    geometry = attention(c, "smollm3", tied=True)
    return replace(geometry, ffn_width=c.number("intermediate_size"))


def seed_oss(c: Reader) -> Geometry:
    """Seed-OSS: biases on Q, K and V only."""
    c.refuse_true("attention_out_bias", "mlp_bias")
    return replace(
        attention(c, "seed_oss"),
        qkv_bias=c.flag("attention_bias", True),
        ffn_width=c.number("intermediate_size"),
    )


def olmo2(c: Reader) -> Geometry:
    """OLMo 2: norms of Q and K over the whole width, an output matrix of its own."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    return replace(attention(c, "olmo2", square=True), ffn_width=c.number("intermediate_size"))


def gemma(c: Reader) -> Geometry:
    """Gemma 1; llama.cpp never stores an output matrix."""
    c.refuse_true("attention_bias")
    geometry = attention(c, "gemma", tied=True)
    return replace(geometry, tied_embeddings=True, ffn_width=c.number("intermediate_size"))


def glm4(c: Reader) -> Geometry:
    """GLM-4 0414 dense models: half of each head is rotated, gate and up are one tensor."""
    geometry = attention(c, "glm4")
    return replace(
        geometry,
        rope_dim=rotated(c, c.number("head_dim"), 0.5),
        qkv_bias=c.flag("attention_bias", True),
        ffn_width=c.number("intermediate_size"),
    )


def phi3(c: Reader) -> Geometry:
    """Phi-3, 3.5 and 4: fused Q, K and V; long-context files hold two lists of rope factors."""
    tell_ignored_window(c)
    geometry = attention(c, "phi3", square=True)
    rope_dim = rotated(c, pick(geometry.key_dim, 0))
    return replace(
        geometry,
        rope_dim=rope_dim,
        rope_factors=long_factors(c, rope_dim or pick(geometry.key_dim, 0)),
        ffn_width=c.number("intermediate_size"),
    )


def _plain(c: Reader, architecture: str, *, square: bool = False) -> Geometry:
    """Llama's layout: optional biases everywhere, optional rope frequencies."""
    geometry = with_biases(c, attention(c, architecture, square=square))
    return replace(
        geometry, rope_factors=has_llama3_rope(c), ffn_width=c.number("intermediate_size")
    )


def _qwen2(c: Reader, architecture: str) -> Geometry:
    _ignore_switched_window(c)
    geometry = attention(c, architecture, square=True)
    return replace(geometry, qkv_bias=True, ffn_width=c.number("intermediate_size"))


def _ignore_switched_window(c: Reader) -> None:
    if c.flag("use_sliding_window"):
        tell_ignored_window(c)
