"""What does one task of an AI agent cost? The whole loop, step by step, with real price rules."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.agent import changes, figures, verdict, working
from calculators.questions.agent.case import Case
from calculators.questions.agent.inputs import AgentInputs

__all__ = ["AGENT", "AgentInputs"]

AGENT = Calculator(
    name="agent",
    title="What does an agent’s task cost?",
    question="What does one task of an AI agent cost?",
    inputs=AgentInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.questions.agent.loop", "The loop: what each step sends"),
        Chapter("calculators.engines.price.cost", "What a step costs"),
        Chapter("calculators.questions.agent.tasks", "The tasks, in tokens"),
        Chapter("calculators.questions.agent.changes", "Other ways to run the task"),
    ),
)
