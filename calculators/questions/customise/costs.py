"""The money: what tuning costs once, what each later request costs, and when that is even."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.numbers import Range
from calculators.engines.ownership.costs import payback_months
from calculators.engines.price.cost import Usage, tokens_usd
from calculators.engines.training import Hosted, TrainerPrice, hosted
from calculators.engines.training.run import billed_hours

LONGEST_MONTHS = 60
"""Months after which we call it never: no model is in use that long."""


def examples_usd(*, examples: int, minutes: float, usd_per_hour: float) -> float:
    """The people who write and check the examples.

    >>> examples_usd(examples=300, minutes=5, usd_per_hour=30)
    750.0
    """
    return examples * minutes / 60 * usd_per_hour


def trained_usd(tokens: int, price: TrainerPrice) -> Range:
    """Training paid by the token, where the price may be a span.

    >>> trained_usd(3_000_000, TrainerPrice(train_low=0.48, train_high=1.35))
    Range(low=1.44, typical=2.745, high=4.050000000000001)
    """
    low, high = (tokens_usd((tokens, each)) for each in (price.train_low, price.train_high))
    return Range(low, (low + high) / 2, high)


def rented_usd(rent: Range, found: Range) -> Range:
    """Training on a rented card: begun hours, and one for setting up, at the rent of an hour.

    >>> rented_usd(Range(0.3, 0.5, 0.9), Range(0.4, 1.2, 3))
    Range(low=0.6, typical=1.5, high=3.6)
    """
    return Range(*(usd * billed_hours(each) for usd, each in zip(rent, found, strict=True)))


def even_after_months(*, once_usd: float, before_usd: float, after_usd: float) -> float | None:
    """Months until what is saved has paid what was spent once; None for never.

    >>> even_after_months(once_usd=600, before_usd=150, after_usd=50)
    6.0
    >>> even_after_months(once_usd=600, before_usd=50, after_usd=50) is None
    True
    """
    saved = before_usd - after_usd
    return payback_months(
        once_usd=once_usd, saved_usd_per_month=saved, longest_months=LONGEST_MONTHS
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TunedPrice:
    """US dollars for a million tokens of the tuned model where somebody hosts it."""

    read: float
    write: float
    found: Hosted | None
    """The dated price it rests on; None where the reader typed both."""
    borrowed: bool
    """Whether that is the price of another model."""

    def month_usd(self, usage: Usage, requests: int) -> float:
        """A month of such requests.

        >>> from calculators.engines.price.cost import Usage
        >>> price = TunedPrice(read=2, write=8, found=None, borrowed=False)
        >>> price.month_usd(Usage(prompt_tokens=1_000, output_tokens=500), requests=1_000)
        6.0
        """
        return requests * tokens_usd(
            (usage.prompt_tokens, self.read), (usage.output_tokens, self.write)
        )


def tuned_price(
    model: str, *, trainer: str, read_usd: float = 0, write_usd: float = 0
) -> TunedPrice:
    """The price as typed, or else that of a trainer, this one first.

    >>> price = tuned_price("qwen3-8b", trainer="tinker", write_usd=1)
    >>> price.read, price.write, price.borrowed
    (0.195, 1, False)
    """
    found = hosted(model, trainer=trainer)
    typed = read_usd and write_usd
    return TunedPrice(
        read=read_usd or found.read,
        write=write_usd or found.write,
        found=None if typed else found,
        borrowed=not typed and found.model != model,
    )
