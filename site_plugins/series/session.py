"""The ```session fence: thirty minutes with a group, laid out from a lesson and one dispute.

    ``` session
    lesson: hardware/will-it-run-on-my-laptop
    motion: A small firm should run its models on the laptops it already has.
    ```

The guess, the calculator and the task of the week come from the lesson. The ```sessions fence
lists all such pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import yaml
from markdown.extensions.toc import slugify

from site_plugins.fences import fence_formatter
from site_plugins.fences.predict import parse_prediction
from site_plugins.series.pages import CONTENT, Page, lessons, plain, read
from site_plugins.series.review import key

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "teach"
TOTAL_MINUTES = 30
_FENCE = re.compile(r"^``` session\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PREDICT = re.compile(r"^``` predict\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Session:
    """A lesson for a group, and the sentence that the group argues about."""

    lesson: Page
    motion: str

    @property
    def guess(self) -> str:
        """The question that the lesson asks before it answers."""
        found = _PREDICT.search(self.lesson.text)
        if not found:
            raise ValueError(f"{self.lesson.source} asks for no guess")
        return plain(parse_prediction(found[1]).question)

    @property
    def calculator(self) -> str:
        """The anchor of the heading below which the lesson's calculator stands."""
        above = self.lesson.text.partition("\n``` calculator")[0]
        return slugify(_HEADING.findall(above)[-1], "-")


def parse_session(source: str) -> Session:
    """The body of a fence; raises `ValueError` with what is wrong."""
    data = yaml.safe_load(source)
    if not isinstance(data, dict) or set(data) != {"lesson", "motion"}:
        raise ValueError("write `lesson` and `motion`")
    lesson = next((each for each in lessons() if key(each) == data["lesson"]), None)
    if lesson is None:
        raise ValueError(f"{data['lesson']!r} is no lesson of the series")
    return Session(lesson, str(data["motion"]).strip())


def session_html(session: Session) -> str:
    """What the group does, minute by minute."""
    address = f"site:{session.lesson.address}"
    steps = (
        (
            3,
            f"<strong>Guess.</strong> Read this out: <q>{escape(session.guess)}</q> "
            "Everybody writes an answer down before anybody speaks.",
        ),
        (
            5,
            f'<strong>Listen.</strong> One of you reads the <a href="{address}#in-two-minutes">'
            "two-minute part</a> aloud. Then open the answer to the guess, and see who was near.",
        ),
        (
            6,
            f'<strong>Try.</strong> Put the <a href="{address}#{session.calculator}">calculator'
            "</a> on the screen with a case from the room. Change one thing that somebody "
            "doubts, but say first which way the answer will move.",
        ),
        (
            12,
            f"<strong>Argue.</strong> <q>{escape(session.motion)}</q> Half the room is for it and "
            "half against, whatever they think. Change sides after six minutes.",
        ),
        (
            4,
            f'<strong>Write.</strong> Each of you takes the <a href="{address}#this-week">task of '
            "the week</a> and writes one line: what, by which day, and who asks about it.",
        ),
    )
    assert sum(minutes for minutes, _ in steps) == TOTAL_MINUTES
    rows = "\n".join(
        f"<tr><td>{sum(m for m, _ in steps[:at])} to {sum(m for m, _ in steps[: at + 1])}</td>"
        f"<td>{what}</td></tr>"
        for at, (_, what) in enumerate(steps)
    )
    return (
        f'<p>Thirty minutes for the lesson <a href="{address}">{escape(session.lesson.title)}</a>, '
        "with four people or with forty. All you need is one screen and paper.</p>\n"
        "<table>\n<thead><tr><th>Minutes</th><th>What you do</th></tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


@cache
def sessions() -> tuple[tuple[Page, Session], ...]:
    """The pages with such a fence, in the order of their lessons."""
    pages = [
        read(f"{FOLDER}/{path.name}")
        for path in (CONTENT / FOLDER).glob("*.md")
        if path.stem != "index"
    ]
    pairs = [(page, parse_session(_only(page))) for page in pages]
    return tuple(sorted(pairs, key=lambda pair: lessons().index(pair[1].lesson)))


def _only(page: Page) -> str:
    found = _FENCE.findall(page.text)
    if len(found) != 1:
        raise ValueError(f"{page.source} has {len(found)} session fences, not one")
    return str(found[0])


def _all(source: str, number: Callable[[str], str]) -> str:
    if source.strip():
        raise ValueError("the body is empty: all sessions are listed")
    rows = "\n".join(
        f'<tr><td><a href="site:{page.address}">{escape(session.lesson.title)}</a></td>'
        f"<td>{escape(session.motion)}</td></tr>"
        for page, session in sessions()
    )
    return (
        "<table>\n<thead><tr><th>Lesson</th><th>The dispute</th></tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


fence = fence_formatter("session", lambda source, number: session_html(parse_session(source)))
all_fence = fence_formatter("sessions", _all)
