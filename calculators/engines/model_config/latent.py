"""Families with multi-head latent attention: one small vector per token instead of K and V."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, Geometry
from calculators.engines.model_config.base import all_layers_sparse, tell_left_out_mtp
from calculators.engines.model_config.document import is_object
from calculators.engines.model_config.reader import Reader, per_layer, repeated

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import PerLayer

_KIMI_KEYS = {
    "n_routed_experts": "num_experts",
    "n_shared_experts": "num_shared_experts",
    "num_experts_per_tok": "num_experts_per_token",
    "max_position_embeddings": "model_max_length",
}
"""Names of Kimi Linear's file for what the others call differently."""


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


def kimi_linear(c: Reader) -> Geometry:
    """Kimi Linear: three layers of delta attention to one of latent attention."""
    linear = c.values.get("linear_attn_config")
    if not is_object(linear):
        c.refuse("linear_attn_config is missing. Paste the whole config.json of the model.")
        linear = {}
    delta = Reader(linear, c.model_type)
    heads, size = delta.number("num_heads"), delta.number("head_dim")
    conv = delta.number("short_conv_kernel_size")
    c.problems.extend(delta.problems)
    for key, older in _KIMI_KEYS.items():
        c.values.setdefault(key, c.values.get(older))
    geometry = replace(_latent(c, "kimi-linear"), router_bias=True)
    c.require(
        heads == geometry.heads,
        "num_heads of linear_attn_config must be num_attention_heads: llama.cpp expects it.",
    )
    return replace(
        geometry,
        pattern=_kimi_pattern(c, linear.get("full_attn_layers"), geometry.layers),
        ssm_inner=heads * size,
        ssm_state=size,
        ssm_groups=heads,
        ssm_heads=heads,
        ssm_conv=conv,
    )


def _kimi_pattern(c: Reader, numbers: object, layers: int) -> str:
    """Layers with latent attention are listed by number, counted from 1."""
    known = range(1, layers + 1)
    if not isinstance(numbers, list) or not numbers or any(n not in known for n in numbers):
        c.refuse(f"full_attn_layers must list numbers of layers, from 1 to {layers:,}.")
        return GLOBAL
    return repeated("".join(GLOBAL if i + 1 in numbers else RECURRENT for i in range(layers)))


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
