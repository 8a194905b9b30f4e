"""Mamba, and what other makers build of it: Falcon of TII, Jamba of AI21."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, PARALLEL, RECURRENT, Geometry
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.reader import repeated

_CONTEXT = 1_048_576
"""What the converter writes: a state of fixed size sets no limit."""


@family("mamba", "MambaForCausalLM")
@family("falcon_mamba", "FalconMambaForCausalLM")
def mamba(c: Config) -> Geometry:
    """Mamba and Falcon Mamba; the class default is tied embeddings."""
    geometry = _alone(c, "mamba", tied=True)
    inner = c.number("intermediate_size", 2 * geometry.width)
    c.require(
        inner == 2 * geometry.width,
        "intermediate_size must be 2 x hidden_size: llama.cpp expects it of Mamba.",
    )
    return replace(geometry, ssm_inner=inner, ssm_heads=_rank(c, "time_step_rank", geometry.width))


@family("mamba2", "Mamba2ForCausalLM")
def mamba2(c: Config) -> Geometry:
    """Mamba-2, such as Codestral Mamba."""
    geometry = _alone(c, "mamba2", tied=False)
    inner, heads = c.number("expand", 2) * geometry.width, c.number("num_heads")
    c.require(
        heads * c.number("head_dim") == inner,
        f"num_heads x head_dim must be expand x hidden_size, {inner:,}.",
    )
    return replace(geometry, ssm_inner=inner, ssm_heads=heads, ssm_groups=c.number("n_groups"))


def _alone(c: Config, architecture: str, *, tied: bool) -> Geometry:
    """Sizes of a model without attention."""
    c.refuse_true("use_bias")
    c.needs("use_conv_bias", default=True)
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


@family("falcon_h1", "FalconH1ForCausalLM")
def falcon_h1(c: Config) -> Geometry:
    """Falcon-H1: attention and Mamba-2 side by side in every layer."""
    c.refuse_true(
        "attention_bias", "mlp_bias", "mamba_proj_bias", "projectors_bias", "mamba_rms_norm"
    )
    needs_conv_bias(c, "mamba_conv_bias")
    inner, heads = c.number("mamba_d_ssm"), c.number("mamba_n_heads")
    return replace(with_mamba2(c, c.dense("falcon-h1"), inner, heads), pattern=PARALLEL)


@family("jamba", "JambaForCausalLM")
def jamba(c: Config) -> Geometry:
    """Jamba: one attention layer in each period; experts in every other layer, or none."""
    c.refuse_true("mamba_proj_bias")
    c.needs("mamba_conv_bias", default=True)
    geometry = c.attention("jamba", square=True)
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


def _jamba_pattern(c: Config, layers: int) -> str:
    period, offset = c.number("attn_layer_period"), c.number("attn_layer_offset", least=0)
    c.require(offset < period, "attn_layer_offset must be below attn_layer_period.")
    return repeated(
        "".join(GLOBAL if layer % period == offset else RECURRENT for layer in range(layers))
    )


def _jamba_experts(c: Config, geometry: Geometry) -> Geometry:
    """One expert alone is an ordinary feed-forward block."""
    geometry = c.with_ffn(geometry)
    if c.number("num_experts") == 1:
        return geometry
    period = c.number("expert_layer_period")
    c.require(
        c.number("expert_layer_offset", least=0) == period - 1,
        "expert_layer_offset must be expert_layer_period - 1, as in Jamba.",
    )
    geometry = c.with_experts(geometry, width="intermediate_size")
    return replace(geometry, expert_layer_step=period)


def _rank(c: Config, key: str, width: int) -> int:
    """Rank of the time step; “auto” means a sixteenth of the width, rounded up."""
    return -(-width // 16) if c.values.get(key) == "auto" else c.number(key)


def with_mamba2(c: Config, geometry: Geometry, inner: int, heads: int) -> Geometry:
    """The sizes of Mamba-2 layers whose heads fill the inner size."""
    dim = c.values.get("mamba_d_head")
    size = inner // heads if dim in (None, "auto") else c.number("mamba_d_head")
    c.require(
        heads * size == inner,
        f"mamba_n_heads {heads:,} x mamba_d_head {size:,} is not the inner size {inner:,}.",
    )
    return replace(
        geometry,
        ssm_inner=inner,
        ssm_heads=heads,
        ssm_state=c.number("mamba_d_state"),
        ssm_groups=c.number("mamba_n_groups"),
        ssm_conv=c.number("mamba_d_conv"),
    )


def needs_conv_bias(c: Config, key: str) -> None:
    """The convolution must have biases, as it has by default."""
    if not c.flag(key, True):
        c.refuse(f"{key} is “false”; llama.cpp's converter expects true.")
