"""The whole question, as the form, the terminal and a batch line ask it."""

import json

import pytest

from calculators.questions.agent import AGENT
from calculators.terminal.batch import batch
from tests.calculators.questions.agent.asking import DAY, alone, ask, case_of, value


def test_the_answer_is_a_cost_with_its_range_a_month_and_the_other_models() -> None:
    result = ask()
    assert result.verdict.headline == (
        "About $0.41 a task with Claude Sonnet 5.5, mostly between $0.17 and $1.13."
    )
    assert (
        result.verdict.reasons[0] == "With 70 of 100 tasks done right, each of those costs $0.59."
    )
    assert result.verdict.reasons[1] == (
        "20 tasks a day on 21 days: $172.62 a month, failed ones included."
    )
    assert [row[0] for row in result.tables[0].rows] == [
        "Claude Sonnet 5.5",
        "GLM-5.3",
        "DeepSeek V4.1 Flash",
        "Claude Haiku 5.5",
    ]


def test_the_calibrated_task_reads_102_for_each_token_written_and_94_per_cent_from_the_cache() -> (
    None
):
    result = alone(task="coding")
    assert value(result, "input_tokens") == 1_230_000
    assert value(result, "output_tokens") == 12_000
    assert value(result, "read_per_written") == 102
    assert round(value(result, "cached_percent")) == 94


@pytest.mark.parametrize(
    ("model", "uncached", "cached"),
    [
        ("anthropic/claude-sonnet-5-5", 2.58, 0.41),
        ("openai/gpt-6.1-sol", 2.58, 0.41),
        ("anthropic/claude-opus-5-5", 5.16, 0.82),
        ("moonshotai/kimi-k3", 3.87, 0.74),
        ("zai/GLM-5.3", 1.77, 0.45),
        ("deepseek/deepseek-flash", 0.19, 0.02),
        ("anthropic/claude-haiku-5-5", 0.13, 0.03),
    ],
)
def test_what_the_calibrated_task_costs(model: str, uncached: float, cached: float) -> None:
    result = alone(model=model)
    assert round(value(result, "uncached_usd"), 2) == uncached
    assert round(value(result, "task_usd"), 2) == cached


@pytest.mark.parametrize(
    ("model", "uncached", "cached", "compacted"),
    [
        ("anthropic/claude-sonnet-5-5", 22.60, 2.01, 1.48),
        # It crosses the cliff at 100,000 tokens in step 46, unless summaries keep it below.
        ("anthropic/claude-haiku-5-5", 4.61, 0.59, 0.10),
    ],
)
def test_a_hundred_steps_without_a_cache_with_one_and_with_summaries_at_80_000(
    model: str, uncached: float, cached: float, compacted: float
) -> None:
    long = {"task": "own", "steps": 100, "model": model}
    kept, short = alone(**long), alone(**long, shorten="summarise", shorten_at=80_000)
    assert round(value(kept, "uncached_usd"), 2) == uncached
    assert round(value(kept, "task_usd"), 2) == cached
    assert round(value(short, "task_usd"), 2) == compacted


def test_a_closed_model_can_cost_less_than_an_open_one_with_a_dear_cache() -> None:
    result = ask(model="anthropic/claude-sonnet-5-5", model_2="zai/GLM-5.3")
    assert value(result, "task_usd") < value(result, "task_usd_2")
    assert value(result, "uncached_usd") > case_of(model="zai/GLM-5.3").main.uncached.usd


def test_counted_in_its_own_tokens_the_closed_model_is_no_longer_cheaper() -> None:
    inputs = {"model": "anthropic/claude-sonnet-5-5", "model_2": "zai/GLM-5.3"}
    same, own = ask(**inputs), ask(**inputs, claude_factor=1.3)
    assert value(own, "task_usd") == pytest.approx(1.3 * value(same, "task_usd"))
    assert value(own, "task_usd_2") == value(same, "task_usd_2")
    assert value(own, "task_usd") > value(own, "task_usd_2")


def test_a_failed_task_that_costs_more_is_paid_by_those_that_succeed() -> None:
    same, dear = alone(success_percent=50), alone(success_percent=50, failure_factor=4.75)
    assert value(same, "success_usd") == pytest.approx(2 * value(same, "task_usd"))
    assert value(dear, "success_usd") == pytest.approx((1 + 4.75) * value(dear, "task_usd"))
    assert value(dear, "month_usd") == pytest.approx(20 * 21 * 0.5 * 5.75 * 0.411)


def test_steps_that_are_sent_twice_cost_twice() -> None:
    assert value(alone(retry_percent=10), "task_usd") == pytest.approx(1.1 * 0.411)


def test_helpers_cost_a_loop_each_and_their_reports_are_read_by_the_first() -> None:
    result = alone(helpers=3, helper_steps=10, report_tokens=1_500)
    helper = alone(task="own", steps=10)
    # its last step writes the report of 1,500 tokens in place of 400
    three = 3 * (value(helper, "task_usd") + 1_100 * 10 / 1e6)
    reports = 3 * 1_500 * (2.5 + 28 * 0.1) / 1e6
    assert value(result, "task_usd") == pytest.approx(0.411 + three + reports)
    rows = [row[0] for row in result.tables[1].rows]
    assert rows[:3] == ["Step 1", "Helpers", "Steps 2–6"]


def test_a_price_of_your_own_counts_like_any_other() -> None:
    typed = {"own_input": 2, "own_output": 10, "own_cached": 0.1, "own_write": 2.5}
    result = alone(model="own", **typed)
    assert value(result, "task_usd") == pytest.approx(0.411)
    assert result.verdict.headline.startswith("About $0.41 a task at your own price,")
    assert result.figure("runaway_usd").value is None
    windowed = alone(model="own", own_window=1_000_000, **typed)
    assert value(windowed, "runaway_usd") == value(alone(), "runaway_usd")
    assert value(alone(model="own", own_cached=0), "task_usd") == pytest.approx(1.23 + 0.048)


def test_peak_hours_count_when_a_time_is_given() -> None:
    noon, night = (alone(model="deepseek/deepseek-flash", at=at) for at in (DAY, f"{DAY} 02:00"))
    assert value(night, "uncached_usd") == pytest.approx(2 * value(noon, "uncached_usd"))


def test_the_same_model_twice_is_one_line() -> None:
    result = alone(model="zai/GLM-5.3", model_2="zai/GLM-5.3")
    assert len(result.tables[0].rows) == 1


def test_an_answer_can_be_asked_again_as_it_is() -> None:
    result = ask(helpers=2, shorten="clear", retry_percent=2.5)
    assert AGENT.answer(result.inputs) == result


def test_a_batch_gives_the_cost_with_its_range() -> None:
    lines = [json.dumps({"id": 1, "at": DAY, "task": "browser"})]
    answer = next(iter(batch(AGENT, lines)))
    detail = answer["details"]["task_usd"]
    assert detail["low"] < answer["figures"]["task_usd"] < detail["high"]
