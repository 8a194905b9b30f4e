"""The answer in words: how many examples, how sure a score is, or which is better."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import counted, format_about, format_quantity
from calculators.core.results import good, tight
from calculators.engines.counts import Interval
from calculators.questions.eval_size.case import Case
from calculators.questions.eval_size.inputs import COMPARE, GOALS, PLAN

LOOKS = {
    "plan": good("Plan", "#"),
    "narrow": good("Sure enough"),
    "wide": tight("A wide range"),
    "clear": good("One is better"),
    "unclear": tight("Not clear"),
}
NARROW = 0.1
"""A range of ten points or less on either side is enough for most decisions."""


def asked(case: Case) -> str:
    """The question in one line."""
    values = case.values
    if values.goal == PLAN:
        said = f"{values.share:g}% right expected, {case.points} to be seen"
    elif values.goal == COMPARE:
        said = f"{counted(case.compared, 'example')}, two models"
    else:
        said = f"{values.right:,} of {values.cases:,} right"
    return f"{GOALS[values.goal]} · {said} · {values.confidence}% sure"


def status(case: Case) -> str:
    """A plan; or whether the counts say enough."""
    if case.values.goal == PLAN:
        return "plan"
    if case.values.goal == COMPARE:
        return "clear" if case.is_clear else "unclear"
    score = case.score
    widest = max(score.high - score.share, score.share - score.low)
    return "narrow" if widest <= NARROW else "wide"


def headline(case: Case) -> str:
    """The number of examples, the range, or which model is better."""
    values = case.values
    if values.goal == PLAN:
        return (
            f"Test both models on the same {case.needed_paired:,} examples to tell "
            f"{_percent(case.share)} from {_percent(case.better)}."
        )
    if values.goal == COMPARE:
        return _compared(case)
    score = case.score
    return (
        f"{_percent(score.share)} were right, and the true share may be anything from "
        f"{_percent(score.low)} to {_percent(score.high)}."
    )


def _compared(case: Case) -> str:
    values = case.values
    if not case.is_clear:
        return (
            "These examples don’t tell which is better. Two equal models could come out like this."
        )
    better, other = (
        ("first", "second") if values.only_first > values.only_second else ("second", "first")
    )
    points = counted(round(abs(case.difference.share) * 100), "point")
    return f"The {better} is better than the {other}, by about {points}."


def reasons(case: Case) -> Iterator[str]:
    """What it would take otherwise, and what a wrong answer costs."""
    if case.values.goal == PLAN:
        yield from _plan(case)
    elif case.values.goal == COMPARE:
        yield from _comparison(case)
    else:
        yield from _score(case)


def _plan(case: Case) -> Iterator[str]:
    yield (
        f"With different examples for each model it takes {case.needed_apart:,} for each. The same "
        "ones for both are better, because easy and hard examples then weigh on both alike."
    )
    alone = counted(case.needed_alone, "example")
    yield (
        f"To know one score to within {case.points}, {alone} "
        f"{'is' if case.needed_alone == 1 else 'are'} enough."
    )
    worth = case.usd_a_month(case.values.difference / 100)
    if worth:
        yield (
            f"{case.points} {'is' if case.values.difference == 1 else 'are'} worth "
            f"{_money(worth)} a month to you. Don’t spend more on the test than you’d gain."
        )


def _score(case: Case) -> Iterator[str]:
    score, values = case.score, case.values
    wrong = Interval(1 - score.high, 1 - score.share, 1 - score.low)
    if values.right == values.cases:
        yield "None wrong does not mean that none will be: the range says how many still may."
    if case.usd_a_month(1):
        low, usual, high = (_money(case.usd_a_month(each)) for each in wrong)
        yield f"Wrong answers then cost {usual} a month, and may cost {low} to {high}."
    yield "Four times as many examples make the range half as wide."


def _comparison(case: Case) -> Iterator[str]:
    values, found = case.values, case.difference
    differing = values.only_first + values.only_second
    yield (
        f"They differ on {format_quantity(differing, 'examples')}: {values.only_first:,} go to the "
        f"first, {values.only_second:,} to the second. Only these tell the two apart."
    )
    yield (
        "If they were equal, chance would set them as far apart, or further, in "
        f"{_chance(case.chance)} tests."
    )
    yield (
        f"The first may be {_points(found.low)} to {_points(found.high)} points better, where less "
        "than 0 means worse."
    )
    worth = case.usd_a_month(abs(found.share))
    if worth:
        yield f"What was counted would be worth {_money(worth)} a month."


def _points(share: float) -> str:
    return f"{share * 100:.0f}".replace("-", "−")


def _chance(chance: float) -> str:
    """A share of tests in words.

    >>> _chance(0.035), _chance(0.6), _chance(0.0002), _chance(0.97), _chance(1)
    ('about 1 in 29', 'about 6 in 10', 'fewer than 1 in 1,000', 'nearly all', 'all')
    """
    if chance >= 0.95:
        return "all" if chance == 1 else "nearly all"
    if chance < 0.001:
        return "fewer than 1 in 1,000"
    if chance < 0.2:
        return f"about 1 in {1 / chance:,.0f}"
    return f"about {chance * 10:.0f} in 10"


def _percent(share: float) -> str:
    text = f"{share * 100:.1f}".removesuffix(".0")
    return f"{text}%"


def _money(usd: float) -> str:
    return format_about(usd, "USD")
