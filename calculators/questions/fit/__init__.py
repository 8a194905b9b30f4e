"""Will this model fit this machine? Memory for llama.cpp and the programs built on it."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.fit import changes, figures, verdict, working
from calculators.questions.fit.case import Case
from calculators.questions.fit.inputs import FitInputs

__all__ = ["FIT", "FitInputs"]

FIT = Calculator(
    name="fit",
    title="Will it fit?",
    question="Will this model fit in this machine's memory?",
    inputs=FitInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.memory.requirement", "What a model needs"),
        Chapter("calculators.engines.memory.tensor_types", "Bits per weight of each storage type"),
        Chapter("calculators.engines.memory.quantization", "Which weights get which type"),
        Chapter("calculators.engines.memory.weights", "The weights, added up"),
        Chapter("calculators.engines.memory.cache", "The memory of the conversation"),
        Chapter("calculators.engines.memory.compute", "The working space"),
        Chapter("calculators.engines.memory.projector", "The part for pictures"),
        Chapter("calculators.engines.memory.beside", "What else is loaded beside the model"),
        Chapter("calculators.engines.machine.reserve", "What the system and your apps keep"),
        Chapter("calculators.engines.machine.amounts", "What a model may use on this machine"),
        Chapter("calculators.engines.memory.split", "A card and main memory together"),
        Chapter("calculators.engines.memory.cards", "Several cards, whole layers on each"),
        Chapter("calculators.engines.memory.placement", "Does it fit, and where"),
        Chapter("calculators.questions.fit.verdict", "The verdict in words"),
    ),
)
