"""What must hold for every goal, model, card and price."""

import math

from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import InputErrors
from calculators.core.results import Result
from calculators.core.view.html import to_html
from calculators.questions.customise import CUSTOMISE
from tests.calculators.any_inputs import any_inputs
from tests.laws import law

Inputs = dict[str, object]
EVERY = any_inputs(CUSTOMISE)
WIDE = law(60)
MORE = (
    ("examples", "examples_usd"),
    ("examples", "training_usd"),
    ("example_words", "training_usd"),
    ("epochs", "training_usd"),
    ("rank", "memory_bytes"),
    ("requests", "before_usd"),
    ("requests", "after_usd"),
    ("prompt_words", "before_usd"),
)


def answer(inputs: Inputs) -> Result:
    """The answer; a trainer without a price for the model makes place for a card."""
    try:
        return CUSTOMISE.answer(inputs)
    except InputErrors as errors:
        if errors.problems[0].field != "trainer":
            raise
        return CUSTOMISE.answer({**inputs, "where": "rent"})


def amounts(inputs: Inputs) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in answer(inputs).figures}


@WIDE
@given(EVERY)
def test_every_answer_is_finite_and_only_a_saving_can_be_negative(inputs: Inputs) -> None:
    result = answer(inputs)
    for figure in result.figures:
        for number in (figure.value, figure.low, figure.high):
            assert number is None or math.isfinite(number)
        assert figure.name == "saved_usd" or figure.value is None or figure.value >= 0
        if figure.value is not None and figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high
    shown = to_html(result)
    assert "nan" not in shown.split()
    assert "inf" not in shown.split()


@WIDE
@given(EVERY, st.sampled_from(MORE))
def test_more_of_it_never_costs_less(inputs: Inputs, pair: tuple[str, str]) -> None:
    name, figure = pair
    base = {**inputs, "where": "rent"}
    first = int(str(base.get(name, CUSTOMISE.field(name).default)))
    least, most = sorted((first, 1 + first // 2))
    less, more = (amounts({**base, name: count})[figure] for count in (least, most))
    if less is not None and more is not None:
        assert more >= less * (1 - 1e-12)


@WIDE
@given(EVERY)
def test_what_is_spent_once_is_paid_back_by_what_is_saved(inputs: Inputs) -> None:
    found = amounts(inputs)
    months, once, saved = (found[name] for name in ("payback_months", "once_usd", "saved_usd"))
    assert saved is not None
    if months is not None and once is not None:
        assert saved > 0
        assert months * saved >= once * (1 - 1e-9)
        assert (months - 1) * saved <= once * (1 + 1e-9)
