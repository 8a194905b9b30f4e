"""What a request costs on average over a month: peak hours by their share, and fees for credits.

A price list alone says what one request costs at one moment. Work in business words comes at all
hours, and some hosts take their money in advance, for a fee.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from calculators.core.clock import noon
from calculators.core.results import Source
from calculators.engines.price.parts import priced
from calculators.engines.price.peak import peak
from calculators.engines.price.rates import mixed, rates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from calculators.engines.price.offer import Offer
    from calculators.engines.price.rates import Rates
    from calculators.engines.price.usage import Usage

PEAK_PERCENT = 20.8
"""35 of the 168 hours of a week are DeepSeek's peak hours."""
CREDIT_FEE_PERCENT = 5.5
"""What OpenRouter takes where credits are bought by card."""
OPENROUTER = Source(
    title="OpenRouter: questions and answers (fee on credits)",
    url="https://openrouter.ai/docs/faq",
    checked="2026-11-24",
)


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
    >>> from calculators.engines.price.book import offer
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
    return mixed(low, dear, peak_percent / 100)


def credit_fee_percent(offer: Offer, percent: float = CREDIT_FEE_PERCENT) -> float:
    """What its host takes for credits, on top of the price; nothing where it takes none."""
    return percent if offer.id.startswith("openrouter/") else 0


def usual_usd(offer: Offer, usage: Usage, *, day: date) -> float:
    """USD for a request of a usual month, fee for credits included, taxes not.

    >>> from datetime import date
    >>> from calculators.engines.price.book import offer
    >>> from calculators.engines.price.usage import Usage
    >>> million = Usage(prompt_tokens=1_000_000)
    >>> usual_usd(offer("openrouter/openai/gpt-oss-120b"), million, day=date(2026, 11, 24))
    0.1055
    """
    found = usual_rates(offer, day=day, prompt_tokens=usage.prompt_tokens)
    return priced(found, usage).total * (1 + credit_fee_percent(offer) / 100)


def usual_working(offer: Offer, usage: Usage, *, day: date) -> str:
    """The same as a sum to follow, for a request that uses no cache.

    >>> from datetime import date
    >>> from calculators.engines.price.book import offer
    >>> from calculators.engines.price.usage import Usage
    >>> mail = Usage(prompt_tokens=1_267, output_tokens=333)
    >>> usual_working(offer("openai/gpt-6.1-sol"), mail, day=date(2026, 11, 24))
    '(1,267 × 2 + 333 × 10) ÷ 1,000,000'
    """
    found = usual_rates(offer, day=day, prompt_tokens=usage.prompt_tokens)
    fee = credit_fee_percent(offer)
    credits = f" × {1 + fee / 100:g}" if fee else ""
    return (
        f"({usage.prompt_tokens:,} × {found.input:.5g} + {usage.output_tokens:,} × "
        f"{found.output:.5g}) ÷ 1,000,000{credits}"
    )


def usual_notes(
    offers: Iterable[Offer],
    *,
    day: date,
    peak_percent: float = PEAK_PERCENT,
    fee_percent: float = CREDIT_FEE_PERCENT,
) -> Iterator[str]:
    """What to say of such averages, where they differ from the price list."""
    found = tuple(offers)
    if any(peak(offer, at=noon(day)) for offer in found):
        yield f"{peak_percent:g} % of the requests are counted at the price of peak hours."
    if any(credit_fee_percent(offer) for offer in found):
        yield (
            f"OpenRouter's prices are counted with {fee_percent:g} % for buying credits; its least "
            "fee of $0.80 a purchase is not."
        )


def usual_sources(offers: Iterable[Offer]) -> Iterator[Source]:
    """Where the fee for credits stands, if one is counted."""
    if any(credit_fee_percent(offer) for offer in offers):
        yield OPENROUTER
