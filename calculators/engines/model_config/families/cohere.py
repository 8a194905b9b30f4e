"""Command R, Aya and North, by Cohere: the embedding is the output."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import PREDICTION, Config, family

_LAYERS_WITH_NORMS = 64
_PERIOD = 4
_WITH_IMAGES = "Cohere2VisionForConditionalGeneration"


@family("cohere", "CohereForCausalLM")
def cohere(c: Config) -> Geometry:
    """Command R and Aya; large ones norm Q and K."""
    c.refuse_true("attention_bias")
    c.needs("tie_word_embeddings", default=True)
    geometry = c.attention("command-r", tied=True, square=True)
    qk_norm = c.flag("use_qk_norm")
    c.require(
        qk_norm == (geometry.layers >= _LAYERS_WITH_NORMS),
        f"use_qk_norm must be true from {_LAYERS_WITH_NORMS} layers on, and false below: "
        "llama.cpp goes by the number of layers.",
    )
    return replace(
        c.with_ffn(geometry),
        qk_norm=qk_norm,
        context_trained=c.optional("model_max_length", least=1) or geometry.context_trained,
    )


@family("cohere2", "Cohere2ForCausalLM", _WITH_IMAGES, inside="cohere2_vision")
def cohere2(c: Config) -> Geometry:
    """Command R7B: every fourth layer is global."""
    c.refuse_true("attention_bias")
    if not c.flag("tie_word_embeddings", True):
        c.refuse("tie_word_embeddings is “false”; llama.cpp expects tied embeddings here.")
    return c.with_window(c.dense("cohere2", tied=True, square=True), c.fixed_pattern(_PERIOD))


@family("cohere2_moe", "Cohere2MoeForCausalLM", _WITH_IMAGES, inside="cohere2_vision")
def cohere2_moe(c: Config) -> Geometry:
    """North and Command A+: sliding and global layers, experts of the width of a block."""
    c.refuse_true("attention_bias")
    if not c.has("layer_types"):
        c.refuse_missing("layer_types")
    geometry = c.attention("cohere2moe", tied=True)
    layers, width = geometry.layers, c.number("intermediate_size")
    lead = c.leading_dense(layers, c.optional("first_k_dense_replace"))
    return replace(
        c.with_experts(
            c.with_window(geometry, c.layer_types(layers, _PERIOD)), width="intermediate_size"
        ),
        ffn_width=c.optional("prefix_dense_intermediate_size") or width,
        shared_ffn_width=width * c.optional("num_shared_experts"),
        dense_lead_layers=lead,
        mtp_optional=c.optional(PREDICTION),
    )
