from __future__ import annotations

from calculators.core.results import good
from tests.calculators.sample.case import Case

LOOKS = {"light": good("Light")}


def asked(case: Case) -> str:
    return f"{case.values.count} pieces"


def status(case: Case) -> str:
    return "light"


def headline(case: Case) -> str:
    return f"{case.values.count} × {case.name} weigh {case.total_kg:g} kg."


def reasons(case: Case) -> list[str]:
    return ["You can carry it."]
