"""The monthly cost of a team's chats three ways: by the seat, by use, on a machine of its own."""

from __future__ import annotations

import math

from calculators.engines.ownership.costs import (
    CARE_HOURS,
    LOADED,
    Purchase,
    break_even_units,
    owned_usd_per_month,
)
from calculators.engines.ownership.record import record
from calculators.engines.price import tokens_usd

MOST_MESSAGES = 1e12
"""Nobody writes more in a month: an API that cheap costs as good as nothing."""


def plan_usd(people: int, *, seat_usd: float, minimum_seats: int) -> float:
    """A month of seats: at least as many as the plan is sold with.

    >>> plan_usd(3, seat_usd=25, minimum_seats=5)
    125
    """
    return max(people, minimum_seats) * seat_usd


def message_usd(
    read_tokens: float, written_tokens: float, *, input_usd: float, output_usd: float
) -> float:
    """US dollars for one message and its answer at prices per million tokens, nothing cached.

    >>> message_usd(50_000, 10_000, input_usd=3, output_usd=15)
    0.3
    """
    return tokens_usd((read_tokens, input_usd), (written_tokens, output_usd))


def machine_month_usd(*, price_usd: float, months: int, running_usd: float, machines: int) -> float:
    """A month of machines: their price spread evenly over their life, and what they cost to run.

    >>> machine_month_usd(price_usd=2_799, months=36, running_usd=0, machines=1)
    77.75
    """
    bought = Purchase(price_usd=price_usd, life_months=months)
    return owned_usd_per_month(bought, upkeep_usd=running_usd, machines=machines)


def care_usd() -> float:
    """A month of whoever looks after a chat program of one's own, as `break_even` counts it.

    2 hours at $43.52, times 1.4 for what an employer pays beside the wage. The hours are an
    assumption: nobody has measured them.

    >>> round(care_usd(), 2)
    121.86
    """
    return CARE_HOURS * record().pay.value * LOADED


def break_even_messages(plan_month_usd: float, each_usd: float) -> float | None:
    """Messages a month for which the API costs as much as the plan; None where it never does.

    >>> round(break_even_messages(20, 0.3), 1)
    66.7
    """
    return break_even_units(fixed_usd=plan_month_usd, saved_usd_each=each_usd, most=MOST_MESSAGES)


def whole_messages(count: float) -> int:
    """The first whole number of messages from which the plan is no dearer.

    >>> whole_messages(66.67), whole_messages(66.9999999999), whole_messages(67)
    (67, 67, 67)
    """
    return math.ceil(round(count, 6))
