"""Which of two models to look at first: by the score of an index, where both have one.

A score is skill at many tests, so try two or three with your own work. Models without a score come
behind those with one, because nothing that anybody measured says where among them they belong. To
put these in some order we assume: larger usually answers better; newer usually answers better than
older ones of its size; a mixture of experts lies between its active part and its whole.
"""

from __future__ import annotations

from math import sqrt

from calculators.catalog import Model
from calculators.engines.speed.estimate import rounded
from calculators.questions.common.scores import of_model

MONTHS_TO_DOUBLE = 12
"""A model so much newer is placed like one twice its size: our assumption. Research found that the
best models of each date halve their size for equal test results in about 3.5 months; those are the
best, in tests, so we count on less."""
_NEWEST_YEAR = 2026
_MID_YEAR = 7


def rank(model: Model) -> tuple[bool, float]:
    """The less, the sooner it is looked at: the score decides, without one the placed size.

    >>> from calculators import catalog
    >>> rank(catalog.model("qwen3.5-4b")) < rank(catalog.model("gemma-3-12b"))
    True
    """
    subject = of_model(model.id)
    return (False, -subject.careful) if subject else (True, -placed_size(model))


def placed_size(model: Model) -> float:
    """Weights, in 10^9, of the dense model of January 2026 that we would place beside it.

    >>> from calculators import catalog
    >>> [placed_size(catalog.model(name)) for name in ("qwen3-8b", "gemma-4-12b", "gpt-oss-20b")]
    [4.87, 15.89, 6.501]
    """
    return rounded(size(model) * 2 ** (months(model.release_date) / MONTHS_TO_DOUBLE))


def size(model: Model) -> float:
    """Weights in 10^9; where only a part is at work on a token, the geometric mean of both."""
    whole = model.parameters / 1e9
    return sqrt(model.active_billions * whole) if model.active_billions else whole


def months(release_date: str) -> int:
    """Months from January 2026 to a release; the middle of the year where no month is known.

    >>> months("2026-04-02"), months("2025-10"), months("2025")
    (3, -3, -6)
    """
    year, _, rest = release_date.partition("-")
    month = int(rest[:2]) if rest else _MID_YEAR
    return 12 * (int(year) - _NEWEST_YEAR) + month - 1
