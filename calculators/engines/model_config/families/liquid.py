"""LFM2, by Liquid AI: short convolutions with some attention layers between."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, Geometry
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.reader import MIXERS, numbers_in, repeated


@family("lfm2", "Lfm2ForCausalLM", "LFM2ForCausalLM")
def lfm2(c: Config) -> Geometry:
    """LFM2 and 2.5."""
    return replace(_short_convolutions(c, "lfm2"), ffn_width=_lfm2_width(c))


@family("lfm2_moe", "Lfm2MoeForCausalLM")
def lfm2_moe(c: Config) -> Geometry:
    """Mixtures: the first layers dense, the others experts."""
    geometry = c.with_experts(c.with_ffn(_short_convolutions(c, "lfm2moe")))
    return replace(geometry, dense_lead_layers=c.number("num_dense_layers", least=0))


def _short_convolutions(c: Config, architecture: str) -> Geometry:
    c.refuse_true("conv_bias", "attention_bias")
    layers = c.number("num_hidden_layers")
    return replace(
        c.attention(architecture, tied=c.flag("tie_embedding", True), square=True),
        pattern=_lfm2_pattern(c, layers),
        shortconv_cache=c.number("conv_L_cache"),
    )


def _lfm2_pattern(c: Config, layers: int) -> str:
    """Kinds from `layer_types`, or the numbers of the attention layers in older files."""
    listed = c.names("layer_types", MIXERS, layers)
    if listed:
        return repeated(listed)
    numbers = numbers_in(c.values.get("full_attn_idxs"))
    if not numbers:
        c.refuse_missing("layer_types")
    return repeated("".join(GLOBAL if i in numbers else RECURRENT for i in range(layers)))


def _lfm2_width(c: Config) -> int:
    """The config holds a size from which the real one is worked out, as in Llama's first code."""
    key = "block_ff_dim" if c.has("block_ff_dim") else "intermediate_size"
    width = c.number(key)
    if not c.flag("block_auto_adjust_ff_dim", True):
        return width
    multiple = c.number("block_multiple_of", 256)
    adjusted = int(c.multiplier("block_ffn_dim_multiplier") * int(2 * width / 3))
    c.require(adjusted > 0, f"block_ffn_dim_multiplier is too small for {key} {width:,}.")
    return multiple * -(-adjusted // multiple)
