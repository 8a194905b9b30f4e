"""OLMo, by Ai2."""

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family


@family("olmo", "OlmoForCausalLM")
def olmo(c: Config) -> Geometry:
    """OLMo 1: norms without weights."""
    c.refuse_true("attention_bias")
    return c.dense("olmo", square=True)


@family("olmo2", "Olmo2ForCausalLM")
def olmo2(c: Config) -> Geometry:
    """OLMo 2: norms of Q and K over the whole width, an output matrix of its own."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    return c.dense("olmo2", square=True)


@family("olmo3", "Olmo3ForCausalLM")
def olmo3(c: Config) -> Geometry:
    """OLMo 3: three sliding layers, then a global one; llama.cpp calls it olmo2."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    pattern = c.layer_types(c.number("num_hidden_layers"), 4)
    return c.with_window(c.dense("olmo2", square=True), pattern)


@family("olmoe", "OlmoeForCausalLM")
def olmoe(c: Config) -> Geometry:
    """OLMoE: experts in every layer, norms of Q and K over the whole width."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    geometry = c.attention("olmoe", square=True)
    c.require(
        geometry.kv_heads == geometry.heads,
        "num_key_value_heads must equal num_attention_heads: llama.cpp expects it of OLMoE.",
    )
    return c.with_experts(geometry, width="intermediate_size")
