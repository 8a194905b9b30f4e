"""Nemotron, by NVIDIA."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calculators.engines.memory.geometry import FEED_FORWARD, GLOBAL, RECURRENT, Geometry, pick
from calculators.engines.model_config.config import PREDICTION, Config, family
from calculators.engines.model_config.document import is_object
from calculators.engines.model_config.families.mamba import needs_conv_bias
from calculators.engines.model_config.reader import MIXERS, per_layer, repeated

_LETTERS = {"M": RECURRENT, "*": GLOBAL, "E": FEED_FORWARD, "-": FEED_FORWARD}
_NAS_STEP = 256


@family("nemotron", "NemotronForCausalLM")
def nemotron(c: Config) -> Geometry:
    """Nemotron 3, 4 and Minitron: norms with biases, a block without a gate."""
    c.refuse_true("tie_word_embeddings")
    return c.with_ffn(c.with_biases(c.attention("nemotron", square=True)))


@family("nemotron_h", "NemotronHForCausalLM")
def nemotron_h(c: Config) -> Geometry:
    """Nemotron-H and Nemotron 3: each layer is Mamba-2, attention or feed-forward alone."""
    c.refuse_true("attention_bias", "mlp_bias", "mamba_proj_bias", "use_bias")
    needs_conv_bias(c, "use_conv_bias")
    c.note_left_out_mtp()
    _fill_in(c)
    sparse = c.has("num_experts_per_tok")
    heads = c.number("mamba_num_heads")
    geometry = replace(
        c.attention("nemotron_h_moe" if sparse else "nemotron_h"),
        pattern=_pattern(c, sparse=sparse),
        ssm_inner=heads * c.number("mamba_head_dim"),
        ssm_heads=heads,
        ssm_state=c.number("ssm_state_size"),
        ssm_groups=c.number("n_groups"),
        ssm_conv=c.number("conv_kernel"),
    )
    if not sparse:
        return c.with_ffn(geometry)
    return replace(
        c.with_experts(geometry, "n_routed_experts"),
        shared_ffn_width=c.number("moe_shared_expert_intermediate_size"),
        expert_latent_width=c.optional("moe_latent_size"),
        mtp_optional=c.optional(PREDICTION),
    )


def _fill_in(c: Config) -> None:
    """Newer files count layers by their list alone; older ones name the head size differently."""
    blocks = c.values.get("layers_block_type")
    if isinstance(blocks, list) and not c.has("num_hidden_layers"):
        c.values["num_hidden_layers"] = len(blocks)
    if not c.has("head_dim") and "attention_head_dim" in c.values:
        c.values["head_dim"] = c.values["attention_head_dim"]


def _pattern(c: Config, *, sparse: bool) -> str:
    """Kinds from `hybrid_override_pattern`, or from the `layers_block_type` of newer mixtures."""
    layers = c.number("num_hidden_layers")
    text = c.values.get("hybrid_override_pattern")
    if text is not None:
        return repeated(_spelled_out(c, text, layers, "M*E" if sparse else "M*-"))
    if not sparse or not c.has("layers_block_type"):
        c.refuse_missing("hybrid_override_pattern")
        return GLOBAL
    return repeated(c.names("layers_block_type", {**MIXERS, "moe": FEED_FORWARD}, layers)) or GLOBAL


def _spelled_out(c: Config, text: object, layers: int, letters: str) -> str:
    """One kind for each letter of a pattern such as “MEM*”."""
    if not isinstance(text, str) or len(text) != layers or set(text) - set(letters):
        c.refuse(
            f"hybrid_override_pattern must be {layers:,} letters, one per layer, of “{letters}”."
        )
        return GLOBAL
    return "".join(_LETTERS[letter] for letter in text)


@family("nemotron-nas", "DeciLMForCausalLM")
def nemotron_nas(c: Config) -> Geometry:
    """Llama-Nemotron Super and Ultra: a search removed attention or thinned out layers."""
    c.refuse_true("attention_bias", "mlp_bias", "tie_word_embeddings")
    blocks = _blocks(c, c.number("num_hidden_layers"))
    c.values["num_key_value_heads"] = 1  # per layer, below
    geometry = c.attention("deci", square=True)
    heads = pick(geometry.heads, 0)
    groups = [_group(c, block, heads) for block in blocks]
    widths = [_thinned(c, block, geometry.width) for block in blocks]
    return replace(
        geometry,
        pattern=repeated("".join(GLOBAL if group else FEED_FORWARD for group in groups)),
        kv_heads=per_layer([heads // group if group else 0 for group in groups]),
        ffn_width=per_layer(widths),
        rope_factors=c.has_llama3_rope(),
    )


def _blocks(c: Config, layers: int) -> Sequence[Mapping[str, object]]:
    listed = c.values.get("block_configs")
    blocks = [block for block in listed if is_object(block)] if isinstance(listed, list) else []
    if not isinstance(listed, list) or not len(blocks) == len(listed) == layers:
        c.refuse(f"block_configs must be a list of {layers:,} objects, one per layer.")
        return [{}]
    return blocks


def _group(c: Config, block: Mapping[str, object], heads: int) -> int:
    """Query heads that share a KV head; 0 for a layer without attention."""
    settings = block.get("attention")
    group = settings.get("n_heads_in_group") if is_object(settings) else 0
    if group is None and is_object(settings) and not settings.get("replace_with_linear"):
        return 0
    if isinstance(group, bool) or not isinstance(group, int) or group < 1 or heads % group:
        c.refuse(
            "n_heads_in_group must be a divisor of num_attention_heads, or null without "
            "replace_with_linear."
        )
        return 1
    return group


def _thinned(c: Config, block: Mapping[str, object], width: int) -> int:
    settings = block.get("ffn")
    factor = settings.get("ffn_mult") if is_object(settings) else 0
    if factor is None:
        return 0
    if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not 0 < factor <= 100:
        c.refuse("ffn_mult must be a number above 0 and up to 100, or null.")
        return 0
    return -(-int(2 * factor * width / 3) // _NAS_STEP) * _NAS_STEP
