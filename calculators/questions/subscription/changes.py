"""What would turn the answer round, or make it cheaper."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.core.numbers import format_money
from calculators.core.results import Change
from calculators.engines.price import offers
from calculators.questions.subscription.figures import rounded
from calculators.questions.subscription.outlook import Outlook

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 4
MOST_MESSAGES = 2_000
"""Nobody sends more in a day: where plan and API change places beyond that is not told."""


def changes(view: Outlook) -> tuple[Change, ...]:
    """At most as many as a reader will read, each of which changes the sums by something."""
    return tuple(_found(view))[:MOST]


def _found(view: Outlook) -> Iterator[Change]:
    yield from _yearly(view)
    yield from _turning(view)
    yield from _smaller(view)
    yield from _thinking(view)
    yield from _shorter(view)


def _yearly(view: Outlook) -> Iterator[Change]:
    if view.paid_yearly or view.plan.annual_usd is None:
        return
    saved = view.seats * (view.seat_usd - view.plan.annual_usd)
    yield Change(
        text=f"Pay the plan by the year: {format_money(saved, 'USD')} a month less, and you are "
        "bound for a year.",
        inputs={"billing": "annual"},
    )


def _turning(view: Outlook) -> Iterator[Change]:
    """The number of messages at which plan and API change places."""
    if not view.break_even:  # one of the two costs nothing
        return
    day = view.break_even / view.values.working_days
    if day > MOST_MESSAGES:
        return
    turns = "the plan" if view.api_usd < view.plan_usd else "the API"
    sign = "more" if view.api_usd < view.plan_usd else "fewer"
    yield Change(
        text=f"{sign.capitalize()} than about {rounded(day):,} messages a person and working day: "
        f"then {turns} costs less.",
        inputs={"messages": str(math.ceil(day * 1.1) if sign == "more" else int(day * 0.9))},
    )


def _smaller(view: Outlook) -> Iterator[Change]:
    """A model of a smaller tier from the same maker, where it costs less than half."""
    here = view.offer
    if here is None or here.tier == "small":
        return
    for each in offers().values():
        if each.maker != here.maker or each.tier == here.tier or each.access != here.access:
            continue
        other = Outlook(replace(view.values, offer=each.id), view.plan)
        if other.api_usd < 0.5 * view.api_usd:
            yield Change(
                text=f"{each.label} by API: {format_money(other.api_usd, 'USD')} a month. Try "
                "whether its answers do.",
                inputs={"offer": each.id},
            )
            return


def _shorter(view: Outlook) -> Iterator[Change]:
    if view.values.turns < 2:
        return
    other = Outlook(replace(view.values, turns=1), view.plan)
    if other.api_usd < 0.9 * view.api_usd:
        yield Change(
            text="A new chat for each question, so that nothing is sent again: "
            f"{format_money(other.api_usd, 'USD')} a month by API.",
            inputs={"turns": "1"},
        )


def _thinking(view: Outlook) -> Iterator[Change]:
    if view.values.reasoning:
        return
    other = Outlook(replace(view.values, reasoning=True), view.plan)
    if other.api_usd > view.api_usd:
        yield Change(
            text="If the model thinks before each answer: about "
            f"{format_money(other.api_usd, 'USD')} a month by API.",
            inputs={"reasoning": "on"},
        )
