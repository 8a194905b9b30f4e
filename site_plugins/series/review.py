"""Questions away from their lesson: two from earlier in each lesson, and all of them on one page.

    ``` review
    hardware/how-fast-will-it-be
    ```

The line names the lesson that the fence stands in. Two questions are drawn from the lessons before
it on every path that it is on, always the same two: nobody is asked what no lesson has told them.
Nothing is typed twice: both fences read the ```quiz fences of the lessons.

    ``` questions
    ```
"""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from site_plugins.fences import fence_formatter
from site_plugins.fences.quiz import Question, parse_quiz, question_html, quiz_html
from site_plugins.series.pages import Page, lessons
from site_plugins.series.paths import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Number = Callable[[str], str]

COUNT = 2
_QUIZ = re.compile(r"^``` quiz\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def questions(lesson: Page) -> list[Question]:
    """The questions of a lesson, in its order."""
    return [question for body in _QUIZ.findall(lesson.text) for question in parse_quiz(body)]


def earlier(
    name: str, order: Sequence[Page], paths: Sequence[Sequence[str]] = ()
) -> list[tuple[Page, Question]]:
    """Two questions from lessons before this one, of two lessons where there are two.

    Before it in the order of the navigation, or where paths lead to it, on each of those.

    Raises `ValueError` for a lesson that is not in the series, or comes first.
    """
    names = [key(lesson) for lesson in order]
    if name not in names:
        raise ValueError(f"{name!r} is no lesson of the series")
    ways = [way[: way.index(name)] for way in paths if name in way] or [names[: names.index(name)]]
    before = [lesson for lesson in order if all(key(lesson) in way for way in ways)]
    drawn = sorted(
        ((lesson, question) for lesson in before for question in questions(lesson)),
        key=lambda pair: sha256(f"{name} {pair[1].ident}".encode()).hexdigest(),
    )
    if len(drawn) < COUNT:
        raise ValueError(f"no lesson comes before {name!r} to ask about")
    first = drawn.pop(0)
    others = [pair for pair in drawn if pair[0] is not first[0]]
    return sorted([first, (others or drawn)[0]], key=lambda pair: names.index(key(pair[0])))


def key(lesson: Page) -> str:
    """What a reader's progress calls the lesson."""
    return lesson.source.removesuffix(".md")


def _drawn(name: str) -> list[tuple[Page, Question]]:
    return earlier(name, lessons(), [[each.key for each in path.lessons] for path in paths()])


def _review(source: str, number: Number) -> str:
    instance = number("review")
    asked = "\n".join(
        question_html(
            question,
            f"{instance}-{place}",
            f'From <a href="site:{lesson.address}">{escape(lesson.title)}</a>',
            page=key(lesson),
        )
        for place, (lesson, question) in enumerate(_drawn(source.strip()), start=1)
    )
    return (
        f'<details class="sc-review"><summary>Two from earlier</summary>\n'
        f'<start-quiz class="sc-quiz" id="{instance}" data-anew>\n{asked}\n'
        '<p class="sc-score"><span role="status" data-part="score"></span> '
        '<a href="site:questions/">All questions</a></p>\n</start-quiz></details>'
    )


def review_markdown(source: str) -> str:
    """Nothing: the twin of a lesson in Markdown holds that lesson alone."""
    return ""


def _all(source: str, number: Number) -> str:
    if source.strip():
        raise ValueError("the body is empty: all questions of all lessons are shown")
    return "\n".join(
        f'<h2 id="{key(lesson).replace("/", "-")}">'
        f'<a href="site:{lesson.address}">{escape(lesson.title)}</a></h2>\n'
        + quiz_html(tuple(questions(lesson)), instance=number("quiz"), page=key(lesson))
        for lesson in lessons()
    )


fence = fence_formatter("review", _review)
all_fence = fence_formatter("questions", _all)
