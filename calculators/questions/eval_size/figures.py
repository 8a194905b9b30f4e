"""Examples needed, the score and its range, the difference; and a sheet to count on."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Figure, Table
from calculators.engines.counts import Interval
from calculators.questions.eval_size.case import Case
from calculators.questions.eval_size.inputs import COMPARE, PLAN

SHEET_ROWS = 10


def highlights(case: Case) -> tuple[str, ...]:
    """The three that answer the question."""
    if case.values.goal == PLAN:
        return ("cases_paired", "cases_apart", "worth_usd_month")
    if case.values.goal == COMPARE:
        return ("difference", "p_value", "worth_usd_month")
    return ("share_right", "wrong_usd_month")


def figures(case: Case) -> Iterator[Figure]:
    """What was asked for, and what it costs or is worth."""
    if case.values.goal == PLAN:
        yield from _plan(case)
    elif case.values.goal == COMPARE:
        yield from _comparison(case)
    else:
        yield from _score(case)


def _plan(case: Case) -> Iterator[Figure]:
    same = "both models on the same ones"
    yield Figure("cases_paired", "Examples needed", case.needed_paired, "examples", note=same)
    each = "for each of the two models"
    yield Figure("cases_apart", "With different examples", case.needed_apart, "examples", note=each)
    yield Figure("cases_alone", "For one score alone", case.needed_alone, "examples")
    worth = case.usd_a_month(case.values.difference / 100)
    yield Figure(
        "worth_usd_month", "What that difference is worth", worth, "USD/month", "your choice"
    )


def _score(case: Case) -> Iterator[Figure]:
    score = case.score
    low, share, high = (100 * each for each in score)
    yield Figure("share_right", "Right answers", share, "%", "exact", low, high)
    wrong = Interval(1 - score.high, 1 - score.share, 1 - score.low)
    least, usual, most = (case.usd_a_month(each) for each in wrong)
    yield Figure(
        "wrong_usd_month", "Cost of wrong answers", usual, "USD/month", "estimate", least, most
    )


def _comparison(case: Case) -> Iterator[Figure]:
    found = case.difference
    low, share, high = (100 * each for each in found)
    yield Figure("difference", "The first is better by", share, "points", "exact", low, high)
    yield Figure("p_value", "Chance of as much by luck", 100 * case.chance, "%", "exact")
    worth = case.usd_a_month(abs(found.share))
    yield Figure("worth_usd_month", "Worth of what was counted", worth, "USD/month", "estimate")


def tables(case: Case) -> Iterator[Table]:
    """A sheet to print and fill in."""
    if case.values.goal != PLAN:
        return
    rows = min(SHEET_ROWS, case.needed_paired)
    first = f"the first {rows} of " if rows < case.needed_paired else ""
    yield Table(
        title=f"A score sheet: {first}{case.needed_paired:,} examples",
        columns=("Example", "What is right", "First model", "Second model"),
        rows=tuple((str(row), "", "☐", "☐") for row in range(1, rows + 1)),
    )
