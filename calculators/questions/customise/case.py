"""One case put together: the rung, the memory, the hours, the money."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from calculators import catalog
from calculators.catalog import Model
from calculators.core.errors import InputErrors, Problem
from calculators.core.form import OWN
from calculators.core.inputs import moment
from calculators.core.numbers import GIB, Range
from calculators.engines.ownership import Rental
from calculators.engines.ownership import record as ownership
from calculators.engines.price import Offer, offer
from calculators.engines.price.cost import Usage, usual_usd
from calculators.engines.training import Trainer, TrainerPrice, record, trainers
from calculators.engines.training.run import (
    Needed,
    Recipe,
    Steps,
    billed_tokens,
    hours,
    needed,
    steps,
)
from calculators.engines.workload import CLAUDE_FACTOR, TOKENS_PER_WORD, tokenizer_factor
from calculators.questions.customise.costs import (
    TunedPrice,
    even_after_months,
    examples_usd,
    rented_usd,
    trained_usd,
    tuned_price,
)
from calculators.questions.customise.inputs import BY_HOUR, BY_TOKEN, RENT, TRAINER, CustomiseInputs
from calculators.questions.customise.rungs import Advice, advice

Fit = Literal["fits", "tight", "no", "elsewhere"]
TENSOR_TIMES = 2
"""A GeForce card multiplies matrices so many times as fast as its maker's plain 16-bit rate says,
with sums in 32 bits: 165.2 to 82.58 TFLOPS for the RTX 4090."""
STEP = 256
"""Tokens to which the longest example is rounded up."""


def tokens(words: float) -> int:
    """Tokens of so many English words.

    >>> tokens(300)
    400
    """
    return round(words * TOKENS_PER_WORD["english"])


@dataclass(frozen=True)  # without slots: what is asked often is worked out once
class Case:
    """Everything about one case; amounts in US dollars."""

    values: CustomiseInputs

    def __post_init__(self) -> None:
        """Refuse a trainer that has no price for the model."""
        if self.trainer is not None and self.asked is None:
            text = (
                f"We have no dated price of {self.trainer.name} for {self.model.name}. Choose "
                "another trainer or model, or type a price."
            )
            raise InputErrors([Problem("trainer", text)])

    @cached_property
    def at(self) -> datetime:
        """The moment on whose day prices count."""
        return moment(self.values.at)

    @cached_property
    def model(self) -> Model:
        """The model to tune."""
        return catalog.model(self.values.model)

    @cached_property
    def advice(self) -> Advice:
        """The rung that comes first."""
        values = self.values
        return advice(goal=values.goal, tried=values.tried, examples=values.examples)

    @cached_property
    def recipe(self) -> Recipe:
        """How it is trained."""
        longest = self.values.longest_words or 2 * self.values.example_words
        return Recipe(
            four_bit=self.values.method == "qlora",
            lean=self.values.software == "lean",
            rank=self.values.rank,
            batch=self.values.step_examples,
            sequence=STEP * math.ceil(tokens(longest) / STEP),
        )

    @cached_property
    def needed(self) -> Needed:
        """The memory of the run."""
        return needed(self.model.geometry, self.recipe)

    @cached_property
    def rental(self) -> Rental | None:
        """The rented card, if one is."""
        return ownership().rentals[self.values.card] if self.values.where == RENT else None

    @cached_property
    def trainer(self) -> Trainer | None:
        """Who trains it, if somebody does."""
        return trainers()[self.values.trainer] if self.values.where == TRAINER else None

    @cached_property
    def asked(self) -> TrainerPrice | None:
        """What the trainer asks."""
        if self.trainer is None:
            return None
        if self.values.trainer_usd:
            typed = self.values.trainer_usd
            return TrainerPrice(train_low=typed, train_high=typed)
        return self.trainer.price(self.model.id, parameters=self.model.parameters)

    @cached_property
    def card_bytes(self) -> float | None:
        """Memory of the card; None where somebody else trains."""
        if self.rental is not None:
            return self.rental.vram_gib * GIB
        if self.values.where == OWN:
            return catalog.machine(self.values.machine).vram_gib * GIB
        return None

    @cached_property
    def fit(self) -> Fit:
        """Whether the run fits on the card."""
        if self.card_bytes is None:
            return "elsewhere"
        if self.needed.high <= self.card_bytes:
            return "fits"
        return "tight" if self.needed.total <= self.card_bytes else "no"

    @cached_property
    def tflops(self) -> float | None:
        """The 16-bit rate of the card; None where it is not known."""
        if self.rental is not None:
            return record().tensor_rates[self.values.card].tflops
        if self.values.where == OWN:
            plain = catalog.machine(self.values.machine).gpu_fp16_tflops
            return TENSOR_TIMES * plain if plain else None
        return None

    @cached_property
    def trained_tokens(self) -> int:
        """Tokens that are trained on."""
        values = self.values
        each = tokens(values.example_words)
        return billed_tokens(examples=values.examples, tokens=each, epochs=values.epochs)

    @cached_property
    def steps(self) -> Steps:
        """The steps of the run as a card feels them."""
        values = self.values
        return steps(
            examples=values.examples,
            tokens=tokens(values.example_words),
            epochs=values.epochs,
            batch=values.step_examples,
            four_bit=self.recipe.four_bit,
        )

    @cached_property
    def hours(self) -> Range | None:
        """How long it takes on the card; None where that is not known or it does not fit."""
        if self.tflops is None or self.fit == "no":
            return None
        return hours(
            self.model.geometry,
            self.steps.worked_tokens,
            tflops=self.tflops,
            four_bit=self.recipe.four_bit,
            lean=self.recipe.lean,
        )

    @cached_property
    def rent(self) -> Range:
        """Rent of the card an hour."""
        if typed := self.values.card_usd:
            return Range.at(typed)
        return self.rental.rates if self.rental is not None else Range.at(0)

    @cached_property
    def training_usd(self) -> Range | None:
        """What the training costs; None where it is not known."""
        if self.asked is not None:
            return trained_usd(self.trained_tokens, self.asked)
        return None if self.hours is None else rented_usd(self.rent, self.hours)

    @cached_property
    def examples_usd(self) -> float:
        """What the examples cost."""
        values = self.values
        return examples_usd(
            examples=values.examples, minutes=values.minutes, usd_per_hour=values.hour_usd
        )

    @cached_property
    def once_usd(self) -> float | None:
        """All that is spent before the first request."""
        return None if self.training_usd is None else self.training_usd.typical + self.examples_usd

    @cached_property
    def offer(self) -> Offer:
        """What is called now."""
        return offer(self.values.offer)

    @cached_property
    def before(self) -> Usage:
        """A request now, as the vendor counts it."""
        values = self.values
        factor = tokenizer_factor(self.offer, claude=CLAUDE_FACTOR)
        read = tokens(values.prompt_words + values.question_words)
        return Usage(
            prompt_tokens=round(factor * read),
            output_tokens=round(factor * tokens(values.answer_words)),
        )

    @cached_property
    def after(self) -> Usage:
        """A request to the tuned model."""
        values = self.values
        read = tokens(values.kept_words + values.question_words)
        return Usage(prompt_tokens=read, output_tokens=tokens(values.answer_words))

    @cached_property
    def before_usd(self) -> float:
        """A month now."""
        each = usual_usd(self.offer, self.before, day=self.at.date())
        return self.values.requests * each

    @cached_property
    def after_usd(self) -> float:
        """A month with the tuned model."""
        values = self.values
        if values.served == BY_HOUR:
            return values.served_hours * self.served_usd
        return self.hosting.month_usd(self.after, values.requests) if self.hosting else 0

    @cached_property
    def hosting(self) -> TunedPrice | None:
        """The price of the tuned model; None where it is not paid by the token."""
        values = self.values
        if values.served != BY_TOKEN:
            return None
        return tuned_price(
            values.model,
            trainer=values.trainer if values.where == TRAINER else "",
            read_usd=values.tuned_input_usd,
            write_usd=values.tuned_output_usd,
        )

    @cached_property
    def served_usd(self) -> float:
        """An hour of the card that the tuned model is rented on."""
        return self.values.served_usd or ownership().rentals[self.values.card].rates[1]

    @cached_property
    def untuned_usd(self) -> float | None:
        """A month with the same host and today's whole prompt: what needs no training.

        None where the tuned model is not paid by the token.
        """
        values = self.values
        if self.hosting is None:
            return None
        read = tokens(values.prompt_words + values.question_words)
        usage = replace(self.after, prompt_tokens=read)
        return self.hosting.month_usd(usage, values.requests)

    @cached_property
    def payback(self) -> float | None:
        """Months until it has paid for itself; None for never, or where the cost is not known."""
        if self.once_usd is None:
            return None
        return even_after_months(
            once_usd=self.once_usd, before_usd=self.before_usd, after_usd=self.after_usd
        )
