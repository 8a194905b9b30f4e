"""Conditions of records, read out in the words of a form."""

import pytest

from calculators.engines.rules.condition import Condition
from calculators.questions.common.conditions import condition_words
from calculators.questions.rules.inputs import PLACES, ROLES, RulesInputs

MENUS = {"place": PLACES, "role": ROLES}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({}, "always"),
        ({"place": "EU"}, "European Union"),
        ({"place": ["EU", "UK"], "role": "use"}, "European Union or United Kingdom · We use it"),
        ({"personal": True}, "it takes in data about people"),
        ({"personal": False}, "not: it takes in data about people"),
        (
            {"place": "EU", "any_of": [{"place": "EU"}, {"role": "use"}]},
            "European Union · We use it",
        ),
    ],
)
def test_a_condition_is_read_out_and_says_each_thing_once(condition: Condition, words: str) -> None:
    assert condition_words(condition, RulesInputs, MENUS) == words


def test_what_stands_between_can_be_another_word() -> None:
    condition = {"place": "EU", "role": "use"}
    assert condition_words(condition, RulesInputs, MENUS, " or ") == "European Union or We use it"


def test_a_fact_that_no_form_asks_for_is_an_error() -> None:
    with pytest.raises(KeyError):
        condition_words({"colour": "blue"}, RulesInputs, MENUS)
