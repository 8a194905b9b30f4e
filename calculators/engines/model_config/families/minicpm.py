"""MiniCPM, by OpenBMB."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family


@family("minicpm", "MiniCPMForCausalLM")
def minicpm(c: Config) -> Geometry:
    """MiniCPM 1, 2 and 4: long-context files hold two lists of rope factors."""
    if not c.has("tie_word_embeddings"):
        c.refuse("tie_word_embeddings is missing; releases of MiniCPM differ in it.")
    if c.optional("num_experts") > 0:
        c.refuse("num_experts must be 0: mixtures are not supported for “minicpm”.")
    geometry = c.attention("minicpm", square=True)
    return c.with_ffn(replace(geometry, rope_factors=c.has_long_factors(geometry)))


@family("minicpm3", "MiniCPM3ForCausalLM")
def minicpm3(c: Config) -> Geometry:
    """MiniCPM3: latent vectors that llama.cpp unfolds, so that every head has its own cache."""
    c.refuse_true("attention_bias", "mlp_bias")
    rope_dim, width = c.number("qk_rope_head_dim"), c.number("hidden_size")
    heads = c.number("num_attention_heads")
    c.values["head_dim"] = c.number("qk_nope_head_dim") + rope_dim
    geometry = c.dense("minicpm3", tied=True)
    geometry = replace(geometry, rope_dim=rope_dim, value_dim=width // heads)
    c.require(
        c.optional("v_head_dim") in (0, geometry.value_dim) and geometry.kv_heads == heads,
        "v_head_dim must be hidden_size / num_attention_heads, and num_key_value_heads equal to "
        "num_attention_heads: llama.cpp expects it of MiniCPM3.",
    )
    return replace(
        geometry,
        unfolded_rank=c.number("kv_lora_rank"),
        q_lora_rank=c.number("q_lora_rank"),
        rope_factors=c.has_long_factors(geometry),
    )
