"""What changes the order of the models, for the reader to try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calculators.core.results import Change
from calculators.questions.api_cost.case import Bill, Case
from calculators.questions.api_cost.order import Flip


def title(_: Case) -> str:
    """Over the changes."""
    return "What changes the order"


def changes(case: Case) -> Iterator[Change]:
    """Each pair of models that change places."""
    for flip in case.order.flips:
        change = flip.otherwise.change(_outcome(case, flip))
        yield replace(change, text=f"{change.text[0].upper()}{change.text[1:]}")


def _outcome(case: Case, flip: Flip) -> str:
    cheaper, dearer = (_named(case, each) for each in (flip.cheaper, flip.dearer))
    if flip.first:
        return f"{cheaper} is then the cheapest, before {dearer}"
    return f"{cheaper} then costs less than {dearer}"


def _named(case: Case, bill: Bill) -> str:
    return f"{bill.name} ({case.money(bill.usd_per_month, 'month')})"
