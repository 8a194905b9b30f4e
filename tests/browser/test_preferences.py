"""What a reader has asked their device for: large text, colours of their own, no motion, paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, visiting
from tests.browser.contrast import faint_rings, faint_words_of_pictures
from tests.browser.pages import UNFOLD
from tests.browser.runtime_site import Site
from tests.browser.test_questions import come_to

pytestmark = pytest.mark.browser

LESSON = "money/what-does-it-really-cost/"
ZOOMED = {200: (640, 512), 400: (320, 256)}
"""A window of 1280 × 1024, and what is left of it for CSS pixels when all is that much larger."""
MOST_COVERED = {200: 0.25, 400: 0.25}
COVERED = """() => {
  const bars = [...document.querySelectorAll("body *")].filter((each) => {
    const { position } = getComputedStyle(each);
    if (!["fixed", "sticky"].includes(position)) return false;
    if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return right > 0 && left < innerWidth && bottom > 0 && top < innerHeight
      && (Math.abs(top) < 1 || Math.abs(bottom - innerHeight) < 1
        || top <= document.querySelector(".md-header").getBoundingClientRect().bottom + 1);
  });
  const rows = new Set();
  for (const bar of bars) {
    const { top, bottom } = bar.getBoundingClientRect();
    for (let y = Math.max(0, Math.round(top)); y < Math.min(innerHeight, bottom); y++) rows.add(y);
  }
  return rows.size / innerHeight;
}"""
"""What part of the window is taken by what stays in view while the page scrolls below it."""


@pytest.mark.parametrize("percent", [200, 400])
@pytest.mark.parametrize("place", ["start-calculator select", "start-quiz:not([data-anew]) legend"])
def test_enlarged_a_page_leaves_room_to_read_and_to_work(
    visit: Visit, percent: int, place: str
) -> None:
    width, height = ZOOMED[percent]
    page = visit(LESSON, width=width)
    page.set_viewport_size({"width": width, "height": height})
    expect(page.locator("start-calculator").first).to_have_attribute("data-started", "")
    target = page.locator(place).locator("visible=true").last
    target.evaluate("(each) => scrollTo(0, each.getBoundingClientRect().top + scrollY - 120)")
    expect(target).to_be_in_viewport()
    assert page.evaluate(COVERED) <= MOST_COVERED[percent]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("percent", [200, 400])
def test_enlarged_a_field_that_is_reached_by_key_stands_clear_of_what_stays_in_view(
    visit: Visit, percent: int
) -> None:
    width, height = ZOOMED[percent]
    page = visit("calculators/eval-size/", width=width)
    page.set_viewport_size({"width": width, "height": height})
    card = page.locator("#eval-size")
    expect(card).to_have_attribute("data-started", "")
    card.locator("details").evaluate_all(UNFOLD)
    fields = card.locator(".sc-field:visible :is(input[inputmode], select)")
    fields.first.focus()
    for _ in range(fields.count()):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
              const { activeElement: field } = document;
              if (!field.closest(".sc-field")) return null;
              const { left, top, width, height } = field.getBoundingClientRect();
              const seen = document.elementFromPoint(left + width / 2, top + height / 2);
              return field.contains(seen) ? null : field.outerHTML;
            }"""
        )
        assert hidden is None


PARTS = """() => Object.fromEntries(
  [...document.querySelectorAll(".sc-piece, .sc-swatch, .sc-boxes > i, .sc-plot .sc-line")]
    .filter((each) => each.checkVisibility())
    .map((each) => [each.className.baseVal ?? (each.className || "box"),
      each.localName === "path" ? getComputedStyle(each).stroke
        : getComputedStyle(each).backgroundColor]))"""
"""The colour in which each kind of part is painted."""
PICTURES = (
    *("calculators/fit/", "calculators/speed/", "calculators/agent/", "calculators/api-cost/"),
    *("calculators/break-even/", "start/what-just-changed/", "hardware/how-wrong-are-we/"),
)
FORCED = {"light": "rgb(255, 255, 255)", "dark": "rgb(0, 0, 0)"}


@pytest.fixture(scope="module", params=PICTURES)
def forced(request: pytest.FixtureRequest, chromium: Browser, whole_site: Site) -> Iterator[Page]:
    """A page with pictures, for a reader whose device has two colours for everything."""
    with visiting(chromium, whole_site) as open_page:
        page = open_page(request.param, width=390, forced_colors="active")
        page.locator("article details").evaluate_all(UNFOLD)
        yield page


def in_forced_colours(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("body")).to_have_css("background-color", FORCED[scheme])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_parts_of_a_picture_are_told_apart(forced: Page, scheme: str) -> None:
    in_forced_colours(forced, scheme)
    painted = forced.evaluate(PARTS)
    forced.emulate_media(forced_colors="none")
    usual = forced.evaluate(PARTS)
    forced.emulate_media(forced_colors="active")
    assert len(set(painted.values())) >= len(set(usual.values()))
    assert FORCED[scheme] not in painted.values()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_words_of_a_picture_can_be_read(forced: Page, scheme: str) -> None:
    in_forced_colours(forced, scheme)
    assert faint_words_of_pictures(forced) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_focus_is_seen(forced: Page, scheme: str) -> None:
    in_forced_colours(forced, scheme)
    assert faint_rings(forced) == []


def test_in_forced_colours_a_guess_that_was_chosen_looks_otherwise(visit: Visit) -> None:
    page = visit("hardware/will-it-run-on-my-laptop/", forced_colors="active")
    come_to(page, "start-predict")
    buttons = page.locator("start-predict").get_by_role("button")
    buttons.first.click()
    chosen, other = (
        buttons.nth(place).evaluate("(each) => getComputedStyle(each).border") for place in (0, 1)
    )
    assert chosen != other


MOVING = """() => [...document.querySelectorAll("*")].flatMap((each) =>
  ["", "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(each, part || undefined);
    const longest = (times) => Math.max(...times.split(", ").map(parseFloat));
    const lasts = longest(style.transitionDuration) + longest(style.transitionDelay);
    const moves = style.animationName === "none" ? 0 : longest(style.animationDuration);
    const repeats = style.animationIterationCount === "infinite";
    const isCalm = Math.max(lasts, moves) <= 0.05 && !repeats && style.scrollBehavior === "auto";
    return isCalm ? [] : [`${each.localName}.${each.className}${part}`];
  }))"""
"""What would move for longer than a blink; to wait before something shows is no motion."""


@pytest.mark.parametrize("path", ["", LESSON, "calculators/fit/", "memo/", "progress/"])
def test_whoever_asks_for_no_motion_gets_none(visit: Visit, path: str) -> None:
    page = visit(path, width=390, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) != []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_way_back_to_the_top_is_a_leap_for_whoever_asks_for_no_motion(
    visit: Visit, motion: str
) -> None:
    page = visit("glossary/", reduced_motion=motion)
    page.evaluate("() => scrollTo(0, 3000)")
    page.wait_for_function("() => history.state?.place === 3000")
    page.evaluate("() => scrollTo(0, 2800)")
    expect(page.locator(".md-top")).to_be_visible()
    left = page.locator(".md-top").evaluate("(pill) => { pill.click(); return scrollY; }")
    assert (left == 0) == (motion == "reduce")
    page.wait_for_function("() => scrollY === 0")


COLOURS = """() => {
  const { backgroundColor, colorScheme } = getComputedStyle(document.body);
  const words = ["h1", "article p", ".sc-asked", ".sc-badge"]
    .map((name) => document.querySelector(name)).filter((each) => each !== null);
  return {
    body: [backgroundColor, colorScheme],
    words: words.map((each) => getComputedStyle(each).color),
  };
}"""


@pytest.mark.parametrize("path", [LESSON, "memo/"])
def test_paper_is_white_whatever_colours_the_screen_has(visit: Visit, path: str) -> None:
    page = visit(path, scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print", color_scheme="dark")
    on_paper = page.evaluate(COLOURS)
    page.emulate_media(media="print", color_scheme="light")
    page.locator("body").evaluate("(body) => { body.dataset.mdColorScheme = 'default'; }")
    assert on_paper == page.evaluate(COLOURS)
    assert on_paper["body"] == ["rgb(255, 255, 255)", "light"]
