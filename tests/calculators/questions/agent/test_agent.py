"""The whole question, as the form, the terminal and a batch line ask it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import InputErrors
from calculators.core.results import Bars, Lines, Result
from calculators.engines.price import Usage, offers, request_usd
from calculators.questions.agent import AGENT
from calculators.questions.agent.changes import WORTH
from calculators.questions.agent.closed import closed_cost
from calculators.questions.agent.inputs import AgentInputs
from calculators.questions.agent.loop import Loop
from calculators.questions.agent.outlook import Outlook, outlook
from calculators.questions.agent.pay import Billing
from calculators.questions.agent.tasks import KINDS
from calculators.terminal.batch import batch
from tests.laws import law

DAY = "2026-11-23"
SONNET = "anthropic/claude-sonnet-5-5"
ALONE = {"model_2": "none", "model_3": "none", "model_4": "none"}


def ask(**inputs: object) -> Result:
    return AGENT.answer({"at": DAY} | inputs)


def alone(**inputs: object) -> Result:
    return ask(**(ALONE | inputs))


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


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
    assert value(result, "uncached_usd") > outlook_of(model="zai/GLM-5.3").main.uncached.usd


def test_counted_in_its_own_tokens_the_closed_model_is_no_longer_cheaper() -> None:
    inputs = {"model": "anthropic/claude-sonnet-5-5", "model_2": "zai/GLM-5.3"}
    same, own = ask(**inputs), ask(**inputs, claude_factor=1.3)
    assert value(own, "task_usd") == pytest.approx(1.3 * value(same, "task_usd"))
    assert value(own, "task_usd_2") == value(same, "task_usd_2")
    assert value(own, "task_usd") > value(own, "task_usd_2")


def outlook_of(**inputs: object) -> Outlook:
    return outlook(AGENT.read({"at": DAY} | inputs))


@law(25)
@given(st.sampled_from(sorted(offers())), st.integers(1, 120), st.sampled_from(["5min", "1h"]))
def test_each_line_of_the_bill_is_what_the_price_list_asks(
    model: str, steps: int, caching: str
) -> None:
    view = outlook(AGENT.read({"at": DAY, "task": "own", "model": model, "steps": steps, **ALONE}))
    main = replace(view.main, billing=Billing(caching=caching))
    for charge in main.run.charges:
        usage = Usage(
            prompt_tokens=charge.cost.input,
            cached_tokens=charge.cost.read,
            cache_write_tokens=charge.cost.fresh,
            cache_write_1h_tokens=charge.cost.fresh if caching == "1h" else 0,
            output_tokens=charge.cost.output,
        )
        asked = request_usd(main.offer, usage, at=view.at)
        assert charge.cost.usd == pytest.approx(asked, rel=1e-12)


# Worked examples that others have published.


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


# Kinds of task, and what they were set to.


def test_the_support_task_costs_what_its_paper_says_at_the_price_of_that_time() -> None:
    # τ-bench, June 2024: $0.38 a task, 95.9 % of it for the prompts; GPT-4o cost $5 and $15.
    kind = KINDS["support"]
    loop = Loop(
        steps=kind.steps,
        fixed_tokens=kind.fixed_tokens,
        output_tokens=kind.output_tokens,
        result_tokens=kind.result_tokens,
    )
    old = replace(outlook(AgentInputs()).main.card(1), input=5, cached=5, write=5, output=15)
    cost = closed_cost(loop, lambda prompt: old, Billing())
    assert cost.usd == pytest.approx(0.38, abs=0.001)
    assert (cost.read_usd + cost.fresh_usd) / cost.usd == pytest.approx(0.959, abs=0.001)


def test_the_large_task_has_the_tokens_of_openhands() -> None:
    result = alone(task="large-coding")
    both = value(result, "input_tokens") + value(result, "output_tokens")
    assert both == pytest.approx(4_167_850, rel=0.001)
    assert value(result, "read_per_written") == 154


def test_the_research_task_ends_with_the_prompt_that_was_reported() -> None:
    assert value(alone(task="research"), "peak_tokens") == pytest.approx(335_279, rel=0.001)


def test_a_kind_of_task_without_a_measured_spread_shows_no_range() -> None:
    result = alone(task="small")
    assert not result.figure("task_usd").ranged
    assert "mostly" not in result.verdict.headline


# Limits.


def test_a_limit_stops_the_task_and_says_where_and_how_many_steps_it_pays_for() -> None:
    result = alone(cap_usd="$0.20")
    assert result.verdict.status == "capped"
    assert result.verdict.headline == (
        "Your limit of $0.20 stops it before step 16 of 30. $0.20 is spent, and the task is not "
        "done."
    )
    assert value(result, "cap_steps") == value(result, "steps_done") == 15
    assert result.figure("success_usd").value is None
    assert result.changes[0].text == "A limit of $0.42 lets it finish."


def test_a_limit_above_the_cost_says_how_far_a_longer_task_could_go() -> None:
    result = alone(cap_usd=1)
    assert result.verdict.status == "priced"
    longer = alone(cap_usd=1, task="own", steps=int(value(result, "cap_steps")))
    assert longer.verdict.status == "priced"
    more = alone(cap_usd=1, task="own", steps=int(value(result, "cap_steps")) + 1)
    assert more.verdict.status == "capped"


def test_a_full_context_is_named_with_its_step() -> None:
    result = alone(task="research", model="groq/openai/gpt-oss-120b")
    assert result.verdict.status == "overflow"
    assert result.verdict.headline.startswith(
        "It cannot go on at step 11 of 25: the context of gpt-oss 120B holds 131,072 tokens."
    )
    for change in result.changes:
        assert AGENT.answer({**result.inputs, **change.inputs}).verdict.status != "overflow"


def test_a_loop_that_nobody_stops_fills_the_context() -> None:
    result = alone()
    # 12,000 + 493 x 2,000 + 400 = 998,400 of 1,000,000 tokens
    assert value(result, "runaway_steps") == 494
    assert value(result, "runaway_usd") == pytest.approx(29.32, abs=0.005)
    assert value(result, "runaway_usd") > 70 * value(result, "task_usd")


def test_a_summary_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(InputErrors) as errors:
        ask(shorten="summarise", shorten_at=12_500)
    assert [problem.field for problem in errors.value.problems] == ["shorten_at"]
    assert "Type 16,000 or more." in errors.value.problems[0].message


# Success, retries, helpers.


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


# What would halve it.


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


def test_a_price_of_your_own_counts_like_any_other() -> None:
    typed = {"own_input": 2, "own_output": 10, "own_cached": 0.1, "own_write": 2.5}
    result = alone(model="own", **typed)
    assert value(result, "task_usd") == pytest.approx(0.411)
    assert result.verdict.headline.startswith("About $0.41 a task at your own price,")
    assert result.figure("runaway_usd").value is None
    windowed = alone(model="own", own_window=1_000_000, **typed)
    assert value(windowed, "runaway_usd") == value(alone(), "runaway_usd")
    assert value(alone(model="own", own_cached=0), "task_usd") == pytest.approx(1.23 + 0.048)


def test_what_costs_nothing_has_nothing_to_save() -> None:
    free = {"own_input": 0, "own_output": 0, "own_cached": 0}
    result = alone(model="own", **free)
    assert (value(result, "task_usd"), value(result, "success_usd")) == (0, 0)
    assert result.changes == ()


def test_a_task_that_does_not_even_begin_costs_nothing() -> None:
    result = alone(task="own", fixed_tokens=2_000_000)
    assert result.verdict.headline.startswith("It cannot go on at step 1 of 30")
    assert (value(result, "task_usd"), result.tables[1].rows) == (0, ())


def test_changes_are_said_to_halve_it_only_where_one_does() -> None:
    assert ask().changes_title == "What would halve it"
    cheap = alone(model="mistral/mistral-large-2512", task="support", success_percent=95)
    now = value(cheap, "success_usd")
    best = AGENT.answer({**cheap.inputs, **cheap.changes[0].inputs})
    assert value(best, "success_usd") > now / 2
    assert cheap.changes_title == "What would lower it"
    assert alone(cap_usd=0.2).changes_title == "What would let it finish"


# The tokens of newer Claude models.


def test_a_place_that_rests_on_equal_tokens_is_said() -> None:
    two = {"model_2": "zai/GLM-5.3", "model_3": "none", "model_4": "none"}
    said = (
        "All are given the same tokens. Newer Claude models make about 1.3 times as many of the "
        "same text: counted so, Claude Sonnet 5.5 costs $0.53 and GLM-5.3 costs $0.45, and the "
        "order turns."
    )
    assert said in ask(**two).verdict.reasons
    assert said in ask(**{**two, "model": "zai/GLM-5.3", "model_2": SONNET}).verdict.reasons
    for other in ({"claude_factor": 1.3}, {"model_2": "deepseek/deepseek-flash"}):
        assert not any("same tokens" in each for each in ask(**{**two, **other}).verdict.reasons)


# Pictures, tables, notes.


def test_the_cheapest_that_finishes_has_the_mark() -> None:
    def marked(**inputs: object) -> list[str]:
        return [bar.label for bar in bars(ask(**inputs)).bars if bar.marked]

    assert marked() == ["DeepSeek V4.1 Flash"]
    assert marked(**ALONE) == ["Claude Sonnet 5.5"]
    assert marked(**ALONE, cap_usd=0.2) == []


def bars(result: Result) -> Bars:
    return next(each for each in result.more_charts if isinstance(each, Bars))


def test_one_model_from_two_hosts_is_called_by_its_hosts() -> None:
    result = ask(model="groq/openai/gpt-oss-120b", model_2="cerebras/gpt-oss-120b", model_3="none")
    assert [row[0] for row in result.tables[0].rows[:2]] == [
        "gpt-oss 120B from Groq",
        "gpt-oss 120B from Cerebras",
    ]
    assert "with gpt-oss 120B from Groq" in result.verdict.headline


def test_one_of_a_thing_is_said_as_one() -> None:
    result = alone(task="own", steps=1, tasks_per_day=1, days_per_month=1, helpers=1)
    assert "1 helper " in result.asked
    assert any(reason.startswith("1 task a day on 1 day: ") for reason in result.verdict.reasons)
    many = alone(tasks_per_day=1_000_000)
    assert any("1,000,000 tasks a day on 21 days" in each for each in many.verdict.reasons)


def test_the_prices_have_both_dates() -> None:
    assert ask().asked.endswith("price list of 2026-11-10, as it holds on 2026-11-23")
    assert any("knows only some prices" in note for note in ask(at="2026-10-01").notes)


def test_the_pictures_show_what_was_spent_and_how_the_prompt_grew() -> None:
    result = ask(task="own", steps=100, model="anthropic/claude-haiku-5-5")
    spent, shares, growth = result.chart, *result.more_charts
    assert isinstance(spent, Lines)
    assert isinstance(shares, Bars)
    assert isinstance(growth, Lines)
    assert spent.lines[0].points[-1].y == pytest.approx(value(result, "task_usd"))
    assert [mark.x for mark in spent.marks] == [46]
    assert growth.lines[0].points[-1].y == 12_000 + 99 * 2_000
    assert all(len(line.points) <= 61 for line in spent.lines)


def test_the_bill_has_the_first_step_apart_and_ends_with_the_cost_of_the_task() -> None:
    for steps in (1, 2, 7, 8, 30, 1000):
        bill = alone(task="own", steps=steps, result_tokens=0).tables[1]
        assert len(bill.rows) <= 7
    bill = ask().tables[1]
    assert bill.rows[0] == (
        *("Step 1", "12,000", "0", "12,000", "400"),
        *("$0.034", "$0.034"),
    )
    assert (bill.rows[1][0], bill.rows[-1][0]) == ("Steps 2–6", "Steps 27–30")
    assert bill.rows[-1][-1] == "$0.411"


def test_the_sums_of_the_working_and_of_the_bill_come_out_right_by_hand() -> None:
    result = ask()
    steps = {step.title: step for step in result.steps}
    assert steps["A month"].working == "20 × 21 × $0.411"
    assert steps["A month"].outcome == "$172.62"
    assert steps["One task done right"].working == "(0.7 × $0.411 + 0.3 × 1 × $0.411) ÷ 0.7"
    assert steps["One task done right"].outcome == "$0.58714"
    costs, sums = zip(
        *((dollars(row[5]), dollars(row[6])) for row in result.tables[1].rows), strict=True
    )
    for place, total in enumerate(sums, 1):
        assert sum(costs[:place]) == pytest.approx(total, abs=1e-5)


def dollars(text: str) -> float:
    return float(text.removeprefix("$").replace(",", ""))


def test_every_model_can_be_worked_out_again_from_its_tokens_and_prices() -> None:
    result = ask(claude_factor=1.3)
    prices = result.tables[2]
    assert prices.columns == ("Model", "From the cache", "Read afresh", "Written")
    assert prices.rows[1] == ("GLM-5.3", "1,160,000 × $0.26", "70,000 × $1.4", "12,000 × $4.4")
    for place, (_, *parts) in enumerate(prices.rows):
        terms = [part.replace(",", "").split(" × $") for part in parts]
        by_hand = sum(float(tokens) * float(price) for tokens, price in terms) / 1e6
        name = f"task_usd_{place + 1}" if place else "task_usd"
        assert by_hand == pytest.approx(value(result, name), rel=1e-5)


def test_beyond_a_cliff_both_prices_are_shown() -> None:
    row = alone(task="own", steps=100, model="anthropic/claude-haiku-5-5").tables[2].rows[0]
    assert row[3] == "40,000 × $0.5, then $2.5"


def test_notes_name_coming_prices_peak_hours_and_missing_cache_prices() -> None:
    notes = " ".join(
        ask(
            model="google/gemini-4-argon",
            model_2="deepseek/deepseek-flash",
            model_3="cerebras/gpt-oss-120b",
        ).notes
    )
    assert "Gemini 4 Argon: from 2026-12-01 on, $4 and $20 per million tokens" in notes
    assert "costs 2 times as much from 01:00 to 04:00 and 06:00 to 10:00 UTC" in notes
    assert "gpt-oss 120B from Cerebras has no price for reading from a cache" in notes


def test_peak_hours_count_when_a_time_is_given() -> None:
    noon, night = (alone(model="deepseek/deepseek-flash", at=at) for at in (DAY, f"{DAY} 02:00"))
    assert value(night, "uncached_usd") == pytest.approx(2 * value(noon, "uncached_usd"))


def test_the_same_model_twice_is_one_line() -> None:
    result = alone(model="zai/GLM-5.3", model_2="zai/GLM-5.3")
    assert len(result.tables[0].rows) == 1


def test_sources_are_named_once() -> None:
    urls = [source.url for source in ask().sources]
    assert len(urls) == len(set(urls))


def test_an_answer_can_be_asked_again_as_it_is() -> None:
    result = ask(helpers=2, shorten="clear", retry_percent=2.5)
    assert AGENT.answer(result.inputs) == result


def test_a_batch_gives_the_cost_with_its_range() -> None:
    lines = [json.dumps({"id": 1, "at": DAY, "task": "browser"})]
    answer = next(iter(batch(AGENT, lines)))
    detail = answer["details"]["task_usd"]
    assert detail["low"] < answer["figures"]["task_usd"] < detail["high"]
