"""Prompt, retrieve or fine-tune: the rung, the run, and whether it pays."""

import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.numbers import format_money
from calculators.core.results import Result
from calculators.questions.customise import CUSTOMISE
from calculators.questions.customise.duties import DUTIES, NOT_ESTABLISHED, duties
from calculators.questions.customise.record import rates, trainers
from calculators.questions.customise.rungs import GOALS, TRIED, advice


def ask(**inputs: object) -> Result:
    return CUSTOMISE.answer(inputs)


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({"tried": "no"}, "prompt"),
        ({"tried": "enough"}, "prompt"),
        ({"goal": "facts", "tried": "no"}, "prompt"),
        ({"goal": "facts"}, "retrieve"),
        ({"goal": "library", "examples": 10_000}, "retrieve"),
        ({"examples": 9}, "collect"),
        ({"goal": "labels", "examples": 49}, "collect"),
        ({"goal": "labels", "examples": 50}, "cheaper"),
        ({"served": "hour", "requests": 10}, "slow"),
        ({"served": "home", "requests": 1_000}, "slow"),
        ({"served": "home", "requests": 30_000}, "tune"),
        ({"model": "llama-3.3-70b"}, "too_large"),
        ({"goal": "short", "requests": 10}, "no_gain"),
        ({"goal": "short", "requests": 100_000, "tried": "enough"}, "cheaper"),
    ],
)
def test_the_rung_follows_from_the_goal_the_test_and_the_examples(
    inputs: dict[str, object], status: str
) -> None:
    assert ask(**inputs).verdict.status == status


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("tried", TRIED)
def test_every_advice_says_why_and_who_says_so(goal: str, tried: str) -> None:
    for examples in (0, 10, 50, 5_000):
        found = advice(goal=goal, tried=tried, examples=examples)
        assert found.reasons
        assert all(each.url.startswith("https://") and each.checked for each in found.sources)


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


@pytest.mark.parametrize(
    ("method", "software", "shares"),
    [("qlora", "usual", (6, 20, 33)), ("lora", "lean", (28, 50, 67))],
)
def test_the_share_of_a_cards_rate_is_that_of_published_runs(
    method: str, software: str, shares: tuple[int, int, int]
) -> None:
    result = ask(method=method, software=software)
    found = result.figure("share_percent")
    assert (found.low, found.value, found.high) == shares
    assert any(f"between {shares[0]} and {shares[2]} %" in note for note in result.notes)


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


def test_what_the_cheaper_model_saves_is_told_apart_from_what_the_tuning_saves() -> None:
    result = ask()
    told = [each for each in result.verdict.reasons if "comes from the cheaper model" in each]
    assert len(told) == 1
    assert value(result, "after_usd") < value(result, "untuned_usd") < value(result, "before_usd")


def test_what_saves_little_by_training_is_not_called_good() -> None:
    found = ask().verdict
    assert (found.sign, found.tone, found.word) == ("!", "tight", "Try the cheaper model first")
    assert any("That is long" in each for each in found.reasons)


def test_the_price_of_the_tuned_model_follows_the_model() -> None:
    base: dict[str, object] = {"requests": 1_000, "kept_words": 600, "answer_words": 750}
    # 1,000 tokens read and 1,000 written, a thousand times.
    assert value(ask(**base), "after_usd") == pytest.approx(0.195 + 0.6)
    assert value(ask(**base, model="gpt-oss-20b"), "after_usd") == pytest.approx(0.1 + 0.3)
    typed = {"tuned_input_usd": 1, "tuned_output_usd": 2}
    assert value(ask(**base, **typed), "after_usd") == pytest.approx(3)


def test_the_price_of_another_model_is_called_so() -> None:
    told = (
        "We have no dated price of a tuned Qwen3 1.7B. It is counted as Qwen3 8B at Tinker "
        "(Thinking Machines): type what your host asks."
    )
    assert told in ask(model="qwen3-1.7b").verdict.reasons
    typed = {"tuned_input_usd": 1, "tuned_output_usd": 2}
    for inputs in ({}, {**typed, "model": "qwen3-1.7b"}, {"served": "hour", "model": "qwen3-1.7b"}):
        assert not any("no dated price" in each for each in ask(**inputs).verdict.reasons)


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


def test_what_does_not_fit_is_offered_a_card_on_which_it_does() -> None:
    result = ask(model="qwen3-32b", method="lora", card="rtx-4090")
    assert result.verdict.status == "too_large"
    cards = [change.inputs["card"] for change in result.changes if "card" in change.inputs]
    assert cards
    again = ask(model="qwen3-32b", method="lora", card=cards[0])
    assert again.verdict.status == "cheaper"


SMALL: dict[str, object] = {"where": "own", "machine": "laptop-rtx-4060-8gb-16gb-ram"}


def test_what_does_not_fit_is_offered_the_largest_model_that_does() -> None:
    (model,) = (each.inputs["model"] for each in ask(**SMALL).changes if "model" in each.inputs)
    assert ask(**SMALL, model=model).verdict.status != "too_large"
    card = value(ask(**SMALL), "card_bytes")
    larger = (
        each.id
        for each in catalog.models().values()
        if catalog.model(model).parameters < each.parameters < 10e9
    )
    for each in larger:
        assert (ask(**SMALL, model=each).figure("memory_bytes").high or 0) > card


def test_qlora_is_not_proposed_to_who_has_chosen_it() -> None:
    qlora, lora = ask(**SMALL), ask(**SMALL, method="lora", model="qwen3-14b")
    assert any(
        each.endswith("Take another card or a smaller model.") for each in qlora.verdict.reasons
    )
    assert any(
        each.endswith("Take another card, QLoRA or a smaller model.")
        for each in lora.verdict.reasons
    )
    assert not any(change.inputs.get("method") == "qlora" for change in qlora.changes)


def test_who_has_no_nvidia_card_is_told_to_rent_one() -> None:
    assert "Rent one" in CUSTOMISE.field("where").input.help


def test_a_price_that_is_announced_is_told_before_its_day_and_not_after() -> None:
    before, after = (
        ask(offer="google/gemini-4-argon", at=day).notes for day in ("2026-11-30", "2026-12-01")
    )
    assert any(note.startswith("Gemini 4 Argon: from 2026-12-01 on, $4 and $20") for note in before)
    assert not any("2026-12-01 on" in note for note in after)


@pytest.mark.parametrize("machine", ["pc-rtx-3060-12gb-32gb-ram", "laptop-rtx-4060-8gb-16gb-ram"])
def test_a_machine_of_ones_own_has_a_time_and_no_rent(machine: str) -> None:
    result = ask(where="own", machine=machine, model="qwen3-1.7b")
    assert value(result, "training_s") > 0
    assert value(result, "training_usd") == 0


@pytest.mark.parametrize("model", catalog.models().values(), ids=lambda model: model.id)
def test_every_licence_is_described_or_said_to_be_not_established(model: catalog.Model) -> None:
    text = duties(model)
    assert model.licence in text
    assert text.endswith(".")
    assert (model.licence in DUTIES) != (NOT_ESTABLISHED in text)


def test_a_llama_that_is_passed_on_keeps_its_name() -> None:
    assert "name must begin with “Llama”" in duties(catalog.model("llama-3.1-8b"))


@pytest.mark.parametrize(
    ("inputs", "title", "working"),
    [
        (
            {"served": "token", "requests": 1000, "tuned_input_usd": 2, "tuned_output_usd": 8},
            "A month with the tuned model",
            "1,000 × (600 × 2 + 400 × 8) ÷ 1,000,000",
        ),
        (
            {"served": "hour", "served_hours": 100, "served_usd": 2.5},
            "A month with the tuned model",
            "100 × $2.5",
        ),
        ({"served": "home"}, "A month with the tuned model", "0"),
        ({"card": "h100", "card_usd": 2, "examples": 300}, "Training", "2 × $2"),
    ],
)
def test_the_working_comes_out(inputs: dict[str, object], title: str, working: str) -> None:
    lengths = {"kept_words": 300, "question_words": 150, "answer_words": 300}
    (step,) = (each for each in ask(**lengths | inputs).steps if each.title == title)
    assert step.working == working
    sums = working.replace("×", "*").replace("÷", "/").replace(",", "").replace("$", "")
    assert step.outcome == format_money(eval(sums), "USD")


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"example_words": 3_000, "step_examples": 7, "longest_words": 3_000, "card": "h200"},
        {"example_words": 30, "step_examples": 4, "method": "lora", "card": "h100"},
        {"where": "own", "model": "qwen3-1.7b", "software": "lean"},
    ],
)
def test_the_time_of_the_training_comes_out_by_hand(inputs: dict[str, object]) -> None:
    result = ask(**inputs)
    (step,) = (each for each in result.steps if each.title == "Time of the training")
    assert by_hand(step.working) == pytest.approx(value(result, "training_s"), rel=1e-5)


def test_the_default_time_counts_steps_of_a_thousand_tokens() -> None:
    (step,) = (each for each in ask().steps if each.title == "Time of the training")
    assert step.working == "4 × 7,568,405,504 × 900 × 1,000 ÷ (165.2 × 10¹² × 0.2)"
    assert step.formula.endswith("a step of fewer than 1,000 tokens takes as long as one of 1,000")


@pytest.mark.parametrize(
    "inputs",
    [
        {"offer": "deepseek/deepseek-flash", "requests": 30_000},
        {"where": "trainer", "trainer": "together", "requests": 30_000},
        {"offer": "openrouter/openai/gpt-oss-120b"},
        {"card": "l40s", "served": "hour", "served_hours": 20, "requests": 90_000},
    ],
)
def test_every_sum_of_money_comes_out_by_hand(inputs: dict[str, object]) -> None:
    result = ask(**inputs)
    working = {step.title: step.working for step in result.steps}
    for title, name in (
        ("Training", "training_usd"),
        ("A month now", "before_usd"),
        ("A month with the tuned model", "after_usd"),
    ):
        assert by_hand(working[title]) == pytest.approx(value(result, name), rel=1e-4)
    if months := working.get("Months to pay it back"):
        assert math.ceil(by_hand(months)) == value(result, "payback_months")


def by_hand(working: str) -> float:
    signs = {"×": "*", "÷": "/", "−": "-", ",": "", "$": "", "10¹²": "1e12"}
    for sign, plain in signs.items():
        working = working.replace(sign, plain)
    found = eval(working)
    assert isinstance(found, (int, float))
    return found


def test_records_have_a_source_and_a_day() -> None:
    for rate in rates().values():
        assert rate.source.url.startswith("https://")
    for trainer in trainers().values():
        assert re.fullmatch(r"2026-\d\d-\d\d", trainer.as_of)
        assert set(trainer.by_model) <= set(catalog.models())


@pytest.mark.parametrize("model", catalog.models())
def test_every_model_of_the_catalog_has_an_answer(model: str) -> None:
    assert value(ask(model=model, card="h200"), "memory_bytes") > 0


@given(
    examples=st.integers(0, 1_000_000),
    words=st.integers(1, 50_000),
    requests=st.integers(0, 100_000_000),
    served=st.sampled_from(["hour", "token", "home"]),
    method=st.sampled_from(["lora", "qlora"]),
)
def test_no_case_has_endless_or_negative_sums(
    examples: int, words: int, requests: int, served: str, method: str
) -> None:
    result = ask(
        examples=examples, example_words=words, requests=requests, served=served, method=method
    )
    for figure in result.figures:
        if figure.value is not None and figure.name != "saved_usd":
            assert 0 <= figure.value < 1e18


def test_the_form_reads_what_it_wrote() -> None:
    written = CUSTOMISE.texts(CUSTOMISE.read({}))
    assert CUSTOMISE.texts(CUSTOMISE.read(written)) == written
