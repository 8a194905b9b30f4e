"""A test that is planned, or the counts of one that was made."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.errors import InputErrors, Problem
from calculators.core.numbers import counted
from calculators.engines.counts import (
    ONE_SIDED,
    TWO_SIDED,
    Interval,
    cases_for_margin,
    cases_to_compare,
    mcnemar,
    paired_difference,
    wilson,
)
from calculators.questions.eval_size.inputs import COMPARE, PLAN, SCORE, EvalSizeInputs


@dataclass(frozen=True)
class Case:
    """The question, read; raises `InputErrors` where counts or shares contradict each other."""

    values: EvalSizeInputs

    def __post_init__(self) -> None:
        """Refuse more right answers than examples, no examples, and more than all of them."""
        values = self.values
        if values.goal == SCORE and values.right > values.cases:
            message = (
                f"Answered right: {values.right:,} is more than the "
                f"{counted(values.cases, 'example')} tested. Type at most that many."
            )
            raise InputErrors([Problem("right", message)])
        if values.goal == COMPARE and not self.compared:
            message = "Both right: all four counts are 0. Count at least one example."
            raise InputErrors([Problem("both_right", message)])
        if values.goal == PLAN and not 0 < self.better < 1:
            message = (
                f"Difference that you must see: {self.points} from {values.share:g}% "
                f"{'leads' if values.difference == 1 else 'lead'} to no share between 0 and 100%. "
                "Type less, or another share."
            )
            raise InputErrors([Problem("difference", message)])

    @property
    def z(self) -> float:
        """The quantile of the confidence."""
        return TWO_SIDED[int(self.values.confidence)]

    @property
    def share(self) -> float:
        """Expected share of right answers."""
        return self.values.share / 100

    @property
    def z_power(self) -> float:
        """The quantile of the power."""
        return ONE_SIDED[int(self.values.power)]

    @property
    def points(self) -> str:
        """The difference in words."""
        return counted(self.values.difference, "point")

    @property
    def better(self) -> float:
        """The share that is to be told from it: better, or worse where there is no room above."""
        step = self.values.difference / 100
        return self.share + step if self.share + step < 1 else self.share - step

    def needed(self, alike: float) -> int:
        """Examples to tell the two shares apart, so far as the two fail alike."""
        return cases_to_compare(self.share, self.better, alike, self.z, self.z_power)

    @property
    def needed_paired(self) -> int:
        """With both models on the same examples.

        >>> Case(EvalSizeInputs(share=75, difference=3)).needed_paired
        1568
        """
        return self.needed(float(self.values.alike))

    @property
    def needed_apart(self) -> int:
        """For each model, where the two get different examples."""
        return self.needed(0)

    @property
    def needed_alone(self) -> int:
        """To know one share to within the difference."""
        return cases_for_margin(self.share, self.values.difference / 100, self.z)

    @property
    def score(self) -> Interval:
        """The share of right answers that was counted."""
        return wilson(self.values.right, self.values.cases, self.z)

    @property
    def compared(self) -> int:
        """Examples on which both were tested."""
        values = self.values
        return values.both_right + values.only_first + values.only_second + values.both_wrong

    @property
    def difference(self) -> Interval:
        """By how much the first is better."""
        values = self.values
        return paired_difference(values.only_first, values.only_second, self.compared, self.z)

    @property
    def chance(self) -> float:
        """How often chance alone would set two equal models as far apart."""
        return mcnemar(self.values.only_first, self.values.only_second)

    @property
    def is_clear(self) -> bool:
        """Whether one is better, as sure as wished."""
        return self.chance <= 1 - int(self.values.confidence) / 100

    def usd_a_month(self, share: float) -> float:
        """What a share of all answers costs in a month where they are wrong."""
        return share * self.values.answers_per_month * self.values.wrong_usd
