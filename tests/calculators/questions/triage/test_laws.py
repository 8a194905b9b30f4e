"""What holds for every task: an answer with a reason, and never fewer controls for more risk."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.rules.condition import asks_about
from calculators.engines.triage.outcome import RISKS, read, strictness
from calculators.engines.triage.record import record, tasks
from calculators.questions.triage.inputs import FACTORS, TESTS
from tests.calculators.questions.triage.asking import ask, case

SWITCHES = ("owner", "cover", "offline", "skills", "audit", "origin")
ON = case().on
ANY_FACTS = st.fixed_dictionaries(
    {name: st.sampled_from([*levels]) for name, levels in FACTORS.items()}
    | {"test": st.sampled_from([*TESTS])}
    | dict.fromkeys(SWITCHES, st.booleans())
)


@given(facts=ANY_FACTS, name=st.sampled_from([*RISKS]))
def test_more_risk_never_means_fewer_controls_or_a_looser_lane(
    facts: dict[str, Any], name: str
) -> None:
    readings = [read({**facts, name: level}, ON) for level in RISKS[name]]
    for less, more in pairwise(readings):
        assert {each.id for each in less.controls} <= {each.id for each in more.controls}
        assert strictness(more.lane.rule.outcome) <= strictness(less.lane.rule.outcome)
        assert more.stakes.rule.margin <= less.stakes.rule.margin
        assert more.examples >= less.examples


@given(facts=ANY_FACTS, name=st.sampled_from(["test", "skills", "offline", "volume", "kind"]))
def test_what_bears_on_the_model_alone_leaves_the_controls_alone(
    facts: dict[str, Any], name: str
) -> None:
    levels = [*FACTORS.get(name, TESTS if name == "test" else (True, False))]
    first, *others = [read({**facts, name: level}, ON) for level in levels]
    assert all(each.controls == first.controls for each in others)
    assert all(each.stakes.rule == first.stakes.rule for each in others)


def test_high_stakes_are_no_reason_for_a_closed_model() -> None:
    """Such a lane asks neither about a person’s rights nor about an error that stays."""
    for rule in record().lane:
        asked = {name for name, _ in asks_about(rule.when)}
        if rule.outcome == "frontier_closed":
            assert not asked & {"person", "profession", "undo", "check", "audience"}


def test_no_control_asks_which_lane_it_is() -> None:
    facts = {*FACTORS, *SWITCHES, "test"}
    for control in record().control:
        assert {name for name, _ in asks_about(control.when)} <= facts - {"test", "skills"}


@pytest.mark.parametrize("task", tasks())
def test_every_task_has_a_lane_a_reason_and_sources_that_open(task: str) -> None:
    answer = ask(task=task)
    assert answer.verdict.headline.endswith(f"{answer.words['clause']}.")
    assert len(answer.verdict.reasons) >= 2
    assert answer.sources
    assert all(each.url.startswith("https://") for each in answer.sources)
    assert answer.figure("controls").value == len(answer.tables[0].rows)


def test_every_factor_is_asked_about_by_a_rule() -> None:
    found = record()
    rules = [*found.lane, *found.stakes, *found.control, *found.evidence]
    asked = {name for each in rules for name, _ in asks_about(each.when)}
    assert asked == {*FACTORS, *SWITCHES, "test"}


@pytest.mark.parametrize("task", tasks())
def test_a_change_leads_where_it_says(task: str) -> None:
    now = ask(task=task)
    for change in now.changes:
        there = ask(**{"task": task, **change.inputs})
        assert there.words["outcome"] != now.words["outcome"]
        assert change.text.endswith(f"({there.words['clause']}).")
