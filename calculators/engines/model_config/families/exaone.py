"""EXAONE, by LG."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family

_LAYERS_WITH_WINDOW = 64
_PERIOD = 4


@family("exaone", "ExaoneForCausalLM")
def exaone(c: Config) -> Geometry:
    """EXAONE 3, 3.5 and Deep; the file counts `num_layers`."""
    c.values["num_hidden_layers"] = c.number("num_layers")
    return replace(c.dense("exaone", square=True), rope_factors=c.has_llama3_rope())


@family("exaone4", "Exaone4ForCausalLM")
def exaone4(c: Config) -> Geometry:
    """EXAONE 4: in llama.cpp only the 64-layer model has sliding layers."""
    c.refuse_true("attention_bias")
    geometry = replace(c.dense("exaone4", square=True), rope_factors=c.has_llama3_rope())
    windowed = geometry.layers == _LAYERS_WITH_WINDOW
    return _windowed(c, geometry, "EXAONE 4") if windowed else geometry


@family("exaone_moe", "ExaoneMoEForCausalLM", "ExaoneMoeForCausalLM")
def exaone_moe(c: Config) -> Geometry:
    """K-EXAONE: norms of Q and K, one dense layer first, a selection bias in the router."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    c.note_left_out_mtp()
    geometry = c.with_experts(c.attention("exaone-moe"))
    lead = c.number("first_k_dense_replace", least=0)
    geometry = replace(_windowed(c, geometry, "K-EXAONE"), rope_factors=c.has_llama3_rope())
    return replace(
        c.with_ffn(geometry),
        shared_ffn_width=geometry.expert_ffn_width * c.number("num_shared_experts"),
        dense_lead_layers=c.leading_dense(geometry.layers, lead),
        router_bias=True,
    )


def _windowed(c: Config, geometry: Geometry, name: str) -> Geometry:
    c.require(
        c.values.get("sliding_window_pattern") in (None, _PERIOD, "LLLG"),
        f"sliding_window_pattern must be 4 or “LLLG”, as in {name}.",
    )
    return c.with_window(geometry, c.layer_types(geometry.layers, _PERIOD))
