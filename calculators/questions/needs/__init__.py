"""What machine does this model need? The least memory that does, and machines, cheapest first."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.needs import changes, figures, verdict, working
from calculators.questions.needs.case import Case
from calculators.questions.needs.inputs import NeedsInputs

__all__ = ["NEEDS", "NeedsInputs"]

NEEDS = Calculator(
    name="needs",
    title="What machine does it need?",
    question="Which machine does this model need?",
    inputs=NeedsInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.questions.needs.machines", "The machines, and the least memory"),
        Chapter("calculators.questions.finder.candidates", "How well a model does on a machine"),
        Chapter("calculators.engines.memory.requirement", "What a model needs"),
        Chapter("calculators.engines.machine.amounts", "What a model may use on a machine"),
        Chapter("calculators.engines.speed.rate", "From a machine to tokens per second"),
        Chapter("calculators.questions.needs.verdict", "The answer in words"),
    ),
)
