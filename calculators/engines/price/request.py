"""What one request costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.engines.price.parts import priced
from calculators.engines.price.rates import rates

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.engines.price.offer import Offer
    from calculators.engines.price.usage import Usage


def request_usd(offer: Offer, usage: Usage, *, at: datetime, batch: bool = False) -> float:
    """USD for one request, by the price list at that moment, without taxes and other fees.

    >>> from datetime import datetime
    >>> from calculators.engines.price.book import offer
    >>> from calculators.engines.price.usage import Usage
    >>> usage = Usage(prompt_tokens=1_000_000, output_tokens=1_000_000)
    >>> argon = offer("google/gemini-4-argon")
    >>> request_usd(argon, usage, at=datetime(2026, 11, 30))
    12.0
    >>> request_usd(argon, usage, at=datetime(2026, 12, 1))
    24.0
    """
    found = rates(offer, at=at, prompt_tokens=usage.prompt_tokens, batch=batch)
    return priced(found, usage).total
