"""From the cost of one try to that of a task done, and to that of a month."""

from __future__ import annotations


def mean_try_usd(usd: float, *, success: float, failure_factor: float) -> float:
    """The average try, good ones and failed ones together.

    >>> mean_try_usd(0.40, success=0.5, failure_factor=3)
    0.8
    """
    return success * usd + (1 - success) * failure_factor * usd


def success_usd(usd: float, *, success: float, failure_factor: float) -> float:
    """What is paid for each task that was done right: its own try and its share of failed ones.

    >>> round(success_usd(0.41, success=0.7, failure_factor=1), 4)
    0.5857
    """
    return mean_try_usd(usd, success=success, failure_factor=failure_factor) / success
