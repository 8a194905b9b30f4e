"""Why do the calculators disagree? Published formulas beside what is needed, for one model."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.disagree import figures, verdict, working
from calculators.questions.disagree.case import Case
from calculators.questions.disagree.inputs import DisagreeInputs

__all__ = ["DISAGREE", "DisagreeInputs"]

DISAGREE = Calculator(
    name="disagree",
    title="Why do the calculators disagree?",
    question="What do published formulas say about a model, and where does each go wrong?",
    inputs=DisagreeInputs,
    case=Case,
    parts=Answer(verdict, figures, working),
    formula=(
        Chapter(
            "calculators.questions.disagree.case", "One model and what each formula makes of it"
        ),
        Chapter(
            "calculators.questions.disagree.formulas", "What the layers keep; published formulas"
        ),
        Chapter("calculators.questions.disagree.verdict", "Where each formula goes wrong"),
        Chapter("calculators.engines.memory.requirement", "What a model needs"),
        Chapter("calculators.engines.memory.cache", "The memory of the conversation"),
    ),
)
