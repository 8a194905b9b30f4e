"""What one request costs: read from the cache, written to it, read afresh, and written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from calculators.engines.price import Rates

    Card = Callable[[int], Rates]
    """The rates of a request by the length of its prompt: beyond a cliff all of them change."""

NO_CACHE, MINUTES, HOUR = "off", "5min", "1h"
"""How long a prompt is kept: not at all, or as vendors sell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """How the requests are paid for."""

    caching: str = MINUTES
    hit_rate: float = 1.0
    """Share of what the cache could hold that is found there."""
    attempts: float = 1.0
    """Times that each request is made, on average: 1 and the share that is tried again."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Tokens and USD of one or more requests, by what was done with them."""

    read: float = 0
    """Tokens from the cache."""
    fresh: float = 0
    """Tokens read afresh; with caching they are written to the cache."""
    output: float = 0
    read_usd: float = 0
    fresh_usd: float = 0
    output_usd: float = 0

    @property
    def usd(self) -> float:
        """All of it."""
        return self.read_usd + self.fresh_usd + self.output_usd

    @property
    def input(self) -> float:
        """All tokens that were read."""
        return self.read + self.fresh

    def plus(self, other: Cost) -> Cost:
        """Both together."""
        return Cost(
            self.read + other.read,
            self.fresh + other.fresh,
            self.output + other.output,
            self.read_usd + other.read_usd,
            self.fresh_usd + other.fresh_usd,
            self.output_usd + other.output_usd,
        )

    def times(self, count: float) -> Cost:
        """So many times as much."""
        return Cost(
            self.read * count,
            self.fresh * count,
            self.output * count,
            self.read_usd * count,
            self.fresh_usd * count,
            self.output_usd * count,
        )


def price_afresh(rates: Rates, billing: Billing) -> float:
    """USD for a million tokens read afresh: where a prompt is kept, writing it to the cache."""
    return {NO_CACHE: rates.input, MINUTES: rates.write, HOUR: rates.write_1h}[billing.caching]


def cost(prompt: float, seen: float, output: float, rates: Rates, billing: Billing) -> Cost:
    """The cost of requests at the same rates: tokens of their prompts, of those seen, written.

    >>> from types import SimpleNamespace
    >>> sonnet = SimpleNamespace(input=2, cached=0.1, write=2.5, write_1h=4, output=10)
    >>> round(cost(1_230_000, 1_160_000, 12_000, sonnet, Billing()).usd, 4)
    0.411
    >>> round(cost(1_230_000, 1_160_000, 12_000, sonnet, Billing(caching=NO_CACHE)).usd, 4)
    2.58
    """
    cached = billing.caching != NO_CACHE
    read = billing.attempts * seen * billing.hit_rate if cached else 0.0
    fresh = billing.attempts * prompt - read
    written = billing.attempts * output
    return Cost(
        read,
        fresh,
        written,
        read * rates.cached / 1e6,
        fresh * price_afresh(rates, billing) / 1e6,
        written * rates.output / 1e6,
    )
