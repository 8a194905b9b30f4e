"""Cases that somebody read from the texts: tests/data/rules_cases.toml."""

from typing import Any, get_args

import pytest

from calculators.engines.laws.outcome import Status
from calculators.engines.laws.record import laws
from calculators.questions.rules.inputs import PLACES, ROLES, SECTORS, USES
from tests.calculators.questions.rules.asking import CASES, ask, case


@pytest.mark.parametrize("read", CASES, ids=lambda each: each["name"])
def test_a_case_has_the_rules_that_the_texts_give_it(read: dict[str, Any]) -> None:
    inputs = {**read["inputs"], "as_of": read["as_of"]}
    reading = case(**inputs).reading
    assert [each.rule.id for each in reading.now] == read["now"]
    assert [each.rule.id for each in reading.coming] == read["coming"]
    words = ask(**inputs).words
    assert (words["outcome"], words["rules"]) == (read["outcome"], " ".join(read["now"]))


def test_there_are_at_least_thirty_cases_and_every_rule_is_reached() -> None:
    assert len(CASES) >= 30
    assert {each["outcome"] for each in CASES} == {*get_args(Status)}
    rules = {rule.id for law in laws().values() for rule in law.rule}
    assert {ident for each in CASES for ident in each["now"]} == rules


def test_every_place_and_nearly_every_other_choice_is_among_the_cases() -> None:
    asked = [each["inputs"] for each in CASES]
    assert {each["place"] for each in asked} == {*PLACES}
    assert {each.get("sector", "other") for each in asked} == {*SECTORS}
    assert {*USES} - {each["use"] for each in asked} == {"benefits"}
    assert {*ROLES} - {each.get("role", "use") for each in asked} == {"tune"}
