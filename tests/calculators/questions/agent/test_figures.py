"""Pictures and tables."""

import pytest

from calculators.core.results import Bars, Lines, Result, Stairs
from tests.calculators.questions.agent.asking import ALONE, alone, ask, value


def test_the_cheapest_that_finishes_has_the_mark() -> None:
    def marked(**inputs: object) -> list[str]:
        return [bar.label for bar in bars(ask(**inputs)).bars if bar.marked]

    assert marked() == ["DeepSeek V4.1 Flash"]
    assert marked(**ALONE) == ["Claude Sonnet 5.5"]
    assert marked(**ALONE, cap_usd=0.2) == []


def bars(result: Result) -> Bars:
    return next(each for each in result.more_charts if isinstance(each, Bars))


def test_the_pictures_show_what_was_spent_and_how_the_prompt_grew() -> None:
    result = ask(task="own", steps=100, model="anthropic/claude-haiku-5-5")
    growth, spent, shares = result.chart, *result.more_charts
    assert isinstance(spent, Lines)
    assert isinstance(shares, Bars)
    assert isinstance(growth, Stairs)
    assert spent.lines[0].points[-1].y == pytest.approx(value(result, "task_usd"))
    assert [mark.x for mark in spent.marks] == [46]
    assert (growth.stairs[-1].step, growth.stairs[-1].tokens) == (100, 12_000 + 99 * 2_000)
    assert all(len(line.points) <= 61 for line in spent.lines)


def stairs(**inputs: object) -> Stairs:
    chart = ask(**inputs).chart
    assert isinstance(chart, Stairs)
    return chart


def test_each_stair_is_a_prompt_and_all_but_the_newest_part_of_it_is_in_the_cache() -> None:
    found = stairs(task="own", steps=30).stairs
    assert [each.step for each in found] == [*range(1, 31)]
    assert [each.tokens for each in found] == [12_000 + 2_000 * step for step in range(30)]
    before = [0, *(each.tokens for each in found[:-1])]
    assert [each.cached_tokens for each in found] == pytest.approx(before)


def test_without_a_cache_all_of_a_stair_is_new() -> None:
    found = stairs(caching="off")
    assert {each.cached_tokens for each in found.stairs} == {0}
    assert (found.cached_tokens, found.new_tokens) == (0, value(ask(caching="off"), "input_tokens"))


def test_what_the_stairs_say_of_all_steps_is_what_the_figures_say() -> None:
    for inputs in ({}, {"retry_percent": 20, "hit_percent": 50}, {"task": "own", "steps": 500}):
        result, found = ask(**inputs), stairs(**inputs)
        total = value(result, "input_tokens")
        assert found.cached_tokens + found.new_tokens == pytest.approx(total)
        share = 100 * found.cached_tokens / total
        assert round(share) == value(result, "cached_percent")


def test_of_very_many_steps_some_are_drawn_the_first_and_the_last_among_them() -> None:
    found = stairs(task="own", steps=400, result_tokens=100)
    assert len(found.stairs) == 40
    assert (found.stairs[0].step, found.stairs[-1].step) == (1, 400)
    assert found.title == "What it reads at each step, at 40 of 400 requests"


@pytest.mark.parametrize("helpers", [0, 2])
def test_a_single_step_has_no_stairs(helpers: int) -> None:
    assert not isinstance(ask(task="own", steps=1, helpers=helpers).chart, Stairs)


def test_the_bill_has_the_first_step_apart_and_ends_with_the_cost_of_the_task() -> None:
    for steps in (1, 2, 7, 8, 30, 1000):
        bill = alone(task="own", steps=steps, result_tokens=0).tables[1]
        assert len(bill.rows) <= 7
    bill = ask().tables[1]
    assert bill.rows[0] == (*("Step 1", "12,000", "0", "12,000", "400"), *("$0.034", "$0.034"))
    assert (bill.rows[1][0], bill.rows[-1][0]) == ("Steps 2–6", "Steps 27–30")
    assert bill.rows[-1][-1] == "$0.411"


def test_every_model_can_be_worked_out_again_from_its_tokens_and_prices() -> None:
    result = ask(claude_factor=1.3)
    prices = result.tables[2]
    assert prices.columns == ("Model", "From the cache", "Read as new", "Written")
    assert prices.rows[1] == ("GLM-5.3", "1,160,000 × $0.26", "70,000 × $1.4", "12,000 × $4.4")
    for place, (_, *parts) in enumerate(prices.rows):
        terms = [part.replace(",", "").split(" × $") for part in parts]
        by_hand = sum(float(tokens) * float(price) for tokens, price in terms) / 1e6
        name = f"task_usd_{place + 1}" if place else "task_usd"
        assert by_hand == pytest.approx(value(result, name), rel=1e-5)


def test_beyond_a_cliff_both_prices_are_shown() -> None:
    row = alone(task="own", steps=100, model="anthropic/claude-haiku-5-5").tables[2].rows[0]
    assert row[3] == "40,000 × $0.5, then $2.5"
