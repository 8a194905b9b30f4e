"""What a reader answers: a guess before the answer, a quiz, and what this browser keeps of both."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.browser import respond
from site_plugins.fences.exercise import goal_record, read_exercise
from site_plugins.fences.predict import parse_prediction
from tests.browser.conftest import Visit, ask_worker
from tests.browser.runtime_site import Site
from tests.content import reading

pytestmark = pytest.mark.browser

EXERCISE = re.compile(r"^``` exercise\n(.*?)^```", re.DOTALL | re.MULTILINE)
NUMBER, CHOICE = "start/three-doors", "hardware/will-it-run-on-my-laptop"


def kept(page: Page) -> Any:
    """The record of the reader's progress, as this browser holds it."""
    return json.loads(page.evaluate("localStorage.getItem('start-here-progress')") or "{}")


def come_to(page: Page, element: str) -> None:
    page.locator(element).first.scroll_into_view_if_needed()
    expect(page.locator(element).first).to_have_attribute("data-live", "")


def right_of(page: str) -> Any:
    """The guess of a lesson, as its author wrote it."""
    text = (reading.CONTENT / f"{page}.md").read_text("utf-8")
    return parse_prediction(text.split("``` predict\n")[1].split("\n```\n")[0])


def test_a_number_is_guessed_with_the_keyboard_and_then_locked(visit: Visit) -> None:
    page = visit(f"{NUMBER}/")
    come_to(page, "start-predict")
    guess = page.locator("start-predict")
    expect(guess.locator("details")).to_be_hidden()
    guess.get_by_label("Your guess", exact=True).fill("50")
    slider = guess.get_by_label("Your guess, as a slider")
    expect(slider).to_have_attribute("aria-valuetext", "50%")
    guess.get_by_label("Your guess", exact=True).press("Enter")
    answer = right_of(NUMBER)
    far = f"{float(f'{50 / answer.value:.2g}'):,.0f}"
    expect(guess.get_by_role("status")).to_have_text(
        f"You said 50%; it’s {answer.answer}. Off by a factor of {far}."
    )
    expect(guess.locator("details")).to_have_attribute("open", "")
    expect(guess.get_by_label("Your guess", exact=True)).to_have_attribute("readonly", "")
    guess.get_by_role("button", name="Locked in").press("Enter")
    (entry,) = kept(page)["guesses"].values()
    assert entry["guess"] == 50


@pytest.mark.parametrize("typed", ["", "abc", "1,5", "0", "1e3", "1000000000"])
def test_what_is_no_guess_is_said_and_nothing_is_locked(visit: Visit, typed: str) -> None:
    page = visit(f"{NUMBER}/")
    come_to(page, "start-predict")
    guess = page.locator("start-predict")
    box = guess.get_by_label("Your guess", exact=True)
    box.fill(typed)
    guess.get_by_role("button", name="Lock it in").click()
    expect(guess.get_by_role("status")).to_contain_text("Type a number from ")
    expect(guess.get_by_role("status")).to_contain_text("with a point for fractions, as in 1.5.")
    expect(box).to_have_value(typed)
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_be_focused()
    expect(guess.locator("details")).to_be_hidden()
    box.fill("2.5")
    box.press("Enter")
    expect(guess.get_by_role("status")).to_contain_text("You said 2.5")
    expect(box).to_have_attribute("aria-invalid", "false")


def test_a_choice_is_guessed_once_and_stays_after_a_reload(visit: Visit) -> None:
    page = visit(f"{CHOICE}/")
    come_to(page, "start-predict")
    buttons = page.locator("start-predict").get_by_role("button")
    prediction = right_of(CHOICE)
    right, wrong = buttons.nth(prediction.right), buttons.nth(1 - prediction.right)
    right.focus()
    page.keyboard.press("Enter")
    said = page.locator("start-predict").get_by_role("status")
    expect(said).to_have_text("✓ “Gemma 4 12B” is right.")
    expect(right).to_be_focused()
    wrong.click(force=True)  # locked, so that Playwright would wait for ever
    expect(right).to_have_attribute("aria-pressed", "true")
    expect(wrong).to_have_attribute("aria-pressed", "false")
    page.reload()
    come_to(page, "start-predict")
    expect(said).to_have_text("✓ “Gemma 4 12B” is right.")
    expect(page.locator("start-predict details")).to_have_attribute("open", "")


def test_on_a_phone_an_answer_brings_the_next_question(visit: Visit) -> None:
    page = visit(f"{NUMBER}/", width=390)
    asked = page.locator("start-quiz:not([data-anew]) .sc-question")
    shown = asked.locator("visible=true")
    total = asked.count()
    expect(shown).to_have_count(1)
    for answered in range(1, total):
        shown.last.locator("input").first.check()
        expect(shown).to_have_count(answered + 1)
    page.emulate_media(media="print")
    expect(shown).to_have_count(total)


def test_without_a_script_too_and_the_page_of_all_questions_shows_them_all(visit: Visit) -> None:
    page = visit(f"{NUMBER}/", width=390, java_script_enabled=False)
    shown = page.locator(".sc-quiz:not([data-anew]) .sc-question").locator("visible=true")
    expect(shown).to_have_count(1)
    shown.first.locator("label").first.click()
    expect(shown).to_have_count(2)
    page.goto(page.url.replace(f"{NUMBER}/", "questions/"))
    every = page.locator(".sc-question")
    expect(every.locator("visible=true")).to_have_count(every.count())


def test_a_quiz_is_remembered_and_can_be_started_again(visit: Visit) -> None:
    page = visit(f"{NUMBER}/")
    come_to(page, "start-quiz")
    right = page.locator(".sc-choice[data-mark=right] input")
    right.first.check()
    score = page.locator("start-quiz").get_by_role("status")
    expect(score).to_have_text("Right. 1 of 3 right so far.")
    expect(score).to_be_in_viewport()
    page.reload()
    come_to(page, "start-quiz")
    expect(right.first).to_be_checked()
    expect(score).to_have_text("1 of 3 right so far.")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("start-quiz input:checked")).to_have_count(0)
    expect(page.locator("start-quiz input").first).to_be_focused()
    expect(score).to_have_text("")
    assert kept(page).get("quizzes", {}) == {}


def test_what_is_kept_may_be_anything_and_the_lesson_still_asks(visit: Visit) -> None:
    page = visit(f"{CHOICE}/")
    for text in ("{", '{"version":1,"guesses":{"a#b":7},"quizzes":[]}', '"x"'):
        page.evaluate("text => localStorage.setItem('start-here-progress', text)", text)
        page.reload()
        come_to(page, "start-predict")
        expect(page.locator("start-predict").get_by_role("button")).to_have_count(2)


def test_without_a_script_the_answer_to_a_guess_can_be_opened(
    whole_site: Site, without_scripts: Browser
) -> None:
    page = without_scripts.new_page()
    page.goto(f"{whole_site.url}{CHOICE}/")
    guess = page.locator("start-predict")
    expect(guess.locator("li").first).to_have_text("Qwen3 8B")
    expect(guess.get_by_role("button")).to_have_count(0)
    guess.locator("summary").click()
    expect(guess.locator("table")).to_be_visible()


def test_earlier_questions_are_folded_and_asked_anew_at_each_visit(visit: Visit) -> None:
    page = visit("start/what-just-changed/")
    page.get_by_text("Two from earlier").click()
    come_to(page, ".sc-review start-quiz")
    page.locator(".sc-review .sc-choice[data-mark=right] input").first.check()
    score = page.locator(".sc-review").get_by_role("status")
    expect(score).to_have_text("Right. 1 of 2 right so far.")
    (name,) = kept(page)["quizzes"]
    assert name.startswith("start/three-doors#")
    page.reload()
    page.get_by_text("Two from earlier").click()
    come_to(page, ".sc-review start-quiz")
    expect(page.locator(".sc-review input:checked")).to_have_count(0)


def test_all_questions_know_what_was_answered_in_a_lesson(visit: Visit) -> None:
    page = visit(f"{NUMBER}/")
    come_to(page, "start-quiz")
    page.locator(".sc-choice[data-mark=right] input").first.check()
    page.goto(page.url.replace(f"{NUMBER}/", "questions/"))
    come_to(page, "start-quiz")
    expect(page.locator("start-quiz").first.get_by_role("status")).to_have_text(
        "1 of 3 right so far."
    )


def test_two_dates_are_saved_for_a_calendar(visit: Visit) -> None:
    page = visit("questions/", timezone_id="Pacific/Auckland")
    page.clock.set_fixed_time("2026-12-20T20:00:00Z")  # the 21st in Auckland
    come_to(page, "start-reminder")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save two dates").click()
    text = saved.value.path().read_bytes().decode("ascii")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert max(len(line) for line in lines) <= 75
    assert "\n" not in text.replace("\r\n", "")
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert [line for line in unfolded if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20261224",
        "DTSTART;VALUE=DATE:20270104",
    ]
    assert unfolded.count(f"URL:{page.url}") == 2
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    expect(page.locator("start-reminder").get_by_role("status")).to_contain_text(
        "Saved: December 24 and January 4."
    )


def test_an_exercise_is_judged_by_python_and_kept(visit: Visit) -> None:
    page = visit("money/what-does-it-really-cost/")
    come_to(page, "start-exercise")
    exercise = page.locator("start-exercise")
    expect(exercise.locator("details")).not_to_have_attribute("open", "")
    expect(page.locator("start-calculator").first).to_have_attribute("data-started", "")
    page.evaluate(
        """() => {
          const box = document.getElementById("api-cost").querySelector("[name=batch]");
          box.checked = true;
          box.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    said = exercise.get_by_role("status")
    expect(said).to_contain_text("✓ Done. GPT-6 Luna, a month", timeout=60_000)
    (entry,) = kept(page)["exercises"].values()
    page.reload()
    come_to(page, "start-exercise")
    # The day it was done, or what Python says of the inputs that the page kept over the reload.
    expect(said).to_have_text(re.compile(rf"^✓ Done( on {entry['done']})?\."))


def test_an_exercise_that_was_solved_before_it_came_near_says_so(visit: Visit) -> None:
    page = visit("models/test-before-you-trust/", width=390, timezone_id="America/Los_Angeles")
    page.clock.set_fixed_time("2026-12-25T06:00:00Z")  # the 24th there
    exercise = page.locator("start-exercise")
    page.locator("#eval-size-difference").fill("20")
    expect(page.locator("#eval-size [data-part=summary]")).not_to_have_attribute("data-old", "")
    expect(exercise).not_to_have_attribute("data-live", "")
    come_to(page, "start-exercise")
    expect(exercise.get_by_role("status")).to_contain_text("✓ Done.", timeout=60_000)
    (entry,) = kept(page)["exercises"].values()
    assert entry["done"] == "2026-12-24"


def test_python_in_the_browser_judges_each_exercise_as_the_build_did(visit: Visit) -> None:
    requests = []
    for lesson in reading.pages():
        text = lesson.path.read_text("utf-8")
        for found in EXERCISE.finditer(text):
            exercise = read_exercise(found[1], text[: found.start()])
            asked = {"calculator": exercise.calculator, "goal": goal_record(exercise)}
            requests += [
                json.dumps({**asked, "inputs": inputs})
                for inputs in (exercise.inputs, exercise.solved)
            ]
    replies = [json.loads(text) for text in ask_worker(visit(f"{NUMBER}/"), requests)]
    assert [reply["data"]["done"] for reply in replies] == [False, True] * (len(requests) // 2)
    assert replies == [json.loads(respond(request)) for request in requests]


def test_the_score_of_all_guesses_stands_with_the_progress(visit: Visit) -> None:
    page = visit("progress/")
    come_to(page, "start-calibration")
    score = page.locator("start-calibration")
    expect(score).not_to_contain_text("So far")
    guesses = {
        "a#1": {"guess": 10, "answer": 5, "off": 2},
        "a#2": {"guess": 1, "answer": 4, "off": 4},
        "a#3": {"guess": "A", "answer": "A", "off": None},
        "a#4": {"guess": "A", "answer": "B", "off": None},
    }
    page.evaluate(
        "text => localStorage.setItem('start-here-progress', text)",
        json.dumps({"version": 1, "guesses": guesses}),
    )
    page.reload()
    come_to(page, "start-calibration")
    expect(score).to_contain_text(
        "So far: 1 of 2 choices right, half of your 2 numbers off by more than a factor of 3."
    )
