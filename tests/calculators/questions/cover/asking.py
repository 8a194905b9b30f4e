"""`cover` asked of typed inputs, and the cases that were read from the texts."""

import tomllib
from typing import Any

from calculators.core.results import Result
from calculators.questions.cover import COVER
from calculators.questions.cover.case import Case
from tests.paths import DATA

CASES: list[dict[str, Any]] = tomllib.loads((DATA / "cover_cases.toml").read_text("utf-8"))["case"]


def ask(**inputs: object) -> Result:
    return COVER.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(COVER.read(inputs))
