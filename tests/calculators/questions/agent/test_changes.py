"""What would halve it, lower it, or let it finish."""

import pytest

from calculators.questions.agent import AGENT
from calculators.questions.agent.changes import MOST, WORTH, _less, _shortened
from tests.calculators.questions.agent.asking import alone, ask, case_of, value


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"task": "own", "steps": 100, "model": "anthropic/claude-haiku-5-5"},
        {"task": "research", "caching": "off"},
        {"task": "support", "success_percent": 95, "hit_percent": 50},
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
    assert costs[-1] < WORTH * now


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
    assert result.changes == ()


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


@pytest.mark.parametrize(
    ("fixed", "summaries"),
    [
        (36_000, [40_000, 80_000, 120_000, 200_000, 400_000]),
        (36_001, [80_000, 120_000, 200_000, 400_000]),
    ],
)
def test_a_prompt_is_shortened_from_lengths_that_leave_room_for_a_step(
    fixed: int, summaries: list[int]
) -> None:
    """A summary of 2,000 tokens and one step go on top of what each prompt begins with."""
    case = case_of(**LONGEST, fixed_tokens=fixed)
    words = [each.words for each in _shortened(case)]
    drops = [40_000, 80_000, 120_000, 200_000, 400_000]
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


def test_the_limit_that_lets_it_finish_is_its_cost_in_whole_cents() -> None:
    stopped = alone(cap_usd=0.05)
    needed = value(alone(), "task_usd")
    raised = next(each for each in stopped.changes if each.text.startswith("A limit of"))
    limit = float(str(raised.inputs["cap_usd"]))
    assert needed <= limit < needed + 0.01
    assert limit == round(limit, 2)


def test_what_is_said_to_halve_it_does() -> None:
    assert ask().changes_title == "What would halve it"
    best = ask().changes[0]
    now, then = (
        value(ask(), "success_usd"),
        value(AGENT.answer({**ask().inputs, **best.inputs}), "success_usd"),
    )
    assert then <= now / 2
