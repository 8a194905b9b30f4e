"""How the tests ask: on one day, with other models beside it or alone."""

from __future__ import annotations

from calculators.core.results import Result
from calculators.questions.agent import AGENT
from calculators.questions.agent.case import Case

DAY = "2026-11-23"
SONNET = "anthropic/claude-sonnet-5-5"
ALONE = {"model_2": "none", "model_3": "none", "model_4": "none"}


def ask(**inputs: object) -> Result:
    return AGENT.answer({"at": DAY} | inputs)


def alone(**inputs: object) -> Result:
    return ask(**(ALONE | inputs))


def case_of(**inputs: object) -> Case:
    return Case(AGENT.read({"at": DAY} | inputs))


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found
