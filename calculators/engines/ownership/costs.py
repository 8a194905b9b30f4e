"""What a machine costs in a month, owned or rented, and when it has paid for itself.

Amounts are US dollars, a month is a twelfth of a year (730 hours). Nothing here divides by what may
be zero: where a sum has no finite answer, the answer is None, and that means "never".
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

HOURS_PER_MONTH = 730
MONTHS_PER_YEAR = 12
DAYS_PER_MONTH = 365 / 12
SECONDS_PER_HOUR = 3600
LONGEST_MONTHS = 1200
"""A hundred years: what takes longer to pay back never does."""
MOST_UNITS = 1e15
"""What is even only beyond so many requests or messages a month never is."""
CARE_HOURS = 2
"""A month, to look after a machine: our assumption."""
CARE_RANGE = (0.5, 1.0, 2.0)
"""Nobody has measured that work: half to double of what is assumed or typed."""
LOADED = 1.4
"""What an employee costs, to the pay: wages are about 68% of it in the United States."""
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A machine that is paid for once and used for its life.

    >>> round(Purchase(price_usd=15_000, life_months=36).usd_per_month, 2)
    416.67
    """

    price_usd: float
    life_months: int
    residual_share: float = 0.0
    """Part of the price for which it still sells at the end of its life."""
    yearly_interest: float = 0.0
    """What the money would earn elsewhere, or what a loan costs: 0.05 for 5% a year."""

    @property
    def capital_usd(self) -> float:
        """What must be earned back: the price without what the machine still sells for.

        >>> Purchase(price_usd=4000, life_months=36, residual_share=0.25).capital_usd
        3000.0
        """
        last, _ = _worth(self.life_months, self.yearly_interest)
        return self.price_usd * (1 - self.residual_share * last)

    @property
    def usd_per_month(self) -> float:
        """That spread over its life: an annuity, or a straight line without interest."""
        _, all_months = _worth(self.life_months, self.yearly_interest)
        return self.capital_usd / all_months


def _discounts(months: int, yearly_interest: float) -> Iterator[float]:
    """What a dollar paid at the end of each month is worth on the day of purchase."""
    worth, monthly = 1.0, 1 + yearly_interest / MONTHS_PER_YEAR
    for _ in range(months):
        worth /= monthly
        yield worth


@lru_cache(maxsize=1024)
def _worth(months: int, yearly_interest: float) -> tuple[float, float]:
    """The same of a dollar at the end of the last month, and of one at the end of every month."""
    found = tuple(_discounts(months, yearly_interest))
    return found[-1], math.fsum(found)


def electricity_usd(
    *,
    usd_per_kwh: float,
    busy_hours: float,
    busy_watts: float,
    idle_hours: float = 0.0,
    idle_watts: float = 0.0,
    pue: float = 1.0,
) -> float:
    """The power bill; `pue` is what a room with cooling draws for each watt of its machines.

    >>> round(electricity_usd(usd_per_kwh=0.135, busy_hours=8760, busy_watts=240))
    284
    """
    kwh = (busy_hours * busy_watts + idle_hours * idle_watts) / 1000 * pue
    return kwh * usd_per_kwh


def owned_usd_per_month(
    purchase: Purchase, *, electricity_usd: float = 0.0, upkeep_usd: float = 0.0, machines: int = 1
) -> float:
    """Machines of one's own: their price over their life, their power, and work and room for them.

    All but the number is said of one of them.

    >>> round(owned_usd_per_month(Purchase(price_usd=2799, life_months=36)), 2)
    77.75
    """
    return machines * (purchase.usd_per_month + electricity_usd + upkeep_usd)


def payback_months(
    *,
    once_usd: float,
    saved_usd_per_month: float,
    yearly_interest: float = 0.0,
    longest_months: int = LONGEST_MONTHS,
) -> float | None:
    """Months until what is saved has paid for what was spent once; None where it never has.

    With interest, what is saved later counts for less. A machine pays back its capital within its
    life exactly where it costs less a month than the other way, `owned_usd_per_month`.

    >>> payback_months(once_usd=4000, saved_usd_per_month=100)
    40.0
    >>> payback_months(once_usd=4000, saved_usd_per_month=100, longest_months=36) is None
    True
    """
    saved = saved_usd_per_month
    if saved <= 0 or once_usd > saved * longest_months:
        return None
    if yearly_interest == 0:
        return once_usd / saved
    left = once_usd
    for month, worth in enumerate(_discounts(longest_months, yearly_interest)):
        if left <= saved * worth:
            return month + left / (saved * worth)
        left -= saved * worth
    return None


def break_even_units(
    *, fixed_usd: float, saved_usd_each: float, most: float = MOST_UNITS
) -> float | None:
    """How many units earn back what is fixed; None where each loses, or where it takes too many.

    >>> break_even_units(fixed_usd=4608, saved_usd_each=10)
    460.8
    >>> break_even_units(fixed_usd=4608, saved_usd_each=0) is None
    True
    """
    if saved_usd_each <= 0 or fixed_usd > saved_usd_each * most:
        return None
    return fixed_usd / saved_usd_each


def usd_per_mtok(
    *, usd_per_hour: float, tokens_per_s: float, utilisation: float = 1.0
) -> float | None:
    """What a million tokens cost on a machine that works part of the hours it is paid for.

    >>> round(usd_per_mtok(usd_per_hour=1.5, tokens_per_s=2000), 2)
    0.21
    """
    mtok_per_hour = tokens_per_s * utilisation * SECONDS_PER_HOUR / _MILLION
    return usd_per_hour / mtok_per_hour if mtok_per_hour > 0 else None


def cards(busy_hours: float) -> int:
    """How many cards it takes to work so many hours in a month; one waits even without work.

    >>> cards(0), cards(730), cards(731)
    (1, 1, 2)
    """
    return max(1, math.ceil(busy_hours / HOURS_PER_MONTH))


def rented_usd_per_month(busy_hours: float, usd_per_hour: float, *, always_on: bool) -> float:
    """Rented cards: by the hours that they work, or as many as it takes for the whole month.

    >>> [rented_usd_per_month(10, 2.5, always_on=always) for always in (False, True)]
    [25.0, 1825.0]
    """
    hours = cards(busy_hours) * HOURS_PER_MONTH if always_on else busy_hours
    return hours * usd_per_hour
