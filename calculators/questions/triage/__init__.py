"""Which task goes where? A lane for each task, and controls that go with its stakes."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.triage import changes, figures, verdict, working
from calculators.questions.triage.case import Case
from calculators.questions.triage.inputs import TriageInputs

__all__ = ["TRIAGE", "TriageInputs"]

TRIAGE = Calculator(
    name="triage",
    title="Which task goes where?",
    question="Which task goes where?",
    inputs=TriageInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.triage.outcome", "Lane, stakes and controls"),
        Chapter("calculators.engines.rules.decide", "Which rule decides"),
        Chapter("calculators.engines.rules.condition", "When a rule holds"),
        Chapter("calculators.questions.triage.case", "Your task and its factors"),
        Chapter("calculators.questions.triage.verdict", "The answer in words"),
    ),
)
