"""How the tests ask."""

from __future__ import annotations

from calculators.core.results import Result
from calculators.questions.customise import CUSTOMISE


def ask(**inputs: object) -> Result:
    return CUSTOMISE.answer(inputs)


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found
