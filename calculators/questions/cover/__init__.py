"""Who stands behind the answer? A vendor's own terms, decided for what you do with it."""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.cover import changes, figures, verdict, working
from calculators.questions.cover.case import Case
from calculators.questions.cover.inputs import CoverInputs

__all__ = ["COVER", "CoverInputs"]

COVER = Calculator(
    name="cover",
    title="Who stands behind it?",
    question="Who stands behind the answer?",
    inputs=CoverInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.cover.outcome", "The weakest decides"),
        Chapter("calculators.engines.cover.record", "What is kept of a plan"),
        Chapter("calculators.engines.rules.decide", "Which rule decides"),
        Chapter("calculators.questions.cover.case", "Your plan and your case"),
        Chapter("calculators.questions.cover.verdict", "The answer in words"),
    ),
)
