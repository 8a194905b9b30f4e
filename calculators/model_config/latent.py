"""Families with multi-head latent attention: one small vector per token instead of K and V."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.memory.geometry import Geometry
from calculators.model_config.base import all_layers_sparse, tell_left_out_mtp
from calculators.model_config.reader import per_layer

if TYPE_CHECKING:
    from calculators.memory.geometry import PerLayer
    from calculators.model_config.reader import Reader


def deepseek_v2(c: Reader) -> Geometry:
    """DeepSeek-V2 and V2-Lite."""
    biased = c.values.get("topk_method") == "noaux_tc"
    return replace(_latent(c, "deepseek2"), router_bias=biased)


def deepseek_v3(c: Reader) -> Geometry:
    """DeepSeek-V3, R1 and Kimi K2: the router has a selection bias."""
    biased = c.values.get("topk_method", "noaux_tc") == "noaux_tc"
    return replace(_latent(c, "deepseek2"), router_bias=biased)


def glm4_moe_lite(c: Reader) -> Geometry:
    """GLM-4.7-Flash; llama.cpp calls it deepseek2."""
    return replace(_latent(c, "deepseek2"), router_bias=True)


def mistral4(c: Reader) -> Geometry:
    """Mistral Small 4; llama.cpp builds it from DeepSeek's parts."""
    return _latent(c, "mistral4")


def deepseek_v32(c: Reader) -> Geometry:
    """DeepSeek-V3.2: an indexer in every layer picks the tokens to attend to."""
    return _indexed(c, replace(_latent(c, "deepseek32"), router_bias=True))


def glm_moe_dsa(c: Reader) -> Geometry:
    """GLM-5: like DeepSeek-V3.2; some layers may use the indexer of an earlier one."""
    return _indexed(c, replace(_latent(c, "glm-dsa"), router_bias=True))


def _latent(c: Reader, architecture: str) -> Geometry:
    all_layers_sparse(c)
    c.refuse_true("attention_bias", "mlp_bias")
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    layers = c.number("num_hidden_layers")
    rope_dim = c.number("qk_rope_head_dim")
    geometry = Geometry(
        architecture=architecture,
        layers=layers,
        width=c.number("hidden_size"),
        vocabulary=c.number("vocab_size"),
        tied_embeddings=c.flag("tie_word_embeddings"),
        heads=c.number("num_attention_heads"),
        kv_heads=1,  # the converter turns latent attention into one KV head
        key_dim=c.number("qk_nope_head_dim") + rope_dim,
        value_dim=c.number("v_head_dim"),
        rope_dim=rope_dim,
        kv_lora_rank=c.number("kv_lora_rank"),
        q_lora_rank=_query_rank(c),
        ffn_width=c.number("intermediate_size"),
        context_trained=c.number("max_position_embeddings"),
    )
    return _with_experts(c, geometry)


def _query_rank(c: Reader) -> int:
    """Null means one plain projection; a file that leaves the key out means the class default."""
    return c.optional("q_lora_rank") if "q_lora_rank" in c.values else c.number("q_lora_rank")


def _with_experts(c: Reader, geometry: Geometry) -> Geometry:
    width = c.number("moe_intermediate_size")
    lead = c.leading_dense(geometry.layers, c.number("first_k_dense_replace", _lead(c), least=0))
    return replace(
        geometry,
        experts=c.number("n_routed_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=width,
        shared_ffn_width=width * c.number("n_shared_experts", least=0),
        dense_lead_layers=lead,
    )


def _lead(c: Reader) -> int | None:
    """GLM-4.7-Flash's class makes the first layer dense without saying so in the file."""
    return 1 if c.model_type == "glm4_moe_lite" else None


def _indexed(c: Reader, geometry: Geometry) -> Geometry:
    dim = c.number("index_head_dim")
    return replace(
        geometry,
        indexer_heads=c.number("index_n_heads"),
        indexer_dim=_indexer_dims(c, geometry.layers, dim),
    )


def _indexer_dims(c: Reader, layers: int, dim: int) -> PerLayer:
    listed = c.names("indexer_types", {"full": "f", "shared": "s"}, layers)
    return per_layer([dim if kind == "f" else 0 for kind in listed]) if listed else dim
