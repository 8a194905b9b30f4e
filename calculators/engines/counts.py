"""What counts of right and wrong answers tell: how sure a share is, and how many cases it takes.

Everything is worked out from counts alone, so the cases must be like the work they stand for, and
drawn without looking at how a model does on them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

TWO_SIDED: Mapping[int, float] = {
    90: 1.6448536269514722,
    95: 1.959963984540054,
    99: 2.5758293035489,
}
"""Standard normal quantiles for a confidence in per cent, both ends together."""
ONE_SIDED: Mapping[int, float] = {80: 0.8416212335729143, 90: 1.2815515655446004}
"""The same for a power in per cent: how often a true difference is seen."""


NEGLIGIBLE = 1e-17
ROUNDING = 1e-12
"""A range that reaches so much too far does so by the rounding of its arithmetic alone."""


class Interval(NamedTuple):
    """A share with the range that it may lie in, each from 0 to 1; a difference from −1 to 1."""

    low: float
    share: float
    high: float


def wilson(right: int, cases: int, z: float) -> Interval:
    """The share of right answers with its score interval.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209. It stays inside 0
    and 1 and holds for few cases and for none wrong, where the usual ± does not.

    >>> [round(each, 4) for each in wilson(15, 20, TWO_SIDED[95])]
    [0.5313, 0.75, 0.8881]
    """
    share = right / cases
    scale = 1 + z * z / cases
    middle = (share + z * z / (2 * cases)) / scale
    half = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / scale
    return Interval(max(0.0, min(share, middle - half)), share, min(1.0, max(share, middle + half)))


def mcnemar(only_first: int, only_second: int) -> float:
    """The exact two-sided p value of two counts that chance alone would make equal.

    Q. McNemar, Psychometrika 12 (1947), 153: only cases on which the two differ tell them apart.

    >>> round(mcnemar(12, 3), 8), mcnemar(0, 0)
    (0.03515625, 1.0)
    """
    differing, fewer = only_first + only_second, min(only_first, only_second)
    tail = 0.0
    for each in range(fewer, -1, -1):  # the largest first, so that what no longer counts is left
        ways = math.lgamma(differing + 1) - math.lgamma(each + 1)
        term = math.exp(ways - math.lgamma(differing - each + 1) - math.log(2) * differing)
        tail += term
        if term < tail * NEGLIGIBLE:
            break
    return min(1.0, 2 * tail)


def paired_difference(only_first: int, only_second: int, cases: int, z: float) -> Interval:
    """By how much the first is better on the same cases, with its interval.

    A. Agresti and Y. Min, Statistics in Medicine 24 (2005), 729: the usual interval after half a
    case is added to each of the four counts, which makes it hold for few cases.

    >>> [round(each, 3) for each in paired_difference(12, 3, 100, TWO_SIDED[95])]
    [0.013, 0.09, 0.163]
    """
    first, second, total = only_first + 0.5, only_second + 0.5, cases + 2
    middle = (first - second) / total
    half = z * math.sqrt(first + second - (first - second) ** 2 / total) / total
    low, high = max(-1.0, middle - half), min(1.0, middle + half)
    return Interval(low, (only_first - only_second) / cases, high)


def cases_for_margin(share: float, margin: float, z: float) -> int:
    """Cases to know one share to within a margin, both from 0 to 1, by Wilson's interval.

    As many as `margin_cases` says, then the first at which the interval around the nearest count
    of right answers is within the margin too.

    >>> cases_for_margin(0.75, 0.05, TWO_SIDED[95]), cases_for_margin(1, 0.1, TWO_SIDED[95])
    (324, 35)
    """
    cases = max(1, math.ceil(margin_cases(share, margin, z)))
    while not _within(share, cases, margin, z):
        cases += 1
    return cases


def margin_cases(share: float, margin: float, z: float) -> float:
    """Cases at which Wilson's interval around a share reaches just as far as the margin.

    The interval holds each share that lies at most z standard errors from what was counted, with
    the error of that share itself. So the end nearer to a half decides.

    >>> round(margin_cases(0.75, 0.05, TWO_SIDED[95]), 1)
    322.7
    """
    end = deciding_end(share, margin)
    return z * z * end * (1 - end) / margin**2


def deciding_end(share: float, margin: float) -> float:
    """Of the two ends of a range, the one nearer to a half; 0 where neither is a share.

    >>> deciding_end(0.75, 0.05), deciding_end(0.5, 0.6)
    (0.7, 0.0)
    """
    ends = [each for each in (share - margin, share + margin) if 0 < each < 1]
    return min(ends, key=lambda end: abs(end - 0.5), default=0.0)


def _within(share: float, cases: int, margin: float, z: float) -> bool:
    found = wilson(math.floor(share * cases + 0.5), cases, z)
    return max(found.high - found.share, found.share - found.low) <= margin + ROUNDING


def cases_to_compare(first: float, second: float, alike: float, z: float, z_power: float) -> int:
    """Cases to tell two shares apart, where both models answer the same cases.

    `alike` is the correlation of right and wrong between the two: 0 where they fail apart, near 1
    where they fail on the same cases. With 0 it is the number for each of two models that get
    different cases.

    >>> cases_to_compare(0.75, 0.78, 0.5, TWO_SIDED[95], ONE_SIDED[80])
    1568
    """
    variance = spread_of_difference(first, second, alike)
    return max(2, math.ceil(variance * ((z + z_power) / (first - second)) ** 2))


def spread_of_difference(first: float, second: float, alike: float) -> float:
    """The variance of right against wrong between two models on one case.

    >>> round(spread_of_difference(0.75, 0.85, 0.5), 6)
    0.160384
    """
    spread, other = first * (1 - first), second * (1 - second)
    return spread + other - 2 * alike * math.sqrt(spread * other)
