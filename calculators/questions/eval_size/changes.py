"""What would make do with fewer examples, or tell more."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import counted
from calculators.core.results import Change
from calculators.questions.common.whatif import tried
from calculators.questions.eval_size.case import Case
from calculators.questions.eval_size.inputs import MOST, PLAN, SCORE


def changes(case: Case) -> Iterator[Change]:
    """A larger difference for a plan, more examples for a score."""
    if case.values.goal == PLAN:
        twice = 2 * case.values.difference
        enough = f"If {counted(twice, 'point')} {'is' if twice == 1 else 'are'} enough to know"
        for each in tried(case, enough, difference=twice):
            yield each.change(f"{each.case.needed_paired:,} examples")
        if case.values.alike != "0.8":
            for each in tried(case, "If the two mostly fail on the same examples", alike="0.8"):
                yield each.change(f"{each.case.needed_paired:,} examples")
    if case.values.goal == SCORE and 4 * case.values.cases <= MOST:
        cases, right = 4 * case.values.cases, 4 * case.values.right
        words = f"With {cases:,} examples and as many right"
        for each in tried(case, words, cases=cases, right=right):
            low, _, high = (100 * share for share in each.case.score)
            yield each.change(f"{low:.0f} to {high:.0f}%")
