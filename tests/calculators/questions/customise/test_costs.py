"""What training costs, what requests cost after it, and when that is even."""

from typing import Any

import pytest

from calculators.core.errors import InputErrors
from tests.calculators.questions.customise.asking import ask, value


def test_a_rented_card_costs_begun_hours_and_one_to_set_up() -> None:
    result = ask(card_usd=2, examples=100)
    assert value(result, "training_s") < 3600
    assert value(result, "training_usd") == 4


def test_without_a_typed_rent_the_middle_of_the_dated_offers_counts() -> None:
    figure = ask(card="h100").figure("training_usd")
    assert figure.low is not None
    assert figure.high is not None
    assert figure.value is not None
    assert figure.low < figure.value < figure.high


def test_a_trainer_bills_every_token_every_time_round() -> None:
    # 1,000 examples of 750 words are 1,000,000 tokens; three times round at 0.44 a million.
    result = ask(where="trainer", trainer="tinker", examples=1000, example_words=750)
    assert value(result, "trained_tokens") == 3_000_000
    assert value(result, "training_usd") == pytest.approx(1.32)
    with pytest.raises(KeyError):
        result.figure("memory_bytes")
    assert result.figure("training_s").value is None


def test_a_published_sum_of_a_trainer_comes_out() -> None:
    # docs.ori.co/fine-tuning/billing: 15 million tokens in training at 0.46 a million, without
    # the million for validation that its example adds.
    result = ask(
        where="trainer", trainer="together", trainer_usd=0.46, examples=5000, example_words=750
    )
    assert value(result, "training_usd") == pytest.approx(15 * 0.46)


def test_a_trainer_without_a_price_for_the_model_is_not_guessed() -> None:
    with pytest.raises(InputErrors) as refused:
        ask(where="trainer", trainer="tinker", model="phi-4")
    assert refused.value.problems[0].message == (
        "We have no dated price of Tinker (Thinking Machines) for Phi-4 14B. Choose another "
        "trainer or model, or type a price."
    )
    assert value(ask(where="trainer", model="phi-4", trainer_usd=1), "training_usd") > 0


def test_a_shorter_prompt_is_what_later_requests_save() -> None:
    base: dict[str, Any] = {"question_words": 0, "answer_words": 0, "requests": 1000}
    result = ask(**base, prompt_words=750, kept_words=0, offer="openai/gpt-6.1-sol")
    assert value(result, "before_usd") == pytest.approx(2)  # a million tokens at 2 dollars
    assert value(result, "after_usd") == 0


def test_the_price_of_the_tuned_model_follows_the_model() -> None:
    base: dict[str, object] = {"requests": 1_000, "kept_words": 600, "answer_words": 750}
    # 1,000 tokens read and 1,000 written, a thousand times.
    assert value(ask(**base), "after_usd") == pytest.approx(0.195 + 0.6)
    assert value(ask(**base, model="gpt-oss-20b"), "after_usd") == pytest.approx(0.1 + 0.3)
    typed = {"tuned_input_usd": 1, "tuned_output_usd": 2}
    assert value(ask(**base, **typed), "after_usd") == pytest.approx(3)


def test_a_card_of_ones_own_costs_only_power() -> None:
    result = ask(where="own", model="qwen3-1.7b")
    assert result.figure("training_usd").note == "Only power, which is not counted."
    assert any("Once: only power for the training" in each for each in result.verdict.reasons)


def test_a_card_that_is_always_on_costs_the_same_for_one_request_and_for_many() -> None:
    one = value(ask(served="hour", requests=1), "after_usd")
    many = value(ask(served="hour", requests=100_000), "after_usd")
    assert one == many == pytest.approx(730 * 0.49)


def test_pay_back_is_never_where_nothing_is_saved() -> None:
    result = ask(served="hour", requests=1)
    assert result.figure("payback_months").value is None
    assert any("never pays for itself in money" in each for each in result.verdict.reasons)


def test_months_to_pay_back_are_what_was_spent_by_what_is_saved() -> None:
    result = ask(requests=30_000)
    exact = value(result, "once_usd") / value(result, "saved_usd")
    assert value(result, "payback_months") == -(-exact // 1)
