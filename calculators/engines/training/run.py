"""A LoRA or QLoRA run: its memory, for the base model, the adapter and a step, and its hours.

The weights and the adapter are counted from the model's shape. What a step needs beside them was
set by published measurements; `tests/calculators/engines/training/test_run.py` says how far off
it is. The time is the arithmetic of every token, at the share of a card's rate that is reached.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from calculators.core.numbers import GIB, Range
from calculators.engines.memory import Geometry, Tensor, tensors
from calculators.engines.memory.geometry import pick
from calculators.engines.speed.work import work

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
PASSES = 4
"""Operations for each weight and token with LoRA: two forwards, two backwards past weights that
stay. Training every weight takes six. NVIDIA's figures for Llama 2 7B give 3.96 and 5.9."""
SHARES = {
    (False, False): (0.10, 0.28, 0.35),
    (True, False): (0.055, 0.20, 0.33),
    (False, True): (0.28, 0.50, 0.67),
    (True, True): (0.20, 0.44, 0.55),
}
"""Share of a card's 16-bit rate that is reached: low, typical, high; by 4 bits and lean software.

Plain software: 66 published runs on a T4 and an A100, of models with 1 to 72 billion weights; 62
lie in the range. Lean software: two runs on an RTX 4090, and NVIDIA's figures for H100 cards."""
LEAST_TOKENS = {False: 400, True: 1_000}
"""A step takes as long as one of so many tokens at least, by 4 bits: fixed work for each weight.
From Qwen's table, where texts of 256 tokens take as long as those of 512 or 1,024."""
TERA = 1e12
HOUR = 3_600


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
    # A score for each word of the vocabulary after each token; or one layer, worked through again.
    scores = tokens * geometry.vocabulary * SCORE_BYTES["qlora" if recipe.four_bit else "lora"]
    experts = geometry.expert_ffn_width * geometry.experts_used + geometry.shared_ffn_width
    ffn = max(pick(geometry.ffn_width, 0), experts)
    layer = tokens * (LAYER_PER_WIDTH * geometry.width + LAYER_PER_FFN * ffn)
    return kept, max(scores / LEAN_PARTS if recipe.lean else scores, layer)


def weights_at_work(geometry: Geometry) -> int:
    """Weights that each token is multiplied with, the output matrix among them.

    >>> from calculators.catalog import model
    >>> weights_at_work(model("qwen3-8b").geometry)
    7568405504
    """
    found = work(geometry, "F16")
    return found.active_weights + found.output_weights


def billed_tokens(*, examples: int, tokens: int, epochs: int) -> int:
    """Tokens that are trained on: every example, every time round.

    >>> billed_tokens(examples=500, tokens=600, epochs=3)
    900000
    """
    return examples * tokens * epochs


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps of a run as the card feels them."""

    count: float
    tokens: int
    """Of each step, and no fewer than `LEAST_TOKENS`."""

    @property
    def worked_tokens(self) -> float:
        """Tokens of the whole run."""
        return self.count * self.tokens


def steps(*, examples: int, tokens: int, epochs: int, batch: int, four_bit: bool) -> Steps:
    """The steps of a run: one of few tokens takes as long as a larger one.

    >>> steps(examples=100, tokens=250, epochs=1, batch=2, four_bit=True)
    Steps(count=50.0, tokens=1000)
    """
    counted = max(batch * tokens, LEAST_TOKENS[four_bit])
    return Steps(count=examples * epochs / batch, tokens=counted)


def hours(geometry: Geometry, tokens: float, *, tflops: float, four_bit: bool, lean: bool) -> Range:
    """Hours of training on one card."""
    operations = PASSES * weights_at_work(geometry) * tokens
    low, typical, high = SHARES[four_bit, lean]
    return Range(*(operations / (each * tflops * TERA) / HOUR for each in (high, typical, low)))


def billed_hours(found: float) -> int:
    """Rented hours: begun ones count, and one for setting up and trying the result.

    >>> billed_hours(0.2), billed_hours(2)
    (2, 3)
    """
    return math.ceil(found) + 1
