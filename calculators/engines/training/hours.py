"""How long training takes: the arithmetic of every token, at the share of a card's rate reached."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calculators.core.numbers import Range
from calculators.engines.memory import Geometry
from calculators.engines.speed.work import work

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
