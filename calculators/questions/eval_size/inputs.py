"""What `eval-size` asks: a plan for a test, or the counts of one, and what a wrong answer costs."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import amount, choice, count, percent, usd, when
from calculators.engines.counts import ONE_SIDED, TWO_SIDED

_ERRORS = "What wrong answers cost"
_SURE = "How sure you want to be"
PLAN, SCORE, COMPARE = "plan", "score", "compare"
GOALS = {
    PLAN: "Plan a test: how many examples?",
    SCORE: "One model was tested: how sure is its score?",
    COMPARE: "Two were tested on the same examples: is one better?",
}
ALIKE = {"0": "Not at all", "0.5": "About half", "0.8": "Mostly"}
"""How much two models fail on the same examples, as a correlation."""
MOST = 1_000_000
_PLAN, _SCORE, _COMPARE = (when("goal", goal) for goal in GOALS)
_PERCENT = {str(each): f"{each}%" for each in TWO_SIDED}


@dataclass(frozen=True, kw_only=True)
class EvalSizeInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    goal: str = choice(PLAN, GOALS)("What you want to know")
    share: float = percent(75, when=_PLAN)(
        "Right answers that you expect", "Of the model that you have now. A guess will do."
    )
    difference: float = amount(10, "points", 0.1, 99, when=_PLAN)(
        "Difference that you must see", "Percentage points. 75% against 85% is 10 points."
    )
    cases: int = count(50, "examples", 1, MOST, when=_SCORE)("Examples tested")
    right: int = count(40, "examples", 0, MOST, when=_SCORE)("Answered right")
    both_right: int = count(60, "examples", 0, MOST, when=_COMPARE)("Both right")
    only_first: int = count(18, "examples", 0, MOST, when=_COMPARE)("Only the first right")
    only_second: int = count(7, "examples", 0, MOST, when=_COMPARE)("Only the second right")
    both_wrong: int = count(15, "examples", 0, MOST, when=_COMPARE)("Both wrong")
    wrong_usd: float = usd(5, 10_000_000, group=_ERRORS)(
        "What one wrong answer costs",
        "The time to notice it and put it right, and whatever else it costs.",
    )
    answers_per_month: int = count(500, "answers", 0, 10**9, group=_ERRORS)("Answers in a month")
    alike: str = choice("0.5", ALIKE, when=_PLAN, group=_SURE)("How alike the two fail")
    confidence: str = choice("95", _PERCENT, group=_SURE)(
        "How sure you want to be", "How often such a range holds the truth."
    )
    power: str = choice("80", {str(p): f"{p}%" for p in ONE_SIDED}, when=_PLAN, group=_SURE)(
        "How often a true difference should show"
    )
