"""`rules` asked of typed inputs, and the cases that were read from the texts."""

import tomllib
from typing import Any

from calculators.core.results import Result
from calculators.questions.rules import RULES
from calculators.questions.rules.case import Case
from tests.paths import DATA

CASES: list[dict[str, Any]] = tomllib.loads((DATA / "rules_cases.toml").read_text("utf-8"))["case"]


def ask(**inputs: object) -> Result:
    return RULES.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(RULES.read(inputs))
