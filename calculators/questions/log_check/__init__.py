"""Does my log agree? Sizes and speed out of a pasted log, beside what we predict for its set-up."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.log_check import changes, figures, verdict, working
from calculators.questions.log_check.case import Case
from calculators.questions.log_check.inputs import LogCheckInputs

__all__ = ["LOG_CHECK", "LogCheckInputs"]

LOG_CHECK = Calculator(
    name="log-check",
    title="Does my log agree?",
    question="What does a log of llama.cpp, Ollama or LM Studio say, and is it what we predict?",
    inputs=LogCheckInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.questions.log_check.reading", "How a log is read, line by line"),
        Chapter("calculators.questions.log_check.settings", "Lines with a name and a value"),
        Chapter("calculators.questions.log_check.phrases", "Lines known by a phrase"),
        Chapter("calculators.questions.log_check.speeds", "Lines that give a speed"),
        Chapter("calculators.questions.log_check.failures", "Lines that say what failed"),
        Chapter("calculators.questions.log_check.amounts", "Numbers as logs print them"),
        Chapter("calculators.questions.log_check.recognition", "Which model a log is about"),
        Chapter("calculators.questions.log_check.comparison", "The log beside the prediction"),
        Chapter("calculators.questions.log_check.devices", "What lies where"),
        Chapter("calculators.questions.log_check.causes", "Why the two differ"),
    ),
)
