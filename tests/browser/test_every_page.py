"""What every page of the site owes everyone: no accessibility fault, nothing out of reach."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import COLOUR_RULES, HIGH, SCANS, STILL, violations
from tests.browser.conftest import Visit, visiting
from tests.browser.contrast import (
    OTHER,
    faint_controls,
    faint_rings,
    faint_words_of_pictures,
    small_controls,
)
from tests.browser.pages import PAGES, UNFOLD
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

IN_COLOURS = {"light": "false", "dark": "true"}
"""What the button "Dark colours" says of itself."""
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 26)"}
PLAIN = "(all) => all.forEach((each) => { each.textContent = each.textContent; })"
"""Thousands of coloured words that nobody sees as long as their fold is closed: axe reads each."""

TOO_WIDE = """(width) => document.documentElement.scrollWidth <= width ? []
  : [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility()
    && each.getBoundingClientRect().right > width).map((each) => each.outerHTML.slice(0, 80))"""
"""What has a page scroll sideways, if it does."""
CUT_OFF = """() => [...document.querySelectorAll("article *")].filter((each) => {
  const { overflowX, textOverflow, clipPath, display } = getComputedStyle(each);
  return ["hidden", "clip"].includes(overflowX) && textOverflow !== "ellipsis"
    && clipPath === "none" && display !== "inline" && !each.matches("input, textarea")
    && each.checkVisibility() && each.scrollWidth > each.clientWidth + 1;
}).map((each) => each.outerHTML.slice(0, 80))"""
"""What is wider than the frame that holds it, which neither scrolls nor says that more follows."""


@pytest.fixture(scope="module", params=PAGES)
def opened(
    request: pytest.FixtureRequest, chromium: Browser, whole_site: Site
) -> Iterator[tuple[str, Page]]:
    """Each page of the site, with its path, opened once for all that is asked of every page."""
    with visiting(chromium, whole_site) as open_page:
        yield request.param, open_page(request.param)


def in_colours(page: Page, scheme: str) -> None:
    """By the button, as a reader chooses them."""
    button = page.get_by_role("button", name="Dark colours")
    if button.get_attribute("aria-pressed") != IN_COLOURS[scheme]:
        button.click()
    expect(page.locator("body")).to_have_css("background-color", PAPER[scheme])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_fault(opened: tuple[str, Page], scheme: str) -> None:
    path, page = opened
    in_colours(page, scheme)
    if not path.startswith("calculators/"):  # there the folds hold a thousand lines of code
        page.locator("details").evaluate_all(UNFOLD)
    page.locator("details:not([open]) code").evaluate_all(PLAIN)
    for width, rules in SCANS[scheme].items():
        page.set_viewport_size({"width": width, "height": HIGH})
        assert violations(page, rules) == []


def test_no_page_scrolls_sideways(opened: tuple[str, Page]) -> None:
    """At 320, as a desktop's window is at 400%, as on phones."""
    _, page = opened
    page.locator("details").evaluate_all(UNFOLD)
    for width in (320, 360, 390, 640):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE, width) == []
        assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_their_focus_and_the_words_of_pictures_stand_out(
    opened: tuple[str, Page], scheme: str
) -> None:
    _, page = opened
    page.set_viewport_size({"width": 390, "height": 900})
    in_colours(page, scheme)
    page.locator("article details").evaluate_all(UNFOLD)
    page.evaluate(STILL)
    assert faint_controls(page) == []
    assert faint_words_of_pictures(page) == []
    assert faint_rings(page) == []


def test_each_control_is_as_high_as_a_finger_needs(opened: tuple[str, Page]) -> None:
    _, page = opened
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator("article details").evaluate_all(UNFOLD)
    assert small_controls(page) == []


def test_what_axe_leaves_to_people_and_nobody_judged_is_a_fault(visit: Visit) -> None:
    page = visit("404.html")
    page.locator("h1").evaluate(
        "(title) => { title.style.background = 'linear-gradient(#fff, #eee)'; }"
    )
    (found,) = violations(page)
    assert found.startswith("color-contrast to review (bgGradient): ")


def test_a_fault_would_be_found(visit: Visit) -> None:
    page = visit("404.html")
    page.locator("h1").evaluate("(title) => title.style.color = 'rgb(250, 250, 250)'")
    assert [fault for fault in violations(page) if fault.startswith("color-contrast")]
    assert violations(page, COLOUR_RULES)


def test_words_of_a_picture_that_are_too_faint_would_be_found(visit: Visit) -> None:
    page = visit("calculators/fit/")
    assert faint_words_of_pictures(page) == []
    book = page.locator("svg.sc-desk rect").first  # behind the word "Weights", which is white
    book.evaluate("(book) => { book.style.fill = '#ddd'; }")
    assert ["Weights" in each for each in faint_words_of_pictures(page)] == [True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_back_to_the_top_can_be_seen_and_touched(visit: Visit, scheme: str) -> None:
    page = visit("glossary/", width=360, scheme=scheme)
    page.evaluate("() => scrollTo(0, 2000)")
    page.wait_for_function("() => history.state?.place === 2000")
    page.evaluate("() => scrollTo(0, 1800)")
    top = page.locator(".md-top")
    expect(top).to_have_css("opacity", "1")
    assert faint_controls(page) == []
    place = top.bounding_box()
    assert place
    assert min(place["height"], place["width"]) >= OTHER


def test_what_is_too_faint_or_too_small_would_be_found(visit: Visit) -> None:
    page = visit("calculators/fit/")
    assert faint_controls(page) == small_controls(page) == faint_rings(page) == []
    page.locator("#fit-model").evaluate(
        "(menu) => { menu.style.cssText = 'border-color: #ccc; min-height: 0; height: 20px' }"
    )
    assert ["fit-model" in each for each in faint_controls(page)] == [True]
    assert ["fit-model" in each for each in small_controls(page)] == [True]
    page.locator("#fit [data-action=reset]").evaluate("(each) => { each.style.outline = 'none' }")
    page.locator("#fit [data-action=link]").evaluate(
        "(each) => { each.style.outlineColor = '#ccc' }"
    )
    missing, faint = faint_rings(page)
    assert missing.startswith("no ring: button. Reset")
    assert "Copy link" in faint
