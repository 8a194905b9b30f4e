"""Questions away from their lesson: two from earlier, and all of them on one page."""

import re

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from site_plugins.series.pages import Page, lessons
from site_plugins.series.paths import paths
from site_plugins.series.review import all_fence, earlier, fence, key, questions


def lesson(name: str, *asked: str) -> Page:
    choices = "  choices: [{text: A, right: true, why: Yes.}, {text: B, why: No.}]"
    quiz = "".join(f"- question: {question}\n{choices}\n" for question in asked)
    return Page(f"{name}.md", name, "", {"minutes": 8}, f"# {name}\n\n``` quiz\n{quiz}```\n")


ORDER = [lesson("a", "A1", "A2"), lesson("b", "B1", "B2"), lesson("c", "C1"), lesson("d", "D1")]


def test_two_questions_come_from_two_lessons_before_and_are_always_the_same() -> None:
    drawn = earlier("d", ORDER)
    assert [key(page) for page, _ in drawn] in (["a", "b"], ["a", "c"], ["b", "c"])
    assert drawn == earlier("d", ORDER)


def test_on_paths_they_come_from_what_every_path_has_told_by_then() -> None:
    ways = [("a", "b", "d"), ("b", "c", "d"), ("a", "c")]
    assert {key(page) for page, _ in earlier("d", ORDER, ways)} == {"b"}
    assert [key(page) for page, _ in earlier("c", ORDER, [("d", "a", "c")])] == ["a", "d"]
    assert earlier("d", ORDER, [("a", "b")]) == earlier("d", ORDER)


def test_no_path_asks_what_it_has_not_told() -> None:
    for path in paths():
        told = [each.key for each in path.lessons]
        for place, name in enumerate(told[1:], start=1):
            html = fence(name, "review", "review", {}, Markdown())
            assert {*re.findall(r'data-page="([^"]+)"', html)} <= {*told[:place]}


def test_where_only_one_lesson_comes_before_both_are_its() -> None:
    assert sorted(question.text for _, question in earlier("b", ORDER)) == ["A1", "A2"]


@pytest.mark.parametrize(
    ("name", "said"), [("a", "no lesson comes before 'a'"), ("x", "'x' is no lesson")]
)
def test_without_a_lesson_before_it_the_build_fails(name: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        earlier(name, ORDER)


def test_the_fence_is_folded_and_names_the_lesson_of_each_question() -> None:
    html = fence("start/what-just-changed", "review", "review", {}, Markdown())
    assert html.startswith('<details class="sc-review"><summary>Two from earlier</summary>')
    assert html.count('data-page="start/three-doors"') == 2
    assert 'From <a href="site:start/three-doors/">' in html
    assert "data-anew" in html


def test_one_page_has_every_question_once_by_lesson() -> None:
    html = all_fence("", "questions", "questions", {}, Markdown())
    asked = [question for page in lessons() for question in questions(page)]
    assert html.count("<fieldset") == len(asked)
    for question in asked:
        assert html.count(f'data-id="{question.ident}"') == 1
    assert html.count("<h2 ") == len(lessons())


def test_a_body_would_be_ignored_and_is_refused() -> None:
    with pytest.raises(SuperFencesException, match="the body is empty"):
        all_fence("everything", "questions", "questions", {}, Markdown())
