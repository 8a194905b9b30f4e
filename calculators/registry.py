"""Every calculator there is. The site, the terminal and the browser find them here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from calculators.core.errors import InputErrors, Problem, quoted

if TYPE_CHECKING:
    from calculators.core.calculator import Calculator

PLACES = {
    "fit": ("calculators.questions.fit", "FIT"),
    "speed": ("calculators.questions.speed", "SPEED"),
    "finder": ("calculators.questions.finder", "FINDER"),
    "needs": ("calculators.questions.needs", "NEEDS"),
    "api-cost": ("calculators.questions.api_cost", "API_COST"),
    "agent": ("calculators.questions.agent", "AGENT"),
    "break-even": ("calculators.questions.break_even", "BREAK_EVEN"),
    "subscription": ("calculators.questions.subscription", "SUBSCRIPTION"),
    "customise": ("calculators.questions.customise", "CUSTOMISE"),
    "disagree": ("calculators.questions.disagree", "DISAGREE"),
    "log-check": ("calculators.questions.log_check", "LOG_CHECK"),
}
"""The module and the name of each, in the order in which they are listed."""


class Registry(Mapping[str, "Calculator"]):
    """Calculators by name, each imported when it is first asked for.

    A reader's browser needs one of them as soon as can be, and the others perhaps never.
    """

    def __getitem__(self, name: str) -> Calculator:
        module, constant = PLACES[name]
        found: Calculator = getattr(import_module(module), constant)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


CALCULATORS: Mapping[str, Calculator] = Registry()


def calculator(name: str) -> Calculator:
    """The calculator of that name; raises `InputErrors` when there is none."""
    found = CALCULATORS.get(name)
    if found is None:
        known = ", ".join(CALCULATORS)
        raise InputErrors(
            [Problem("calculator", f"{quoted(name)} is not a calculator. There are: {known}.")]
        )
    return found
