"""`triage` asked of typed inputs, and the cases that somebody thought through."""

import tomllib
from typing import Any

from calculators.core.results import Result
from calculators.questions.triage import TRIAGE
from calculators.questions.triage.case import Case
from tests.paths import DATA

CASES: list[dict[str, Any]] = tomllib.loads((DATA / "triage_cases.toml").read_text("utf-8"))["case"]


def ask(**inputs: object) -> Result:
    return TRIAGE.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(TRIAGE.read(inputs))
