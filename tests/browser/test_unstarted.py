"""Where the calculators' script does not arrive or cannot run, the page says what it shows."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
SCRIPT = "**/calculators/element.js*"
PORTAL = "<!doctype html><title>Wi-Fi</title><h1>Accept the terms</h1>"
SAID_LATE = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(".md-typeset .sc-unstarted { animation-delay: 1h; }");
  document.adoptedStyleSheets = [style];
}"""


def with_body(change: Callable[[str], str]) -> Callable[[Route], None]:
    """The script as it is, but for what it holds."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.text()))

    return answer


WAYS: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404, body="not here"),
    "reset": lambda route: route.abort("connectionreset"),
    "never comes": lambda route: None,
    "empty": with_body(lambda text: ""),
    "cut": with_body(lambda text: text[: len(text) // 2]),
    "a page to log in": lambda route: route.fulfill(content_type="text/html", body=PORTAL),
    "of another type": lambda route: route.fulfill(content_type="text/plain", body="let a = 1;"),
    "in words too new for the browser": with_body(lambda text: f"let for = new;{text}"),
    "stopped by a fault": with_body(lambda text: f"throw new Error('no');{text}"),
    "stopped in its element": with_body(
        lambda text: (
            f"Element.prototype.querySelectorAll = () => {{ throw new Error('no') }};{text}"
        )
    ),
}


@pytest.fixture
def context(chromium: Browser, whole_site: Site) -> Iterator[BrowserContext]:
    whole_site.mend()
    context = chromium.new_context(service_workers="block")
    yield context
    context.close()


def open_page(context: BrowserContext, site: Site, path: str = LESSON) -> Page:
    page = context.new_page()
    page.goto(site.url + path, wait_until="commit")
    return page


def note(page: Page) -> Locator:
    return page.locator("#fit .sc-unstarted")


@pytest.mark.parametrize("way", WAYS)
def test_the_built_answer_is_marked_as_such(
    context: BrowserContext, whole_site: Site, way: str
) -> None:
    context.route(SCRIPT, WAYS[way])
    page = open_page(context, whole_site)

    page.locator("#fit-model").select_option("qwen3-32b")

    expect(note(page)).to_be_visible()
    expect(note(page)).to_contain_text("Nothing is being calculated here.")
    expect(note(page)).to_contain_text(
        "The answer below was worked out when this page was built, for the inputs in its first line"
    )
    asked = page.locator("#fit .sc-asked")
    expect(asked).to_contain_text("Gemma 4 12B")
    assert page.locator("#fit button:visible").count() == 0
    below = asked.bounding_box()
    above = note(page).bounding_box()
    assert above is not None
    assert below is not None
    assert above["height"] > 30
    assert above["y"] + above["height"] <= below["y"]


def test_it_is_said_at_once_when_the_form_is_used(
    context: BrowserContext, whole_site: Site
) -> None:
    context.route(SCRIPT, WAYS["missing"])
    page = open_page(context, whole_site)
    page.evaluate(SAID_LATE)
    expect(note(page)).to_be_hidden()

    page.locator("#fit-model").focus()

    expect(note(page)).to_be_visible()


@pytest.mark.parametrize("way", ["missing", "cut"])
def test_the_page_can_be_loaded_anew_with_the_inputs_of_its_link(
    context: BrowserContext, whole_site: Site, way: str
) -> None:
    context.route(SCRIPT, WAYS[way])
    page = open_page(context, whole_site, f"{LESSON}#fit.context=16384")
    expect(note(page)).to_be_visible()
    context.unroute_all()

    note(page).get_by_role("link", name="Reload the page").click()

    expect(page.locator("#fit-context")).to_have_value("16384")
    expect(note(page)).to_be_hidden()
    assert page.url.endswith("#fit.context=16384")


def test_what_was_typed_meanwhile_is_still_there_when_the_page_is_loaded_anew(
    context: BrowserContext, whole_site: Site
) -> None:
    context.route(SCRIPT, WAYS["missing"])
    page = open_page(context, whole_site, f"{LESSON}#fit.context=16384")
    page.locator("#fit-model").select_option("qwen3-32b")
    expect(note(page)).to_be_visible()
    context.unroute_all()

    note(page).get_by_role("link", name="Reload the page").click()

    expect(page.locator("#fit-context")).to_have_value("16384")
    expect(page.locator("#fit-model")).to_have_value("qwen3-32b")
    expect(note(page)).to_be_hidden()


def test_a_spoilt_script_that_the_browser_has_kept_is_fetched_anew(
    context: BrowserContext, whole_site: Site
) -> None:
    whole_site.kept_for = "max-age=600"
    whole_site.spoilt.add("calculators/element.js")
    page = open_page(context, whole_site)
    expect(note(page)).to_be_visible()
    whole_site.mend()

    note(page).get_by_role("link", name="Reload the page").click()

    expect(page.locator("#fit [data-action=reset]")).to_be_visible()
    expect(note(page)).to_be_hidden()
    whole_site.kept_for = "no-cache"


def test_where_the_script_runs_nothing_of_it_is_seen(
    context: BrowserContext, whole_site: Site
) -> None:
    context.add_init_script(
        """window.seen = 0;
        const look = () => {
          const note = document.querySelector(".sc-unstarted");
          if (note?.checkVisibility({ visibilityProperty: true }) && note.offsetHeight) seen++;
          requestAnimationFrame(look);
        };
        look();"""
    )
    context.route(SCRIPT, lambda route: (page.wait_for_timeout(1000), route.continue_()))
    page = context.new_page()
    page.goto(whole_site.url + LESSON)
    expect(page.locator("#fit [data-action=reset]")).to_be_visible()
    page.wait_for_timeout(4500)
    assert page.evaluate("seen") == 0


def test_with_scripts_switched_off_one_sentence_says_it(
    whole_site: Site, without_scripts: Browser
) -> None:
    page = without_scripts.new_page()
    page.goto(whole_site.url + LESSON)
    page.locator("#fit-model").focus()
    expect(page.locator("#fit .sc-noscript")).to_be_visible()
    expect(note(page)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_words_have_no_accessibility_fault(
    chromium: Browser, whole_site: Site, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 1600}, color_scheme=scheme, service_workers="block"
    )
    context.route(SCRIPT, WAYS["missing"])
    page = open_page(context, whole_site)
    page.wait_for_load_state()
    page.locator("#fit-model").focus()
    expect(note(page)).to_be_visible()
    assert violations(page) == []
    context.close()


def test_calculators_start_before_what_surrounds_them(visit: Visit) -> None:
    """A reader waits for an answer, and for nothing that menu, colours and search need."""
    scripts = (
        visit(LESSON)
        .locator("body > script[src]")
        .evaluate_all("all => all.map(each => [each.src, each.type === 'module' || each.defer])")
    )
    names = [source.rsplit("/", 1)[1].split(".")[0] for source, _ in scripts]
    assert names == ["element", "questions", "reading", "site"]
    assert all(in_order for _, in_order in scripts)  # such scripts run one after the other
