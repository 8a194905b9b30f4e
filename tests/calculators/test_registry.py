"""Calculators are found by name, and imported when first asked for."""

import subprocess
import sys

import pytest

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors
from calculators.registry import CALCULATORS, calculator

LOADED = """
import sys
from calculators.browser import answer
answer("fit", {})
names = (name.partition("calculators.")[2] for name in sys.modules)
print(*sorted(name for name in names if name.count(".") == 1))
"""


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_name_leads_to_the_calculator_of_that_name(name: str) -> None:
    assert calculator(name).name == name


def test_who_asks_one_calculator_does_not_wait_for_the_others() -> None:
    ran = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert {"questions.fit", "engines.memory", "engines.machine"} <= loaded
    others = {"speed", "finder", "needs", "disagree", "log_check", "api_cost"}
    assert loaded.isdisjoint(f"questions.{name}" for name in others)
    assert loaded.isdisjoint({"engines.price", "browser.edited_formula"})


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputErrors, match="fit, speed, finder"):
        calculator("toaster")


@pytest.mark.parametrize("each", CALCULATORS.values(), ids=lambda each: each.name)
def test_at_most_four_inputs_stand_in_view_before_anything_is_unfolded(each: Calculator) -> None:
    first = [field.name for field in each.groups[""] if each.shows(field.name, {})]
    assert 1 <= len(first) <= 4


def test_the_finder_asks_for_the_machine_and_the_purpose() -> None:
    finder = CALCULATORS["finder"]
    first = [field.name for field in finder.groups[""] if finder.shows(field.name, {})]
    assert first == ["machine", "purpose"]
