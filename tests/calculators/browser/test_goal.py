"""The goal of an exercise, judged by the answer's own figures."""

import json
from typing import Any

import pytest

from calculators.browser import respond
from calculators.registry import CALCULATORS

HALF = {"figure": "usd_per_month", "start": {"batch": "off"}, "at_most": 0.5}
BILL = {"work": "invoices", "pages": "1", "model": "openai/gpt-6-luna", "at": "2026-11-29"}


def judged(inputs: dict[str, str], goal: object = HALF) -> dict[str, Any]:
    request = {"calculator": "api-cost", "inputs": {**BILL, **inputs}, "goal": goal}
    answer: dict[str, Any] = json.loads(respond(json.dumps(request)))
    return answer


def test_where_the_figure_is_low_enough_the_exercise_is_done() -> None:
    answer = judged({"batch": "on"})
    assert answer["data"] == {"done": True}
    assert answer["announcement"].endswith("50% less than $0.21 at the start.")


def test_on_the_way_it_says_how_far_it_is_and_what_the_goal_is() -> None:
    answer = judged({"pages": "1", "batch": "off"})
    assert answer["data"] == {"done": False}
    assert answer["announcement"].endswith(": $0.21, as at the start. The goal is 50% less.")


def test_what_may_not_be_changed_counts_on_both_sides() -> None:
    answer = judged({"per_day": "4", "batch": "off"})
    assert answer["data"] == {"done": False}
    assert "as at the start" in answer["announcement"]
    assert judged({"per_day": "4", "batch": "on"})["data"] == {"done": True}


def test_a_figure_that_grew_is_said_to_be_more() -> None:
    goal = {**HALF, "start": {"pages": "1"}}
    assert "% more than $0.21 at the start" in judged({"pages": "6"}, goal)["announcement"]


def test_what_cannot_be_worked_out_is_not_done() -> None:
    inputs = {"task": "contract", "model": "gpt-oss-20b", "machine": "laptop-8gb"}
    goal = {"figure": "done_s", "start": {"model": "gemma-4-12b"}, "at_most": 0.5}
    request = json.dumps({"calculator": "speed", "inputs": inputs, "goal": goal})
    answer = json.loads(respond(request))
    assert answer["data"] == {"done": False}
    assert answer["announcement"] == "With these inputs it cannot be worked out."


MORE = {"figure": "usd_per_month", "start": {"batch": "on"}, "at_least": 1.5}


def test_a_goal_may_be_more_instead_of_less() -> None:
    assert judged({"batch": "off"}, MORE)["data"] == {"done": True}
    answer = judged({"batch": "on"}, MORE)
    assert answer["data"] == {"done": False}
    assert answer["announcement"].endswith("as at the start. The goal is 50% more.")


FITS = {"verdict": "Fits", "start": {"model": "gemma-4-31b"}}


def fits(**inputs: str) -> dict[str, Any]:
    laptop = {"machine": "laptop-16gb", "model": "gemma-4-31b", **inputs}
    request = {"calculator": "fit", "inputs": laptop, "goal": FITS}
    answer: dict[str, Any] = json.loads(respond(json.dumps(request)))
    return answer


def test_a_goal_may_be_the_word_of_the_verdict() -> None:
    answer = fits(model="gemma-4-e4b")
    assert answer["data"] == {"done": True}
    assert answer["announcement"] == "The answer is “Fits”; at the start it was “Does not fit”."


def test_until_then_it_says_which_word_is_the_goal() -> None:
    answer = fits()
    assert answer["data"] == {"done": False}
    said = "The answer is “Does not fit”, as at the start. The goal is “Fits”."
    assert answer["announcement"] == said


def test_a_verdict_that_comes_of_what_may_not_be_changed_is_not_done() -> None:
    answer = fits(model="gemma-4-e4b", machine="mac-studio-m3-ultra-512gb")
    assert answer["data"] == {"done": False}
    said = "The answer is “Fits”, but not thanks to the inputs named above."
    assert answer["announcement"] == said


@pytest.mark.parametrize(
    ("calculator", "inputs", "goal"),
    [
        (
            "eval-size",
            {"difference": "15"},
            {"figure": "cases_paired", "start": {"difference": "10"}, "at_most": 0.5},
        ),
        (
            "gap",
            {"openness": "unrestricted"},
            {"figure": "lag_days", "start": {"openness": "weights"}, "at_least": 1.5},
        ),
    ],
)
def test_the_figures_are_those_of_the_answer_and_give_the_share(
    calculator: str, inputs: dict[str, str], goal: dict[str, Any]
) -> None:
    asked = CALCULATORS[calculator]
    now, was = (
        asked.answer(each).figure(goal["figure"]) for each in (inputs, inputs | goal["start"])
    )
    request = {"calculator": calculator, "inputs": inputs, "goal": goal}
    said = json.loads(respond(json.dumps(request)))["announcement"]
    assert now.value
    assert was.value
    percent = round(100 * abs(1 - now.value / was.value))
    word = "less" if now.value < was.value else "more"
    assert said == (
        f"{now.label}: {now.value:,.0f} {now.unit}, {percent}% {word} than {was.value:,.0f} "
        f"{was.unit} at the start."
    )


def test_of_rounded_figures_the_share_is_said_to_be_about_so_much() -> None:
    assert ", about 50% less than $0.21 at the start." in judged({"batch": "on"})["announcement"]


NEITHER = {"start": {"batch": "off"}}


@pytest.mark.parametrize(
    "goal",
    [
        7,
        {},
        {**HALF, "figure": "x"},
        {**HALF, "at_most": "0.5"},
        {**HALF, "at_least": 2},
        {**HALF, "verdict": "Fits"},
        {**NEITHER, "figure": "usd_per_month"},
        {**NEITHER, "at_most": 0.5},
        NEITHER,
    ],
)
def test_a_goal_that_is_none_is_refused_with_a_sentence(goal: object) -> None:
    answer = judged({}, goal)
    assert not answer["ok"]
    assert answer["announcement"].endswith(".")


def test_inputs_that_cannot_be_read_are_refused_as_anywhere() -> None:
    assert judged({"pages": "lots"})["errors"][0]["field"] == "pages"
