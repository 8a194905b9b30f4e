"""Cases that somebody read from the texts of the licences: tests/data/licence_cases.toml."""

from typing import Any

import pytest

from tests.calculators.questions.licence.asking import CASES, ask


@pytest.mark.parametrize("read", CASES, ids=lambda each: each["name"])
def test_a_case_has_the_outcome_that_its_licence_gives_it(read: dict[str, Any]) -> None:
    answer = ask(**read["inputs"], as_of=read["as_of"])
    assert (answer.words["outcome"], answer.words["clause"]) == (read["outcome"], read["clause"])


def test_there_are_at_least_fifty_cases_and_every_outcome_among_them() -> None:
    assert len(CASES) >= 50
    outcomes = {each["outcome"] for each in CASES}
    assert outcomes == {"allowed", "allowed_if", "ask_first", "not_allowed", "unknown"}


@pytest.mark.parametrize(("said", "outcome"), [(True, "not_allowed"), (False, "allowed_if")])
def test_a_program_may_say_yes_and_no_as_json_does(said: bool, outcome: str) -> None:
    asked = {"model": "command-r7b", "actor": "nonprofit", "commercial": said}
    assert ask(**asked).words["outcome"] == outcome
