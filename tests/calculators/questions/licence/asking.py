"""`licence` asked of typed inputs, and the cases that were read from the texts."""

import tomllib
from typing import Any

from calculators.core.results import Result
from calculators.questions.licence import LICENCE
from calculators.questions.licence.case import Case
from tests.paths import DATA

CASES: list[dict[str, Any]] = tomllib.loads((DATA / "licence_cases.toml").read_text("utf-8"))[
    "case"
]


def ask(**inputs: object) -> Result:
    return LICENCE.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(LICENCE.read(inputs))
