"""The models side by side, the bill of one task line by line, and what it is made of."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from calculators.core.numbers import exact_money, format_quantity
from calculators.core.results import Table
from calculators.questions.agent.pay import price_afresh
from calculators.questions.agent.run import CAP, HELPERS, SUMMARY, WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calculators.questions.agent.bid import Bid
    from calculators.questions.agent.outlook import Outlook
    from calculators.questions.agent.pay import price_afresh
from calculators.questions.agent.run import Charge

MOST_ROWS = 6
"""Beside the first step and the helpers, which have rows of their own."""
STOPS = {CAP: "stopped by your limit", WINDOW: "context full"}


def tables(view: Outlook) -> tuple[Table, ...]:
    """The first is shown, the others are folded."""
    return (_models(view), _bill(view.main), _prices(view))


def usd(amount: float | None, unit: str = "USD") -> str:
    """An amount as a cell holds it."""
    return format_quantity(amount, unit)


def _models(view: Outlook) -> Table:
    return Table(
        title="The same task with each model",
        columns=("Model", "Weights", "A task", "No cache", "Done right", "A month"),
        rows=tuple(_model(view, bid) for bid in view.bids),
    )


def _model(view: Outlook, bid: Bid) -> tuple[str, ...]:
    stop = bid.run.stop
    done = f"{STOPS[stop.why]} at step {stop.step}" if stop else usd(view.success_usd(bid))
    return (
        bid.name,
        bid.offer.weights,
        usd(bid.usd),
        usd(bid.uncached.usd),
        done,
        usd(view.month_usd(bid)),
    )


def _prices(view: Outlook) -> Table:
    return Table(
        title="Tokens of one task × price of a million of them",
        columns=("Model", "From the cache", "Read afresh", "Written"),
        rows=tuple(_price(bid) for bid in view.bids),
    )


def _price(bid: Bid) -> tuple[str, ...]:
    """Each kind of token with its price, or both of them where long prompts have another."""
    total = bid.run.total
    cards = (bid.card(bid.task.lead.fixed_tokens), bid.card(bid.run.peak_tokens))
    afresh = tuple(price_afresh(rates, bid.billing) for rates in cards)
    kinds = (
        (total.read, tuple(rates.cached for rates in cards)),
        (total.fresh, afresh),
        (total.output, tuple(rates.output for rates in cards)),
    )
    return (bid.name, *(f"{tokens:,.0f} × {_each(prices)}" for tokens, prices in kinds))


def _each(prices: Sequence[float]) -> str:
    return ", then ".join(dict.fromkeys(f"${price:,.10g}" for price in prices))


def _bill(bid: Bid) -> Table:
    return Table(
        title=f"The bill of one task with {bid.name}",
        columns=("Step", "Prompt", "Cached", "New", "Written", "Cost", "So far"),
        rows=tuple(_rows(bid.run.charges)),
    )


def _rows(charges: Sequence[Charge]) -> Iterator[tuple[str, ...]]:
    """The first charge, which nothing is kept for yet; then some one after another in each row."""
    spent = 0.0
    for group in _groups(charges):
        spent += fsum(charge.cost.usd for charge in group)
        yield _row(group, spent)


def _groups(charges: Sequence[Charge]) -> Iterator[Sequence[Charge]]:
    helped = len(charges) > 1 and charges[1].kind == HELPERS
    alone = charges[: 2 if helped else 1]
    yield from ([charge] for charge in alone)
    rest = charges[len(alone) :]
    size = -(-len(rest) // MOST_ROWS) or 1
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


def _row(group: Sequence[Charge], spent: float) -> tuple[str, ...]:
    lengths = [charge.prompt_tokens for charge in group]
    prompts = (f"{length:,}" for length in (min(lengths), max(lengths)))
    return (
        _name(group),
        "–".join(dict.fromkeys(prompts)),
        f"{fsum(charge.cost.read for charge in group):,.0f}",
        f"{fsum(charge.cost.fresh for charge in group):,.0f}",
        f"{fsum(charge.cost.output for charge in group):,.0f}",
        exact_money(fsum(charge.cost.usd for charge in group)),
        exact_money(spent),
    )


def _name(group: Sequence[Charge]) -> str:
    first, last = group[0].step, group[-1].step
    if group[0].kind == HELPERS:
        return "Helpers"
    name = f"Step {first}" if first == last else f"Steps {first}–{last}"
    summed = any(charge.kind == SUMMARY for charge in group)
    return f"{name}, with summary" if summed else name
