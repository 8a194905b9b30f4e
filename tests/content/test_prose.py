"""What every page of `content/` owes its readers, checked on the Markdown alone."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from site_plugins.fences.quiz import parse_quiz
from site_plugins.series.pages import lessons
from tests.content import reading
from tests.content.reading import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = reading.pages()
LESSONS = [page for page in PAGES if page.is_lesson]

QUESTIONS = [
    question
    for page in PAGES
    for body in reading.fences(page, "quiz")
    for question in parse_quiz(body)
]

LESSON_KEYS = {"title", "description", "outcomes", "minutes", "reviewed", "level"}
LEVELS = {"beginner", "intermediate", "advanced"}
DESCRIPTION_LIMIT = 155
GRADE_LIMIT = 9.0

# Pages that may read harder than the limit, each with its reason. None has needed it so far.
GRADE_EXCEPTIONS: dict[str, str] = {}


def by_name(page: Page) -> str:
    return page.name


def broken_links(page: Page) -> list[str]:
    """Relative links whose page or heading does not exist."""
    return [href for href in reading.links(page) if "://" not in href and not _exists(page, href)]


def _exists(page: Page, href: str) -> bool:
    target, _, anchor = href.partition("#")
    path = (page.path.parent / target).resolve() if target else page.path
    if not path.is_file():
        return False
    return not anchor or anchor in reading.anchors(reading.read(path))


def quiz_faults(questions: list[dict[str, Any]]) -> list[str]:
    """What keeps a quiz from working: not exactly one right choice, or a choice with no why."""
    faults = []
    for question in questions:
        right = [choice for choice in question["choices"] if choice.get("right") is True]
        silent = [choice for choice in question["choices"] if not choice.get("why")]
        if len(right) != 1:
            faults.append(f"{question['question']} has {len(right)} right choices")
        faults += [f"no why for: {choice['text']}" for choice in silent]
    return faults


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_page_has_a_title_and_a_description_search_engines_show_whole(page: Page) -> None:
    assert page.front["title"]
    assert 0 < len(page.front["description"]) <= DESCRIPTION_LIMIT


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_page_reads_at_grade_nine_or_lower(page: Page) -> None:
    grade = reading.reading_grade(reading.sentences(page))
    assert grade <= GRADE_LIMIT or page.name in GRADE_EXCEPTIONS


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_links_inside_the_site_lead_somewhere(page: Page) -> None:
    assert broken_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_links_outside_the_site_are_encrypted(page: Page) -> None:
    outside = [href for href in reading.links(page) if "://" in href]
    assert [href for href in outside if not href.startswith("https://")] == []


@pytest.mark.parametrize("page", LESSONS, ids=by_name)
def test_lesson_states_what_it_is_and_for_whom(page: Page) -> None:
    assert set(page.front) == LESSON_KEYS
    assert page.front["title"].endswith("?")
    assert page.front["level"] in LEVELS
    assert isinstance(page.front["reviewed"], date)
    assert len(page.front["outcomes"]) == 1


@pytest.mark.parametrize("page", LESSONS, ids=by_name)
def test_lesson_takes_the_minutes_it_says(page: Page) -> None:
    assert 8 <= page.front["minutes"] <= 12
    assert page.front["minutes"] == pytest.approx(reading.minutes(page), rel=0.3)


@pytest.mark.parametrize("page", LESSONS, ids=by_name)
def test_lesson_has_a_calculator_a_quiz_and_sources(page: Page) -> None:
    assert reading.fences(page, "calculator")
    assert sum(len(quiz) for quiz in reading.quizzes(page)) in range(3, 6)
    assert "sources" in reading.anchors(page)
    assert "what-would-change-our-mind" in reading.anchors(page)


@pytest.mark.parametrize("page", LESSONS, ids=by_name)
def test_lesson_asks_for_a_guess_and_what_earlier_ones_taught(page: Page) -> None:
    assert page.path.read_text("utf-8").count("\n``` predict\n") == 1
    is_first = page.name == lessons()[0].source
    assert reading.fences(page, "review") == ([] if is_first else [f"{page.name[:-3]}\n"])


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_quiz_has_one_right_choice_and_a_why_for_each(page: Page) -> None:
    assert [quiz_faults(quiz) for quiz in reading.quizzes(page)] == [[]] * len(
        reading.quizzes(page)
    )


def test_right_answers_are_spread_evenly_over_the_places() -> None:
    places = Counter(question.place for question in QUESTIONS)
    assert set(places) == {0, 1, 2}
    # Of 73 questions, chance alone moves a place by four questions either way.
    for count in places.values():
        assert count == pytest.approx(len(QUESTIONS) / 3, abs=5)


def test_neither_the_longest_nor_the_shortest_choice_is_right_more_often_than_chance() -> None:
    chance = sum(1 / len(question.choices) for question in QUESTIONS)
    assert times_right(max) <= chance
    assert times_right(min) <= chance


def times_right(extreme: Callable[[list[int]], int]) -> float:
    """How many questions a reader gets right who always takes the longest, or the shortest."""
    times = 0.0
    for question in QUESTIONS:
        lengths = [len(choice.text) for choice in question.choices]
        taken = [place for place, length in enumerate(lengths) if length == extreme(lengths)]
        times += (question.place in taken) / len(taken)
    return times


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text(
        "# Bad\n\nSee [this](gone.md), [that](#bad) and [those](#worse).\n", encoding="utf-8"
    )
    assert broken_links(reading.read(path)) == ["gone.md", "#worse"]


def test_a_quiz_with_two_right_answers_or_a_silent_choice_is_refused() -> None:
    choices = [{"text": "A", "right": True, "why": "Yes."}, {"text": "B", "right": True}]
    assert quiz_faults([{"question": "Which?", "choices": choices}]) == [
        "Which? has 2 right choices",
        "no why for: B",
    ]


def test_reading_grade_is_flesch_kincaid() -> None:
    words = ("memory", "cache", "table", "rounded", "8,192")
    assert [reading.syllables(word) for word in words] == [3, 1, 2, 2, 2]
    # 6 words, 6 syllables, 1 sentence: 0.39 * 6 + 11.8 * 1 - 15.59
    assert reading.reading_grade(["The cat sat on the mat."]) == pytest.approx(-1.45)


def test_reading_grade_tells_plain_prose_from_officialese() -> None:
    plain = ["The cat sat on the mat.", "It was warm."]
    official = [
        "Notwithstanding contemporaneous interoperability considerations, organisational "
        "stakeholders necessitate comprehensive documentation of quantization methodology."
    ]
    assert reading.reading_grade(plain) < 2
    assert reading.reading_grade(official) > 20
