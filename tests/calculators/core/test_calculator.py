from dataclasses import dataclass

import pytest

from calculators.core.calculator import carried
from calculators.core.errors import InputErrors
from calculators.questions.fit import FIT, FitInputs
from tests.calculators.sample import WEIGH, Basket


def problems(raw: dict[str, object]) -> dict[str, str]:
    with pytest.raises(InputErrors) as errors:
        WEIGH.read(raw)
    return {problem.field: problem.message for problem in errors.value.problems}


def test_the_fields_stand_in_the_order_of_the_dataclass() -> None:
    assert {field.name: field.default_text for field in WEIGH.fields} == {
        "fruit": "apple",
        "other": "",
        "count": "10",
        "weight": "0.2",
        "washed": "on",
        "on": "",
    }
    assert next(field.name for field in WEIGH.fields) == "fruit"


def test_missing_inputs_take_their_defaults() -> None:
    assert WEIGH.read({}) == Basket()
    assert WEIGH.read({"count": "3"}) == Basket(count=3)


def test_every_problem_is_told_at_once() -> None:
    assert problems({"fruit": "plum", "count": "0", "washed": "perhaps"}) == {
        "fruit": "Fruit: “plum” is not in the list. Choose one of: apple, pear, other.",
        "count": "Count: “0” is below the limit. Type a number from 1 to 1,000 pieces.",
        "washed": "Washed: “perhaps” is neither on nor off. Type on or off.",
    }


def test_an_unknown_input_is_named() -> None:
    assert problems({"colour": "red"}) == {
        "“colour”": "“colour” is not an input of weigh. "
        "It takes: fruit, other, count, weight, washed, on."
    }


def test_a_hidden_input_is_not_read() -> None:
    assert WEIGH.read({"other": "x" * 1000}) == Basket()
    assert list(problems({"fruit": "other", "other": "x" * 1000})) == ["other"]


def test_an_input_that_depends_on_a_hidden_one_is_hidden_too() -> None:
    assert FIT.read({"memory_kind": "dedicated", "vram_gib": "lots"}) == FitInputs()
    with pytest.raises(InputErrors):
        FIT.read({"machine": "custom", "memory_kind": "dedicated", "vram_gib": "lots"})


def test_values_go_back_to_texts() -> None:
    values = WEIGH.read({"count": "1,000", "washed": "off"})
    assert WEIGH.texts(values) == {
        "fruit": "apple",
        "other": "",
        "count": "1000",
        "weight": "0.2",
        "washed": "off",
        "on": "",
    }


@dataclass(frozen=True, kw_only=True)
class Crate:
    fruit: str = "pear"
    count: int = 1
    crates: int = 1


def test_another_form_takes_over_what_it_asks_alike() -> None:
    values = Basket(fruit="apple", count=12, weight=0.3)
    assert carried(values, Crate, crates=4) == Crate(fruit="apple", count=12, crates=4)
    assert carried(values, Crate, count=3) == Crate(fruit="apple", count=3, crates=1)
