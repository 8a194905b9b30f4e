"""How long pages are on a phone: a calculator before anything is unfolded, a lesson's upper layers.

`python -m pytest tests/browser/test_length.py -rP` prints the length of each.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.pages import CONTENT, LESSONS, SOURCES

pytestmark = pytest.mark.browser

WIDTH, SCREEN = 390, 844
"""Of a usual phone, in CSS pixels."""
MOST_OF_A_CALCULATOR = 2.5 * SCREEN
MOST_SCREENS = 12
CALCULATORS = tuple(
    f"{path}/".removesuffix("index/")
    for path in SOURCES
    if "\n``` calculator\n" in (CONTENT / f"{path}.md").read_text("utf-8")
)
CARDS = """() => [...document.querySelectorAll("start-calculator")].map((card) =>
  [card.id, Math.round(card.getBoundingClientRect().height)])"""
UPPER = """() => {
  const body = document.querySelector(".md-content__inner");
  const top = (part) => part.getBoundingClientRect().top;
  const headings = [...body.querySelectorAll("h2")];
  const place = headings.findIndex(({ id }) => id === "sources");
  const end = headings[place + 1] ?? null;
  const bottom = body.getBoundingClientRect().bottom;
  const sources = place < 0 ? 0 : (end ? top(end) : bottom) - top(headings[place]);
  return bottom - top(body) - sources;
}"""


def heights(page: Page) -> dict[str, int]:
    """Each calculator of the page, folded as it comes, in pixels."""
    page.wait_for_function(
        """() => [...document.querySelectorAll("start-calculator")]
             .every(({ dataset }) => dataset.started !== undefined)"""
    )
    return dict(page.evaluate(CARDS))


def screens(page: Page) -> float:
    """All that isn't folded, without the sources."""
    height: float = page.evaluate(UPPER)
    return height / SCREEN


@pytest.mark.parametrize("path", CALCULATORS)
def test_a_calculator_takes_two_and_a_half_screens_of_a_phone(visit: Visit, path: str) -> None:
    found = heights(visit(path, width=WIDTH))
    print(path, *(f"{name} {height / SCREEN:.2f}" for name, height in found.items()))
    assert found
    assert {name: height for name, height in found.items() if height > MOST_OF_A_CALCULATOR} == {}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_without_what_is_folded_takes_twelve_screens(visit: Visit, lesson: str) -> None:
    page = visit(lesson, width=WIDTH)
    heights(page)
    found = screens(page)
    print(f"{lesson:<45} {found:5.1f} screens")
    assert found <= MOST_SCREENS
