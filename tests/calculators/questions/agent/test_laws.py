"""What must hold for every task, model and habit."""

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import InputErrors
from calculators.core.view.html import to_html
from calculators.engines.price import offers
from calculators.questions.agent import AGENT
from calculators.questions.agent.case import LONGEST_RUN, Case
from calculators.questions.agent.inputs import MAX_STEPS
from calculators.questions.agent.loop import total_cost
from calculators.questions.agent.tasks import KINDS
from tests.laws import law

ALONE = {"model_2": "none", "model_3": "none", "model_4": "none", "at": "2026-11-23"}
Inputs = dict[str, object]
OWN = st.fixed_dictionaries(
    {
        "task": st.just("own"),
        "steps": st.integers(1, 200),
        "fixed_tokens": st.integers(1, 50_000),
        "output_tokens": st.integers(1, 5_000),
        "result_tokens": st.integers(0, 20_000),
        "model": st.sampled_from(sorted(offers())),
        "hit_percent": st.floats(0, 100),
        "retry_percent": st.floats(0, 100),
        "success_percent": st.floats(1, 100),
        "helpers": st.integers(0, 5),
    }
)
ANY = st.fixed_dictionaries(
    {
        "task": st.sampled_from([*KINDS, "own"]),
        "model": st.sampled_from(sorted(offers())),
        "caching": st.sampled_from(["off", "5min", "1h"]),
        "shorten": st.sampled_from(["keep", "summarise", "clear"]),
        "shorten_at": st.integers(1, 300_000),
        "cap_usd": st.sampled_from([0, 0.01, 0.2, 5]),
    }
)


def figures(inputs: Inputs) -> dict[str, float]:
    result = AGENT.answer({**inputs, **ALONE})
    return {each.name: each.value for each in result.figures if each.value is not None}


def refused(inputs: Inputs) -> set[str]:
    try:
        AGENT.answer(inputs)
    except InputErrors as errors:
        return {problem.field for problem in errors.problems}
    return set()


@law(60)
@given(OWN, ANY)
def test_every_question_in_range_has_an_answer_or_a_plain_error(own: Inputs, other: Inputs) -> None:
    inputs = {**own, **other, "at": "2026-11-23"}
    problems = refused(inputs)
    if problems:
        assert problems == {"shorten_at"}
        inputs["shorten"] = "keep"
    result = AGENT.answer(inputs)
    assert to_html(result)
    for each in result.figures:
        if each.value is not None:
            assert 0 <= each.value < float("inf")
            if each.low is not None and each.high is not None:
                assert each.low <= each.value <= each.high


@law(40)
@given(OWN, st.sampled_from(["steps", "fixed_tokens", "output_tokens", "result_tokens"]))
def test_more_of_anything_never_costs_less(inputs: Inputs, name: str) -> None:
    # Where the context is full, a larger step may end the task sooner.
    more = {**inputs, name: int(str(inputs[name])) + 7}
    first, second = figures(inputs), figures(more)
    if "success_usd" in first and "success_usd" in second:
        assert second["success_usd"] >= first["success_usd"]


@law(40)
@given(OWN, st.floats(0, 100))
def test_a_better_success_rate_never_costs_more(inputs: Inputs, better: float) -> None:
    now = float(str(inputs["success_percent"]))
    raised = {**inputs, "success_percent": now + (100 - now) * better / 100}
    first, second = figures(inputs), figures(raised)
    assert second.get("success_usd", 0) <= first.get("success_usd", 0) * (1 + 1e-12)


@law(40)
@given(OWN)
def test_done_right_costs_at_least_as_much_as_one_try(inputs: Inputs) -> None:
    found = figures(inputs)
    assert found.get("success_usd", found["task_usd"]) >= found["task_usd"] * (1 - 1e-12)


@law(40)
@given(OWN, st.floats(0.001, 5))
def test_no_more_is_spent_than_the_limit(inputs: Inputs, cap: float) -> None:
    assert figures({**inputs, "cap_usd": cap})["task_usd"] <= cap


@law(60)
@given(OWN, ANY)
def test_a_look_without_the_bill_finds_what_the_bill_says(own: Inputs, other: Inputs) -> None:
    inputs = {**own, **other, **ALONE}
    if refused(inputs):
        inputs["shorten"] = "keep"
    main = Case(AGENT.read(inputs)).main
    assert (main.done_usd is None) == (main.run.stop is not None)
    if main.done_usd is not None:
        assert main.done_usd == pytest.approx(main.usd, rel=1e-9)
        assert main.done_usd == pytest.approx(
            total_cost(main.task, main.card, main.billing).usd, rel=1e-9
        )


LARGE = {
    "task": "own",
    "steps": MAX_STEPS,
    "fixed_tokens": 1,
    "output_tokens": 1,
    "result_tokens": 0,
    "summary_tokens": 1,
    "shorten_at": 5,
    "helpers": 100,
    "helper_steps": MAX_STEPS,
    "own_window": 100_000_000,
}
"""The longest task that the form takes, of steps so short that nothing ends it sooner."""


@pytest.mark.parametrize("model", ["own", "openai/gpt-6.1-sol"])
@pytest.mark.parametrize("cap", [0, 1_000_000])
@pytest.mark.parametrize("shorten", ["keep", "summarise", "clear"])
def test_the_longest_task_takes_a_few_calls_for_each_step(
    shorten: str, cap: float, model: str
) -> None:
    """A million calls take less than a second; a clock would tell of other work too."""
    calls = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        AGENT.answer({**LARGE, "shorten": shorten, "cap_usd": cap, "model": model})
    finally:
        sys.setprofile(before)
    steps = 4 * MAX_STEPS + (LONGEST_RUN if cap else 0)
    assert calls <= 150 * steps
