"""MiniMax."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, Geometry, pick
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.document import is_object
from calculators.engines.model_config.reader import Reader, per_layer, repeated

_FIRST = ("MiniMaxText01ForCausalLM", "MiniMaxM1ForCausalLM")
_M3 = (
    "MiniMaxM3SparseForConditionalGeneration",
    "MiniMaxM3SparseForCausalLM",
    "MiniMaxM3ForCausalLM",
)


@family("minimax_text_01", *_FIRST)
@family("minimax_m1", *_FIRST)
def minimax_01(c: Config) -> Geometry:
    """MiniMax Text-01 and M1: a state in most layers (lightning attention), experts in all."""
    c.refuse_true("attention_bias")
    if c.optional("shared_intermediate_size"):
        c.refuse("shared_intermediate_size must be 0: llama.cpp knows no shared expert here.")
    geometry = c.attention("minimax-01")
    geometry = c.with_experts(geometry, "num_local_experts", "intermediate_size")
    kinds, rope_dim = c.values.get("attn_type_list"), c.optional("rotary_dim", least=1)
    listed = kinds if isinstance(kinds, list) and len(kinds) == geometry.layers else [None]
    if any(kind not in (0, 1) for kind in listed):
        c.refuse(f"attn_type_list must have a 0 or a 1 for each of {geometry.layers:,} layers.")
    return replace(
        geometry,
        pattern=repeated("".join(GLOBAL if kind else RECURRENT for kind in listed)),
        rope_dim=0 if rope_dim == geometry.key_dim else rope_dim,
        ssm_inner=geometry.queries(0),
        ssm_state=pick(geometry.key_dim, 0),
    )


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


@family("minimax_m3", *_M3)
@family("minimax_m3_vl_text", *_M3, inside="minimax_m3_vl")
def minimax_m3(c: Config) -> Geometry:
    """MiniMax M3: first layers dense, the others with a shared expert and an index of blocks."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    sparse = c.values.get("sparse_attention_config")
    index = Reader(sparse if is_object(sparse) else c.values, c.model_type)
    heads, size = (
        ("sparse_num_index_heads", "sparse_index_dim")
        if is_object(sparse)
        else ("index_n_heads", "index_head_dim")
    )
    geometry = c.with_experts(c.attention("minimax-m3"), "num_local_experts", "intermediate_size")
    lead = _dense_lead(c, geometry.layers)
    dims = [0 if layer < lead else index.number(size) for layer in range(geometry.layers)]
    found = replace(
        geometry,
        ffn_width=c.number("dense_intermediate_size"),
        shared_ffn_width=geometry.expert_ffn_width * c.number("n_shared_experts", 1),
        dense_lead_layers=lead,
        router_bias=True,
        indexer_heads=index.number(heads),
        indexer_dim=per_layer(dims),
        indexer_rows=2,  # llama.cpp keeps a value beside each key, though nothing reads it
    )
    c.problems.extend(index.problems)
    rope_dim = c.optional("rotary_dim", least=1)
    return replace(found, rope_dim=0 if rope_dim == found.key_dim else rope_dim)


def _dense_lead(c: Config, layers: int) -> int:
    """Dense layers before the sparse ones: from the list of zeros and ones, or other names."""
    listed = c.values.get("moe_layer_freq")
    if isinstance(listed, list) and 1 in listed:
        return listed.index(1)
    return c.leading_dense(layers, c.optional("first_k_dense_replace"))
