"""`gap` asked of typed inputs, and its case."""

from calculators.core.results import Result
from calculators.questions.gap import GAP
from calculators.questions.gap.case import Case


def ask(**inputs: object) -> Result:
    return GAP.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(GAP.read(inputs))
