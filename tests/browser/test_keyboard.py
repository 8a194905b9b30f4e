"""The site by keys alone: from the top of a page to a new answer, a memo, a print, a search."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import CONTENT, SOURCES
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
STARTED = 60_000
FOCUSED = """() => {
  const { activeElement: focused } = document;
  const { textContent, name, dataset } = focused;
  return focused.getAttribute("aria-label") ?? (textContent.trim() || dataset.action || name);
}"""


def focused(page: Page) -> str:
    """What has the focus, by its name."""
    return " ".join(str(page.evaluate(FOCUSED)).split())


def tab_to(page: Page, name: str, most: int, key: str = "Tab") -> None:
    """Press the key until what has that name has the focus, so many times at most."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        seen.append(focused(page))
        if seen[-1] == name:
            return
    raise AssertionError(f"{name!r} is not reached in {most} steps: {seen}")


def test_a_page_with_a_calculator_has_a_way_to_it_that_shows_when_it_has_the_focus(
    visit: Visit,
) -> None:
    page = visit(LESSON)
    skip = page.get_by_role("link", name="Skip to the calculator")
    expect(skip).to_have_css("opacity", "0")
    tab_to(page, "Skip to the calculator", 2)
    expect(skip).to_have_css("opacity", "1")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    card = page.locator("start-calculator").first
    expect(card).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    place = card.bounding_box()
    assert header
    assert place
    assert header["y"] + header["height"] <= place["y"] + 1
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('start-calculator') !== null")


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_each_page_with_a_calculator_leads_to_its_first_one(
    whole_site: Site, source: object
) -> None:
    path = f"{source}/index.html".replace("index/index.html", "index.html")
    html = (whole_site.folder / path).read_text("utf-8")
    cards = re.findall(r"<start-calculator [^>]*\bid=\"?([\w-]+)", html)
    skips = re.findall(r"<a href=\"?#([\w-]+)\"? class=\"?md-skip\"?>\s*Skip to the calc", html)
    assert skips == cards[:1]
    assert bool(cards) == ("\n``` calculator\n" in (CONTENT / f"{source}.md").read_text("utf-8"))


def test_a_page_that_is_swapped_in_brings_its_own_way_to_its_calculator(visit: Visit) -> None:
    page = visit(LESSON)
    skip = page.get_by_role("link", name="Skip to the calculator")
    page.locator(".md-nav").get_by_role("link", name="Glossary", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Glossary")
    expect(skip).to_have_count(0)
    page.locator(".md-nav").get_by_role("link", name="Buy, rent or call?", exact=True).first.click()
    expect(skip).to_have_attribute("href", "#break-even")


def test_from_the_top_of_a_lesson_to_a_new_answer_that_is_kept_in_the_memo(visit: Visit) -> None:
    page = visit(LESSON)
    tab_to(page, "Skip to the calculator", 2)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if focused(page) == "Stop calculating":  # stands above the form as soon as Python starts
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.localName") == "select"
    headline = page.locator("#fit .sc-headline")
    before = headline.inner_text()
    page.keyboard.press("ArrowDown")
    expect(headline).not_to_have_text(before, timeout=STARTED)
    assert page.evaluate("() => document.activeElement.localName") == "select"
    tab_to(page, "Keep this answer", 40)
    page.keyboard.press("Enter")
    expect(page.locator("#fit [data-part=kept]")).to_be_visible(timeout=STARTED)
    tab_to(page, "Kept · open the memo", 1)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("start-memo .sm-memo").first).to_be_visible(timeout=STARTED)
    page.evaluate("() => { window.print = () => { window.isPrinted = true; }; }")
    tab_to(page, "Print", 40)
    page.keyboard.press("Space")
    page.wait_for_function("() => window.isPrinted === true")


def test_a_lesson_is_printed_by_key(visit: Visit) -> None:
    page = visit(LESSON)
    page.evaluate("() => { window.print = () => { window.isPrinted = true; }; }")
    tab_to(page, "Skip to content", 1)
    page.keyboard.press("Enter")
    tab_to(page, "two minutes", 8)
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.isPrinted === true")


def test_a_page_is_searched_and_reached_by_key(visit: Visit) -> None:
    page = visit(LESSON)
    tab_to(page, "Search", 8)
    page.keyboard.type("licence")
    expect(page.locator("[data-part=results] a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("article mark").first).to_be_in_viewport()
    expect(page.locator("[data-part=results] a").first).to_be_hidden()
    page.keyboard.press("Tab")  # goes on behind what was found, not from the top
    assert page.evaluate("() => document.activeElement.closest('header, .md-sidebar') === null")


def test_the_menu_of_a_phone_leads_to_a_page_by_key(visit: Visit) -> None:
    page = visit(LESSON, width=390)
    tab_to(page, "Menu", 6)
    page.keyboard.press("Enter")
    part = page.get_by_role("checkbox", name="Your own machine")
    for _ in range(2):  # past the lesson itself, which opens the list of its parts
        page.keyboard.press("Shift+Tab")
    expect(part).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, "Glossary", 12)
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Glossary")
    expect(page.locator("h1")).to_be_focused()
    expect(page.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "false")


def test_a_quiz_is_answered_by_key(visit: Visit) -> None:
    page = visit("start/three-doors/")
    quiz = page.locator("start-quiz:not([data-anew])")
    quiz.scroll_into_view_if_needed()
    expect(quiz).to_have_attribute("data-live", "")
    quiz.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(quiz.locator("input").first).to_be_checked()
    expect(quiz.locator("input").first).to_be_focused()
    expect(quiz.get_by_role("status")).to_contain_text("of 3 right so far")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.sc-question') !== null")


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_leads_through_a_page_in_the_order_it_is_read_and_out_again(
    visit: Visit, width: int
) -> None:
    """Nothing holds the focus fast, and each stop stands after the one before it."""
    page = visit("calculators/eval-size/", width=width)
    page.evaluate(
        """() => {
          window.stops = [];
          document.addEventListener("focusin", ({ target }) => stops.push(target));
        }"""
    )
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
    else:
        raise AssertionError("the end of the page is not reached in 150 steps")
    stops, backwards = page.evaluate(
        """() => [stops.length, stops.filter((each, place) => place > 0
          && stops[place - 1].compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING)
          .map((each) => each.outerHTML.slice(0, 80))]"""
    )
    assert stops > 20
    assert backwards == []
