"""The monthly cost of a team's chats three ways: by the seat, by use, on a machine of its own."""

from __future__ import annotations

import math

MILLION = 1_000_000


def message_usd(
    read_tokens: float, written_tokens: float, *, input_usd: float, output_usd: float
) -> float:
    """US dollars for one message and its answer at prices per million tokens, nothing cached.

    >>> message_usd(50_000, 10_000, input_usd=3, output_usd=15)
    0.3
    """
    return (read_tokens * input_usd + written_tokens * output_usd) / MILLION


def plan_usd(people: int, *, seat_usd: float, minimum_seats: int) -> float:
    """A month of seats: at least as many as the plan is sold with.

    >>> plan_usd(3, seat_usd=25, minimum_seats=5)
    125
    """
    return max(people, minimum_seats) * seat_usd


MOST_MESSAGES = 1e12


def machine_month_usd(*, price_usd: float, months: int, running_usd: float, machines: int) -> float:
    """A month of machines: their price spread evenly over their life, and what they cost to run.

    >>> machine_month_usd(price_usd=2_799, months=36, running_usd=0, machines=1)
    77.75
    """
    return machines * (price_usd / months + running_usd)


def break_even_messages(plan_month_usd: float, each_usd: float) -> float | None:
    """Messages a month for which the API costs as much as the plan; None where it never does.

    Nobody writes more than `MOST_MESSAGES`: an API that cheap costs as good as nothing.

    >>> round(break_even_messages(20, 0.3), 1)
    66.7
    """
    if plan_month_usd > MOST_MESSAGES * each_usd or not each_usd:
        return None
    return plan_month_usd / each_usd


def whole_messages(count: float) -> int:
    """The first whole number of messages from which the plan is no dearer.

    >>> whole_messages(66.67), whole_messages(66.9999999999), whole_messages(67)
    (67, 67, 67)
    """
    return math.ceil(round(count, 6))
