"""The score of a model, and what it equals in time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.capability.record import bias, estimated, published
from calculators.questions.common.scores import level, of_model, points, too_high
from tests.laws import law

SCORED = sorted((published().keys() | estimated().keys()) & catalog.models().keys())


@pytest.mark.parametrize("ident", SCORED)
def test_a_score_lies_in_its_range_and_an_estimate_counts_for_less(ident: str) -> None:
    subject = of_model(ident)
    assert subject is not None
    assert subject.low <= subject.eci <= subject.high
    assert (subject.basis == "reported") is (ident in published())
    lowered = too_high() if subject.basis == "estimate" else 0
    assert subject.careful == pytest.approx(subject.eci - lowered)


def test_what_estimates_were_too_high_is_the_most_that_the_index_shows() -> None:
    assert too_high() == bias()[1] > 0


def test_a_model_without_a_score_has_none() -> None:
    assert of_model("olmo-3-7b") is None


def test_what_thinks_before_it_answers_is_told_from_what_does_not() -> None:
    thinks, answers = of_model("qwen3-8b"), of_model("phi-4-mini")
    assert thinks is not None
    assert answers is not None
    assert (thinks.thinking, answers.thinking) == (True, False)


@law(60)
@given(st.floats(100, 170), st.floats(0, 10))
def test_more_points_never_equal_an_earlier_closed_model(eci: float, more: float) -> None:
    model = of_model("kimi-k2.6")
    assert model is not None
    lower, higher = (replace(model, eci=each).equals.typical for each in (eci, eci + more))
    if higher is not None:
        assert lower is not None
        assert lower.date <= higher.date


def test_words_for_a_score_and_for_its_time() -> None:
    model = of_model("qwen3.8-27b")
    assert model is not None
    assert points(model) == "154.6 (149.3 to 158.9)"
    assert level(model.equals) == "August 2025 to April 2026"
    above = replace(model, eci=200.0, low=158.0, high=201.0)
    assert level(above.equals).endswith("to ahead of all")
