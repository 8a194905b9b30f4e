"""Each lesson sets a task, and its author's solution holds with the records of today."""

import re

import pytest

from site_plugins.fences.exercise import exercise_html
from tests.content import reading

LESSONS = [page for page in reading.pages() if "outcomes" in page.front]
EXERCISE = re.compile(r"^``` exercise\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.name)
def test_each_lesson_has_one_exercise_and_its_solution_holds(page: reading.Page) -> None:
    text = page.path.read_text("utf-8")
    (exercise,) = EXERCISE.finditer(text)
    assert not re.search(r"^\s*Exercise\b", exercise[1], re.MULTILINE), "the fence says so"
    assert "<details>" in exercise_html(exercise[1], text[: exercise.start()], instance="exercise")
