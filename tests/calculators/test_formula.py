"""The formula that each calculator opens to its readers."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from calculators.core.calculator import Chapter
from calculators.registry import CALCULATORS

CHAPTERS = [chapter for each in CALCULATORS.values() for chapter in each.formula]


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_calculator_says_where_its_formula_is(name: str) -> None:
    assert len(CALCULATORS[name].formula) >= 1


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.module)
def test_a_part_is_a_module_of_ours_with_a_title_of_one_line(chapter: Chapter) -> None:
    assert chapter.module.startswith("calculators.")
    spec = find_spec(chapter.module)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).suffix == ".py"
    assert 10 <= len(chapter.title) <= 50
    assert chapter.title[0].isupper()


@pytest.mark.parametrize("name", CALCULATORS)
def test_no_part_is_told_twice(name: str) -> None:
    formula = CALCULATORS[name].formula
    assert len({each.module for each in formula}) == len(formula)
    assert len({each.title for each in formula}) == len(formula)
