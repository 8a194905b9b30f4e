"""The arithmetic of the measurements: no clock, no browser."""

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed (nearest rank).

    >>> percentile([4, 1, 3, 2], 0.5), percentile([4, 1, 3, 2], 0.95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def exponent(small: float, large: float, *, times: float) -> float:
    """How a cost grows when there is so many times as much to do: 1 in step with it, 2 squared.

    >>> round(exponent(2, 50, times=25), 2), round(exponent(2, 10, times=25), 2)
    (1.0, 0.5)
    """
    return math.log(large / small) / math.log(times)
