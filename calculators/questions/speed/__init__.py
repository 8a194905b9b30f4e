"""How long will my task take? Seconds to the first word and to the end, with their range."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.speed import changes, figures, verdict, working
from calculators.questions.speed.case import Case
from calculators.questions.speed.inputs import SpeedInputs

__all__ = ["SPEED", "SpeedInputs"]

SPEED = Calculator(
    name="speed",
    title="How long will it take?",
    question="How long will my task take on this machine?",
    inputs=SpeedInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.speed.rate", "From a machine to tokens per second"),
        Chapter("calculators.engines.speed.work", "What one token costs a model"),
        Chapter("calculators.engines.speed.estimate", "The time of a whole task"),
        Chapter("calculators.questions.common.tasks", "The tasks, in tokens"),
        Chapter("calculators.questions.speed.verdict", "The verdict in words"),
    ),
)
