"""Every calculator there is. The site, the terminal and the browser find them here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.disagree import DISAGREE
from calculators.errors import InputErrors, Problem, quoted
from calculators.finder import FINDER
from calculators.fit import FIT
from calculators.log_check import LOG_CHECK
from calculators.needs import NEEDS
from calculators.speed import SPEED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.declaration import Calculator

CALCULATORS: Mapping[str, Calculator] = {
    each.name: each for each in (FIT, SPEED, FINDER, NEEDS, DISAGREE, LOG_CHECK)
}


def calculator(name: str) -> Calculator:
    """The calculator of that name; raises `InputErrors` when there is none."""
    found = CALCULATORS.get(name)
    if found is None:
        known = ", ".join(CALCULATORS)
        raise InputErrors(
            [Problem("calculator", f"{quoted(name)} is not a calculator. There are: {known}.")]
        )
    return found
