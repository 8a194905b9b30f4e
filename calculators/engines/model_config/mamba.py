"""Families with Mamba-2 layers: Granite 4.0, Falcon-H1, Nemotron."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import FEED_FORWARD, GLOBAL, PARALLEL, RECURRENT
from calculators.engines.model_config.base import (
    attention,
    has_llama3_rope,
    tell_left_out_mtp,
    with_biases,
)
from calculators.engines.model_config.reader import MIXERS, repeated

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader

_NEMOTRON = {"M": RECURRENT, "*": GLOBAL, "E": FEED_FORWARD, "-": FEED_FORWARD}


def granitemoehybrid(c: Reader) -> Geometry:
    """Granite 4.0: mostly Mamba-2; the plain models have attention in all layers."""
    layers = c.number("num_hidden_layers")
    pattern = repeated(c.names("layer_types", MIXERS, layers))
    if not pattern:
        c.refuse("layer_types is missing. Paste the whole config.json of the model.")
        pattern = GLOBAL
    hybrid = RECURRENT in pattern
    experts = c.number("num_local_experts", least=0)
    plain = "granitemoe" if experts else "granite"
    geometry = attention(c, "granitehybrid" if hybrid else plain, square=True)
    geometry = replace(with_biases(c, geometry), pattern=pattern)
    if hybrid:
        geometry = _granite_mamba(c, geometry)
    else:
        geometry = replace(geometry, rope_factors=has_llama3_rope(c))
    return _granite_experts(c, geometry) if experts else _granite_dense(c, geometry)


def falcon_h1(c: Reader) -> Geometry:
    """Falcon-H1: attention and Mamba-2 side by side in every layer."""
    c.refuse_true(
        "attention_bias", "mlp_bias", "mamba_proj_bias", "projectors_bias", "mamba_rms_norm"
    )
    _needs_conv_bias(c, "mamba_conv_bias")
    inner, heads = c.number("mamba_d_ssm"), c.number("mamba_n_heads")
    return replace(
        attention(c, "falcon-h1"),
        pattern=PARALLEL,
        ffn_width=c.number("intermediate_size"),
        ssm_inner=inner,
        ssm_heads=_heads_fill(c, heads, inner),
        ssm_state=c.number("mamba_d_state"),
        ssm_groups=c.number("mamba_n_groups"),
        ssm_conv=c.number("mamba_d_conv"),
    )


def nemotron_h(c: Reader) -> Geometry:
    """Nemotron-H and Nemotron 3: each layer is Mamba-2, attention or feed-forward alone."""
    c.refuse_true("attention_bias", "mlp_bias", "mamba_proj_bias", "use_bias")
    _needs_conv_bias(c, "use_conv_bias")
    tell_left_out_mtp(c, "num_nextn_predict_layers")
    _fill_in_nemotron(c)
    sparse = c.values.get("num_experts_per_tok") is not None
    heads = c.number("mamba_num_heads")
    geometry = replace(
        attention(c, "nemotron_h_moe" if sparse else "nemotron_h"),
        pattern=_nemotron_pattern(c, sparse=sparse),
        ssm_inner=heads * c.number("mamba_head_dim"),
        ssm_heads=heads,
        ssm_state=c.number("ssm_state_size"),
        ssm_groups=c.number("n_groups"),
        ssm_conv=c.number("conv_kernel"),
    )
    if not sparse:
        return replace(geometry, ffn_width=c.number("intermediate_size"))
    return replace(
        geometry,
        experts=c.number("n_routed_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("moe_intermediate_size"),
        shared_ffn_width=c.number("moe_shared_expert_intermediate_size"),
        expert_latent_width=c.optional("moe_latent_size"),
    )


def _granite_mamba(c: Reader, geometry: Geometry) -> Geometry:
    c.refuse_true("mamba_proj_bias")
    _needs_conv_bias(c, "mamba_conv_bias")
    inner = c.number("mamba_expand", 2) * geometry.width
    c.require(
        inner == 2 * geometry.width, "mamba_expand must be 2: llama.cpp expects it of Granite."
    )
    return replace(
        geometry,
        ssm_inner=inner,
        ssm_heads=_heads_fill(c, c.number("mamba_n_heads"), inner),
        ssm_state=c.number("mamba_d_state"),
        ssm_groups=c.number("mamba_n_groups"),
        ssm_conv=c.number("mamba_d_conv"),
    )


def _granite_experts(c: Reader, geometry: Geometry) -> Geometry:
    return replace(
        geometry,
        experts=c.number("num_local_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("intermediate_size"),
        shared_ffn_width=c.optional("shared_intermediate_size"),
    )


def _granite_dense(c: Reader, geometry: Geometry) -> Geometry:
    width = c.number("intermediate_size")
    shared = c.optional("shared_intermediate_size") or width
    c.require(
        width == shared,
        f"intermediate_size {width:,} and shared_intermediate_size {shared:,} must be equal in a "
        "model without experts.",
    )
    return replace(geometry, ffn_width=width)


def _heads_fill(c: Reader, heads: int, inner: int) -> int:
    dim = c.values.get("mamba_d_head")
    size = inner // heads if dim in (None, "auto") else c.number("mamba_d_head")
    c.require(
        heads * size == inner,
        f"mamba_n_heads {heads:,} x mamba_d_head {size:,} is not the inner size {inner:,}.",
    )
    return heads


def _needs_conv_bias(c: Reader, key: str) -> None:
    if not c.flag(key, True):
        c.refuse(f"{key} is “false”; llama.cpp's converter expects true.")


def _fill_in_nemotron(c: Reader) -> None:
    """Newer files count layers by their list alone; older ones name the head size differently."""
    blocks = c.values.get("layers_block_type")
    if isinstance(blocks, list) and c.values.get("num_hidden_layers") is None:
        c.values["num_hidden_layers"] = len(blocks)
    if c.values.get("head_dim") is None and "attention_head_dim" in c.values:
        c.values["head_dim"] = c.values["attention_head_dim"]


def _nemotron_pattern(c: Reader, *, sparse: bool) -> str:
    """Kinds from `hybrid_override_pattern`, or from the `layers_block_type` of newer mixtures."""
    layers = c.number("num_hidden_layers")
    text = c.values.get("hybrid_override_pattern")
    if text is not None:
        return repeated(_spelled_out(c, text, layers, "M*E" if sparse else "M*-"))
    if not sparse or c.values.get("layers_block_type") is None:
        c.refuse("hybrid_override_pattern is missing. Paste the whole config.json of the model.")
        return GLOBAL
    return repeated(c.names("layers_block_type", {**MIXERS, "moe": FEED_FORWARD}, layers)) or GLOBAL


def _spelled_out(c: Reader, text: object, layers: int, letters: str) -> str:
    """One kind for each letter of a pattern such as “MEM*”."""
    if not isinstance(text, str) or len(text) != layers or set(text) - set(letters):
        c.refuse(
            f"hybrid_override_pattern must be {layers:,} letters, one per layer, of “{letters}”."
        )
        return GLOBAL
    return "".join(_NEMOTRON[letter] for letter in text)
