"""The question, read: limits, and what stops a task."""

from dataclasses import replace

import pytest

from calculators.core.errors import InputErrors
from calculators.questions.agent import AGENT
from tests.calculators.questions.agent.asking import ALONE, SONNET, alone, ask, case_of, value


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


def test_a_step_writes_at_least_one_token_however_a_model_counts() -> None:
    own = {"task": "own", "output_tokens": 1, "result_tokens": 0}
    result = alone(model=SONNET, claude_factor=0.5, **own)
    assert value(result, "output_tokens") == value(result, "steps_done")


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


def test_a_task_that_does_not_even_begin_costs_nothing() -> None:
    result = alone(task="own", fixed_tokens=2_000_000)
    assert result.verdict.headline.startswith("It cannot go on at step 1 of 30")
    assert (value(result, "task_usd"), result.tables[1].rows) == (0, ())


def test_a_summary_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(InputErrors) as errors:
        ask(shorten="summarise", shorten_at=12_500)
    assert [problem.field for problem in errors.value.problems] == ["shorten_at"]
    assert "Type 16,000 or more." in errors.value.problems[0].message


def test_a_task_that_just_fits_the_context_and_the_limit_is_done() -> None:
    own = {"model": "own", "own_input": 1, "own_output": 4, **ALONE}
    # 12,000 + 29 x 2,000 + 400 = 70,400 tokens in the last step
    fits, short = (case_of(**own, own_window=window).main for window in (70_400, 70_399))
    assert fits.done_usd == fits.whole_usd == pytest.approx(fits.usd)
    assert short.done_usd is None
    assert replace(fits, cap=fits.whole_usd).done_usd == fits.whole_usd
    assert replace(fits, cap=fits.whole_usd * 0.999).done_usd is None


def test_no_more_than_ten_thousand_steps_are_said_to_be_paid_for() -> None:
    tiny = {"task": "own", "fixed_tokens": 1, "output_tokens": 1, "result_tokens": 0}
    assert case_of(**tiny, **ALONE, cap_usd=1_000).main.cap_steps == 10_000
