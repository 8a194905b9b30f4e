"""How often the instructions are still in the cache, and what that makes of a request."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calculators.engines.price.rates import Rates
from calculators.engines.workload import requests_per_day
from calculators.questions.api_cost.inputs import OFF, ONE_HOUR, SPREAD, TYPED, ApiCostInputs

LEAST_TOKENS = 1024
"""Shorter instructions are not cached: OpenAI's limit; others begin at 512 to 4,096 tokens."""
WORKING_MINUTES = 8 * 60
KEPT_MINUTES = {"5min": 5, "1h": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Tokens of an average request that are read from the cache and written to it."""

    cached: int = 0
    written: int = 0
    written_1h: int = 0


def hit_rate(values: ApiCostInputs) -> float:
    """The share of requests that find the instructions in the cache.

    Where they come at random over the day, it is the chance that the next comes before the time is
    up: 1 − e^(−requests a minute × minutes kept). Each use starts that time anew.

    >>> from calculators.questions.api_cost.inputs import ApiCostInputs
    >>> round(hit_rate(ApiCostInputs(per_day=96)), 3)
    0.632
    """
    if values.caching == OFF:
        return 0
    if values.arrival == TYPED:
        return values.hit_percent / 100
    a_day = requests_per_day(values)
    if values.arrival == SPREAD:
        return 1 - math.exp(-a_day / WORKING_MINUTES * KEPT_MINUTES[values.caching])
    return (a_day - 1) / a_day if a_day else 0


def split(values: ApiCostInputs, rates: Rates, fixed_tokens: int, hits: float) -> Split:
    """What of the instructions is read from the cache and written to it, on average.

    Without a price for cached tokens nothing is counted as cached; without one for writing, what
    is written costs what fresh tokens cost, and counts as fresh.
    """
    if values.caching == OFF or fixed_tokens < LEAST_TOKENS or "cached" not in rates.listed:
        return Split()
    cached = round(hits * fixed_tokens)
    written = fixed_tokens - cached if "write" in rates.listed else 0
    return Split(
        cached=cached, written=written, written_1h=written if values.caching == ONE_HOUR else 0
    )
