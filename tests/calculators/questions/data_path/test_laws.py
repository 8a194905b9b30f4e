"""What holds for every plan: more exposure and more delicate text never count for less."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.cover.record import listed, plan
from calculators.engines.data_path.way import WORST
from calculators.questions.data_path.duties import duties
from calculators.questions.data_path.inputs import KINDS, PLACES
from tests.calculators.questions.data_path.asking import ask, case
from tests.laws import law

PLANS = sorted(ident for ident in listed() if plan(ident).kind != "own")
GENTLER = {"internal": "public", "personal": "internal", "client": "internal", "health": "personal"}
"""To each kind of text a plainer one."""
ANYTHING = st.fixed_dictionaries(
    {
        "where": st.sampled_from(["plan", "machine", "server"]),
        "plan": st.sampled_from(PLANS),
        "exposed": st.booleans(),
        "kind": st.sampled_from(sorted(KINDS)),
        "home": st.sampled_from(sorted(PLACES)),
        "zero_retention": st.booleans(),
        "training_off": st.booleans(),
        "as_of": st.sampled_from(["", "2024-01-01", "2026-11-29", "2030-01-01"]),
    }
)


def rank(inputs: dict[str, Any]) -> int:
    return WORST.index(case(**inputs).way.outcome)


@law()
@given(ANYTHING)
def test_exposure_never_shortens_the_list_of_who_can_see_it(inputs: dict[str, Any]) -> None:
    closed = case(**{**inputs, "exposed": False})
    opened = case(**{**inputs, "exposed": True})
    assert {*closed.way.viewers} <= {*opened.way.viewers}
    assert WORST.index(opened.way.outcome) <= WORST.index(closed.way.outcome)
    assert {*duties(closed)} <= {*duties(opened)}


@law()
@given(ANYTHING)
def test_zero_retention_never_lengthens_the_time_kept(inputs: dict[str, Any]) -> None:
    without = case(**{**inputs, "zero_retention": False}).way
    agreed = case(**{**inputs, "zero_retention": True}).way
    assert agreed.stay in (without.stay, type(agreed.stay)(known=True, days=0))
    assert WORST.index(agreed.outcome) >= WORST.index(without.outcome)


@law()
@given(ANYTHING)
def test_switching_training_off_never_gives_more_away(inputs: dict[str, Any]) -> None:
    assert rank({**inputs, "training_off": True}) >= rank({**inputs, "training_off": False})


@law()
@given(ANYTHING)
def test_a_more_delicate_text_never_has_fewer_duties_or_a_better_outcome(
    inputs: dict[str, Any],
) -> None:
    for kind, plainer in GENTLER.items():
        more, fewer = case(**{**inputs, "kind": kind}), case(**{**inputs, "kind": plainer})
        assert len(duties(more)) >= len(duties(fewer))
        assert WORST.index(more.way.outcome) <= WORST.index(fewer.way.outcome)


@law()
@given(ANYTHING)
def test_every_answer_has_a_reason_a_source_and_the_whole_way(inputs: dict[str, Any]) -> None:
    answer = ask(**inputs)
    assert answer.verdict.reasons
    assert all(each.endswith(".") for each in answer.verdict.reasons)
    assert answer.sources
    assert all(each.url.startswith("https://") for each in answer.sources)
    assert answer.words["clause"]
    stops = [stop.label for stop in answer.chart.stops]  # type: ignore[union-attr]
    assert stops[0] == "The person at the keyboard"
    assert stops[-2:] == ["Copies that stay", "Training of models"]


@law()
@given(ANYTHING)
def test_what_is_tried_gives_less_away(inputs: dict[str, Any]) -> None:
    for change in ask(**inputs).changes:
        assert rank({**inputs, **change.inputs}) > rank(inputs)


@pytest.mark.parametrize("ident", PLANS)
def test_what_is_not_known_is_never_shown_as_a_no(ident: str) -> None:
    found = case(plan=ident, as_of="2020-06-01")
    if plan(ident).in_force_from:
        assert found.way.outcome == "unknown"
        assert found.way.trains == found.way.stay.sees == "unknown"
