"""How far behind is open? In points and in time, also for the best that runs on your machine."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.gap import changes, figures, verdict, working
from calculators.questions.gap.case import Case
from calculators.questions.gap.inputs import GapInputs

__all__ = ["GAP", "GapInputs"]

GAP = Calculator(
    name="gap",
    title="How far behind is open?",
    question="How far behind the best closed models is it?",
    inputs=GapInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.capability.lag", "From a score to days behind"),
        Chapter("calculators.questions.gap.subject", "Which model is meant"),
        Chapter("calculators.questions.common.scores", "Its score, and what it equals in time"),
        Chapter("calculators.questions.gap.verdict", "The answer in words"),
    ),
)
