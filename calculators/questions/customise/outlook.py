"""One case put together: the rung, the memory, the hours, the money."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from calculators import catalog
from calculators.core.clock import moment
from calculators.core.errors import InputErrors, Problem
from calculators.core.numbers import GIB
from calculators.engines.ownership.record import record as ownership
from calculators.engines.price import Usage, offer, usual_usd
from calculators.engines.workload import tokenizer_factor
from calculators.engines.workload.tokens import CLAUDE_FACTOR
from calculators.questions.customise.effort import (
    Hours,
    Steps,
    billed_hours,
    billed_tokens,
    hours,
    steps,
)
from calculators.questions.customise.hosting import Hosting, hosting
from calculators.questions.customise.inputs import BY_HOUR, OWN, RENT, TRAINER
from calculators.questions.customise.memory import Needed, Recipe, needed
from calculators.questions.customise.money import Request, examples_usd, payback_months, tokens
from calculators.questions.customise.record import Asked, rates, trainers
from calculators.questions.customise.rungs import advice

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.catalog import Model
    from calculators.engines.memory import Geometry
    from calculators.engines.ownership.record import Rental
    from calculators.engines.price import Offer
    from calculators.questions.customise.inputs import CustomiseInputs
    from calculators.questions.customise.record import Trainer
    from calculators.questions.customise.rungs import Advice

Fit = Literal["fits", "tight", "no", "elsewhere"]
TENSOR_TIMES = 2
"""A GeForce card multiplies matrices so many times as fast as its maker's plain 16-bit rate says,
with sums in 32 bits: 165.2 to 82.58 TFLOPS for the RTX 4090."""
STEP = 256
"""Tokens to which the longest example is rounded up."""


@dataclass(frozen=True)  # without slots: what is asked often is worked out once
class Outlook:
    """Everything about one case; amounts in US dollars."""

    values: CustomiseInputs

    @cached_property
    def at(self) -> datetime:
        """The moment on whose day prices count."""
        return moment(self.values.at)

    @cached_property
    def model(self) -> Model:
        """The model to tune."""
        return catalog.model(self.values.model)

    @cached_property
    def geometry(self) -> Geometry:
        """Its shape."""
        return self.model.geometry

    @cached_property
    def advice(self) -> Advice:
        """The rung that comes first."""
        values = self.values
        return advice(goal=values.goal, tried=values.tried, examples=values.examples)

    @cached_property
    def four_bit(self) -> bool:
        """Whether it is QLoRA."""
        return self.values.method == "qlora"

    @cached_property
    def lean(self) -> bool:
        """Whether the software saves memory."""
        return self.values.software == "lean"

    @cached_property
    def recipe(self) -> Recipe:
        """How it is trained."""
        longest = self.values.longest_words or 2 * self.values.example_words
        return Recipe(
            four_bit=self.four_bit,
            lean=self.lean,
            rank=self.values.rank,
            batch=self.values.step_examples,
            sequence=STEP * math.ceil(tokens(longest) / STEP),
        )

    @cached_property
    def needed(self) -> Needed:
        """The memory of the run."""
        return needed(self.geometry, self.recipe)

    @cached_property
    def rental(self) -> Rental | None:
        """The rented card, if one is."""
        return ownership().rentals[self.values.card] if self.values.where == RENT else None

    @cached_property
    def trainer(self) -> Trainer | None:
        """Who trains it, if somebody does."""
        return trainers()[self.values.trainer] if self.values.where == TRAINER else None

    @cached_property
    def asked(self) -> Asked | None:
        """What the trainer asks."""
        if self.trainer is None:
            return None
        if self.values.trainer_usd:
            typed = self.values.trainer_usd
            return Asked(train_low=typed, train_high=typed)
        return self.trainer.asked(self.model)

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
            return rates()[self.values.card].tflops
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
            four_bit=self.four_bit,
        )

    @cached_property
    def hours(self) -> Hours | None:
        """How long it takes on the card; None where that is not known or it does not fit."""
        if self.tflops is None or self.fit == "no":
            return None
        worked = self.steps.worked_tokens
        return hours(
            self.geometry, worked, tflops=self.tflops, four_bit=self.four_bit, lean=self.lean
        )

    @cached_property
    def rent(self) -> tuple[float, float, float]:
        """Rent of the card: low, typical, high, an hour."""
        if typed := self.values.card_usd:
            return typed, typed, typed
        return self.rental.rates if self.rental is not None else (0, 0, 0)

    @cached_property
    def training_usd(self) -> tuple[float, float, float] | None:
        """What the training costs: low, typical, high; None where it is not known."""
        if self.asked is not None:
            million = self.trained_tokens / 1e6
            low, high = self.asked.train_low * million, self.asked.train_high * million
            return low, (low + high) / 2, high
        if self.hours is None:
            return None
        found = (self.hours.low, self.hours.typical, self.hours.high)
        low, typical, high = (
            rent * billed_hours(each) for rent, each in zip(self.rent, found, strict=True)
        )
        return low, typical, high

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
        return None if self.training_usd is None else self.training_usd[1] + self.examples_usd

    @cached_property
    def offer(self) -> Offer:
        """What is called now."""
        return offer(self.values.offer)

    @cached_property
    def before(self) -> Request:
        """A request now, as the vendor counts it."""
        values = self.values
        factor = tokenizer_factor(self.offer, claude=CLAUDE_FACTOR)
        read = tokens(values.prompt_words + values.question_words)
        return Request(
            read=round(factor * read), written=round(factor * tokens(values.answer_words))
        )

    @cached_property
    def after(self) -> Request:
        """A request to the tuned model."""
        values = self.values
        read = tokens(values.kept_words + values.question_words)
        return Request(read=read, written=tokens(values.answer_words))

    @cached_property
    def usage(self) -> Usage:
        """The same request as a price list looks at it."""
        return Usage(prompt_tokens=self.before.read, output_tokens=self.before.written)

    @cached_property
    def before_usd(self) -> float:
        """A month now."""
        each = usual_usd(self.offer, self.usage, day=self.at.date())
        return self.values.requests * each

    @cached_property
    def after_usd(self) -> float:
        """A month with the tuned model."""
        values = self.values
        if values.served == BY_HOUR:
            return values.served_hours * self.served_usd
        return self.hosting.month_usd(self.after, values.requests) if self.hosting else 0

    @cached_property
    def hosting(self) -> Hosting | None:
        """The price of the tuned model; None where it is not paid by the token."""
        return hosting(self.values)

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
        request = Request(read=read, written=self.after.written)
        return self.hosting.month_usd(request, values.requests)

    @cached_property
    def payback(self) -> float | None:
        """Months until it has paid for itself; None for never, or where the cost is not known."""
        if self.once_usd is None:
            return None
        return payback_months(
            once_usd=self.once_usd, before_usd=self.before_usd, after_usd=self.after_usd
        )


def outlook(values: CustomiseInputs) -> Outlook:
    """The case; raises `InputErrors` where a trainer has no price for the model."""
    view = Outlook(values)
    if view.trainer is not None and view.asked is None:
        text = (
            f"We have no dated price of {view.trainer.name} for {view.model.name}. Choose another "
            "trainer or model, or type a price."
        )
        raise InputErrors([Problem("trainer", text)])
    return view
