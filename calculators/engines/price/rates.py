"""What a million tokens cost at a moment, once every rule of the offer is applied.

Then when it is more, what it is on average over a day, and when it is going to change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from calculators.core.inputs import noon

if TYPE_CHECKING:
    from calculators.engines.price import Offer

KINDS = ("input", "cached", "write", "write_1h", "output")
FALLBACK = {"cached": "input", "write": "input", "write_1h": "write"}
"""Tokens without a price of their own are billed at the next more general one."""
PEAK_PERCENT = 20.8
"""35 of the 168 hours of a week are DeepSeek's peak hours."""


@dataclass(frozen=True, slots=True)
class Stepped:
    """A price that depends on how long the prompt is: beyond a step, every token costs more."""

    base: float
    steps: tuple[tuple[int, float], ...]
    """Tokens of the whole prompt beyond which each price holds, shortest first."""

    def at(self, prompt_tokens: float) -> float:
        """The price of every token of a request with that prompt.

        >>> Stepped(0.1, ((100_000, 0.5),)).at(100_000), Stepped(0.1, ((100_000, 0.5),)).at(100_001)
        (0.1, 0.5)
        """
        found = self.base
        for start, price in self.steps:
            if prompt_tokens > start:
                found = price
        return found


Price = float | Stepped
"""USD for a million tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Prices by name, with the first day or the hours of each day they hold, if either limits."""

    prices: Mapping[str, Price]
    first_day: str = ""
    """Such as "2026-12-01"; empty for always."""
    hours: tuple[str, str] | None = None
    """From and until in UTC, as ("01:00", "04:00"); past midnight when the end comes first."""

    def holds(self, at: datetime) -> bool:
        """Whether these prices hold at that moment."""
        moment = utc(at)
        # ISO 8601 sorts as time does: "04:00" comes before "04:00:00", so the end is left out.
        if self.hours is None:
            return moment.date().isoformat() >= self.first_day
        start, end = self.hours
        time = moment.time().isoformat()
        if end < start:
            return time >= start or time < end
        return start <= time < end


def in_force(periods: Sequence[Period], at: datetime) -> Period:
    """The period that counts at that moment.

    Periods are read as genai-prices reads them: the last one that holds wins, and the first is
    what is left when none does.
    """
    return next((period for period in reversed(periods) if period.holds(at)), periods[0])


def utc(at: datetime) -> datetime:
    """The moment in UTC; one without a time zone is taken to be in UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """USD for a million tokens of each kind.

    Prices add and multiply: an average is `low * 0.75 + high * 0.25`, a fee of 5.5% `* 1.055`.
    What is listed stays what the first one lists.

    >>> from datetime import datetime
    >>> from calculators.engines.price import offer
    >>> pro = offer("deepseek/deepseek-v4-pro")
    >>> low, high = (rates(pro, at=datetime(2026, 11, 24, h), prompt_tokens=1) for h in (12, 2))
    >>> low.output, high.output, round((low * 0.75 + high * 0.25).output, 6)
    (1.98, 3.96, 2.475)
    """

    input: float
    cached: float
    write: float
    write_1h: float
    output: float
    listed: tuple[str, ...]
    """The kinds with a price of their own; the others are billed as `FALLBACK` says."""
    batch: bool
    """Whether batch prices are in it: not every offer has them, nor had them always."""

    def __mul__(self, factor: float) -> Rates:
        """So many times as much for tokens of every kind."""
        return replace(self, **{kind: getattr(self, kind) * factor for kind in KINDS})

    def __add__(self, other: Rates) -> Rates:
        """What both ask together, such as parts of an average."""
        pairs = {kind: (getattr(self, kind), getattr(other, kind)) for kind in KINDS}
        return replace(self, **{kind: one + more for kind, (one, more) in pairs.items()})


def rates(offer: Offer, *, at: datetime, prompt_tokens: float, batch: bool = False) -> Rates:
    """The rates for a request with that prompt at that moment.

    Without a batch price, and before the first day of one, a batch costs as much as any request.

    >>> from datetime import datetime
    >>> from calculators.engines.price import offer
    >>> haiku = offer("anthropic/claude-haiku-5-5")
    >>> rates(haiku, at=datetime(2026, 11, 24), prompt_tokens=100_001).input
    0.5
    """
    overrides = _overrides(offer, at) if batch else {}
    prices = {**in_force(offer.standard, at).prices, **overrides}
    return resolved(prices, prompt_tokens, batch=bool(overrides))


def cliffs(offer: Offer, *, at: datetime) -> tuple[int, ...]:
    """Lengths of a prompt beyond which every token has another price, the shortest first.

    >>> from datetime import datetime
    >>> from calculators.engines.price import offer
    >>> cliffs(offer("anthropic/claude-haiku-5-5"), at=datetime(2026, 11, 24))
    (100000,)
    """
    prices = in_force(offer.standard, at).prices.values()
    starts = {start for each in prices if isinstance(each, Stepped) for start, _ in each.steps}
    return tuple(sorted(starts))


def has_batch(offer: Offer, *, at: datetime) -> bool:
    """Whether a batch costs less than single requests at that moment."""
    return bool(_overrides(offer, at))


def resolved(prices: Mapping[str, Price], prompt_tokens: float, *, batch: bool) -> Rates:
    """Rates from prices by name: steps climbed, gaps filled."""
    found = {
        kind: price.at(prompt_tokens) if isinstance(price, Stepped) else price
        for kind, price in prices.items()
    }
    listed = tuple(found)
    for kind, general in FALLBACK.items():
        found.setdefault(kind, found[general])
    return Rates(**found, listed=listed, batch=batch)


def _overrides(offer: Offer, at: datetime) -> dict[str, Price]:
    found: dict[str, Price] = {}
    for period in offer.batch:
        if period.holds(at):
            found = {**period.prices, **found}
    return found


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
    >>> from calculators.engines.price import offer
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


def usual_rates(
    offer: Offer,
    *,
    day: date,
    prompt_tokens: float,
    batch: bool = False,
    peak_percent: float = PEAK_PERCENT,
) -> Rates:
    """The rates of a day, with peak hours by the share of the requests that fall into them.

    A price list alone says what one request costs at one moment; work comes at all hours.

    >>> from datetime import date
    >>> from calculators.engines.price import offer
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """From a day on, other rates; both for a short prompt at the same hour of the day."""

    day: date
    before: Rates
    after: Rates


def coming(offer: Offer, after: datetime, *, batch: bool = False) -> tuple[Coming, ...]:
    """The changes of an offer's rates that lie after a moment, the first one first.

    >>> from datetime import datetime
    >>> from calculators.engines.price import offer
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
