"""Hunyuan and Hy, by Tencent."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry, pick
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.families.deepseek import latent, with_indexer

_CONTEXT = 262_144


@family("hunyuan_v1_dense", "HunYuanDenseV1ForCausalLM")
def hunyuan_v1_dense(c: Config) -> Geometry:
    """Hunyuan dense models: norms of Q and K."""
    if c.optional("num_experts") > 1:
        c.refuse("num_experts must be 1 in a dense model.")
    return c.with_ffn(_attention(c, "hunyuan-dense"))


@family("hunyuan_vl_text", "HunYuanVLForConditionalGeneration", inside="hunyuan_vl")
def hunyuan_vl(c: Config) -> Geometry:
    """The text part of HunyuanOCR and HunyuanVL."""
    rope = c.rope()
    if c.rope_type() == "dynamic" and ("mrope_section" in rope or "xdrope_section" in rope):
        c.values |= {"rope_parameters": None, "rope_scaling": None}
    return c.with_ffn(_attention(c, "hunyuan_vl", tied=True))


@family("hunyuan_v1_moe", "HunYuanMoEV1ForCausalLM")
def hunyuan_v1_moe(c: Config) -> Geometry:
    """Hunyuan-A13B: one shared expert as large as each of the routed ones."""
    geometry = _attention(c, "hunyuan-moe")
    width = c.number("intermediate_size")
    c.require(
        _same_everywhere(c, "moe_intermediate_size") == width
        and _same_everywhere(c, "num_shared_expert") == 1
        and not c.optional("moe_layer_num_skipped"),
        "moe_intermediate_size must be intermediate_size, num_shared_expert 1 and "
        "moe_layer_num_skipped 0: llama.cpp expects it of Hunyuan.",
    )
    return replace(
        geometry,
        experts=c.number("num_experts"),
        experts_used=_same_everywhere(c, "moe_topk"),
        expert_ffn_width=width,
        shared_ffn_width=width,
    )


def _attention(c: Config, architecture: str, *, tied: bool = False) -> Geometry:
    """What dense models and mixtures share; dynamic rope means 256k to llama.cpp."""
    c.refuse_true("attention_bias", "mlp_bias", "use_cla")
    c.needs("use_qk_norm", default=True)
    if not c.has("head_dim"):
        c.values["head_dim"] = c.values.get("attention_head_dim")
    geometry = c.attention(architecture, tied=tied)
    if c.rope_type() != "dynamic":
        return geometry
    c.require(
        geometry.context_trained in (32_768, _CONTEXT),
        "max_position_embeddings must be 32,768 or 262,144 beside dynamic rope: "
        "llama.cpp's converter expects it of Hunyuan.",
    )
    return replace(geometry, context_trained=_CONTEXT)


def _same_everywhere(c: Config, key: str) -> int:
    """A number, or a list that has the same number for every layer."""
    if not isinstance(c.values.get(key), list):
        return c.number(key)
    found = c.numbers(key, c.number("num_hidden_layers"))
    if not isinstance(found, int):
        c.refuse(f"{key} must be the same in all layers: llama.cpp expects it.")
    return pick(found, 0)


@family("hy_v3", "HYV3ForCausalLM")
def hy_v3(c: Config) -> Geometry:
    """Hy3: norms of Q and K, one dense layer, a selection bias in the router."""
    c.refuse_true("attention_bias", "mlp_bias")
    c.needs("qk_norm", default=True)
    c.note_left_out_mtp()
    geometry = c.attention("hy_v3")
    width = c.number("moe_intermediate_size")
    geometry = c.with_experts(c.with_ffn(geometry))
    return replace(
        geometry,
        shared_ffn_width=width * c.number("num_shared_experts"),
        dense_lead_layers=c.leading_dense(
            geometry.layers, c.number("first_k_dense_replace", least=0)
        ),
        router_bias=True,
    )


@family("hy_v4", "HYV4ForCausalLM")
def hy_v4(c: Config) -> Geometry:
    """Hy4: latent attention with gates and sinks, an index in some layers, four streams.

    llama.cpp's converter drops prediction layers.
    """
    c.refuse_true("tie_word_embeddings")
    geometry = replace(latent(c, "hy_v4"), router_bias=True, streams=c.number("hc_mult"))
    listed = c.values.get("layer_types")
    indexed = isinstance(listed, list) and bool(_INDEXED & {str(each) for each in listed})
    return with_indexer(c, geometry) if c.has("indexer_types") or indexed else geometry


_INDEXED = {"sparse_attention", "deepseek_sparse_attention", "indexed_attention"}
