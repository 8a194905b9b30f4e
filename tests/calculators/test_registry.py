"""Calculators are found by name, and imported when first asked for."""

import subprocess
import sys

import pytest

from calculators.errors import InputErrors
from calculators.registry import CALCULATORS, calculator

LOADED = """
import sys
from calculators.browser import answer
answer("fit", {})
print(*sorted(name for name in sys.modules if name.count(".") == 1 and "calculators." in name))
"""


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_name_leads_to_the_calculator_of_that_name(name: str) -> None:
    assert calculator(name).name == name


def test_who_asks_one_calculator_does_not_wait_for_the_others() -> None:
    ran = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert {"calculators.fit", "calculators.memory", "calculators.machine"} <= loaded
    others = {"speed", "finder", "needs", "disagree", "log_check", "trial", "api_cost", "price"}
    assert loaded.isdisjoint(f"calculators.{name}" for name in others)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputErrors, match="fit, speed, finder"):
        calculator("toaster")
