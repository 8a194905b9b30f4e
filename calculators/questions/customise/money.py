"""The money: what tuning costs once, what each later request costs, and when that is even."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.engines.workload.tokens import TOKENS_PER_WORD

MILLION = 1_000_000
NEVER_AFTER = 60
"""Months after which we call it never: no model is in use that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Tokens of one request."""

    read: float
    written: float


def tokens(words: float) -> int:
    """Tokens of so many English words.

    >>> tokens(300)
    400
    """
    return round(words * TOKENS_PER_WORD["english"])


def examples_usd(*, examples: int, minutes: float, usd_per_hour: float) -> float:
    """The people who write and check the examples.

    >>> examples_usd(examples=300, minutes=5, usd_per_hour=30)
    750.0
    """
    return examples * minutes / 60 * usd_per_hour


def month_usd(request: Request, *, requests: int, read_usd: float, write_usd: float) -> float:
    """USD for a month of requests at prices in USD for a million tokens.

    >>> month_usd(Request(read=1_000, written=500), requests=1_000, read_usd=2, write_usd=8)
    6.0
    """
    each = (request.read * read_usd + request.written * write_usd) / MILLION
    return requests * each


def payback_months(*, once_usd: float, before_usd: float, after_usd: float) -> float | None:
    """Months until what is saved has paid what was spent once; None for never.

    >>> payback_months(once_usd=600, before_usd=150, after_usd=50)
    6.0
    >>> payback_months(once_usd=600, before_usd=50, after_usd=50) is None
    True
    """
    saved = before_usd - after_usd
    if saved <= 0:
        return None
    months = once_usd / saved
    return months if months <= NEVER_AFTER else None
