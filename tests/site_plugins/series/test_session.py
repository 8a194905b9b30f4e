"""Thirty minutes with a group."""

import pytest

from site_plugins.series.pages import lessons
from site_plugins.series.session import parse_session, session_html, sessions

LAPTOP = "lesson: hardware/will-it-run-on-my-laptop\nmotion: Small firms should own <nothing>."


def test_every_lesson_has_one_page_in_the_order_of_the_series() -> None:
    assert [session.lesson for _, session in sessions()] == list(lessons())


def test_every_page_argues_both_sides_and_says_what_is_settled() -> None:
    for page, _ in sessions():
        for heading in ("## For", "## Against", "## What the lesson settles", "## Watch for"):
            assert page.text.count(f"\n{heading}\n") == 1, page.source
        for_, against = (
            page.text.partition(f"## {side}\n")[2].partition("\n## ")[0].count("\n- ")
            for side in ("For", "Against")
        )
        assert for_ == against == 3, page.source


def test_a_session_takes_the_guess_and_the_places_from_its_lesson() -> None:
    session = parse_session(LAPTOP)
    html = session_html(session)
    assert f"<q>{session.guess}</q>" in html.replace("&#x27;", "'")
    assert session.guess.endswith("?")
    for place in ("in-two-minutes", "your-turn", "this-week"):
        assert f'href="site:hardware/will-it-run-on-my-laptop/#{place}"' in html
    assert "<q>Small firms should own &lt;nothing&gt;.</q>" in html


def test_the_calculator_is_where_the_lesson_has_it() -> None:
    first_run = parse_session("lesson: hardware/your-first-run\nmotion: Run one.")
    assert first_run.calculator == "does-it-fit"


def test_the_steps_fill_half_an_hour() -> None:
    html = session_html(parse_session(LAPTOP))
    assert [f"<td>{part}</td>" in html for part in ("0 to 3", "26 to 30")] == [True, True]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("lesson: hardware/toaster\nmotion: Toast.", "'hardware/toaster' is no lesson"),
        ("lesson: start/three-doors", "write `lesson` and `motion`"),
    ],
)
def test_a_session_that_cannot_be_laid_out_says_why(body: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_session(body)
