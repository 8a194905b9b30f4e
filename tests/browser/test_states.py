"""What an interaction leaves behind owes everyone what a page does: each state of each calculator,
and of what surrounds it, on phones and on a desktop, in both colours.

One window goes through all calculators by links, so that Python starts once. A state in which all
is unfolded is looked at in every way; of one that shows part of the same, on the smallest phone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.core.calculator import Calculator, Field
from calculators.core.form import NONE
from calculators.core.inputs import Choice, Moment, Number
from calculators.core.view.html import unbroken
from calculators.memo.kept import read
from calculators.registry import CALCULATORS, NAMES
from site_plugins.fences.memo import CONTENT
from tests.browser.axe import HIGH, SCANS, STATE_SCANS, violations
from tests.browser.conftest import Visit, visiting
from tests.browser.pages import UNFOLD
from tests.browser.runtime_site import Site
from tests.browser.test_memo import open_memo
from tests.browser.test_questions import come_to

pytestmark = pytest.mark.browser

STARTED = 60_000
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 26)"}
FOLLOW = """(address) => {
  const link = Object.assign(document.createElement("a"), { href: address });
  document.querySelector("article").append(link);
  link.click();
}"""
LISTEN = """(card) => {
  window.heard = [];
  const place = card.querySelector("[data-part=announce]");
  new MutationObserver(() => place.textContent && heard.push(place.textContent))
    .observe(place, { childList: true, characterData: true, subtree: true });
}"""
SET = """(card, [name, value]) => {
  const control = card.querySelector(`[name="${name}"]`);
  if (control.localName === "select" && !control.querySelector(`[value="${value}"]`)) {
    control.append(new Option(value, value)); // as an address or a restored page may
  }
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
}"""
STICKING_OUT = """(card) => {
  const { right } = card.getBoundingClientRect();
  return [...card.querySelectorAll("*")].filter((each) => each.checkVisibility()
    && !each.closest(".sc-scroll, .sc-announce, svg")
    && each.getBoundingClientRect().right > right + 0.5).map((each) => each.outerHTML.slice(0, 80));
}"""
PAUSE_MS = 600
"""After which nothing more is announced: a result waits 400 ms for a newer one."""


@dataclass
class Opened:
    """A calculator on its own page, after another answer than the built one."""

    calculator: Calculator
    page: Page
    card: Locator

    def set(self, name: str, value: str) -> None:
        self.card.evaluate("() => { heard.length = 0; }")
        self.card.evaluate(SET, [name, value])

    def heard(self) -> list[str]:
        """What was announced since the last change, once something was."""
        self.page.wait_for_function("() => heard.length > 0", timeout=STARTED)
        self.page.wait_for_timeout(PAUSE_MS)
        said: list[str] = self.page.evaluate("() => heard")
        return said


def in_view(calculator: Calculator, inputs: dict[str, object]) -> list[Field]:
    texts = calculator.texts(calculator.read(inputs))
    return [each for each in calculator.fields if calculator.shows(each.name, texts)]


def another(calculator: Calculator) -> tuple[str, str]:
    """An input, and a value that is not its default."""
    for field in in_view(calculator, {}):
        kind = field.input
        if isinstance(kind, Choice):
            others = [each.value for each in kind.options() if each.value != NONE]
            return field.name, next(each for each in others if each != field.default_text)
    field = next(each for each in in_view(calculator, {}) if isinstance(each.input, Number))
    return field.name, str(2 * float(field.default_text))


def wrong(calculator: Calculator) -> tuple[str, str]:
    """An input, and a value that it refuses: of a number, or else of a day or a menu."""
    name, value = another(calculator)
    fields = in_view(calculator, {name: value})
    kinds = (Number, Moment, Choice)
    field = next(each for kind in kinds for each in fields if isinstance(each.input, kind))
    return field.name, "many"


@pytest.fixture(scope="module")
def window(chromium: Browser, whole_site: Site) -> Iterator[Page]:
    with visiting(chromium, whole_site) as open_page:
        yield open_page("calculators/", width=360)


@pytest.fixture(scope="module", params=NAMES)
def answered(request: pytest.FixtureRequest, window: Page, whole_site: Site) -> Opened:
    """Each calculator in turn, with another answer than the one it was built with."""
    in_colours(window, "light")
    window.set_viewport_size({"width": 360, "height": 900})
    window.evaluate(FOLLOW, f"{whole_site.url}calculators/{request.param}/")
    card = window.locator(f"start-calculator#{request.param}")
    expect(card).to_have_attribute("data-started", "", timeout=STARTED)
    card.evaluate(LISTEN)
    opened = Opened(CALCULATORS[request.param], window, card)
    opened.set(*another(opened.calculator))
    return opened


def in_colours(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("body")).to_have_css("background-color", PAPER[scheme])


def faults(page: Page, within: str | None = None) -> list[str]:
    """In both colours, at each width."""
    found = []
    for scheme, rules_of in (STATE_SCANS if within else SCANS).items():
        in_colours(page, scheme)
        for width, rules in rules_of.items():
            page.set_viewport_size({"width": width, "height": HIGH})
            found += [f"{scheme} {width}: {each}" for each in violations(page, rules, within)]
    return found


def faults_on_a_phone(page: Page, within: str, *schemes: str) -> list[str]:
    found = []
    page.set_viewport_size({"width": 360, "height": HIGH})
    for scheme in schemes:
        in_colours(page, scheme)
        found += [f"{scheme}: {each}" for each in violations(page, SCANS[scheme][360], within)]
    return found


def sticking_out(page: Page, within: str) -> list[str]:
    """What is wider than the card, and not in a frame that scrolls, on phones and on a desktop."""
    found = []
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": HIGH})
        found += [f"{width}: {each}" for each in page.locator(within).evaluate(STICKING_OUT)]
    return found


def selector(opened: Opened) -> str:
    return f"#{opened.calculator.name}"


def test_an_answer_is_announced_once_by_its_headline(answered: Opened) -> None:
    said = answered.heard()
    headline = answered.card.locator(".sc-headline").text_content() or ""
    assert [re.sub("</?time>", "", unbroken(each)) for each in said] == [headline]
    assert answered.card.locator("[role=status], [aria-live]").count() == 1


def test_after_an_answer_there_is_no_fault(answered: Opened) -> None:
    """In light alone: unfolded, all of it is looked at in both."""
    answered.heard()
    assert faults_on_a_phone(answered.page, selector(answered), "light") == []


def test_unfolded_filled_in_and_kept_there_is_no_fault(answered: Opened) -> None:
    """All that a calculator can show at once."""
    card = answered.card
    answered.heard()
    card.locator("details").evaluate_all(UNFOLD)
    see = card.locator("[data-action=see]")
    if see.count():
        see.first.click()
        expect(card.locator("[data-part=seen]").first).not_to_be_empty(timeout=STARTED)
    card.locator("[data-action=keep]").click()
    expect(card.locator("[data-part=kept]")).to_be_visible(timeout=STARTED)
    card.locator("details").evaluate_all(UNFOLD)
    assert faults(answered.page, selector(answered)) == []
    assert sticking_out(answered.page, selector(answered)) == []


def test_after_an_error_there_is_no_fault_and_it_is_announced_once(answered: Opened) -> None:
    name, value = wrong(answered.calculator)
    answered.page.wait_for_timeout(PAUSE_MS)
    answered.set(name, value)
    error = answered.card.locator(f"#{answered.calculator.name}-{name}-error")
    expect(error).to_be_visible()
    (said,) = answered.heard()
    assert (error.text_content() or "").removesuffix(".") in said
    assert faults_on_a_phone(answered.page, selector(answered), *SCANS) == []


def test_the_headings_of_a_calculators_page_come_in_order_whatever_it_shows(
    answered: Opened,
) -> None:
    levels = answered.page.evaluate(
        """() => [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")]
          .map(({ localName }) => Number(localName[1]))"""
    )
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_a_memo_with_kept_answers_has_no_fault(visit: Visit) -> None:
    page = visit("memo/")
    text = (CONTENT / "memos" / "accounting-practice.json").read_text("utf-8")
    open_memo(page, *read(text))
    page.locator("article details").evaluate_all(UNFOLD)
    assert faults(page) == []


def test_a_lesson_whose_questions_are_answered_has_no_fault(visit: Visit) -> None:
    """A guess locked, quizzes answered right and wrong, an exercise judged, a word explained."""
    page = visit("money/what-does-it-really-cost/")
    page.locator("article details").evaluate_all(UNFOLD)
    for element in ("start-predict", "start-exercise", "start-quiz", ".sc-review start-quiz"):
        come_to(page, element)
    page.locator("start-predict").get_by_role("button").first.click()
    expect(page.locator("start-predict").get_by_role("status")).not_to_be_empty()
    for mark in ("right", "wrong"):
        # By key: what an answer unfolds moves the next choice below the pointer.
        page.locator(f".sc-review .sc-choice[data-mark={mark}] input").first.press(" ")
        page.locator(f"start-quiz:not([data-anew]) .sc-choice[data-mark={mark}] input").last.press(
            " "
        )
    page.locator("#api-cost").evaluate(LISTEN)
    page.locator("#api-cost").evaluate(
        """(card) => {
          const box = card.querySelector("[name=batch]");
          box.checked = true;
          box.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    said = page.locator("start-exercise").get_by_role("status")
    expect(said).to_contain_text("✓ Done.", timeout=STARTED)
    page.locator("article a[href*='glossary/#']").first.click()
    expect(page.get_by_role("note")).to_have_count(1)
    assert faults(page) == []


def test_a_guess_at_a_number_has_no_fault_before_and_after_it_is_locked(visit: Visit) -> None:
    page = visit("start/three-doors/")
    come_to(page, "start-predict")
    guess = page.locator("start-predict")
    assert faults_on_a_phone(page, "start-predict", *SCANS) == []
    guess.get_by_label("Your guess", exact=True).fill("50")
    guess.get_by_label("Your guess", exact=True).press("Enter")
    expect(guess.get_by_role("status")).not_to_be_empty()
    assert faults(page, "start-predict") == []


def test_an_open_search_has_no_fault(visit: Visit) -> None:
    page = visit("glossary/")
    page.get_by_role("textbox", name="Search").fill("licence")
    expect(page.locator("[data-part=results] a").first).to_be_visible()
    assert faults(page, ".md-search") == []  # over the page, whose colours axe cannot read then


def test_an_open_menu_has_no_fault(visit: Visit) -> None:
    page = visit("glossary/", width=360)
    for scheme, rules_of in SCANS.items():
        in_colours(page, scheme)
        for width in (360, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.get_by_role("button", name="Menu").press("Enter")
            expect(page.locator(".md-sidebar a").first).to_be_focused()
            assert violations(page, rules_of[width]) == []
            page.keyboard.press("Escape")
