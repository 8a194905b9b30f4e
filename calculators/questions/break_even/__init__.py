"""Buy, rent or call? What one job costs a month on a machine of one's own, rented or hosted."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.break_even import changes, figures, verdict, working
from calculators.questions.break_even.case import Case
from calculators.questions.break_even.inputs import BreakEvenInputs

__all__ = ["BREAK_EVEN", "BreakEvenInputs"]

BREAK_EVEN = Calculator(
    name="break-even",
    title="Buy, rent or call?",
    question="Is my own machine cheaper than renting one, or than paying by the token?",
    inputs=BreakEvenInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.ownership.costs", "What owning and renting cost"),
        Chapter("calculators.questions.break_even.decision", "Whether it pays back, or why never"),
        Chapter("calculators.questions.break_even.changes", "Which single number would turn it"),
        Chapter("calculators.questions.break_even.ways", "The ways, by the amount of work"),
        Chapter("calculators.questions.break_even.verdict", "The verdict in words"),
    ),
)
