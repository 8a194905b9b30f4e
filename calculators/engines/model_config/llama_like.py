"""Dense families built like Llama, with keys or switches of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import FEED_FORWARD, GLOBAL, pick
from calculators.engines.model_config.base import (
    attention,
    has_llama3_rope,
    long_factors,
    needs,
    rotated,
    tell_ignored_window,
    with_biases,
)
from calculators.engines.model_config.document import is_object
from calculators.engines.model_config.reader import per_layer, repeated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader

_HUNYUAN_CONTEXT = 262_144
_NAS_STEP = 256


def arcee(c: Reader) -> Geometry:
    """AFM: like Llama, but without a gate in the feed-forward block."""
    geometry = with_biases(c, attention(c, "arcee"))
    return replace(_dense(c, geometry), rope_factors=has_llama3_rope(c))


def exaone(c: Reader) -> Geometry:
    """EXAONE 3, 3.5 and Deep; the file counts `num_layers`."""
    c.values["num_hidden_layers"] = c.number("num_layers")
    geometry = attention(c, "exaone", square=True)
    return replace(_dense(c, geometry), rope_factors=has_llama3_rope(c))


def internlm2(c: Reader) -> Geometry:
    """InternLM2 and 2.5."""
    c.refuse_true("bias", "tie_word_embeddings")
    return _dense(c, attention(c, "internlm2", square=True))


def internlm3(c: Reader) -> Geometry:
    """InternLM3; llama.cpp calls it llama."""
    c.refuse_true("bias", "qkv_bias")
    return _dense(c, attention(c, "llama"))


def ernie4_5(c: Reader) -> Geometry:
    """ERNIE 4.5 dense models."""
    c.refuse_true("use_bias")
    return _dense(c, attention(c, "ernie4_5", tied=True))


def hunyuan_v1_dense(c: Reader) -> Geometry:
    """Hunyuan dense models: norms of Q and K."""
    if c.optional("num_experts") > 1:
        c.refuse("num_experts must be 1 in a dense model.")
    return _dense(c, hunyuan_attention(c, "hunyuan-dense"))


def hunyuan_attention(c: Reader, architecture: str) -> Geometry:
    """What Hunyuan's dense models and mixtures share; dynamic rope means 256k to llama.cpp."""
    c.refuse_true("attention_bias", "mlp_bias", "use_cla")
    needs(c, "use_qk_norm", default=True)
    if c.values.get("head_dim") is None:
        c.values["head_dim"] = c.values.get("attention_head_dim")
    geometry = attention(c, architecture)
    if c.rope_type() != "dynamic":
        return geometry
    c.require(
        geometry.context_trained in (32_768, _HUNYUAN_CONTEXT),
        "max_position_embeddings must be 32,768 or 262,144 beside dynamic rope: "
        "llama.cpp's converter expects it of Hunyuan.",
    )
    return replace(geometry, context_trained=_HUNYUAN_CONTEXT)


def minicpm(c: Reader) -> Geometry:
    """MiniCPM 1, 2 and 4: long-context files hold two lists of rope factors."""
    if c.values.get("tie_word_embeddings") is None:
        c.refuse("tie_word_embeddings is missing; releases of MiniCPM differ in it.")
    if c.optional("num_experts") > 0:
        c.refuse("num_experts must be 0: mixtures are not supported for “minicpm”.")
    geometry = attention(c, "minicpm", square=True)
    return replace(
        geometry,
        rope_factors=long_factors(c, pick(geometry.key_dim, 0)),
        ffn_width=c.number("intermediate_size"),
    )


def glm(c: Reader) -> Geometry:
    """GLM-4 9B and GLM-Edge: half of each head is rotated, gate and up are one tensor."""
    geometry = attention(c, "chatglm", square=True)
    return replace(
        geometry,
        rope_dim=rotated(c, pick(geometry.key_dim, 0), 0.5),
        qkv_bias=c.flag("attention_bias", True),
        ffn_width=c.number("intermediate_size"),
    )


def maincoder(c: Reader) -> Geometry:
    """Maincoder: norms of Q and K."""
    c.refuse_true("attention_bias", "mlp_bias")
    needs(c, "use_qk_norm", default=True)
    tell_ignored_window(c)
    return _dense(c, attention(c, "maincoder"))


def nemotron_nas(c: Reader) -> Geometry:
    """Llama-Nemotron Super and Ultra: a search removed attention or thinned out layers."""
    c.refuse_true("attention_bias", "mlp_bias", "tie_word_embeddings")
    blocks = _blocks(c, c.number("num_hidden_layers"))
    c.values["num_key_value_heads"] = 1  # per layer, below
    geometry = attention(c, "deci", square=True)
    heads = pick(geometry.heads, 0)
    groups = [_group(c, block, heads) for block in blocks]
    widths = [_thinned(c, block, geometry.width) for block in blocks]
    return replace(
        geometry,
        pattern=repeated("".join(GLOBAL if group else FEED_FORWARD for group in groups)),
        kv_heads=per_layer([heads // group if group else 0 for group in groups]),
        ffn_width=per_layer(widths),
        rope_factors=has_llama3_rope(c),
    )


def _dense(c: Reader, geometry: Geometry) -> Geometry:
    return replace(geometry, ffn_width=c.number("intermediate_size"))


def _blocks(c: Reader, layers: int) -> Sequence[Mapping[str, object]]:
    listed = c.values.get("block_configs")
    blocks = [block for block in listed if is_object(block)] if isinstance(listed, list) else []
    if not isinstance(listed, list) or not len(blocks) == len(listed) == layers:
        c.refuse(f"block_configs must be a list of {layers:,} objects, one per layer.")
        return [{}]
    return blocks


def _group(c: Reader, block: Mapping[str, object], heads: int) -> int:
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


def _thinned(c: Reader, block: Mapping[str, object], width: int) -> int:
    settings = block.get("ffn")
    factor = settings.get("ffn_mult") if is_object(settings) else 0
    if factor is None:
        return 0
    if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not 0 < factor <= 100:
        c.refuse("ffn_mult must be a number above 0 and up to 100, or null.")
        return 0
    return -(-int(2 * factor * width / 3) // _NAS_STEP) * _NAS_STEP
