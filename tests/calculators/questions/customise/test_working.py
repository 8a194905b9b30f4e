"""The working comes out by hand, and what is announced is told."""

import math

import pytest

from calculators.core.numbers import format_money
from tests.calculators.questions.customise.asking import ask, value


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
    assert any(f"between {shares[0]} and {shares[2]}%" in note for note in result.notes)


def test_a_price_that_is_announced_is_told_before_its_day_and_not_after() -> None:
    before, after = (
        ask(offer="google/gemini-4-argon", at=day).notes for day in ("2026-11-30", "2026-12-01")
    )
    assert any(note.startswith("Gemini 4 Argon: from 2026-12-01 on, $4 and $20") for note in before)
    assert not any("2026-12-01 on" in note for note in after)


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
    (step,) = (each for each in result.steps if each.title == "Training time")
    assert by_hand(step.working) == pytest.approx(value(result, "training_s"), rel=1e-5)


def test_the_default_time_counts_steps_of_a_thousand_tokens() -> None:
    (step,) = (each for each in ask().steps if each.title == "Training time")
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
