"""Every calculator there is. The site, the terminal and the browser find them here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors, Problem, quoted

NAMES = (
    "fit",
    "speed",
    "finder",
    "needs",
    "api-cost",
    "agent",
    "break-even",
    "subscription",
    "customise",
    "openness",
    "licence",
    "cover",
    "triage",
    "data-path",
    "rules",
    "gap",
    "eval-size",
    "disagree",
    "log-check",
)
"""In the order in which they are listed. `api-cost` is `API_COST` in `questions/api_cost/`."""


class Registry(Mapping[str, "Calculator"]):
    """Calculators by name, each imported when it is first asked for.

    A reader's browser needs one of them as soon as can be, and the others perhaps never.
    """

    def __getitem__(self, name: str) -> Calculator:
        if name not in NAMES:
            raise KeyError(name)
        module = name.replace("-", "_")
        found: Calculator = getattr(
            import_module(f"calculators.questions.{module}"), module.upper()
        )
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


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
