"""Cases that somebody thought through: tests/data/triage_cases.toml."""

from typing import Any, get_args

import pytest

from calculators.engines.triage.record import Lane, Level, record, tasks
from tests.calculators.questions.triage.asking import CASES, ask, case


@pytest.mark.parametrize("read", CASES, ids=lambda each: each["name"])
def test_a_case_goes_where_it_should_and_takes_its_controls_along(read: dict[str, Any]) -> None:
    words = ask(**read["inputs"]).words
    assert (words["outcome"], words["clause"], words["stakes"]) == (
        read["outcome"],
        read["clause"],
        read["stakes"],
    )
    controls = {each.id for each in case(**read["inputs"]).reading.controls}
    assert {*read.get("must", ())} <= controls


def test_there_are_at_least_forty_cases_and_every_task_is_among_them() -> None:
    assert len(CASES) >= 40
    assert {each["inputs"]["task"] for each in CASES} == {*tasks()}


def test_every_rule_is_reached_by_a_case() -> None:
    read = [case(**each["inputs"]).reading for each in CASES]
    assert {each.lane.rule.outcome for each in read} == {*get_args(Lane)}
    assert {each.lane.rule.clause for each in read} == {each.clause for each in record().lane}
    assert {each.stakes.rule.outcome for each in read} == {*get_args(Level)}
    assert {control.id for each in read for control in each.controls} == {
        each.id for each in record().control
    }
    assert {found.says for each in read for found in each.evidence} == {
        each.says for each in record().evidence
    }
