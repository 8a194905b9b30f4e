"""What the files in `families/` are written with: `Config` to read from, `@family` to register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.engines.memory.geometry import SLIDING, Geometry, pick
from calculators.engines.model_config.reader import Reader, every

if TYPE_CHECKING:
    Read = Callable[["Config"], Geometry]


@dataclass(frozen=True, slots=True)
class Family:
    """How to read one `model_type`."""

    read: Read
    classes: tuple[str, ...]
    """Values of `architectures` that llama.cpp converts in the way `read` assumes."""


PREDICTION = "num_nextn_predict_layers"
"""What most files call their multi-token-prediction layers."""
FAMILIES: dict[str, Family] = {}
"""Every `model_type` of a text model, once `families` is imported."""
OUTER: dict[str, tuple[str, ...]] = {}
"""Multimodal files: their `model_type`, and those of the text models they may hold.

The first is that of a `text_config` that names none.
"""


def family(model_type: str, *classes: str, inside: str = "") -> Callable[[Read], Read]:
    """Register the reader of a `model_type` and the classes that its files name.

    `inside` is the `model_type` of multimodal files that hold this text model.
    """

    def register(read: Read) -> Read:
        FAMILIES[model_type] = Family(read, classes)
        if inside:
            OUTER[inside] = (*OUTER.get(inside, ()), model_type)
        return read

    return register


class Config(Reader):
    """A model's config.json, from which its family reads the geometry piece by piece.

    The methods read what most families share: attention, feed-forward blocks, experts, rope.
    """

    def attention(self, architecture: str, *, tied: bool = False, square: bool = False) -> Geometry:
        """A geometry with its sizes and attention heads; `tied` is the class default.

        `square` marks architectures whose projections llama.cpp makes width x width, so that the
        heads must fill the width exactly.
        """
        width = self.number("hidden_size")
        heads = self.number("num_attention_heads")
        return Geometry(
            architecture=architecture,
            layers=self.number("num_hidden_layers"),
            width=width,
            vocabulary=self.number("vocab_size"),
            tied_embeddings=self.flag("tie_word_embeddings", tied),
            heads=heads,
            kv_heads=self._kv_heads(heads),
            key_dim=self._head_dim(width, heads, square=square),
            context_trained=self.number("max_position_embeddings"),
        )

    def renamed(self, **keys: str) -> None:
        """Sizes that the file has under other names."""
        for key, own in keys.items():
            if self.has(own) or not self.has(key):
                self.values[key] = self.number(own)

    def _kv_heads(self, heads: int) -> int:
        """Key and value heads; without a class default there is one for each query head."""
        count = self.number("num_key_value_heads", self.defaults.get("num_key_value_heads", heads))
        self.require(
            heads % count == 0,
            f"num_key_value_heads is {count:,}, which does not divide num_attention_heads "
            f"{heads:,}.",
        )
        return count

    def _head_dim(self, width: int, heads: int, *, square: bool) -> int:
        """Elements of a head: as given, else the class default, else the width shared out."""
        if self.has("head_dim") or "head_dim" in self.defaults:
            dim = self.number("head_dim")
        else:
            self.require(
                width % heads == 0,
                f"head_dim is missing, and hidden_size {width:,} is not a multiple of "
                f"num_attention_heads {heads:,}.",
            )
            dim = max(width // heads, 1)
        if square:
            self.require(
                dim * heads == width,
                f"num_attention_heads {heads:,} x head_dim {dim:,} is not hidden_size {width:,}; "
                f"llama.cpp cannot load such a “{self.model_type}” model.",
            )
        return dim

    def dense(self, architecture: str, *, tied: bool = False, square: bool = False) -> Geometry:
        """`attention`, and one feed-forward block in every layer."""
        return self.with_ffn(self.attention(architecture, tied=tied, square=square))

    def llama_like(self, architecture: str, *, square: bool = False) -> Geometry:
        """Llama's layout: dense, with optional biases everywhere and optional rope frequencies."""
        geometry = self.with_biases(self.attention(architecture, square=square))
        return self.with_ffn(replace(geometry, rope_factors=self.has_llama3_rope()))

    def with_ffn(self, geometry: Geometry) -> Geometry:
        """The width of the feed-forward blocks."""
        return replace(geometry, ffn_width=self.number("intermediate_size"))

    def with_biases(self, geometry: Geometry) -> Geometry:
        """Biases of all four attention projections and of the feed-forward block, where on."""
        biased = self.flag("attention_bias")
        return replace(
            geometry, qkv_bias=biased, output_bias=biased, ffn_bias=self.flag("mlp_bias")
        )

    def with_experts(
        self,
        geometry: Geometry,
        count: str = "num_experts",
        width: str = "moe_intermediate_size",
        used: str = "num_experts_per_tok",
    ) -> Geometry:
        """Routed experts, read from the keys for their number, their width and how many work."""
        return replace(
            geometry,
            experts=self.number(count),
            experts_used=self.number(used),
            expert_ffn_width=self.number(width),
        )

    def with_window(self, geometry: Geometry, pattern: str) -> Geometry:
        """Sliding layers among the global ones."""
        return replace(geometry, pattern=pattern, sliding_window=self.number("sliding_window"))

    def fixed_pattern(self, period: int) -> str:
        """The pattern that llama.cpp assumes; a config that says otherwise would load wrongly."""
        layers = self.number("num_hidden_layers")
        pattern = every(period, SLIDING, layers)
        listed, given = self.layer_types(layers, period), period
        if isinstance(self.values.get("sliding_window_pattern"), int):
            given = self.number("sliding_window_pattern")
        self.require(
            listed == pattern and given == period,
            f"layer_types must make every layer global whose number divides by {period}: "
            f"llama.cpp assumes so for “{self.model_type}”.",
        )
        return pattern

    # Rotary position embedding

    def rotated(self, geometry: Geometry, default: float = 1.0) -> int:
        """Rotated elements of a head; 0 stands for all of them."""
        dim = pick(geometry.key_dim, 0)
        count = int(dim * self.share("partial_rotary_factor", default))
        return 0 if count == dim else count

    def has_llama3_rope(self) -> bool:
        """Whether the converter stores rope frequencies (Llama 3.1 and its descendants)."""
        return self.rope_type() == "llama3"

    def has_long_factors(self, geometry: Geometry) -> bool:
        """Whether there are long and short rope factors, which must be one per rotated pair."""
        pairs = (geometry.rope_dim or pick(geometry.key_dim, 0)) // 2
        lists = [self.rope().get(key) for key in ("long_factor", "short_factor")]
        if lists == [None, None]:
            return False
        if not all(isinstance(value, list) and len(value) == pairs for value in lists):
            self.refuse(f"long_factor and short_factor must be lists of {pairs} numbers.")
        return True

    # What llama.cpp expects, ignores or leaves out

    def needs(self, *keys: str, default: bool = False) -> None:
        """Settings without which llama.cpp cannot load the family; `default` is the class's."""
        for key in keys:
            if not self.flag(key, default):
                self.refuse(f"{key} must be true: llama.cpp expects it of “{self.model_type}”.")

    def needs_experts_everywhere(self) -> None:
        """llama.cpp's Qwen and DeepSeek graphs know no dense layers between sparse ones."""
        for key in ("decoder_sparse_step", "moe_layer_freq"):
            step = self.values.get(key)
            if step not in (None, 1) or isinstance(step, bool):
                self.refuse(
                    f"{key} must be 1: llama.cpp expects experts in every layer after the first."
                )
        if self.values.get("mlp_only_layers") not in (None, []):
            self.refuse("mlp_only_layers must be empty: llama.cpp expects experts in every layer.")

    def note_ignored_window(self, switch: str = "") -> None:
        """llama.cpp gives these families a full cache, whatever window the config has.

        `switch` names the flag without which the family does not use its window.
        """
        if switch and not self.flag(switch):
            return
        window, longest = self.optional("sliding_window"), self.optional("max_position_embeddings")
        if window and (not longest or window < longest):
            self.note(
                f"sliding_window {window:,} is ignored: llama.cpp keeps the whole context for "
                f"“{self.model_type}”."
            )

    def note_left_out_mtp(self, key: str = PREDICTION) -> None:
        """Multi-token-prediction layers lie in the file but are not loaded unless asked for."""
        if self.optional(key):
            self.note(
                "Layers for multi-token prediction are left out: llama.cpp loads them only on "
                "request."
            )
