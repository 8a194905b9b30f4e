"""What one request costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.price.rates import rates

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.price.offer import Offer
    from calculators.price.rates import Rates
    from calculators.price.usage import Usage

MILLION = 1_000_000


def request_usd(offer: Offer, usage: Usage, *, at: datetime, batch: bool = False) -> float:
    """USD for one request, by the price list at that moment, without taxes and other fees.

    >>> from datetime import datetime
    >>> from calculators.price.book import offer
    >>> from calculators.price.usage import Usage
    >>> usage = Usage(prompt_tokens=1_000_000, output_tokens=1_000_000)
    >>> argon = offer("google/gemini-4-argon")
    >>> request_usd(argon, usage, at=datetime(2026, 11, 30))
    12.0
    >>> request_usd(argon, usage, at=datetime(2026, 12, 1))
    24.0
    """
    return usd(rates(offer, at=at, prompt_tokens=usage.prompt_tokens, batch=batch), usage)


def usd(rates: Rates, usage: Usage) -> float:
    """USD at those rates: each token is billed once, at the most special price it has."""
    fresh = usage.prompt_tokens - usage.cached_tokens - usage.cache_write_tokens
    written = usage.cache_write_tokens - usage.cache_write_1h_tokens
    return (
        fresh * rates.input
        + usage.cached_tokens * rates.cached
        + written * rates.write
        + usage.cache_write_1h_tokens * rates.write_1h
        + usage.output_tokens * rates.output
    ) / MILLION
