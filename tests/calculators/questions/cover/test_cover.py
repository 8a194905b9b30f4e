"""Cases that somebody read from the terms of vendors: tests/data/cover_cases.toml."""

from typing import Any, get_args

import pytest

from calculators.engines.cover.record import SITUATIONS, Outcome
from tests.calculators.questions.cover.asking import CASES, ask


@pytest.mark.parametrize("read", CASES, ids=lambda each: each["name"])
def test_a_case_has_the_outcome_that_the_terms_give_it(read: dict[str, Any]) -> None:
    answer = ask(**read["inputs"], as_of=read["as_of"])
    assert (answer.words["outcome"], answer.words["clause"]) == (read["outcome"], read["clause"])


def test_there_are_at_least_forty_cases_and_every_outcome_and_situation_among_them() -> None:
    assert len(CASES) >= 40
    assert {each["outcome"] for each in CASES} == {*get_args(Outcome)} - {"not_applicable"}
    asked = {each["inputs"]["situation"] for each in CASES}
    assert asked == {*SITUATIONS}
