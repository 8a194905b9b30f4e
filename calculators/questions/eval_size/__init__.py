"""How many examples do I need? And what do those I have tell?"""

from __future__ import annotations

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.eval_size import changes, figures, verdict, working
from calculators.questions.eval_size.case import Case
from calculators.questions.eval_size.inputs import EvalSizeInputs

__all__ = ["EVAL_SIZE", "EvalSizeInputs"]

EVAL_SIZE = Calculator(
    name="eval-size",
    title="How many examples do I need?",
    question="How many examples does a test need, and what does it tell?",
    inputs=EvalSizeInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.engines.counts", "What counts of right and wrong tell"),
        Chapter("calculators.questions.eval_size.case", "Your case in shares and counts"),
        Chapter("calculators.questions.eval_size.verdict", "The answer in words"),
    ),
)
