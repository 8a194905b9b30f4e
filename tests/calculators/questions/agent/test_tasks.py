"""Kinds of task: what they were set to, beside worked examples that others have published."""

from dataclasses import replace

import pytest

from calculators.engines.price.cost import Billing
from calculators.questions.agent.loop import Loop, loop_cost, requests
from calculators.questions.agent.tasks import KINDS
from tests.calculators.questions.agent.asking import alone, case_of, value


def test_ten_measured_turns_add_up_to_what_was_measured() -> None:
    # browser-use/cc_compaction: 37,105 tokens in all, 6,280 in the last turn
    result = alone(task="small")
    assert value(result, "input_tokens") == 37_105
    assert value(result, "peak_tokens") == 6_280


def test_a_published_estimate_with_n_squared_over_two_is_a_little_high() -> None:
    # skillful.sh: 10 steps, 3,000 tokens at first, 3,000 more each time, $3 for a million.
    # The page takes n²/2: 180,000 tokens, $0.54. Steps are counted, so it is n(n - 1)/2.
    n, first, growth = 10, 3_000, 3_000
    page = n * first + growth * n * n / 2
    assert (page, page * 3 / 1e6) == (180_000, 0.54)
    result = alone(
        task="own", steps=n, fixed_tokens=first, output_tokens=1, result_tokens=growth - 1
    )
    assert value(result, "input_tokens") == 165_000
    assert value(result, "input_tokens") * 3 / 1e6 == 0.495


def test_ten_steps_do_not_cost_55_times_one_step_where_something_is_sent_each_time() -> None:
    # calculatorapp.io says about 55 times; its own prompts go from 1,400 to 7,600 tokens.
    growth = (7_600 - 1_400) / 9
    total = sum(1_400 + step * growth for step in range(10))
    assert total / 1_400 == pytest.approx(32.142857)
    # 55 = 10 x 11 / 2 holds only where nothing is fixed and the first prompt is one step's growth
    bare = alone(task="own", steps=10, fixed_tokens=700, output_tokens=1, result_tokens=699)
    assert value(bare, "input_tokens") / 700 == 55


def test_the_support_task_costs_what_its_paper_says_at_the_price_of_that_time() -> None:
    # τ-bench, June 2024: $0.38 a task, 95.9% of it for the prompts; GPT-4o cost $5 and $15.
    kind = KINDS["support"]
    loop = Loop(
        steps=kind.steps,
        fixed_tokens=kind.fixed_tokens,
        output_tokens=kind.output_tokens,
        result_tokens=kind.result_tokens,
    )
    old = replace(case_of().main.card(1), input=5, cached=5, write=5, output=15)
    spent = loop_cost(loop, lambda prompt: old, Billing())
    assert spent.usd == pytest.approx(0.38, abs=0.001)
    assert (spent.cost.cached + spent.fresh_usd) / spent.usd == pytest.approx(0.959, abs=0.001)
    assert spent.input_tokens == 13 * 4_000 + (80 + 188) * (13 * 12 // 2)
    assert spent.output_tokens == 13 * 80


def test_the_large_task_has_the_tokens_of_openhands() -> None:
    result = alone(task="large-coding")
    both = value(result, "input_tokens") + value(result, "output_tokens")
    assert both == pytest.approx(4_167_850, rel=0.001)
    assert value(result, "read_per_written") == 154
    # 67 prompts that begin with 12,000 tokens and grow by 400 written and 1,109 given back
    assert value(result, "input_tokens") == 67 * 12_000 + 1_509 * (67 * 66 // 2)
    assert value(result, "output_tokens") == 67 * 400


def test_the_research_task_ends_with_the_prompt_that_was_reported() -> None:
    result = alone(task="research")
    assert value(result, "peak_tokens") == pytest.approx(335_279, rel=0.001)
    assert value(result, "peak_tokens") == 4_100 + 24 * (600 + 13_200)
    assert value(result, "output_tokens") == 25 * 600


def test_in_a_browser_prompts_grow_over_the_range_that_was_reported() -> None:
    prompts = [each.prompt_tokens for each in requests(case_of(task="browser").main.task.lead)]
    assert (prompts[0], prompts[-1]) == (5_000, pytest.approx(15_000, rel=0.02))
    assert prompts[-1] == 5_000 + 14 * (200 + 500)
    assert value(alone(task="browser"), "output_tokens") == 15 * 200


@pytest.mark.parametrize("task", KINDS)
def test_a_range_that_was_measured_on_programs_says_so_elsewhere(task: str) -> None:
    said = [each for each in alone(task=task).notes if "borrowed from coding tasks" in each]
    assert bool(said) == (task in ("research", "support", "browser"))


def test_a_kind_of_task_without_a_measured_spread_shows_no_range() -> None:
    result = alone(task="small")
    assert not result.figure("task_usd").ranged
    assert "mostly" not in result.verdict.headline
