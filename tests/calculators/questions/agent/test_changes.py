"""What would halve it, lower it, or let it finish."""

from collections.abc import Sequence

import pytest

from calculators.questions.agent import AGENT
from calculators.questions.agent.changes import (
    MOST,
    _able,
    _caching,
    _less,
    _shortened,
    break_even_success,
)
from tests.calculators.questions.agent.asking import ALONE, SONNET, alone, ask, case_of, value


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"task": "own", "steps": 100, "model": "anthropic/claude-haiku-5-5"},
        {"task": "research", "caching": "off"},
        {"task": "support", "success_percent": 95, "hit_percent": 50},
        {"task": "own", "steps": 1, "success_percent": 95},  # shortening saves nothing here
    ],
)
def test_every_change_costs_what_it_says_and_the_largest_saving_comes_first(
    inputs: dict[str, object],
) -> None:
    result = ask(**inputs)
    now, costs = value(result, "success_usd"), []
    for change in result.changes:
        changed = value(AGENT.answer({**result.inputs, **change.inputs}), "success_usd")
        assert f" {1 - changed / now:.0%} less." in change.text
        costs.append(changed)
    assert costs == sorted(costs)
    assert costs
    assert costs[-1] < 0.95 * now


def test_switching_the_cache_on_is_offered_where_it_is_off() -> None:
    result = alone(caching="off")
    assert any(change.inputs == {"caching": "5min"} for change in result.changes)
    assert value(result, "task_usd") == pytest.approx(2.58)


def test_a_cheaper_model_is_offered_with_the_share_from_which_it_pays() -> None:
    change = next(each for each in ask().changes if each.text.startswith("DeepSeek V4.1 Flash"))
    assert "it pays if it gets more than 4 of 100 tasks right" in change.text
    four = {"model": "deepseek/deepseek-flash", "success_percent": 4}
    assert value(alone(**four), "success_usd") < value(alone(), "success_usd")
    three = {**four, "success_percent": 3}
    assert value(alone(**three), "success_usd") > value(alone(), "success_usd")


def test_what_costs_nothing_has_nothing_to_save() -> None:
    free = {"own_input": 0, "own_output": 0, "own_cached": 0}
    result = alone(model="own", **free)
    assert (value(result, "task_usd"), value(result, "success_usd")) == (0, 0)
    assert (result.changes, result.changes_title) == ((), "What would lower it")


def test_changes_are_said_to_halve_it_only_where_one_does() -> None:
    assert ask().changes_title == "What would halve it"
    cheap = alone(model="mistral/mistral-large-2512", task="support", success_percent=95)
    now = value(cheap, "success_usd")
    best = AGENT.answer({**cheap.inputs, **cheap.changes[0].inputs})
    assert value(best, "success_usd") > now / 2
    assert cheap.changes_title == "What would lower it"
    assert alone(cap_usd=0.2).changes_title == "What would let it finish"


LONGEST = {
    **{"task": "own", "steps": 400, "output_tokens": 400, "result_tokens": 1600},
    "model": "deepseek/deepseek-flash",  # of which a token counts as one
}
"""Grows by 2,000 tokens a step, to 798,000 more than it begins with."""
LONG = (40_000, 80_000, 120_000, 200_000, 400_000)


@pytest.mark.parametrize(
    ("inputs", "summaries", "drops"),
    [
        ({"fixed_tokens": 36_000}, LONG, LONG),
        ({"fixed_tokens": 36_001}, LONG[1:], LONG),
        ({"fixed_tokens": 40_000}, LONG[1:], LONG[1:]),
        # 34,800 tokens and 2,600 each for the summary and the step
        ({"fixed_tokens": 26_769, "model": SONNET, "claude_factor": 1.3}, LONG, LONG),
        ({"fixed_tokens": 26_770, "model": SONNET, "claude_factor": 1.3}, LONG[1:], LONG),
    ],
)
def test_a_prompt_is_shortened_from_lengths_that_leave_room_for_a_step(
    inputs: dict[str, object], summaries: Sequence[int], drops: Sequence[int]
) -> None:
    """A summary of 2,000 tokens and one step go on top of what each prompt begins with."""
    words = [each.words for each in _shortened(case_of(**LONGEST | inputs))]
    assert [each for each in words if each.startswith("A summary")] == [
        f"A summary whenever a prompt passes {long:,} tokens" for long in summaries
    ]
    assert [each for each in words if each.startswith("Drop")] == [
        f"Drop all but the last 3 results whenever a prompt passes {long:,} tokens"
        for long in drops
    ]


def test_a_length_that_no_prompt_passes_is_not_tried() -> None:
    """The last of 20 prompts has 40,000 tokens, and that is not more than 40,000."""
    case = case_of(**{**LONGEST, "steps": 20}, fixed_tokens=2000)
    assert case.main.task.lead.last[0] == 40_000
    assert list(_shortened(case)) == []


def test_of_a_single_thing_no_less_than_one_is_left() -> None:
    case = case_of(task="own", steps=1, fixed_tokens=1, output_tokens=1, result_tokens=1)
    assert [each.words for each in _less(case)] == [
        "A third fewer steps (1)",
        "Half the instructions and tools (1 tokens)",
        "Half as much from tools (0 tokens)",
        "Half as much written (1 tokens)",
    ]


def test_no_more_changes_are_listed_than_can_be_taken_in() -> None:
    result = ask(task="research", caching="off", success_percent=50)
    assert len(result.changes) == MOST == 7


def test_what_is_said_to_halve_it_does() -> None:
    assert ask().changes_title == "What would halve it"
    best = ask().changes[0]
    now, then = (
        value(ask(), "success_usd"),
        value(AGENT.answer({**ask().inputs, **best.inputs}), "success_usd"),
    )
    assert then <= now / 2


def test_what_costs_half_at_best_is_said_to_halve_it() -> None:
    prices = {"own_input": 1, "own_output": 0, "own_cached": 0}
    once = {"task": "own", "steps": 1, "fixed_tokens": 1000, "result_tokens": 0}
    result = alone(model="own", success_percent=95, **prices, **once)
    assert result.changes[0].text.startswith("Half the instructions and tools (500 tokens)")
    assert "50% less" in result.changes[0].text
    assert result.changes_title == "What would halve it"


@pytest.mark.parametrize("steps", [30, 200])
def test_the_limit_that_lets_it_finish_is_not_a_cent_more(steps: int) -> None:
    needed = value(alone(task="own", steps=steps), "task_usd")
    stopped = alone(task="own", steps=steps, cap_usd=0.05)
    raised = next(each for each in stopped.changes if each.text.startswith("A limit of"))
    limit = float(str(raised.inputs["cap_usd"]))
    assert needed <= limit < needed + 0.01
    assert limit == round(limit, 2)


def test_where_the_context_is_full_a_model_with_room_is_offered_though_it_costs_more() -> None:
    full = alone(task="research", model="groq/openai/gpt-oss-120b")
    (model,) = (each for each in full.changes if "model" in each.inputs)
    finished = AGENT.answer({**full.inputs, **model.inputs})
    assert finished.verdict.status == "priced"
    assert value(finished, "task_usd") > value(full, "task_usd")


@pytest.mark.parametrize(("fixed", "has_room"), [(130_672, True), (130_673, False)])
def test_a_model_whose_context_is_just_filled_has_room(fixed: int, has_room: bool) -> None:
    """131,072 tokens, of which 400 are written."""
    case = case_of(task="own", steps=1, fixed_tokens=fixed, output_tokens=400, model=SONNET)
    able = {offer.id for _, offer in _able(case)}
    assert ("groq/openai/gpt-oss-120b" in able) == has_room


@pytest.mark.parametrize("failure_factor", [0.5, 1, 4])
def test_at_the_share_from_which_a_cheaper_model_pays_both_cost_the_same(
    failure_factor: float,
) -> None:
    case = case_of(**ALONE, failure_factor=failure_factor)
    cheaper = case.main.usd / 5
    share = break_even_success(case, cheaper)
    assert share is not None
    other = case_of(**ALONE, failure_factor=failure_factor, success_percent=100 * share)
    assert other.success_usd_at(cheaper) == pytest.approx(case.success_usd(case.main))


def test_a_cache_is_changed_where_there_is_something_to_change() -> None:
    def words(**inputs: object) -> list[str]:
        return [each.words for each in _caching(case_of(**inputs))]

    assert words(hit_percent=100) == []
    assert words(hit_percent=99.5) == ["Find all of it in the cache"]
    assert words(caching="1h", hit_percent=100) == ["Keep the prompt for minutes, not an hour"]
    assert words(caching="off", hit_percent=50) == ["Let the vendor keep the prompt"]
