"""What most families share: sizes, heads and the token embedding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import Geometry

if TYPE_CHECKING:
    from calculators.engines.model_config.reader import Reader


def attention(
    c: Reader, architecture: str, *, tied: bool = False, square: bool = False
) -> Geometry:
    """A geometry with its sizes and attention heads; `tied` is the class default.

    `square` marks architectures whose projections llama.cpp makes width x width, so that the
    heads must fill the width exactly.
    """
    width = c.number("hidden_size")
    heads = c.number("num_attention_heads")
    return Geometry(
        architecture=architecture,
        layers=c.number("num_hidden_layers"),
        width=width,
        vocabulary=c.number("vocab_size"),
        tied_embeddings=c.flag("tie_word_embeddings", tied),
        heads=heads,
        kv_heads=kv_heads(c, heads),
        key_dim=head_dim(c, width, heads, square=square),
        context_trained=c.number("max_position_embeddings"),
    )


def kv_heads(c: Reader, heads: int) -> int:
    """Key and value heads; without a class default there is one for each query head."""
    count = c.number("num_key_value_heads", c.defaults.get("num_key_value_heads", heads))
    c.require(
        heads % count == 0,
        f"num_key_value_heads is {count:,}, which does not divide num_attention_heads {heads:,}.",
    )
    return count


def head_dim(c: Reader, width: int, heads: int, *, square: bool = False) -> int:
    """Elements of a head: as given, else the class default, else the width shared out."""
    given = c.optional("head_dim", least=1) or c.defaults.get("head_dim", 0)
    if given and c.values.get("head_dim") is None:
        given = c.number("head_dim")  # takes the default and tells the reader
    elif not given:
        c.require(
            width % heads == 0,
            f"head_dim is missing, and hidden_size {width:,} is not a multiple of "
            f"num_attention_heads {heads:,}.",
        )
        given = max(width // heads, 1)
    if square:
        c.require(
            given * heads == width,
            f"num_attention_heads {heads:,} x head_dim {given:,} is not hidden_size {width:,}; "
            f"llama.cpp cannot load such a “{c.model_type}” model.",
        )
    return given


def with_biases(c: Reader, geometry: Geometry, *, attention_bias: bool = False) -> Geometry:
    """Biases of all four attention projections and of the feed-forward block, where switched on."""
    biased = c.flag("attention_bias", attention_bias)
    return replace(
        geometry, qkv_bias=biased, output_bias=biased, ffn_bias=c.flag("mlp_bias", False)
    )


def rotated(c: Reader, dim: int, default: float = 1.0) -> int:
    """Rotated elements of a head of `dim` elements; 0 stands for all of them."""
    count = int(dim * c.share("partial_rotary_factor", default))
    return 0 if count == dim else count


def has_llama3_rope(c: Reader) -> bool:
    """Whether the converter stores rope frequencies (Llama 3.1 and its descendants)."""
    return c.rope_type() == "llama3"


def long_factors(c: Reader, rope_dim: int) -> bool:
    """Whether there are long and short rope factors, which must be one per rotated pair."""
    lists = [c.rope().get(key) for key in ("long_factor", "short_factor")]
    if lists == [None, None]:
        return False
    for value in lists:
        if not isinstance(value, list) or len(value) != rope_dim // 2:
            c.refuse(f"long_factor and short_factor must be lists of {rope_dim // 2} numbers.")
    return True


def needs(c: Reader, *keys: str, default: bool = False) -> None:
    """Settings without which llama.cpp cannot load the family; `default` is the class default."""
    for key in keys:
        if not c.flag(key, default):
            c.refuse(f"{key} must be true: llama.cpp expects it of “{c.model_type}”.")


def tell_ignored_window(c: Reader) -> None:
    """llama.cpp gives these families a full cache, whatever window the config has."""
    window, longest = c.optional("sliding_window"), c.optional("max_position_embeddings")
    if window and (not longest or window < longest):
        c.note(
            f"sliding_window {window:,} is ignored: llama.cpp keeps the whole context for "
            f"“{c.model_type}”."
        )


def tell_left_out_mtp(c: Reader, key: str) -> None:
    """Multi-token-prediction layers lie in the file but are not loaded unless asked for."""
    if c.optional(key):
        c.note(
            "Layers for multi-token prediction are left out: llama.cpp loads them only on request."
        )


def all_layers_sparse(c: Reader) -> None:
    """llama.cpp's Qwen and DeepSeek graphs know no dense layers between sparse ones."""
    for key in ("decoder_sparse_step", "moe_layer_freq"):
        step = c.values.get(key)
        if step not in (None, 1) or isinstance(step, bool):
            c.refuse(f"{key} must be 1: llama.cpp expects experts in every layer after the first.")
    if c.values.get("mlp_only_layers") not in (None, []):
        c.refuse("mlp_only_layers must be empty: llama.cpp expects experts in every layer.")
