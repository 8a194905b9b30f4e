"""When the same tokens cost more: peak hours, changes to come, and the average of a usual month.

A price list alone says what one request costs at one moment. Work in business words comes at all
hours, and some hosts take their money in advance, for a fee.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from calculators.core.clock import noon
from calculators.engines.price.cost import priced
from calculators.engines.price.offers import in_force, utc
from calculators.engines.price.rates import Rates, rates, resolved

if TYPE_CHECKING:
    from calculators.engines.price.cost import Usage
    from calculators.engines.price.offers import Offer

PEAK_PERCENT = 20.8
"""35 of the 168 hours of a week are DeepSeek's peak hours."""
CREDIT_FEE_PERCENT = 5.5
"""What OpenRouter takes where credits are bought by card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """When an offer costs more, and how many times as much."""

    hours: tuple[tuple[str, str], ...]
    """From and until, UTC."""
    days: str
    """In words; the rates go by the clock alone, so on other days they are an upper bound."""
    factor: float
    hours_a_day: float


def peak(offer: Offer, *, at: datetime) -> Peak | None:
    """The peak hours of an offer, None where it has none.

    >>> from datetime import datetime
    >>> from calculators.engines.price.price_list import offer
    >>> found = peak(offer("deepseek/deepseek-v4-pro"), at=datetime(2026, 11, 24))
    >>> found and (found.factor, found.hours_a_day)
    (2.0, 7.0)
    """
    high = [period for period in offer.standard if period.hours is not None]
    if not high:
        return None
    usual = in_force([period for period in offer.standard if period.hours is None], at)
    low, dear = (resolved(each.prices, 0, batch=False) for each in (usual, high[-1]))
    hours = tuple(period.hours for period in high if period.hours is not None)
    return Peak(
        hours=hours,
        days=offer.peak_days,
        factor=dear.input / low.input,
        hours_a_day=sum(map(_length, hours)),
    )


def _length(hours: tuple[str, str]) -> float:
    start, end = (int(time[:2]) + int(time[3:5]) / 60 for time in hours)
    return (end - start) % 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """From a day on, other rates; both for a short prompt at the same hour of the day."""

    day: date
    before: Rates
    after: Rates


def coming(offer: Offer, after: datetime, *, batch: bool = False) -> tuple[Coming, ...]:
    """The changes of an offer's rates that lie after a moment, the first one first.

    >>> from calculators.engines.price.price_list import offer
    >>> changes = coming(offer("google/gemini-4-argon"), datetime(2026, 11, 24))
    >>> [(each.day.isoformat(), each.before.output, each.after.output) for each in changes]
    [('2026-12-01', 10, 20)]
    """
    now = utc(after)
    days = {period.first_day for period in (*offer.standard, *offer.batch)}
    later = sorted(day for day in days if day > now.date().isoformat())
    found = (_change(offer, date.fromisoformat(day), now, batch=batch) for day in later)
    return tuple(change for change in found if change.before != change.after)


def _change(offer: Offer, day: date, hour: datetime, *, batch: bool) -> Coming:
    then = hour.replace(year=day.year, month=day.month, day=day.day)
    before, after = (
        rates(offer, at=at, prompt_tokens=0, batch=batch) for at in (then - timedelta(days=1), then)
    )
    return Coming(day=day, before=before, after=after)


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
    >>> from calculators.engines.price.price_list import offer
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
    >>> from calculators.engines.price.price_list import offer
    >>> from calculators.engines.price.cost import Usage
    >>> million = Usage(prompt_tokens=1_000_000)
    >>> usual_usd(offer("openrouter/openai/gpt-oss-120b"), million, day=date(2026, 11, 24))
    0.1055
    """
    found = usual_rates(offer, day=day, prompt_tokens=usage.prompt_tokens)
    return priced(found, usage).usd * (1 + credit_fee_percent(offer) / 100)
