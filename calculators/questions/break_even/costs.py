"""What each way of running a model costs in a month, and when a machine has paid for itself.

Amounts are US dollars, a month is a twelfth of a year (730 hours). Nothing here divides by what may
be zero: where a sum has no finite answer, the answer is None, and that means "never".
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HOURS_PER_MONTH = 730
MONTHS_PER_YEAR = 12
DAYS_PER_MONTH = 365 / 12
LONGEST_MONTHS = 1200
"""A hundred years: what takes longer to pay back never does."""
_SECONDS_PER_HOUR = 3600
_MILLION = 1_000_000


def _discounts(months: int, yearly_interest: float) -> Iterator[float]:
    """What a dollar paid at the end of each month is worth on the day of purchase."""
    worth, monthly = 1.0, 1 + yearly_interest / MONTHS_PER_YEAR
    for _ in range(months):
        worth /= monthly
        yield worth


def capital_usd(
    *, price_usd: float, residual_share: float, life_months: int, yearly_interest: float
) -> float:
    """What must be earned back: the price without what the machine still sells for at its end.

    >>> capital_usd(price_usd=4000, residual_share=0.25, life_months=36, yearly_interest=0)
    3000.0
    """
    *_, last = _discounts(life_months, yearly_interest)
    return price_usd * (1 - residual_share * last)


def capital_usd_per_month(
    *,
    price_usd: float,
    life_months: int,
    residual_share: float = 0.0,
    yearly_interest: float = 0.0,
) -> float:
    """The price spread over the machine's life: an annuity, or a straight line without interest.

    >>> round(capital_usd_per_month(price_usd=15_000, life_months=36), 2)
    416.67
    """
    capital = capital_usd(
        price_usd=price_usd,
        residual_share=residual_share,
        life_months=life_months,
        yearly_interest=yearly_interest,
    )
    return capital / fsum(_discounts(life_months, yearly_interest))


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
    *,
    price_usd: float,
    life_months: int,
    residual_share: float = 0.0,
    yearly_interest: float = 0.0,
    electricity_usd: float = 0.0,
    upkeep_usd: float = 0.0,
) -> float:
    """A machine of one's own: its price over its life, its power, and work and room for it.

    >>> round(owned_usd_per_month(price_usd=2799, life_months=36), 2)
    77.75
    """
    capital = capital_usd_per_month(
        price_usd=price_usd,
        life_months=life_months,
        residual_share=residual_share,
        yearly_interest=yearly_interest,
    )
    return capital + electricity_usd + upkeep_usd


def usd_per_mtok(*, usd_per_hour: float, tokens_per_s: float) -> float | None:
    """What a million tokens cost on a machine that costs so much for each hour of work.

    >>> round(usd_per_mtok(usd_per_hour=1.5066, tokens_per_s=13), 1)
    32.2
    """
    mtok_per_hour = tokens_per_s * _SECONDS_PER_HOUR / _MILLION
    return usd_per_hour / mtok_per_hour if mtok_per_hour > 0 else None


def rent_usd_per_mtok(
    *, usd_per_hour: float, tokens_per_s: float, utilisation: float = 1.0
) -> float | None:
    """What a million tokens cost on a rented graphics card that is busy part of its hours.

    >>> round(rent_usd_per_mtok(usd_per_hour=1.5, tokens_per_s=2000), 2)
    0.21
    """
    return usd_per_mtok(usd_per_hour=usd_per_hour, tokens_per_s=tokens_per_s * utilisation)


def break_even_tokens(
    *, fixed_usd_per_month: float, hosted_usd_per_mtok: float, own_usd_per_mtok: float = 0.0
) -> float | None:
    """Tokens a month from which fixed costs are earned back; None where each token loses.

    >>> break_even_tokens(fixed_usd_per_month=4608, hosted_usd_per_mtok=10)
    460800000.0
    """
    margin = hosted_usd_per_mtok - own_usd_per_mtok
    if margin <= 0 or fixed_usd_per_month > margin * _MILLION * _MILLION:
        return None
    return fixed_usd_per_month / margin * _MILLION


def payback_months(
    *,
    price_usd: float,
    other_usd_per_month: float,
    running_usd_per_month: float,
    yearly_interest: float = 0.0,
) -> float | None:
    """Months until what is saved has paid for the machine; None where it never has.

    With interest, what is saved later counts for less. A machine pays back within its life exactly
    where it costs less a month than the other way, `owned_usd_per_month`.

    >>> payback_months(price_usd=4000, other_usd_per_month=150, running_usd_per_month=50)
    40.0
    >>> payback_months(price_usd=4000, other_usd_per_month=50, running_usd_per_month=50) is None
    True
    """
    saving = other_usd_per_month - running_usd_per_month
    if saving <= 0 or price_usd > saving * LONGEST_MONTHS:
        return None
    if yearly_interest == 0:
        return price_usd / saving
    left = price_usd
    for month, worth in enumerate(_discounts(LONGEST_MONTHS, yearly_interest)):
        if left <= saving * worth:
            return month + left / (saving * worth)
        left -= saving * worth
    return None


def seconds_per_request(
    *,
    prompt_tokens: float,
    output_tokens: float,
    prefill_tokens_per_s: float,
    decode_tokens_per_s: float,
    concurrency_gain: float = 1.0,
) -> float:
    """Time a machine is busy with one request: reading it, then writing the answer.

    Several requests at once share each pass over the weights, which speeds up writing only: reading
    already keeps the arithmetic busy. All speeds must be above zero.

    >>> seconds_per_request(prompt_tokens=1000, output_tokens=300,
    ...                     prefill_tokens_per_s=500, decode_tokens_per_s=30)
    12.0
    """
    reading = prompt_tokens / prefill_tokens_per_s
    return reading + output_tokens / (decode_tokens_per_s * concurrency_gain)
