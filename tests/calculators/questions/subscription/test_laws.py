"""What must hold for every team, plan and model."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import InputErrors
from calculators.core.results import Bars, Result
from calculators.core.view.html import to_html
from calculators.questions.subscription import SUBSCRIPTION
from calculators.questions.subscription.case import MOST_MESSAGES
from tests.calculators.any_inputs import any_inputs
from tests.laws import law

Inputs = dict[str, object]
EVERY = any_inputs(SUBSCRIPTION)
WIDE = law(100)


def answer(inputs: Inputs) -> Result:
    """The answer; a team that is too large for its plan is made smaller."""
    try:
        return SUBSCRIPTION.answer(inputs)
    except InputErrors as errors:
        if errors.problems[0].field != "people":
            raise
        return SUBSCRIPTION.answer({**inputs, "people": 100})


def usd(inputs: Inputs, name: str) -> float:
    found = answer(inputs).figure(name).value
    assert found is not None
    return found


@WIDE
@given(EVERY)
def test_every_answer_is_finite_and_no_number_is_negative(inputs: Inputs) -> None:
    result = answer(inputs)
    for figure in result.figures:
        assert figure.value is None or (math.isfinite(figure.value) and figure.value >= 0)
    shown = to_html(result)
    assert "nan" not in shown.split()
    assert "inf" not in shown.split()


@WIDE
@given(EVERY, st.sampled_from(["messages", "message_words", "answer_words", "turns"]))
def test_more_chat_never_costs_less_by_api_and_nothing_more_by_plan(
    inputs: Inputs, name: str
) -> None:
    field = SUBSCRIPTION.field(name)
    less = {**inputs, name: inputs.get(name, field.default)}
    more = {**less, name: 1 + int(str(less[name])) // 2}
    one, other = sorted((less, more), key=lambda each: int(str(each[name])))
    # Beyond a length of prompt a model may ask more for every token, never less.
    assert usd(other, "api_usd") >= usd(one, "api_usd")
    assert usd(other, "plan_usd") == usd(one, "plan_usd")


@WIDE
@given(EVERY)
def test_at_the_number_of_messages_where_both_meet_they_cost_the_same(inputs: Inputs) -> None:
    result = answer(inputs)
    figures = {figure.name: figure.value or 0 for figure in result.figures}
    meeting = result.figure("break_even_month").value
    if meeting is None:
        people = int(result.inputs["people"])
        assert figures["message_usd"] * people * MOST_MESSAGES <= figures["plan_usd"]
    if meeting is not None:
        each = figures["message_usd"] * int(result.inputs["people"])
        # A whole number of messages, no finer than a millionth of one.
        assert (meeting + 1e-6) * each >= figures["plan_usd"] * (1 - 1e-9)
        assert (meeting - 1) * each <= figures["plan_usd"] * (1 + 1e-9)


@WIDE
@given(EVERY)
def test_the_bars_are_the_figures(inputs: Inputs) -> None:
    result = answer(inputs)
    assert isinstance(result.chart, Bars)
    named = {figure.name: figure.value for figure in result.figures}
    costs = [named[name] for name in ("plan_usd", "api_usd", "machine_usd") if name in named]
    assert [bar.total for bar in result.chart.bars] == pytest.approx(costs)
