"""Granite, by IBM."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, SLIDING, Geometry
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.families.mamba import needs_conv_bias, with_mamba2
from calculators.engines.model_config.reader import MIXERS, repeated


@family("granite", "GraniteForCausalLM")
def granite(c: Config) -> Geometry:
    """Granite 3 and 4.1 dense models; heads share the width evenly."""
    return c.llama_like("granite", square=True)


@family("granitemoe", "GraniteMoeForCausalLM")
@family("granitemoeshared", "GraniteMoeSharedForCausalLM")
def granitemoe(c: Config) -> Geometry:
    """Granite 3 mixtures, with or without a shared expert."""
    geometry = c.with_biases(c.attention("granitemoe", square=True))
    c.refuse_true("mlp_bias")
    geometry = c.with_experts(geometry, "num_local_experts", "intermediate_size")
    return replace(
        geometry,
        rope_factors=c.has_llama3_rope(),
        shared_ffn_width=c.optional("shared_intermediate_size"),
    )


@family("granite_swa", "GraniteSWAForCausalLM")
def granite_swa(c: Config) -> Geometry:
    """Granite with a window in three of four layers, the first global, and attention sinks."""
    return c.with_ffn(_windowed(c))


@family("granitemoe_swa", "GraniteMoeSWAForCausalLM")
def granitemoe_swa(c: Config) -> Geometry:
    """The same with experts, beside a shared one or alone."""
    geometry = c.with_experts(_windowed(c), "num_local_experts", "intermediate_size")
    return replace(geometry, shared_ffn_width=c.optional("shared_intermediate_size"))


def _windowed(c: Config) -> Geometry:
    c.refuse_true("mlp_bias")
    geometry = c.with_biases(c.attention("granite_swa", tied=c.model_type == "granite_swa"))
    listed = c.names(
        "layer_types", {"full_attention": GLOBAL, "sliding_attention": SLIDING}, geometry.layers
    )
    geometry = replace(geometry, rope_factors=c.has_llama3_rope())
    return c.with_window(geometry, repeated(listed) if listed else "gsss")


@family("granitemoehybrid", "GraniteMoeHybridForCausalLM")
def granitemoehybrid(c: Config) -> Geometry:
    """Granite 4.0: mostly Mamba-2; the plain models have attention in all layers."""
    pattern = repeated(c.names("layer_types", MIXERS, c.number("num_hidden_layers")))
    if not pattern:
        c.refuse_missing("layer_types")
        pattern = GLOBAL
    experts = c.number("num_local_experts", least=0)
    plain = "granitemoe" if experts else "granite"
    hybrid = RECURRENT in pattern
    geometry = c.attention("granitehybrid" if hybrid else plain, square=True)
    geometry = replace(c.with_biases(geometry), pattern=pattern)
    if hybrid:
        geometry = _with_mamba(c, geometry)
    else:
        geometry = replace(geometry, rope_factors=c.has_llama3_rope())
    if not experts:
        return replace(geometry, ffn_width=_dense_width(c))
    geometry = c.with_experts(geometry, "num_local_experts", "intermediate_size")
    return replace(geometry, shared_ffn_width=c.optional("shared_intermediate_size"))


def _with_mamba(c: Config, geometry: Geometry) -> Geometry:
    c.refuse_true("mamba_proj_bias")
    needs_conv_bias(c, "mamba_conv_bias")
    inner = c.number("mamba_expand", 2) * geometry.width
    c.require(
        inner == 2 * geometry.width, "mamba_expand must be 2: llama.cpp expects it of Granite."
    )
    return with_mamba2(c, geometry, inner, c.number("mamba_n_heads"))


def _dense_width(c: Config) -> int:
    width = c.number("intermediate_size")
    shared = c.optional("shared_intermediate_size") or width
    c.require(
        width == shared,
        f"intermediate_size {width:,} and shared_intermediate_size {shared:,} must be equal in a "
        "model without experts.",
    )
    return width
