"""What would turn the answer round, or make it cheaper."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice

from calculators.core.numbers import format_about, format_money
from calculators.core.results import Change
from calculators.engines.price import offers
from calculators.questions.common.whatif import tried
from calculators.questions.subscription.case import Case
from calculators.questions.subscription.figures import rounded

MOST = 4
MOST_MESSAGES = 2_000
"""Nobody sends more in a day: where plan and API change places beyond that is not told."""


def changes(case: Case) -> Iterator[Change]:
    """At most as many as a reader will read, each of which changes the sums by something."""
    return islice(_found(case), MOST)


def _found(case: Case) -> Iterator[Change]:
    yield from _yearly(case)
    yield from _turning(case)
    yield from _smaller(case)
    yield from _thinking(case)
    yield from _shorter(case)


def _yearly(case: Case) -> Iterator[Change]:
    if case.paid_yearly or case.plan.annual_usd is None:
        return
    for each in tried(case, "Pay the plan by the year", billing="annual"):
        saved = format_money(case.plan_usd - each.case.plan_usd, "USD/month")
        yield each.change(f"{saved} less, and you are bound for a year")


def _turning(case: Case) -> Iterator[Change]:
    """The number of messages at which plan and API change places."""
    if not case.break_even:  # one of the two costs nothing
        return
    day = case.break_even / case.values.working_days
    if day > MOST_MESSAGES:
        return
    turns = "the plan" if case.api_usd < case.plan_usd else "the API"
    sign = "more" if case.api_usd < case.plan_usd else "fewer"
    yield Change(
        text=f"{sign.capitalize()} than about {rounded(day):,} messages a person and working day: "
        f"then {turns} costs less.",
        inputs={"messages": str(math.ceil(day * 1.1) if sign == "more" else int(day * 0.9))},
    )


def _smaller(case: Case) -> Iterator[Change]:
    """A model of a smaller tier from the same maker, where it costs less than half."""
    here = case.offer
    if here is None or here.tier == "small":
        return
    for other in offers().values():
        if other.maker != here.maker or other.tier == here.tier or other.access != here.access:
            continue
        for each in tried(case, f"{other.label} by API", offer=other.id):
            if each.case.api_usd < 0.5 * case.api_usd:
                yield each.change(f"{_month(each.case)}. Try whether its answers do")
                return


def _shorter(case: Case) -> Iterator[Change]:
    words = "A new chat for each question, so that nothing is sent again"
    for each in tried(case, words, turns=1):
        if each.case.api_usd < 0.9 * case.api_usd:
            yield each.change(f"{_month(each.case)} by API")


def _thinking(case: Case) -> Iterator[Change]:
    for each in tried(case, "If the model thinks before each answer", reasoning=True):
        if each.case.api_usd > case.api_usd:
            usd = format_about(each.case.api_usd, "USD/month")
            yield each.change(f"about {usd} by API")


def _month(case: Case) -> str:
    return format_money(case.api_usd, "USD/month")
