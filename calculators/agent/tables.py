"""The models side by side, and the bill of one task line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.agent.run import CAP, HELPERS, SUMMARY, WINDOW
from calculators.price import ACCESS
from calculators.results import Table
from calculators.units import format_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calculators.agent.outlook import Bid, Outlook
    from calculators.agent.run import Charge
    from calculators.price import Offer

MOST_ROWS = 12
STOPS = {CAP: "stopped by your limit", WINDOW: "context full"}


def tables(view: Outlook) -> tuple[Table, ...]:
    """Both tables."""
    return (_models(view), _bill(view.main))


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
        bid.offer.label,
        weights(bid.offer),
        usd(bid.usd),
        usd(bid.uncached.usd),
        done,
        usd(view.month_usd(bid)),
    )


def weights(offer: Offer) -> str:
    """Whether its weights are published, in a word or two."""
    words = ACCESS.get(offer.access, "your own").partition(":")[0].lower()
    return "not established" if words.startswith("not") else words


def _bill(bid: Bid) -> Table:
    return Table(
        title=f"The bill of one task with {bid.offer.label}",
        columns=("Step", "Prompt", "From the cache", "Read afresh", "Written", "Cost", "So far"),
        rows=tuple(_rows(bid.run.charges)),
    )


def _rows(charges: Sequence[Charge]) -> Iterator[tuple[str, ...]]:
    """A row for each charge, or for some one after another where there are many."""
    size = -(-len(charges) // MOST_ROWS) or 1
    spent = 0.0
    for start in range(0, len(charges), size):
        group = charges[start : start + size]
        spent += sum(charge.cost.usd for charge in group)
        yield _row(group, spent)


def _row(group: Sequence[Charge], spent: float) -> tuple[str, ...]:
    first, last = group[0], group[-1]
    prompts = (f"{charge.prompt_tokens:,}" for charge in (first, last))
    return (
        _name(group),
        " to ".join(dict.fromkeys(prompts)),
        f"{sum(charge.cost.read for charge in group):,.0f}",
        f"{sum(charge.cost.fresh for charge in group):,.0f}",
        f"{sum(charge.cost.output for charge in group):,.0f}",
        usd(sum(charge.cost.usd for charge in group)),
        usd(spent),
    )


def _name(group: Sequence[Charge]) -> str:
    steps = list(dict.fromkeys(str(charge.step) for charge in (group[0], group[-1])))
    name = " to ".join(steps)
    kinds = {charge.kind for charge in group}
    if len(group) == 1 and SUMMARY in kinds:
        return f"Summary before {name}"
    if len(group) == 1 and HELPERS in kinds:
        return "Helpers"
    extra = [word for kind, word in ((SUMMARY, "summary"), (HELPERS, "helpers")) if kind in kinds]
    return f"{name}, with {' and '.join(extra)}" if extra else name
