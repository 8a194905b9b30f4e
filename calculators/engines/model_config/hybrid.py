"""Families in which gated delta nets or short convolutions stand between attention layers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, pick
from calculators.engines.model_config.base import (
    all_layers_sparse,
    attention,
    rotated,
    tell_left_out_mtp,
)
from calculators.engines.model_config.reader import MIXERS, every, repeated

if TYPE_CHECKING:
    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader


def qwen3_next(c: Reader) -> Geometry:
    """Qwen3-Next: three gated delta nets to one attention layer, experts everywhere."""
    return _qwen_experts(c, _delta_net(c, "qwen3next"))


def qwen3_5(c: Reader) -> Geometry:
    """Qwen3.5 and later dense models."""
    return replace(_delta_net(c, "qwen35"), ffn_width=c.number("intermediate_size"))


def qwen3_5_moe(c: Reader) -> Geometry:
    """Qwen3.5 and later mixtures."""
    return _qwen_experts(c, _delta_net(c, "qwen35moe"))


def lfm2(c: Reader) -> Geometry:
    """LFM2 and 2.5: short convolutions with some attention layers between."""
    return replace(_short_convolutions(c, "lfm2"), ffn_width=_lfm2_width(c))


def lfm2_moe(c: Reader) -> Geometry:
    """LFM2 mixtures: the first layers dense, the others experts."""
    return replace(
        _short_convolutions(c, "lfm2moe"),
        ffn_width=c.number("intermediate_size"),
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("moe_intermediate_size"),
        dense_lead_layers=c.number("num_dense_layers", least=0),
    )


def _delta_net(c: Reader, architecture: str) -> Geometry:
    c.refuse_true("attention_bias")
    if not c.flag("attn_output_gate", True):
        c.refuse("attn_output_gate is “false”; llama.cpp expects gated attention here.")
    tell_left_out_mtp(c, "mtp_num_hidden_layers")
    layers = c.number("num_hidden_layers")
    state, value_dim = c.number("linear_key_head_dim"), c.number("linear_value_head_dim")
    c.require(
        state == value_dim,
        f"linear_key_head_dim {state} and linear_value_head_dim {value_dim} must be equal: "
        "llama.cpp knows one state size.",
    )
    geometry = attention(c, architecture)
    listed = c.names("layer_types", MIXERS, layers)
    interval = c.optional("full_attention_interval", least=1) or 4
    return replace(
        geometry,
        pattern=repeated(listed) if listed else every(interval, RECURRENT, layers),
        rope_dim=rotated(c, pick(geometry.key_dim, 0), 0.25),
        ssm_inner=value_dim * c.number("linear_num_value_heads"),
        ssm_heads=c.number("linear_num_value_heads"),
        ssm_state=state,
        ssm_groups=c.number("linear_num_key_heads"),
        ssm_conv=c.number("linear_conv_kernel_dim"),
    )


def _qwen_experts(c: Reader, geometry: Geometry) -> Geometry:
    all_layers_sparse(c)
    return replace(
        geometry,
        experts=c.number("num_experts"),
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=c.number("moe_intermediate_size"),
        shared_ffn_width=c.number("shared_expert_intermediate_size"),
    )


def _short_convolutions(c: Reader, architecture: str) -> Geometry:
    c.refuse_true("conv_bias", "attention_bias")
    layers = c.number("num_hidden_layers")
    return replace(
        attention(c, architecture, tied=c.flag("tie_embedding", True), square=True),
        pattern=_lfm2_pattern(c, layers),
        shortconv_cache=c.number("conv_L_cache"),
    )


def _lfm2_pattern(c: Reader, layers: int) -> str:
    """Kinds from `layer_types`, or the numbers of the attention layers in older files."""
    listed = c.names("layer_types", MIXERS, layers)
    numbers = c.values.get("full_attn_idxs")
    if listed:
        return repeated(listed)
    if not isinstance(numbers, list) or not numbers:
        c.refuse("layer_types is missing. Paste the whole config.json of the model.")
        return GLOBAL
    kinds = [GLOBAL if layer in numbers else RECURRENT for layer in range(layers)]
    return repeated("".join(kinds))


def _lfm2_width(c: Reader) -> int:
    """The config holds a size from which the real one is worked out, as in Llama's first code."""
    key = "block_ff_dim" if c.values.get("block_ff_dim") is not None else "intermediate_size"
    width = c.number(key)
    if not c.flag("block_auto_adjust_ff_dim", True):
        return width
    multiple = c.number("block_multiple_of", 256)
    adjusted = int(c.multiplier("block_ffn_dim_multiplier") * int(2 * width / 3))
    c.require(adjusted > 0, f"block_ffn_dim_multiplier is too small for {key} {width:,}.")
    return multiple * -(-adjusted // multiple)
