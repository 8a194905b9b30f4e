"""The mixes of llama.cpp's quantizations: which kind of tensor takes which type in which layer.

Read from src/llama-quant.cpp of llama.cpp 0c1e57098. Quantizations below IQ4_XS whose names start
with IQ need an importance matrix; the others are described without one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tensor stands among its kind: the `index`-th of `count`."""

    index: int
    count: int
    experts: int = 0
    """Routed experts of the model."""
    grouped_query: bool = False
    """At least four query heads share a KV head."""

    def first(self, share: int) -> bool:
        """Within the first 1/share."""
        return self.index < self.count // share

    def more_bits(self) -> bool:
        """First and last eighth and every third between: llama.cpp's `use_more_bits`."""
        eighth = self.count // 8
        edge = self.index < eighth or self.index >= 7 * self.count // 8
        return edge or (self.index - eighth) % 3 == 2


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Which type a tensor gets."""

    choose: Callable[[Place], str]
    """The type for a place; an empty string keeps the base type."""
    everywhere: bool = False
    """Whether all tensors of the kind get the same, so that asking for one is enough."""


def always(kind: str) -> Rule:
    """The type everywhere."""
    return Rule(lambda place: kind, everywhere=True)


def more_bits(kind: str) -> Rule:
    """The type in the places that matter more."""
    return Rule(lambda place: kind if place.more_bits() else "")


def leading(share: int, kind: str, other: str = "") -> Rule:
    """The type in the first 1/share of the layers."""
    return Rule(lambda place: kind if place.first(share) else other)


def first_few(number: int, kind: str, other: str = "") -> Rule:
    """The type in the first tensors of the kind."""
    return Rule(lambda place: kind if place.index < number else other)


def grouped(kind: str, other: str = "") -> Rule:
    """The type when at least four query heads share a KV head."""
    return Rule(lambda place: kind if place.grouped_query else other, everywhere=True)


def grouped_or_experts(kind: str, other: str) -> Rule:
    """The type when attention is small beside the rest of the model."""
    return Rule(
        lambda place: kind if place.grouped_query or place.experts >= 4 else other, everywhere=True
    )


def middle(kind: str) -> Rule:
    """The type between the first and the last eighth."""
    return Rule(
        lambda place: kind if place.count // 8 <= place.index < 7 * place.count // 8 else ""
    )


def leading_or_eight_experts(share: int, kind: str) -> Rule:
    """The type in the first layers; with eight experts wherever more bits matter."""
    return Rule(
        lambda place: (
            kind if place.first(share) or (place.experts == 8 and place.more_bits()) else ""
        )
    )


BASE = always("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Rules of one quantization; everything without a rule gets the base type."""

    base: str
    output: str = "Q6_K"
    """Output matrix, or the embedding table that stands in for it."""
    embedding: str = ""
    """Embedding table beside an output matrix."""
    attn_v: Rule = BASE
    attn_k: Rule = BASE
    attn_q: Rule = BASE
    attn_output: Rule = BASE
    ffn_down: Rule = BASE
    ffn_gate: Rule = BASE
    ffn_up: Rule = BASE
    eight_expert_kv: str = "Q8_0"
    """K and V projections of models with exactly eight experts (Mixtral)."""
    eight_expert_output: str = ""
    """Attention output of models with exactly eight experts."""
    lowest_bits: bool = False
    """One of the IQ1 and IQ2 mixes, which llama.cpp treats apart."""


def _lowest(base: str, embedding: str, spare: str, attn_output: str = "") -> Mix:
    """Mix of one or two bits: `spare` is the type for the tensors that matter more."""
    return Mix(
        base=base,
        output="Q5_K",
        embedding=embedding,
        attn_v=grouped_or_experts("Q4_K", spare),
        attn_output=always(attn_output),
        ffn_down=leading(8, spare),
        eight_expert_kv="Q4_K",
        eight_expert_output="Q5_K",
        lowest_bits=True,
    )


MIXES: dict[str, Mix] = {
    "F16": Mix(base="F16", output="F16"),
    "BF16": Mix(base="BF16", output="BF16"),
    "Q8_0": Mix(base="Q8_0", output="Q8_0"),
    "Q6_K": Mix(base="Q6_K"),
    "Q5_1": Mix(base="Q5_1"),
    "Q5_K_M": Mix(base="Q5_K", attn_v=more_bits("Q6_K"), ffn_down=more_bits("Q6_K")),
    "Q5_K_S": Mix(base="Q5_K"),
    "Q5_0": Mix(base="Q5_0"),
    "Q4_1": Mix(base="Q4_1"),
    "Q4_K_M": Mix(
        base="Q4_K",
        attn_v=more_bits("Q6_K"),
        ffn_down=more_bits("Q6_K"),
        eight_expert_output="Q5_K",
    ),
    "IQ4_NL": Mix(
        base="IQ4_NL",
        attn_v=grouped("Q5_K"),
        ffn_down=leading(8, "Q5_K"),
        eight_expert_output="Q5_K",
    ),
    "Q4_K_S": Mix(
        base="Q4_K",
        attn_v=first_few(4, "Q5_K"),
        ffn_down=leading(8, "Q5_K"),
        eight_expert_output="Q5_K",
    ),
    "Q4_0": Mix(base="Q4_0"),
    "MXFP4_MOE": Mix(base="Q8_0", output="Q8_0"),
    "IQ4_XS": Mix(
        base="IQ4_XS",
        attn_v=grouped("Q5_K"),
        ffn_down=leading(8, "Q5_K"),
        eight_expert_output="Q5_K",
    ),
    "Q3_K_L": Mix(
        base="Q3_K", attn_v=always("Q5_K"), ffn_down=always("Q5_K"), attn_output=always("Q5_K")
    ),
    "Q3_K_M": Mix(
        base="Q3_K",
        attn_v=first_few(2, "Q5_K", "Q4_K"),
        ffn_down=leading(16, "Q5_K", "Q4_K"),
        attn_output=always("Q4_K"),
        eight_expert_output="Q5_K",
    ),
    "IQ3_M": Mix(
        base="IQ3_S",
        attn_v=always("Q4_K"),
        ffn_down=leading_or_eight_experts(8, "Q4_K"),
        attn_output=always("Q4_K"),
        eight_expert_output="Q5_K",
    ),
    "IQ3_S": Mix(base="IQ3_S", attn_v=grouped("Q4_K"), eight_expert_output="Q5_K"),
    "Q3_K_S": Mix(base="Q3_K", eight_expert_output="Q5_K"),
    "IQ3_XS": Mix(
        base="IQ3_S",
        attn_v=grouped("Q4_K"),
        attn_k=always("IQ3_XXS"),
        attn_q=always("IQ3_XXS"),
        ffn_gate=middle("IQ3_XXS"),
        ffn_up=middle("IQ3_XXS"),
        eight_expert_output="Q5_K",
    ),
    "IQ3_XXS": Mix(
        base="IQ3_XXS",
        output="Q5_K",
        embedding="IQ3_S",
        attn_v=grouped("Q4_K"),
        attn_k=always("IQ2_S"),
        attn_q=always("IQ2_S"),
        attn_output=always("IQ3_S"),
        eight_expert_output="Q5_K",
    ),
    "Q2_K": Mix(
        base="Q2_K",
        attn_v=grouped("Q4_K", "Q3_K"),
        ffn_down=always("Q3_K"),
        attn_output=always("Q3_K"),
        eight_expert_output="Q5_K",
    ),
    "Q2_K_S": Mix(base="Q2_K", attn_v=grouped("Q4_K"), ffn_down=leading(8, "Q4_K")),
    "IQ2_M": _lowest("IQ2_S", "IQ3_S", "IQ3_S", "IQ3_S"),
    "IQ2_S": _lowest("IQ2_XS", "IQ3_S", "IQ3_S", "IQ3_S"),
    "IQ2_XS": _lowest("IQ2_XS", "Q2_K", "Q2_K"),
    "IQ2_XXS": _lowest("IQ2_XXS", "Q2_K", "Q2_K"),
    "IQ1_M": _lowest("IQ1_M", "Q2_K", "Q2_K", "IQ2_XXS"),
    "IQ1_S": _lowest("IQ1_S", "Q2_K", "Q2_K", "IQ2_XXS"),
}
"""Mix of every quantization offered, largest file first (for a usual 8B model)."""

_FALCON_DOWN = {
    "Q4_K_M": Rule(lambda place: "Q6_K" if place.first(16) else "Q5_K" * place.more_bits()),
    "Q4_K_S": BASE,
    "Q3_K_L": always("Q4_K"),
    "Q3_K_M": Rule(lambda place: "Q5_K" if place.first(16) else "Q4_K" * place.more_bits()),
}
"""Rules of ffn_down that differ for Falcon."""


def mix_of(architecture: str, quantization: str) -> Mix:
    """The mix of a quantization; llama.cpp treats Falcon, one of its first models, differently."""
    mix = MIXES[quantization]
    if architecture != "falcon":
        return mix
    down = _FALCON_DOWN.get(quantization, mix.ffn_down)
    return replace(mix, output="Q8_0", attn_output=BASE, ffn_down=down)
