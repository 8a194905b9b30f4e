"""What must hold for every input within the ranges that the form declares."""

import math
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, example, given

from calculators.core.results import Lines, Result
from calculators.core.view.html import to_html
from calculators.questions.break_even import BREAK_EVEN
from calculators.questions.break_even.case import Case
from tests.calculators.any_inputs import any_inputs
from tests.laws import law

Inputs = dict[str, object]


# Without shrinking: fifty inputs take longer to shrink than to understand.
WIDE = law(
    120,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
EVERY = any_inputs(BREAK_EVEN)


def numbers(result: Result) -> Iterator[float]:
    for figure in result.figures:
        yield from (each for each in (figure.value, figure.low, figure.high) if each is not None)
    if isinstance(result.chart, Lines):
        for line in result.chart.lines:
            for point in line.points:
                yield from (each for each in (point.x, point.y, point.low, point.high) if each)
        yield from (mark.x for mark in result.chart.marks)


@WIDE
@given(EVERY)
@example({"per_day": 0})
@example({"work": "own", "input_tokens": 0, "output_tokens": 0})
@example({"work": "own", "input_tokens": 100_000_000, "output_tokens": 100_000_000})
@example({"work": "chat", "staff": 0})
@example({"machine": "other"})
@example({"machine": "other", "decode_tokens_per_s": 1e-300, "prefill_tokens_per_s": 1e-300})
@example({"hosted_input_usd": 1e-300, "hosted_output_usd": 1e-300})
@example({"machine_usd": 1e-300, "interest_percent": 1e-300})
@example({"residual_percent": 100, "interest_percent": 50, "life_years": 15})
def test_every_answer_is_finite_and_no_number_is_negative(inputs: Inputs) -> None:
    result = BREAK_EVEN.answer(inputs)
    for number in numbers(result):
        assert math.isfinite(number)
        assert number >= 0
    for figure in result.figures:
        if figure.value is not None and figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value * (1 + 1e-9)
            assert figure.value <= figure.high * (1 + 1e-9)
    shown = to_html(result)
    assert "nan" not in shown.split()
    assert "inf" not in shown.split()


@WIDE
@given(EVERY)
def test_it_pays_back_exactly_where_it_costs_less_and_can_do_the_work(inputs: Inputs) -> None:
    case = Case(BREAK_EVEN.read(inputs))
    if case.terms is None or case.decision is None:
        return
    terms, decision = case.terms, case.decision
    assert decision.pays == (terms.able and terms.owned_usd < terms.rival_usd)
    if decision.pays:
        assert decision.months is not None
        assert decision.months <= terms.life_months * (1 + 1e-6)


@WIDE
@given(EVERY)
def test_what_is_said_to_turn_the_decision_turns_it(inputs: Inputs) -> None:
    case = Case(BREAK_EVEN.read(inputs))
    for point in case.turning_points:
        assert case.terms is not None
        assert case.decision is not None
        turned = point.lever.apply(case.terms, point.value)
        assert turned.wins != case.decision.pays
        assert point.lever.low <= point.value <= point.lever.high
        between = (point.lever.now + point.value) / 2
        if not point.lever.whole and point.factor > 1.1:
            assert point.lever.apply(case.terms, between).wins == case.decision.pays
