"""What requests cost: their tokens, times the price of a million, by what the money is for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from math import fsum
from typing import Self

from calculators.core.errors import InputErrors, Problem
from calculators.engines.price import Offer
from calculators.engines.price.rates import Rates, rates, usual_rates

MILLION = 1_000_000
NO_CACHE, MINUTES, HOUR = "off", "5min", "1h"
"""How long a prompt is kept: not at all, or as vendors sell it."""
CREDIT_FEE_PERCENT = 5.5
"""What OpenRouter takes where credits are bought by card, in advance."""
ROUNDED = 1 + 1e-9
"""Parts of averages may add up to a last digit more than the whole."""


class Summed:
    """Amounts that are added name by name, and multiplied all alike."""

    __slots__: tuple[str, ...] = ()

    def __add__(self, other: Self) -> Self:
        """Both together."""
        names = self.__slots__
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in names})

    def __mul__(self, count: float) -> Self:
        """So many times as much."""
        return type(self)(**{name: getattr(self, name) * count for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage(Summed):
    """Tokens of one request, of several, or their average; raises `InputErrors` on contradiction.

    Tokens read from the cache and tokens written to it are parts of the prompt, and those written
    for an hour are part of those written.
    """

    prompt_tokens: float = 0
    """The whole prompt."""
    cached_tokens: float = 0
    cache_write_tokens: float = 0
    cache_write_1h_tokens: float = 0
    output_tokens: float = 0
    """Reasoning included, which is billed as output."""

    @property
    def fresh_tokens(self) -> float:
        """The part of the prompt that is neither read from the cache nor written to it."""
        return self.prompt_tokens - self.cached_tokens - self.cache_write_tokens

    @property
    def cache_write_5min_tokens(self) -> float:
        """Those written to the cache for the usual time."""
        return self.cache_write_tokens - self.cache_write_1h_tokens

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        prompt, cached, written = self.prompt_tokens, self.cached_tokens, self.cache_write_tokens
        long = self.cache_write_1h_tokens
        # A task of an agent is thousands of these: look for what is wrong only where something is.
        if min(prompt, cached, written, long, self.output_tokens) < 0:
            names = [each.name for each in fields(self) if getattr(self, each.name) < 0]
            text = "{:g} tokens is less than none."
            raise InputErrors([Problem(name, text.format(getattr(self, name))) for name in names])
        if cached + written > prompt * ROUNDED:
            text = (
                f"{cached:,.0f} tokens read from the cache and {written:,.0f} written to it make "
                f"{cached + written:,.0f}, more than the whole prompt of {prompt:,.0f}. Both are "
                "parts of the prompt."
            )
            raise InputErrors([Problem("cached_tokens", text)])
        if long > written * ROUNDED:
            text = (
                f"{long:,.0f} tokens written for an hour is more than the {written:,.0f} written "
                "to the cache in all, which they are part of."
            )
            raise InputErrors([Problem("cache_write_1h_tokens", text)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(Summed):
    """US dollars for one request or several, by what they pay for."""

    fresh: float = 0
    """The part of the prompt that is read for the first time and not kept."""
    cached: float = 0
    """Read from the cache."""
    written: float = 0
    """Written to the cache."""
    output: float = 0

    @property
    def usd(self) -> float:
        """All of it."""
        return self.fresh + self.cached + self.written + self.output


def tokens_usd(*billed: tuple[float, float]) -> float:
    """US dollars for tokens, each with the price of a million of them.

    >>> tokens_usd((50_000, 3), (10_000, 15))
    0.3
    """
    if len(billed) == 1:  # an agent's task is thousands of these
        [(tokens, usd_per_mtok)] = billed
        return tokens * usd_per_mtok / MILLION
    return fsum([tokens * usd_per_mtok for tokens, usd_per_mtok in billed]) / MILLION


def priced(rates: Rates, usage: Usage) -> Cost:
    """US dollars for a request at these rates; each token is billed once, at its own price.

    >>> from calculators.engines.price.rates import Rates
    >>> each = Rates(
    ...     input=4, cached=0.2, write=5, write_1h=8, output=20, listed=(), batch=False
    ... )
    >>> usage = Usage(
    ...     prompt_tokens=150_000,
    ...     cached_tokens=140_000,
    ...     cache_write_tokens=8_000,
    ...     cache_write_1h_tokens=8_000,
    ...     output_tokens=1_500,
    ... )
    >>> round(priced(each, usage).usd, 6)
    0.13
    """
    return Cost(
        fresh=tokens_usd((usage.fresh_tokens, rates.input)),
        cached=tokens_usd((usage.cached_tokens, rates.cached)),
        written=tokens_usd(
            (usage.cache_write_5min_tokens, rates.write),
            (usage.cache_write_1h_tokens, rates.write_1h),
        ),
        output=tokens_usd((usage.output_tokens, rates.output)),
    )


def request_usd(offer: Offer, usage: Usage, *, at: datetime, batch: bool = False) -> float:
    """USD for one request, by the price list at that moment, without taxes and other fees.

    >>> from datetime import date, datetime
    >>> from calculators.engines.price import offer
    >>> usage = Usage(prompt_tokens=1_000_000, output_tokens=1_000_000)
    >>> argon = offer("google/gemini-4-argon")
    >>> request_usd(argon, usage, at=datetime(2026, 11, 30))
    12.0
    >>> request_usd(argon, usage, at=datetime(2026, 12, 1))
    24.0
    """
    found = rates(offer, at=at, prompt_tokens=usage.prompt_tokens, batch=batch)
    return priced(found, usage).usd


def credit_fee_percent(offer: Offer, percent: float = CREDIT_FEE_PERCENT) -> float:
    """What its host takes for credits, on top of the price; nothing where it takes none."""
    return percent if offer.id.startswith("openrouter/") else 0


def usual_usd(offer: Offer, usage: Usage, *, day: date) -> float:
    """USD for a request of a usual month, fee for credits included, taxes not.

    >>> from datetime import date
    >>> from calculators.engines.price import offer
    >>> million = Usage(prompt_tokens=1_000_000)
    >>> usual_usd(offer("openrouter/openai/gpt-oss-120b"), million, day=date(2026, 11, 24))
    0.1055
    """
    found = usual_rates(offer, day=day, prompt_tokens=usage.prompt_tokens)
    return priced(found, usage).usd * (1 + credit_fee_percent(offer) / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """How the requests are paid for."""

    caching: str = MINUTES
    hit_rate: float = 1.0
    """Share of what the cache could hold that is found there."""
    attempts: float = 1.0
    """Times that each request is made, on average: 1 and the share that is tried again."""

    def afresh(self, rates: Rates) -> float:
        """USD for a million tokens read afresh: where a prompt is kept, for writing it there."""
        return {NO_CACHE: rates.input, MINUTES: rates.write, HOUR: rates.write_1h}[self.caching]


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens and USD of one or more requests, by what was done with them."""

    usage: Usage
    cost: Cost

    @property
    def read_tokens(self) -> float:
        """Read from the cache."""
        return self.usage.cached_tokens

    @property
    def fresh_tokens(self) -> float:
        """Read afresh; where a prompt is kept, all of them are written to the cache."""
        return self.usage.cache_write_tokens or self.usage.fresh_tokens

    @property
    def input_tokens(self) -> float:
        """All that were read."""
        return self.read_tokens + self.fresh_tokens

    @property
    def output_tokens(self) -> float:
        """Written by the model."""
        return self.usage.output_tokens

    @property
    def fresh_usd(self) -> float:
        """For what was read afresh, kept or not."""
        return self.cost.fresh + self.cost.written

    @property
    def usd(self) -> float:
        """All of it."""
        return self.cost.usd

    def __add__(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(self.usage + other.usage, self.cost + other.cost)

    def __mul__(self, count: float) -> Spent:
        """So many times as much."""
        return Spent(self.usage * count, self.cost * count)


NOTHING = Spent(Usage(), Cost())


def spent(prompt: float, seen: float, output: float, rates: Rates, billing: Billing) -> Spent:
    """What requests at the same rates take: tokens of their prompts, of those seen, written.

    >>> from types import SimpleNamespace
    >>> sonnet = SimpleNamespace(input=2, cached=0.1, write=2.5, write_1h=4, output=10)
    >>> round(spent(1_230_000, 1_160_000, 12_000, sonnet, Billing()).usd, 4)
    0.411
    >>> round(spent(1_230_000, 1_160_000, 12_000, sonnet, Billing(caching=NO_CACHE)).usd, 4)
    2.58
    """
    cached = billing.caching != NO_CACHE
    sent = billing.attempts * prompt
    read = billing.attempts * seen * billing.hit_rate if cached else 0.0
    kept = sent - read if cached else 0.0
    usage = Usage(
        prompt_tokens=sent,
        cached_tokens=read,
        cache_write_tokens=kept,
        cache_write_1h_tokens=kept if billing.caching == HOUR else 0.0,
        output_tokens=billing.attempts * output,
    )
    return Spent(usage, priced(rates, usage))
