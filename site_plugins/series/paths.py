"""The ```paths fence: the ways through the lessons, one card for each reader.

    ``` paths
    all
    ```

Which lessons a path takes stands in `paths.yml`. `mkdocs.yml` inherits from it, so the templates of
the theme read the same record. A lesson's title and minutes are its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import yaml

from site_plugins import ROOT
from site_plugins.fences import fence_formatter
from site_plugins.series import pages

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = ROOT / "paths.yml"
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One step of a path, by its address below the root of the site, without the last slash."""

    key: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The lessons that one kind of reader takes, in order, and what they can do afterwards."""

    name: str
    reader: str
    who: str
    outcome: str
    lessons: tuple[Lesson, ...]

    @property
    def minutes(self) -> int:
        """How long the whole path takes."""
        return sum(lesson.minutes for lesson in self.lessons)


def paths() -> tuple[Path, ...]:
    """Every path, in the order of the file; raises `ValueError` for a page that is no lesson."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))["extra"]["paths"]
    return tuple(
        Path(name=name, **{**path, "lessons": tuple(map(lesson, path["lessons"]))})
        for name, path in found.items()
    )


def lesson(key: str) -> Lesson:
    """The lesson at this address; raises `ValueError` where there is none."""
    source = f"{key}.md"
    page = pages.read(source) if (pages.CONTENT / source).is_file() else None
    if page is None or not page.is_lesson:
        raise ValueError(f"{FILE.name}: {key!r} is no lesson")
    return Lesson(key=key, title=page.title, minutes=page.front["minutes"])


def render(found: tuple[Path, ...]) -> str:
    """The cards, complete without a script: each begins its path at the first lesson."""
    cards = "".join(map(_card, found))
    return (
        '<start-paths><p class="sh-resume" data-part="resume" hidden></p>'
        f'<ul class="sh-paths">{cards}</ul></start-paths>'
    )


def _card(path: Path) -> str:
    count = len(path.lessons)
    steps = "".join(map(_step, path.lessons))
    first = path.lessons[0]
    return (
        f'<li data-path="{path.name}"><h3><a href="site:{first.key}/">{escape(path.reader)}</a> '
        f"<small>{escape(path.who)}</small></h3><p>{escape(path.outcome)}</p>"
        f'<p class="sh-facts" data-part="facts">{count} lessons, about {path.minutes} minutes</p>'
        f"<details><summary>The {count} lessons</summary><ol>{steps}</ol></details></li>"
    )


def _step(lesson: Lesson) -> str:
    return (
        f'<li data-lesson="{lesson.key}" data-minutes="{lesson.minutes}">'
        f'<a href="site:{lesson.key}/">{escape(lesson.title)}</a> '
        f"<span>{lesson.minutes} min</span></li>"
    )


def _make(source: str, number: Callable[[str], str]) -> str:
    number("paths")
    if source.strip() != ALL:
        raise ValueError(f"write `{ALL}`: there is one set of paths")
    return render(paths())


fence = fence_formatter("paths", _make)
