"""MiniMax."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family


@family("minimax_m2", "MiniMaxM2ForCausalLM")
def minimax_m2(c: Config) -> Geometry:
    """MiniMax M2: norms of Q and K over all heads, no shared expert."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    if c.optional("shared_intermediate_size"):
        c.refuse("shared_intermediate_size must be 0: llama.cpp knows no shared expert here.")
    geometry = c.attention("minimax-m2")
    geometry = c.with_experts(geometry, "num_local_experts", "intermediate_size")
    rope_dim = c.optional("rotary_dim", least=1)
    return replace(geometry, rope_dim=0 if rope_dim == geometry.key_dim else rope_dim)
