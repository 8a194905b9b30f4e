"""Ling and Ring, by inclusionAI."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, Geometry
from calculators.engines.model_config.config import PREDICTION, Config, family
from calculators.engines.model_config.families.deepseek import latent
from calculators.engines.model_config.reader import repeated


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


@family("bailing_hybrid", "BailingMoeV3ForCausalLM")
def ling3(c: Config) -> Geometry:
    """Ling 3: delta attention, every few layers latent attention with a gate for each head."""
    c.needs("no_kda_lora", "kda_safe_gate")
    if c.values.get("gated_attention_proj_granularity_type", "head_wise") != "head_wise":
        c.refuse("gated_attention_proj_granularity_type must be “head_wise”, as in Ling 3.")
    for key, other in (
        ("n_routed_experts", "num_experts"),
        ("n_shared_experts", "num_shared_experts"),
    ):
        c.values.setdefault(key, c.values.get(other))
    geometry = replace(latent(c, "bailingmoe3"), router_bias=True)
    layers, group = geometry.layers, c.number("layer_group_size")
    whole = layers // group * group
    kinds = [GLOBAL if (n + 1) % group == 0 or n >= whole else RECURRENT for n in range(layers)]
    heads, size = c.number("num_attention_heads"), c.number("head_dim")
    shared = c.optional("moe_shared_expert_intermediate_size")
    return replace(
        geometry,
        pattern=repeated("".join(kinds)),
        shared_ffn_width=shared or geometry.shared_ffn_width,
        ssm_inner=heads * size,
        ssm_state=size,
        ssm_groups=heads,
        ssm_heads=heads,
        ssm_conv=c.number("short_conv_kernel_size"),
        mtp_optional=c.optional(PREDICTION),
    )
