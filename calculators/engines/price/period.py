"""When a price holds, and which of several holds at a moment.

A list of periods is read as genai-prices reads it: the last one that holds wins, and the first is
what is left when none does. Dates and hours are UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


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
    """From and until, such as ("01:00", "04:00"); past midnight when the end comes first."""

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
    """The period that counts at that moment."""
    return next((period for period in reversed(periods) if period.holds(at)), periods[0])


def utc(at: datetime) -> datetime:
    """The moment in UTC; one without a time zone is taken to be in UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
