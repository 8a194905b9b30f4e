"""Which rules apply to me? What was read of the law for a use, a place and a trade, by day."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.rules import changes, figures, verdict, working
from calculators.questions.rules.case import Case
from calculators.questions.rules.inputs import RulesInputs

__all__ = ["RULES", "RulesInputs"]

RULES = Calculator(
    name="rules",
    title="Which rules apply to me?",
    question="Which rules apply to me?",
    inputs=RulesInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.laws.outcome", "Which rules bear on it, and when"),
        Chapter("calculators.engines.laws.record", "What is kept of a rule"),
        Chapter("calculators.engines.rules.condition", "When a rule holds"),
        Chapter("calculators.questions.rules.case", "Your use and your day"),
        Chapter("calculators.questions.rules.verdict", "The answer in words"),
    ),
)
