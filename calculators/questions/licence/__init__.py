"""May I do this with that model? The licence's own clauses, decided for one case."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.licence import changes, figures, verdict, working
from calculators.questions.licence.case import Case
from calculators.questions.licence.inputs import LicenceInputs

__all__ = ["LICENCE", "LicenceInputs"]

LICENCE = Calculator(
    name="licence",
    title="What may I do with it?",
    question="May I do this with that model?",
    inputs=LicenceInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.licence.outcome", "From clauses to an outcome"),
        Chapter("calculators.engines.rules.decide", "Which rule decides"),
        Chapter("calculators.engines.rules.condition", "When a rule holds"),
        Chapter("calculators.questions.licence.facts", "Your case as facts"),
        Chapter("calculators.questions.licence.verdict", "The answer in words"),
    ),
)
