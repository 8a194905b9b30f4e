"""The day, by the clock of whoever runs the calculators: the reader's browser or a terminal."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

NOON = time(12, tzinfo=UTC)
"""A day without a time means its noon in UTC, which is in nobody's peak hours."""


def today() -> date:
    """The date in UTC, by which prices change."""
    return datetime.now(UTC).date()


def noon(day: date) -> datetime:
    """Noon of a day in UTC.

    >>> noon(date(2026, 11, 24)).isoformat()
    '2026-11-24T12:00:00+00:00'
    """
    return datetime.combine(day, NOON)


def moment(given: datetime | None) -> datetime:
    """The moment that was given, or else noon of today."""
    return given or noon(today())
