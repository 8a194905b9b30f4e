"""Lane, stakes and controls of facts, read from the records."""

from typing import Any

import pytest

from calculators.engines.triage.outcome import RISKS, read, strictness
from calculators.engines.triage.record import record, tasks
from tests.calculators.questions.triage.asking import case

FACTS: dict[str, Any] = dict(case(task="own").facts)
ON = case().on


def test_the_factor_that_decides_and_what_it_overrules() -> None:
    lane = read({**FACTS, "person": "decides", "offline": True}, ON).lane
    assert lane.rule.outcome == "human_decides"
    assert [each.outcome for each in lane.overruled] == ["local", "cheap_api"]


@pytest.mark.parametrize(
    ("level", "stakes", "examples"), [("easily", "low", 62), ("costly", "medium", 198)]
)
def test_what_a_mistake_costs_sets_the_stakes_and_the_test(
    level: str, stakes: str, examples: int
) -> None:
    reading = read({**FACTS, "undo": level}, ON)
    assert (reading.stakes.rule.outcome, reading.examples) == (stakes, examples)


def test_a_fact_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        read({"owner": True}, ON)


def test_people_in_charge_are_stricter_than_any_model() -> None:
    assert [strictness(each) for each in ("no_ai", "human_decides", "small_first")] == [0, 1, 2]


def test_every_text_that_is_named_is_there_and_every_text_is_named() -> None:
    found = record()
    named = {name for each in (*found.lane, *found.control) for name in each.texts}
    named |= {each.text for each in found.evidence}
    assert named == {*found.texts}
    assert all(each.texts for each in (*found.lane, *found.control))


def test_tasks_name_levels_that_there_are() -> None:
    for task in tasks().values():
        for name, level in task.facts.items():
            assert level in RISKS.get(name, (level,))
            assert case(task=task.id).facts[name] == level
