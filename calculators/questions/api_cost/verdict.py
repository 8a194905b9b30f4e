"""The answer in words: from cheapest to dearest, open beside closed, and what changes the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Verdict
from calculators.engines.price import TIERS
from calculators.questions.common.currency import money
from calculators.questions.common.prices import price_list
from calculators.questions.common.work import asked as work_asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.api_cost.bill import Bill
    from calculators.questions.api_cost.comparison import Comparison
    from calculators.questions.api_cost.order import Flip


def asked(now: Comparison) -> str:
    """The work in one line, with every setting that is not the usual one."""
    values = now.values
    extras = [
        "in German" if values.language == "german" else "",
        "with thinking" if values.reasoning and not now.tokens_given else "",
        "as a batch" if values.batch else "",
        price_list(now.at.date()),
    ]
    return " · ".join([work_asked(values), *filter(None, extras)])


def verdict(now: Comparison, found: tuple[Flip, ...], stays: tuple[str, ...]) -> Verdict:
    """What the cheapest costs and what the dearest does."""
    if not now.ranked:
        return Verdict(
            status="unknown",
            word="Not known",
            sign="?",
            tone="bad",
            headline="None of these models has a price for this work.",
            reasons=tuple(_unknown(now)),
        )
    if not now.ranked[-1].usd_per_month:
        return Verdict(
            status="nothing",
            word="Nothing to pay",
            sign="?",
            tone="tight",
            headline="Nothing to pay: there are no requests, nothing in them, or no price.",
        )
    return Verdict(
        status="priced",
        word=_word(now),
        sign="✓",
        tone="good",
        headline=_headline(now),
        reasons=tuple(_reasons(now, found, stays)),
    )


def _word(now: Comparison) -> str:
    cheapest = money(now.values, now.ranked[0].usd_per_month, "month")
    return f"From {cheapest}" if len(now.ranked) > 1 else cheapest


def _headline(now: Comparison) -> str:
    cheapest, dearest = now.ranked[0], now.ranked[-1]
    low, high = (money(now.values, each.usd_per_month) for each in (cheapest, dearest))
    if cheapest is dearest:
        each = money(now.values, cheapest.usd_per_request, "request")
        return f"{cheapest.name} costs {low} a month, {each}."
    both = f"{cheapest.name} costs {low} a month, {dearest.name} {high}"
    if not cheapest.usd_per_month:  # a price of one's own may be nothing
        return f"{both}."
    return f"{both}: {_times(dearest.usd_per_month, cheapest.usd_per_month)} as much."


def _times(more: float, less: float) -> str:
    """How many times as much.

    >>> _times(30, 2), _times(2.5, 2)
    ('15 times', '1.2 times')
    """
    ratio = more / less
    return f"{ratio:,.0f} times" if ratio >= 9.95 else f"{ratio:.1f} times"


def _reasons(now: Comparison, found: tuple[Flip, ...], stays: tuple[str, ...]) -> Iterator[str]:
    yield from _tiers(now)
    yield from _open_and_closed(now)
    yield from _later(now)
    yield from _unknown(now)
    yield from _order(found, stays)


def cheapest_in_tier(now: Comparison) -> dict[str, Bill]:
    """The cheapest of each tier of which two or more have a price."""
    tiers: dict[str, list[Bill]] = {}
    for bill in now.ranked:
        tiers.setdefault(bill.offer.tier, []).append(bill)
    return {tier: tiers[tier][0] for tier in TIERS if len(tiers.get(tier, ())) > 1}


def _tiers(now: Comparison) -> Iterator[str]:
    best = cheapest_in_tier(now)
    if best:
        parts = (f"{TIERS[tier].lower()}, {bill.name}" for tier, bill in best.items())
        yield f"Cheapest in its tier: {'; '.join(parts)}."


def _open_and_closed(now: Comparison) -> Iterator[str]:
    """The cheapest of either kind; it depends on the tier more than on the weights."""
    first = {
        access: next((b for b in now.ranked if b.offer.access == access), None)
        for access in ("open", "closed")
    }
    opened, closed = first["open"], first["closed"]
    if opened and closed:
        parts = (
            f"{words}, {bill.name} at {money(now.values, bill.usd_per_month)}"
            for words, bill in (("open", opened), ("closed", closed))
        )
        yield f"The cheapest of each kind: {'; '.join(parts)}."


def _later(now: Comparison) -> Iterator[str]:
    for bill in now.ranked:
        if found := now.later.get(bill.slot):
            ratio = found.usd_per_month / bill.usd_per_month
            change = "doubles" if abs(ratio - 2) < 0.005 else f"costs {ratio:.2g} times as much"
            then = money(now.values, found.usd_per_month, "month")
            yield f"From {found.day.isoformat()} on, {bill.name} {change}: {then}."


def _unknown(now: Comparison) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for bill in now.bills:
        if not bill.known:
            reasons.setdefault(bill.why, []).append(bill.name)
    for why, labels in reasons.items():
        yield f"Not known for {', '.join(labels)}: {why}."


def _order(found: tuple[Flip, ...], stays: tuple[str, ...]) -> Iterator[str]:
    """What changes the order and what was tried without that."""
    if found:
        yield f"The order changes: {'; '.join(flip.words for flip in found)}."
    if stays:
        yield f"{'It' if found else 'The order'} stays: {'; '.join(stays)}."
