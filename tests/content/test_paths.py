"""The paths and the menu against the lessons that there are."""

from __future__ import annotations

import pytest

from site_plugins.series.pages import lessons
from site_plugins.series.paths import Path as Way
from site_plugins.series.paths import paths
from site_plugins.series.review import key
from tests.content import reading

LESSONS = {
    page.path.relative_to(reading.CONTENT).with_suffix("").as_posix()
    for page in reading.pages()
    if page.is_lesson
}
PATHS = {path.name: [lesson.key for lesson in path.lessons] for path in paths()}


def test_there_are_three_readers() -> None:
    assert list(PATHS) == ["owner", "entrepreneur", "student"]


def test_every_lesson_is_on_a_path() -> None:
    assert {key for keys in PATHS.values() for key in keys} == LESSONS


@pytest.mark.parametrize("name", PATHS)
def test_a_path_takes_each_lesson_once_and_begins_with_the_doors(name: str) -> None:
    assert len(set(PATHS[name])) == len(PATHS[name])
    assert PATHS[name][0] == "start/three-doors"


def test_the_owner_needs_nine_lessons_at_most() -> None:
    assert len(PATHS["owner"]) <= 9


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.name)
def test_a_path_takes_the_minutes_of_its_lessons(path: Way) -> None:
    keys = PATHS[path.name]
    fronts = [reading.read(reading.CONTENT / f"{key}.md").front["minutes"] for key in keys]
    assert path.minutes == sum(fronts)


def test_every_lesson_is_in_the_menu() -> None:
    assert {key(lesson) for lesson in lessons()} == LESSONS
