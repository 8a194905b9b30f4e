from __future__ import annotations

from calculators.core.results import Change
from tests.calculators.sample.case import Case


def changes(case: Case) -> list[Change]:
    return [Change(text="Take 5.", inputs={"count": "5"})]
