"""A small calculator that only tests know: it has one input of every kind."""

from calculators.core.calculator import Answer, Calculator
from tests.calculators.sample import changes, figures, verdict, working
from tests.calculators.sample.case import Case
from tests.calculators.sample.inputs import Basket

__all__ = ["WEIGH", "Basket"]

WEIGH = Calculator(
    name="weigh",
    title="Weigh it",
    question="How heavy is it?",
    inputs=Basket,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
)
