"""Memory of a LoRA or QLoRA run: the base model, the adapter to train, and what a step needs.

The weights and the adapter are counted from the model's shape. What a step needs beside them was
set by published measurements; `tests/calculators/engines/training/test_memory.py` says how far off
it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.numbers import GIB
from calculators.engines.memory import Geometry, Tensor, tensors
from calculators.engines.memory.geometry import pick

HALF = 2
"""Bytes of a 16-bit number."""
FULL = 4
"""Bytes of a 32-bit number."""
NF4_BYTES = 0.5 + FULL / 64
"""A weight in NF4: 4 bits, and a 32-bit scale for each 64 weights (QLoRA, section 3)."""
NF4_DOUBLE_BYTES = 0.5 + 1 / 64 + FULL / (64 * 256)
"""The same with the scales quantized too: 0.127 bits a weight instead of 0.5."""
MATRIX = 2
"""A tensor with fewer dimensions is a bias or the scale of a norm, which LoRA leaves alone."""
SCORE_BYTES = {"lora": 14, "qlora": 16}
"""Bytes for the score of each word after each token at the end of a step: three to four copies,
most of them in 32 bits. Read off runs on a T4."""
LEAN_PARTS = 8
"""Lean software scores the text in so many parts, one after the other (torchtune's loss)."""
LAYER_PER_WIDTH, LAYER_PER_FFN = 30, 6.3
"""Bytes a token while one layer is worked through again, for each unit of its two widths: from
Llama 1.1B and Mistral 7B on a T4."""
CONTEXT_BYTES = 0.4 * GIB
"""What the driver and the libraries take before the first weight: 0.14 to 0.5 GiB."""
SLACK = 1.07
"""Memory that the software has reserved, to what it uses; see `BAND`."""
BAND = (0.9, 1.2)
"""Measured runs lie between so many times the sum, but for a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How far the sum lay off measured peaks, in per cent of them."""

    runs: int
    mean: float
    worst: float


CHECKED = Checked(runs=50, mean=6.3, worst=23.9)
"""Against published runs of LoRA and of QLoRA in NF4; a test works it out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How it is trained."""

    four_bit: bool
    """QLoRA: the base model in NF4. Otherwise LoRA on 16 bits."""
    lean: bool
    """Software that saves memory, as Unsloth and torchtune do, instead of plain PEFT."""
    rank: int
    batch: int
    """Texts in one step."""
    sequence: int
    """Tokens of each, the longest counts."""
    attention_only: bool = False
    """The adapter sits on the attention alone, not on every matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """Bytes by what they are for."""

    weights: float
    adapter: float
    """Adapter, its gradients and the optimizer's two notes on each number."""
    kept: float
    """What the step keeps of each layer to work backwards."""
    peak: float
    """The largest single thing on the way: the scores of all words, or one layer."""
    software: float
    """Driver, libraries and memory reserved but not used."""
    adapter_weights: int
    """Numbers that are trained."""

    @property
    def total(self) -> float:
        """All of it."""
        return self.weights + self.adapter + self.kept + self.peak + self.software

    @property
    def low(self) -> float:
        """The lower end of the range."""
        return BAND[0] * self.total

    @property
    def high(self) -> float:
        """The upper end of the range."""
        return BAND[1] * self.total


def matrices(geometry: Geometry) -> list[Tensor]:
    """The matrices within the layers: what is rounded to 4 bits and what an adapter sits on."""
    return [each for each in tensors(geometry) if each.layer >= 0 and min(each[2:4]) > MATRIX]


def adapter_weights(geometry: Geometry, *, rank: int, attention_only: bool = False) -> int:
    """Numbers of an adapter: for a matrix of m by n, two of m by rank and rank by n.

    Routed experts are left alone, as PEFT does unless told otherwise.

    >>> from calculators.catalog import model
    >>> adapter_weights(model("qwen3-8b").geometry, rank=16)
    43646976
    """
    return sum(
        rank * (each.row + each.rows) * each.depth
        for each in matrices(geometry)
        if "_exps" not in each.name and (not attention_only or each.name.startswith("attn"))
    )


def weights_bytes(geometry: Geometry, recipe: Recipe) -> float:
    """Bytes of the base model, which is not changed.

    In QLoRA the matrices of the layers are in NF4. The rest, above all the table of words, stays
    in 16 bits with lean software; PEFT turns it into 32.
    """
    every = sum(each.elements for each in tensors(geometry))
    if not recipe.four_bit:
        return every * HALF
    rounded = sum(each.elements for each in matrices(geometry))
    nf4, rest = (NF4_DOUBLE_BYTES, HALF) if recipe.lean else (NF4_BYTES, FULL)
    return rounded * nf4 + (every - rounded) * rest


def needed(geometry: Geometry, recipe: Recipe) -> Needed:
    """The whole run, with gradient checkpointing: each layer keeps only what came in."""
    trained = adapter_weights(geometry, rank=recipe.rank, attention_only=recipe.attention_only)
    weights = weights_bytes(geometry, recipe)
    # The number, its gradient and two notes of AdamW, each in 32 bits; lean software halves them.
    adapter = trained * (8 if recipe.lean else 4 * FULL)
    kept, peak = _step(geometry, recipe)
    used = weights + adapter + kept + peak
    return Needed(
        weights=weights,
        adapter=adapter,
        kept=kept,
        peak=peak,
        software=CONTEXT_BYTES + (SLACK - 1) * used,
        adapter_weights=trained,
    )


def least_high_bytes(geometry: Geometry, recipe: Recipe, *, parameters: int) -> float:
    """What `needed(…).high` cannot be below: worked out without a look at every tensor."""
    weights = parameters * (0.5 if recipe.four_bit else HALF)
    return BAND[1] * (CONTEXT_BYTES + SLACK * (weights + sum(_step(geometry, recipe))))


def _step(geometry: Geometry, recipe: Recipe) -> tuple[float, float]:
    """What a step keeps of each layer, and its largest single thing."""
    tokens = recipe.batch * recipe.sequence
    wide = FULL if recipe.four_bit and not recipe.lean else HALF
    kept = tokens * geometry.layers * geometry.width * wide
    return kept, max(_scores(geometry, recipe, tokens), _layer(geometry, tokens))


def _scores(geometry: Geometry, recipe: Recipe, tokens: int) -> float:
    """A score for each word of the vocabulary, after each token."""
    every = tokens * geometry.vocabulary * SCORE_BYTES["qlora" if recipe.four_bit else "lora"]
    return every / LEAN_PARTS if recipe.lean else every


def _layer(geometry: Geometry, tokens: int) -> float:
    """One layer that is worked through again on the way back."""
    dense = pick(geometry.ffn_width, 0)
    experts = geometry.expert_ffn_width * geometry.experts_used + geometry.shared_ffn_width
    return tokens * (LAYER_PER_WIDTH * geometry.width + LAYER_PER_FFN * max(dense, experts))
