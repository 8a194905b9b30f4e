"""What else there is to say of an offer's prices: cliffs, batches, peak hours, changes to come."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from calculators.engines.price import cliffs, coming, has_batch, peak, rates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.engines.price import Offer, Rates

KINDS = {"input": "Read", "cached": "Cached", "write": "To cache", "output": "Answer"}
"""The columns of prices; an hour in the cache stands beside the usual five minutes."""
WORDS = {
    "input": "read",
    "cached": "cached",
    "write": "to cache",
    "write_1h": "to cache for 1 h",
    "output": "answer",
}


def usd(price: float) -> str:
    """A price to its last digit, as the seller writes it.

    >>> usd(20), usd(0.1), usd(1.84375), usd(0.003)
    ('$20.00', '$0.10', '$1.84375', '$0.003')
    """
    return f"${max(f'{price:.2f}', f'{price:.12f}'.rstrip('0'), key=len)}"


def now(offer: Offer, at: datetime) -> Rates:
    """The rates of a short request."""
    return rates(offer, at=at, prompt_tokens=0)


def more(offer: Offer, at: datetime) -> Iterator[str]:
    """A line for whatever is not in the columns, at a moment outside peak hours."""
    for start in cliffs(offer, at=at):
        yield f"Above {start:,} tokens: {_prices(rates(offer, at=at, prompt_tokens=start + 1))}"
    if has_batch(offer, at=at):
        for start in (0, *cliffs(offer, at=at)):
            above = f" above {start:,} tokens" if start else ""
            found = rates(offer, at=at, prompt_tokens=start + 1, batch=True)
            yield f"In a batch{above}: {_prices(found)}"
    yield from _peak(offer, at)
    yield from _coming(offer, at)
    if offer.withdrawn:
        yield f"No longer made from {offer.withdrawn}."


def _peak(offer: Offer, at: datetime) -> Iterator[str]:
    found = peak(offer, at=at)
    if found is None:
        return
    spans: dict[str, list[str]] = {}
    for start, end in found.hours:
        moment = datetime.combine(at.date(), time.fromisoformat(start), at.tzinfo)
        spans.setdefault(_prices(now(offer, moment)), []).append(f"{start} to {end}")
    for prices, hours in spans.items():
        yield f"{' and '.join(hours)} UTC, {found.days}: {prices}"


def _coming(offer: Offer, at: datetime) -> Iterator[str]:
    for change in coming(offer, at):
        yield f"From {change.day}: {_prices(change.after)}"
    for change in coming(offer, at, batch=True):
        if change.after.batch:
            yield f"In a batch from {change.day}: {_prices(change.after)}"


def _prices(found: Rates) -> str:
    return ", ".join(
        f"{words} {usd(getattr(found, kind))}"
        for kind, words in WORDS.items()
        if kind in found.listed
    )
