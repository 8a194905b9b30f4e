"""How open is it? What of a model was released, and what that may be called."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.openness import changes, figures, verdict, working
from calculators.questions.openness.case import Case
from calculators.questions.openness.inputs import OpennessInputs

__all__ = ["OPENNESS", "OpennessInputs"]

OPENNESS = Calculator(
    name="openness",
    title="How open is it?",
    question="How open is this model?",
    inputs=OpennessInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.openness.ladder", "From what was released to a name"),
        Chapter("calculators.engines.openness.record", "What is kept of a release"),
        Chapter("calculators.questions.openness.verdict", "The answer in words"),
    ),
)
