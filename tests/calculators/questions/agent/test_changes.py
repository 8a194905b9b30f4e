"""What would halve it, lower it, or let it finish."""

import pytest

from calculators.questions.agent import AGENT
from calculators.questions.agent.changes import WORTH
from tests.calculators.questions.agent.asking import alone, ask, value


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
