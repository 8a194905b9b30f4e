"""`data-path` asked of typed inputs, and the cases that were read from the texts."""

import tomllib
from typing import Any

from calculators.core.results import Result
from calculators.questions.data_path import DATA_PATH
from calculators.questions.data_path.case import Case
from tests.paths import DATA

CASES: list[dict[str, Any]] = tomllib.loads((DATA / "data_path_cases.toml").read_text("utf-8"))[
    "case"
]


def ask(**inputs: object) -> Result:
    return DATA_PATH.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(DATA_PATH.read(inputs))
