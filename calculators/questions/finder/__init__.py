"""What can my machine run? Models ranked for a machine and a purpose, the first as a plan."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.finder import changes, figures, verdict, working
from calculators.questions.finder.case import Case
from calculators.questions.finder.inputs import FinderInputs

__all__ = ["FINDER", "FinderInputs"]

FINDER = Calculator(
    name="finder",
    title="What can my machine run?",
    question="Which models can my machine run, and which should I try first?",
    inputs=FinderInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter(
            "calculators.questions.finder.candidates", "The best form of each model, and its place"
        ),
        Chapter("calculators.questions.finder.order", "Which of two comes first"),
        Chapter("calculators.questions.common.scores", "The score, and what it equals in time"),
        Chapter(
            "calculators.questions.finder.purposes", "The purposes, and how quick is quick enough"
        ),
        Chapter("calculators.questions.common.licences", "What a licence allows"),
        Chapter("calculators.questions.licence.use", "What it allows for one use"),
        Chapter("calculators.engines.memory.requirement", "What a model needs"),
        Chapter("calculators.engines.speed.rate", "From a machine to tokens per second"),
        Chapter("calculators.questions.finder.verdict", "The plan in words"),
    ),
)
