"""GLM, by Z.ai."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import PREDICTION, Config, family
from calculators.engines.model_config.families.deepseek import latent, with_indexer


@family("glm", "GlmForCausalLM")
def glm(c: Config) -> Geometry:
    """GLM-4 9B and GLM-Edge: half of each head is rotated, gate and up are one tensor."""
    return _half_rotated(c, c.attention("chatglm", square=True))


@family("glm4", "Glm4ForCausalLM")
def glm4(c: Config) -> Geometry:
    """GLM-4 0414 dense models, which are built the same way."""
    return _half_rotated(c, c.attention("glm4"))


def _half_rotated(c: Config, geometry: Geometry) -> Geometry:
    return replace(
        geometry,
        rope_dim=c.rotated(geometry, 0.5),
        qkv_bias=c.flag("attention_bias", True),
        ffn_width=c.number("intermediate_size"),
    )


@family("glm4_moe", "Glm4MoeForCausalLM")
def glm4_moe(c: Config) -> Geometry:
    """GLM-4.5 to 4.7: first layers dense, then routed experts beside shared ones."""
    geometry = c.with_experts(c.attention("glm4moe"), "n_routed_experts")
    return replace(
        geometry,
        rope_dim=c.rotated(geometry, 0.5),
        qkv_bias=c.flag("attention_bias"),
        qk_norm=c.flag("use_qk_norm"),
        ffn_width=c.number("intermediate_size"),
        shared_ffn_width=c.number("n_shared_experts", least=0) * geometry.expert_ffn_width,
        dense_lead_layers=c.number("first_k_dense_replace", least=0),
        router_bias=True,
        # Every file of these models was published with them, so its size counts them.
        mtp_layers=c.optional(PREDICTION),
    )


@family("glm4_moe_lite", "Glm4MoeLiteForCausalLM")
def glm4_moe_lite(c: Config) -> Geometry:
    """GLM-4.7-Flash; llama.cpp calls it deepseek2."""
    return replace(latent(c, "deepseek2"), router_bias=True, mtp_optional=c.optional(PREDICTION))


@family("glm_moe_dsa", "GlmMoeDsaForCausalLM")
def glm_moe_dsa(c: Config) -> Geometry:
    """GLM-5: like DeepSeek-V3.2; some layers may use the indexer of an earlier one."""
    geometry = replace(latent(c, "glm-dsa"), router_bias=True, mtp_optional=c.optional(PREDICTION))
    return with_indexer(c, geometry)
