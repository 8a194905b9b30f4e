"""Phi, by Microsoft."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family


@family("phi", "PhiForCausalLM")
def phi(c: Config) -> Geometry:
    """Phi-1, 1.5 and 2: biases everywhere, and part of each head is rotated."""
    c.refuse_true("qk_layernorm", "tie_word_embeddings")
    geometry = c.dense("phi2", square=True)
    c.require(
        geometry.ffn_width == 4 * geometry.width and geometry.kv_heads == geometry.heads,
        "intermediate_size must be 4 x hidden_size, and num_key_value_heads equal to "
        "num_attention_heads: llama.cpp's converter expects it of Phi.",
    )
    return replace(
        geometry, rope_dim=c.rotated(geometry, 0.5), qkv_bias=True, output_bias=True, ffn_bias=True
    )


@family("phi3", "Phi3ForCausalLM")
def phi3(c: Config) -> Geometry:
    """Phi-3, 3.5 and 4: fused Q, K and V; long-context files hold two lists of rope factors."""
    c.note_ignored_window()
    geometry = c.attention("phi3", square=True)
    geometry = replace(geometry, rope_dim=c.rotated(geometry))
    return c.with_ffn(replace(geometry, rope_factors=c.has_long_factors(geometry)))


@family("phimoe", "PhiMoEForCausalLM")
def phimoe(c: Config) -> Geometry:
    """Phi-3.5-MoE: experts in every layer, biases of attention and output."""
    c.needs("attention_bias", "lm_head_bias")
    c.refuse_true("tie_word_embeddings")
    c.note_ignored_window()
    geometry = c.attention("phimoe", square=True)
    geometry = replace(
        geometry, rope_factors=c.has_long_factors(geometry), qkv_bias=True, output_bias=True
    )
    return c.with_experts(geometry, "num_local_experts", "intermediate_size")
