"""Ling and Ring, by inclusionAI."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family


@family("bailing_moe", "BailingMoeForCausalLM", "BailingMoeV2ForCausalLM")
def bailing_moe(c: Config) -> Geometry:
    """Ling and Ring: both versions have one model_type, so the class tells which."""
    c.refuse_true("use_bias", "use_qkv_bias", "tie_word_embeddings")
    listed = c.values.get("architectures")
    if not isinstance(listed, list) or not listed:
        c.refuse_missing("architectures")
    newer = isinstance(listed, list) and listed[:1] == ["BailingMoeV2ForCausalLM"]
    return _ling2(c) if newer else _ling(c)


def _ling(c: Config) -> Geometry:
    c.refuse_true("use_qk_norm")
    if c.number("first_k_dense_replace", least=0):
        c.refuse("first_k_dense_replace must be 0: llama.cpp expects experts in every layer.")
    geometry = c.attention("bailingmoe")
    width = c.number("moe_intermediate_size")
    geometry = c.with_experts(geometry)
    return replace(geometry, shared_ffn_width=width * c.number("num_shared_experts"))


def _ling2(c: Config) -> Geometry:
    c.needs("use_qk_norm")
    c.note_left_out_mtp()
    if c.number("num_shared_experts") != 1:
        c.refuse("num_shared_experts must be 1; other numbers were not checked.")
    geometry = c.attention("bailingmoe2", square=True)
    width = c.number("moe_intermediate_size")
    geometry = replace(geometry, rope_dim=c.rotated(geometry, 0.5))
    geometry = c.with_experts(c.with_ffn(geometry))
    return replace(
        geometry,
        shared_ffn_width=c.optional("moe_shared_expert_intermediate_size") or width,
        dense_lead_layers=c.number("first_k_dense_replace", least=0),
        router_bias=c.flag("moe_router_enable_expert_bias"),
    )
