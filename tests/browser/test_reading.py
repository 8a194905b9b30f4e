"""The series for everyone: no script, a keyboard, a phone, the dark, a screen reader."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.registry import CALCULATORS
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.pages import PAGES, UNFOLD
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
SPEED = "hardware/how-fast-will-it-be/"
KEY = ("hardware/how-wrong-are-we/", "hardware/every-measurement/")
MONEY = tuple(path for path in PAGES if path.startswith("money/"))
BEGINNING = tuple(path for path in PAGES if path.startswith("start/"))
STARTED = 60_000
# The contrast of an element's text with its own background, or with the page where it has none.
# https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
CONTRAST = """(element) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const { color, backgroundColor } = getComputedStyle(element);
  const paper = luminance(getComputedStyle(document.body).backgroundColor);
  const behind = backgroundColor === "rgba(0, 0, 0, 0)" ? paper : luminance(backgroundColor);
  const [dark, light] = [luminance(color), behind].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_calculation_brings_no_accessibility_fault(visit: Visit, scheme: str) -> None:
    page = visit(LESSON, scheme=scheme)
    page.locator("#fit-model").select_option("qwen3-32b")
    expect(page.locator("#fit .sc-badge")).to_contain_text("Does not fit", timeout=STARTED)
    for summary in page.locator("#fit .sc-fold > summary").all():
        summary.click()
    assert violations(page) == []
    page.locator("#fit-context").fill("lots")
    expect(page.locator("#fit-context-error")).to_be_visible()
    assert violations(page) == []


def contrast(element: Locator) -> float:
    ratio: float = element.evaluate(CONTRAST)
    return ratio


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_of_buttons_stand_out_from_what_is_behind_them(visit: Visit, scheme: str) -> None:
    page = visit("calculators/", scheme=scheme)
    page.emulate_media(reduced_motion="reduce")
    buttons = page.locator(".md-button").all()
    assert len(buttons) == len(CALCULATORS)
    for button in buttons:
        assert contrast(button) >= 4.5
    button = buttons[0]
    button.hover()
    expect(button).to_have_css("background-color", accent(page))
    assert contrast(button) >= 4.5


def accent(page: Page) -> str:
    """The colour of links."""
    colour: str = page.evaluate("() => getComputedStyle(document.querySelector('p a')).color")
    return colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_back_to_top_is_a_small_pill_at_the_foot_of_the_window(
    visit: Visit, width: int, scheme: str
) -> None:
    page = visit(LESSON, width=width, scheme=scheme)
    page.mouse.move(width / 2, 400)
    pill = page.locator(".md-top")
    for down in range(5):
        page.mouse.wheel(0, 800)
        page.wait_for_function("(least) => scrollY > least", arg=800 * down)
    page.mouse.wheel(0, -200)
    expect(pill).not_to_have_attribute("hidden", "")
    box = pill.bounding_box()
    assert box is not None
    assert box["height"] <= 60
    assert box["width"] <= 180
    assert box["y"] >= 900 - 80
    assert box["y"] + box["height"] <= 900
    pill.hover()
    expect(pill).to_have_css("background-color", accent(page))
    assert contrast(pill) >= 4.5
    pill.click()
    page.wait_for_function("() => scrollY === 0")


@pytest.mark.parametrize("path", [LESSON, SPEED, "hardware/what-can-my-machine-run/", *MONEY])
def test_a_table_of_figures_fits_a_phone(visit: Visit, path: str) -> None:
    """One that scrolls cannot be reached by key."""
    page = visit(path, width=360)
    page.locator("details").evaluate_all(UNFOLD)
    tables = page.locator(".md-typeset table:not([class])")
    wide = "(all) => all.filter((each) => each.getBoundingClientRect().right > 360).length"
    assert tables.evaluate_all(wide) == 0


@pytest.mark.parametrize("width", [360, 390])
def test_nothing_of_an_answer_passes_the_edge_of_its_card(visit: Visit, width: int) -> None:
    page = visit(LESSON, width=width)
    inside = "(parts, edge) => parts.every((part) => part.getBoundingClientRect().right <= edge)"
    card = page.locator("#fit .sc-answer").bounding_box()
    assert card is not None
    parts = page.locator("#fit .sc-answer").locator("table, figure, dl, ul, p")
    assert parts.count() > 8
    assert parts.evaluate_all(inside, card["x"] + card["width"] + 0.5)


def test_without_a_script_the_lesson_is_whole(whole_site: Site, without_scripts: Browser) -> None:
    page = without_scripts.new_page()
    page.goto(whole_site.url + LESSON)
    expect(page.locator("#fit .sc-headline")).to_contain_text("Only just: 12.6")
    expect(page.locator("#fit button:visible")).to_have_count(0)
    expect(page.locator("#fit .sc-noscript")).to_be_visible()
    question = page.locator("#quiz .sc-question").first
    question.locator("summary").first.click()
    expect(question.locator(".sc-why p").first).to_be_visible()


def test_the_quiz_is_answered_with_the_keyboard(visit: Visit) -> None:
    page = visit(LESSON)
    first = page.locator("#quiz .sc-question").first
    expect(first.locator(".sc-why p").first).to_be_hidden()
    right = first.locator(".sc-choice[data-mark=right]")
    wrong = first.locator(".sc-choice[data-mark=wrong]")
    wrong.first.locator("input").focus()
    page.keyboard.press("Space")
    expect(wrong.first).to_contain_text("✗ No.")
    while not right.locator("input").is_checked():
        page.keyboard.press("ArrowDown")
    expect(right).to_contain_text("✓ Yes.")
    expect(page.locator("#quiz .sc-score")).to_contain_text("Right. 1 of 4 right so far.")
    expect(right.locator("input")).to_be_focused()


def test_a_calculation_needs_no_mouse_and_keeps_the_focus(visit: Visit) -> None:
    page = visit(LESSON)
    context = page.locator("#fit-context")
    context.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("16384")
    page.keyboard.press("Enter")
    expect(page.locator("#fit .sc-headline")).to_contain_text("7.85 GiB", timeout=STARTED)
    expect(context).to_be_focused()
    expect(page.locator("#fit [data-part=announce]")).to_have_text(
        "Only just: 12.7 GiB, or 7.85 GiB without a second copy, of about 11.0 GiB free."
    )


def test_on_a_phone_the_answer_stays_in_view_while_inputs_change(visit: Visit) -> None:
    page = visit(LESSON, width=390)
    line = page.locator("#fit .sc-sticky")
    page.locator("summary", has_text="More about the machine").click()
    page.locator("#fit-other_apps").select_option("office")
    expect(line).to_have_text(
        "Only just: 12.6 GiB, or 7.72 GiB without a second copy, of about 8.00 GiB free.",
        timeout=STARTED,
    )
    expect(line).to_be_in_viewport()
    assert line.get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize("address", [LESSON, SPEED, *KEY, *MONEY, *BEGINNING])
def test_what_a_page_weighs_before_python_is_asked_for(
    visit: Visit, whole_site: Site, address: str
) -> None:
    page = visit(address)
    page.wait_for_load_state("networkidle")
    files = [path for path in dict.fromkeys(whole_site.requested) if "/py/" not in f"/{path}"]
    weight = sum(
        len(packed(whole_site.folder / (path if "." in path else f"{path}index.html")))
        for path in files
        if path != "search/search_index.json"
    )
    assert weight < 110_000


def packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)
