"""Families of Mamba layers alone, and Jamba, which mixes the first Mamba with attention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, Geometry
from calculators.engines.model_config.base import attention, needs
from calculators.engines.model_config.reader import repeated

if TYPE_CHECKING:
    from calculators.engines.model_config.reader import Reader

_CONTEXT = 1_048_576
"""What the converter writes: a state of fixed size sets no limit."""


def mamba(c: Reader) -> Geometry:
    """Mamba; the class default is tied embeddings."""
    geometry = _alone(c, "mamba", tied=True)
    inner = c.number("intermediate_size", 2 * geometry.width)
    c.require(
        inner == 2 * geometry.width,
        "intermediate_size must be 2 x hidden_size: llama.cpp expects it of Mamba.",
    )
    return replace(geometry, ssm_inner=inner, ssm_heads=_rank(c, "time_step_rank", geometry.width))


def mamba2(c: Reader) -> Geometry:
    """Mamba-2, such as Codestral Mamba."""
    geometry = _alone(c, "mamba2", tied=False)
    inner, heads = c.number("expand", 2) * geometry.width, c.number("num_heads")
    c.require(
        heads * c.number("head_dim") == inner,
        f"num_heads x head_dim must be expand x hidden_size, {inner:,}.",
    )
    return replace(geometry, ssm_inner=inner, ssm_heads=heads, ssm_groups=c.number("n_groups"))


def jamba(c: Reader) -> Geometry:
    """Jamba: one attention layer in each period; experts in every other layer, or none."""
    c.refuse_true("mamba_proj_bias")
    needs(c, "mamba_conv_bias", default=True)
    geometry = attention(c, "jamba", square=True)
    return _jamba_experts(
        c,
        replace(
            geometry,
            pattern=_jamba_pattern(c, geometry.layers),
            ssm_inner=c.number("mamba_expand") * geometry.width,
            ssm_heads=_rank(c, "mamba_dt_rank", geometry.width),
            ssm_state=c.number("mamba_d_state"),
            ssm_conv=c.number("mamba_d_conv"),
        ),
    )


def _alone(c: Reader, architecture: str, *, tied: bool) -> Geometry:
    """Sizes of a model without attention."""
    c.refuse_true("use_bias")
    needs(c, "use_conv_bias", default=True)
    return Geometry(
        architecture=architecture,
        layers=c.number("num_hidden_layers"),
        width=c.number("hidden_size"),
        vocabulary=c.number("vocab_size"),
        tied_embeddings=c.flag("tie_word_embeddings", tied),
        pattern=RECURRENT,
        ssm_state=c.number("state_size"),
        ssm_conv=c.number("conv_kernel"),
        context_trained=_CONTEXT,
    )


def _rank(c: Reader, key: str, width: int) -> int:
    """Rank of the time step; “auto” means a sixteenth of the width, rounded up."""
    return -(-width // 16) if c.values.get(key) == "auto" else c.number(key)


def _jamba_pattern(c: Reader, layers: int) -> str:
    period, offset = c.number("attn_layer_period"), c.number("attn_layer_offset", least=0)
    c.require(offset < period, "attn_layer_offset must be below attn_layer_period.")
    return repeated(
        "".join(GLOBAL if layer % period == offset else RECURRENT for layer in range(layers))
    )


def _jamba_experts(c: Reader, geometry: Geometry) -> Geometry:
    """One expert alone is an ordinary feed-forward block."""
    width, experts = c.number("intermediate_size"), c.number("num_experts")
    geometry = replace(geometry, ffn_width=width)
    if experts == 1:
        return geometry
    period = c.number("expert_layer_period")
    c.require(
        c.number("expert_layer_offset", least=0) == period - 1,
        "expert_layer_offset must be expert_layer_period - 1, as in Jamba.",
    )
    return replace(
        geometry,
        experts=experts,
        experts_used=c.number("num_experts_per_tok"),
        expert_ffn_width=width,
        expert_layer_step=period,
    )
