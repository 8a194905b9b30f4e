"""`needs` asked of typed inputs, and its case."""

from calculators.core.results import Result
from calculators.questions.needs import NEEDS
from calculators.questions.needs.case import Case


def ask(**inputs: object) -> Result:
    return NEEDS.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(NEEDS.read(inputs))


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


GEMMA = {"model": "gemma-4-12b"}
LARGE = {"model": "qwen3-235b-a22b", "quantization": "Q8_0"}
TOO_LARGE = {"model": "kimi-k2.6", "quantization": "Q8_0"}
"""No machine of the catalog holds it."""
