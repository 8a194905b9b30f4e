"""Price changes that are already announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from calculators.engines.price.period import utc
from calculators.engines.price.rates import Rates, rates

if TYPE_CHECKING:
    from calculators.engines.price.offer import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """From a day on, other rates; both for a short prompt at the same hour of the day."""

    day: date
    before: Rates
    after: Rates


def coming(offer: Offer, after: datetime, *, batch: bool = False) -> tuple[Coming, ...]:
    """The changes of an offer's rates that lie after a moment, the first one first.

    >>> from calculators.engines.price.book import offer
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
