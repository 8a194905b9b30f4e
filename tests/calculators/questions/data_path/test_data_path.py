"""Cases that somebody read from the terms of vendors: tests/data/data_path_cases.toml."""

from typing import Any

import pytest

from calculators.engines.data_path.way import WORST
from calculators.questions.data_path.inputs import KINDS, PLACES, WHERE
from tests.calculators.questions.data_path.asking import CASES, ask, case


@pytest.mark.parametrize("read", CASES, ids=lambda each: each["name"])
def test_a_case_has_the_outcome_that_the_terms_give_it(read: dict[str, Any]) -> None:
    asked = {**read["inputs"], "as_of": read["as_of"]}
    answer = ask(**asked)
    assert answer.words["outcome"] == read["outcome"]
    assert answer.words["clause"]
    assert case(**asked).way.stay.days == read.get("days")
    todo = [row[0] for table in answer.tables for row in table.rows]
    for beginning in read.get("todo", ()):
        assert any(each.startswith(f"☐ {beginning}") for each in todo), todo


def test_the_cases_reach_every_outcome_and_ask_every_question() -> None:
    assert len(CASES) >= 30
    assert {each["outcome"] for each in CASES} == {*WORST}
    asked = [each["inputs"] for each in CASES]
    assert {each.get("where", "plan") for each in asked} == {*WHERE}
    assert {each.get("kind", "internal") for each in asked} == {*KINDS}
    assert {"US", "EU", "UK"} <= {each.get("home", "US") for each in asked} <= {*PLACES}
    assert any("exposed" in each for each in asked)
    assert any("zero_retention" in each for each in asked)
    assert any("training_off" in each for each in asked)
