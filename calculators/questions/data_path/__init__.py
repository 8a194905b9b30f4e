"""Where does my text go? Who can see it, for how long, and what to do before you send it."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.data_path import changes, figures, verdict, working
from calculators.questions.data_path.case import Case
from calculators.questions.data_path.inputs import DataPathInputs

__all__ = ["DATA_PATH", "DataPathInputs"]

DATA_PATH = Calculator(
    name="data-path",
    title="Where does my text go?",
    question="Where does my text go, and who can see it?",
    inputs=DataPathInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.data_path.way", "The way of a text"),
        Chapter("calculators.questions.data_path.duties", "What to do before you send it"),
        Chapter("calculators.questions.data_path.verdict", "The answer in words"),
    ),
)
