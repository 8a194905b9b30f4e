"""What tokens cost on average over a usual month: with its peak hours, and with fees for credits.

A price list alone says what one request costs at one moment. Work in business words comes at all
hours, and some hosts take their money in advance, for a fee.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from calculators.core.clock import noon
from calculators.engines.price.cost import Usage, priced
from calculators.engines.price.offers import Offer
from calculators.engines.price.rates import Rates, peak, rates

PEAK_PERCENT = 20.8
"""35 of the 168 hours of a week are DeepSeek's peak hours."""
CREDIT_FEE_PERCENT = 5.5
"""What OpenRouter takes where credits are bought by card."""


def usual_rates(
    offer: Offer,
    *,
    day: date,
    prompt_tokens: float,
    batch: bool = False,
    peak_percent: float = PEAK_PERCENT,
) -> Rates:
    """The rates of a day, with peak hours by the share of the requests that fall into them.

    >>> from datetime import date
    >>> from calculators.engines.price.offers import offer
    >>> flash = offer("deepseek/deepseek-flash")
    >>> round(usual_rates(flash, day=date(2026, 11, 24), prompt_tokens=1).input, 4)
    0.1812
    """
    low = rates(offer, at=noon(day), prompt_tokens=prompt_tokens, batch=batch)
    high = peak(offer, at=noon(day))
    if high is None:
        return low
    start = datetime.combine(day, time.fromisoformat(high.hours[0][0]), UTC)
    dear = rates(offer, at=start, prompt_tokens=prompt_tokens, batch=batch)
    share = peak_percent / 100
    return low * (1 - share) + dear * share


def credit_fee_percent(offer: Offer, percent: float = CREDIT_FEE_PERCENT) -> float:
    """What its host takes for credits, on top of the price; nothing where it takes none."""
    return percent if offer.id.startswith("openrouter/") else 0


def usual_usd(offer: Offer, usage: Usage, *, day: date) -> float:
    """USD for a request of a usual month, fee for credits included, taxes not.

    >>> from datetime import date
    >>> from calculators.engines.price.offers import offer
    >>> from calculators.engines.price.cost import Usage
    >>> million = Usage(prompt_tokens=1_000_000)
    >>> usual_usd(offer("openrouter/openai/gpt-oss-120b"), million, day=date(2026, 11, 24))
    0.1055
    """
    found = usual_rates(offer, day=day, prompt_tokens=usage.prompt_tokens)
    return priced(found, usage).usd * (1 + credit_fee_percent(offer) / 100)
