"""Meta: Llama, and Muse Glimmer."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, SLIDING, Geometry
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.reader import every, repeated

_LLAMA4_CHUNK = 8192


@family("llama", "LlamaForCausalLM", "LLaMAForCausalLM")
def llama(c: Config) -> Geometry:
    """Llama 2 and 3, and the many models that reuse the class."""
    return c.llama_like("llama")


@family("llama4_text", "Llama4ForConditionalGeneration", "Llama4ForCausalLM", inside="llama4")
def llama4(c: Config) -> Geometry:
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
    geometry = replace(
        c.attention("llama4"),
        pattern=every(4, SLIDING, layers),
        sliding_window=chunk,
        rope_factors=c.has_llama3_rope(),
        ffn_width=c.number("intermediate_size_mlp"),
        shared_ffn_width=width,
    )
    geometry = c.with_experts(geometry, "num_local_experts", "intermediate_size")
    return replace(geometry, expert_layer_step=c.number("interleave_moe_layer_step"))


@family("muse_glimmer_text", "MuseGlimmerForConditionalGeneration", inside="muse_glimmer")
def muse_glimmer(c: Config) -> Geometry:
    """Muse Glimmer: three sliding layers to one global, the last layer global."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    layers = c.number("num_hidden_layers")
    if layers % 4 and not c.has("layer_types"):
        c.refuse_missing("layer_types")
    return c.with_window(c.dense("muse-glimmer"), c.layer_types(layers, 4))
