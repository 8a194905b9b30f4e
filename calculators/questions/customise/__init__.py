"""Prompt, retrieve or fine-tune? Which is enough, and what a tuned model takes and pays back."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.customise import changes, figures, verdict, working
from calculators.questions.customise.case import Case
from calculators.questions.customise.inputs import CustomiseInputs

__all__ = ["CUSTOMISE", "CustomiseInputs"]

CUSTOMISE = Calculator(
    name="customise",
    title="Prompt, retrieve or fine-tune?",
    question="Is a better prompt enough, or should we train a model?",
    inputs=CustomiseInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.questions.customise.rungs", "The rules: prompt, look up or tune"),
        Chapter("calculators.engines.training.run", "Memory while a model trains"),
        Chapter("calculators.questions.customise.costs", "What it costs and when it pays"),
        Chapter("calculators.questions.common.licences", "What licences ask of tuned models"),
    ),
)
