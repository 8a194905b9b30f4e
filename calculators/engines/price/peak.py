"""Hours in which the same tokens cost more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.engines.price.period import in_force
from calculators.engines.price.rates import resolved

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.engines.price.offer import Offer


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
    >>> from calculators.engines.price.book import offer
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
