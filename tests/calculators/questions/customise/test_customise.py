"""Prompt, retrieve or fine-tune: the rung, the run, and whether it pays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.questions.customise import CUSTOMISE
from tests.calculators.questions.customise.asking import ask, value


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


def test_what_the_cheaper_model_saves_is_told_apart_from_what_the_tuning_saves() -> None:
    result = ask()
    told = [each for each in result.verdict.reasons if "comes from the cheaper model" in each]
    assert len(told) == 1
    assert value(result, "after_usd") < value(result, "untuned_usd") < value(result, "before_usd")


def test_what_saves_little_by_training_is_not_called_good() -> None:
    found = ask().verdict
    assert (found.sign, found.tone, found.word) == ("!", "tight", "Try the cheaper model first")
    assert any("That is long" in each for each in found.reasons)


def test_the_price_of_another_model_is_called_so() -> None:
    told = (
        "We have no dated price of a tuned Qwen3 1.7B. It is counted as Qwen3 8B at Tinker "
        "(Thinking Machines): type what your host asks."
    )
    assert told in ask(model="qwen3-1.7b").verdict.reasons
    typed = {"tuned_input_usd": 1, "tuned_output_usd": 2}
    for inputs in ({}, {**typed, "model": "qwen3-1.7b"}, {"served": "hour", "model": "qwen3-1.7b"}):
        assert not any("no dated price" in each for each in ask(**inputs).verdict.reasons)


def test_who_has_no_nvidia_card_is_told_to_rent_one() -> None:
    assert "Rent one" in CUSTOMISE.field("where").input.help


@pytest.mark.parametrize("machine", ["pc-rtx-3060-12gb-32gb-ram", "laptop-rtx-4060-8gb-16gb-ram"])
def test_a_machine_of_ones_own_has_a_time_and_no_rent(machine: str) -> None:
    result = ask(where="own", machine=machine, model="qwen3-1.7b")
    assert value(result, "training_s") > 0
    assert value(result, "training_usd") == 0


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
