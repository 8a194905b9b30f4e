"""What a reader has typed is still there after Back, Forward, Reload and a link inside the site."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from calculators.browser import respond
from tests.browser.conftest import Visit
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

FIT = "calculators/fit/"
LOG = "calculators/log-check/"
STARTED = 60_000
LONGER_THAN_ANY_LOG = 1_100_001
STORED = """() => JSON.stringify(
  [{ ...localStorage }, document.cookie, history.state, location.href])"""


@pytest.fixture(params=["pages swapped in place", "pages loaded whole"])
def whole_pages(request: pytest.FixtureRequest, whole_site: Site) -> bool:
    """The site's script swaps pages in place; without it each link loads a page."""
    return str(request.param) == "pages loaded whole"


@pytest.fixture
def open_page(visit: Visit, whole_site: Site, whole_pages: bool) -> Visit:
    if whole_pages:
        whole_site.broken.add("assets/site/site")
    return visit


def field(page: Page, name: str, calculator: str = "fit") -> Locator:
    return page.locator(f"#{calculator}-{name}")


def fill_in(page: Page) -> None:
    """A menu, a number, a number in the folded part, a tick box."""
    field(page, "model").select_option("qwen3-8b")
    field(page, "context").fill("16384")
    page.locator("#fit .sc-more > summary", has_text="The conversation in memory").click()
    field(page, "slots").fill("3")
    field(page, "unified_cache").uncheck()


def expect_filled_in(page: Page) -> None:
    expect(field(page, "model")).to_have_value("qwen3-8b")
    expect(field(page, "context")).to_have_value("16384")
    expect(field(page, "slots")).to_have_value("3")
    expect(field(page, "unified_cache")).not_to_be_checked()


def expect_answer(page: Page, calculator: str = "fit", **inputs: str) -> None:
    """The answer on show is the one CPython gives for these inputs, and is not marked as old."""
    answer = json.loads(respond(json.dumps({"calculator": calculator, "inputs": inputs})))
    expected = re.search(r'sc-headline">([^<]*)<', answer["html"])
    assert expected
    card = page.locator(f"#{calculator}")
    expect(card.locator(".sc-headline")).to_have_text(expected[1], timeout=STARTED)
    expect(card.locator("[data-part=old-note]")).to_be_hidden()


def expect_answer_to_what_was_filled_in(page: Page) -> None:
    expect_answer(page, model="qwen3-8b", context="16384", slots="3", unified_cache="off")


def follow(page: Page, name: str) -> None:
    """A link of the site's own list of pages."""
    page.locator(".md-nav").get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("h1")).to_contain_text(name)


def test_back_and_forward(open_page: Visit) -> None:
    page = open_page(FIT)
    fill_in(page)
    expect_answer_to_what_was_filled_in(page)
    follow(page, "Glossary")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Will it fit?")
    expect_filled_in(page)
    page.locator("#fit").scroll_into_view_if_needed()  # Python starts where it can be seen
    expect_answer_to_what_was_filled_in(page)
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("Glossary")
    page.go_back()
    expect_filled_in(page)


def test_forward_to_a_form(open_page: Visit) -> None:
    page = open_page("glossary/")
    follow(page, "Will it run on my laptop?")
    field(page, "context").fill("16384")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Glossary")
    page.go_forward()
    expect(field(page, "context")).to_have_value("16384")
    expect_answer(page, model="gemma-4-12b", machine="laptop-16gb", context="16384")


def test_reload(open_page: Visit) -> None:
    page = open_page(FIT)
    fill_in(page)
    page.reload()
    expect_filled_in(page)
    expect_answer_to_what_was_filled_in(page)


def test_reload_before_a_change_was_answered(open_page: Visit, whole_site: Site) -> None:
    whole_site.broken.add("pyodide.asm.wasm")
    page = open_page(FIT)
    field(page, "context").fill("1")
    field(page, "context").press("End")
    page.keyboard.type("6385")  # in no table
    page.reload()
    expect(field(page, "context")).to_have_value("16385")
    note = page.locator("#fit [data-part=old-note]")
    expect(note).to_contain_text("This answer is for the inputs this page was built with.")
    expect(page.locator("#fit [data-part=answer]")).to_have_attribute("data-old", "")


def test_leaving_while_an_answer_is_on_its_way(open_page: Visit) -> None:
    page = open_page(FIT)
    field(page, "context").fill("16000")
    expect_answer(page, context="16000")
    field(page, "context").fill("17000")
    follow(page, "Glossary")
    page.go_back()
    expect(field(page, "context")).to_have_value("17000")
    field(page, "context").focus()
    expect_answer(page, context="17000")


def test_a_link_to_the_page(open_page: Visit) -> None:
    page = open_page("hardware/will-it-run-on-my-laptop/")
    field(page, "context").fill("16384")
    follow(page, "Glossary")
    follow(page, "Will it run on my laptop?")
    expect(field(page, "context")).to_have_value("16384")


def test_each_page_has_its_own(open_page: Visit) -> None:
    page = open_page("hardware/will-it-run-on-my-laptop/")
    field(page, "context").fill("16384")
    follow(page, "What does it really cost?")
    count = page.locator("#api-cost-per_day")
    before = count.input_value()
    count.fill("77")
    page.go_back()
    expect(field(page, "context")).to_have_value("16384")
    page.go_forward()
    expect(count).to_have_value("77")
    assert before != "77"


def test_what_was_typed_before_the_script_came(visit: Visit, whole_site: Site) -> None:
    page = visit("glossary/")
    page.route("**/calculators/element.js*", lambda route: waiting.append(route))
    waiting: list[Route] = []
    page.goto(whole_site.url + FIT, wait_until="commit")
    field(page, "context").fill("16000")
    assert waiting
    for route in waiting:
        route.continue_()
    expect(page.locator("#fit [data-part=old-note]")).to_be_visible()
    page.unroute_all()
    page.reload()
    expect(field(page, "context")).to_have_value("16000")


def test_a_mistake_is_kept_as_it_was_typed(visit: Visit) -> None:
    page = visit(FIT)
    field(page, "context").fill("lots")
    page.reload()
    expect(field(page, "context")).to_have_value("lots")
    field(page, "model").focus()
    error = page.locator("#fit-context-error")
    expect(error).to_contain_text("“lots” is not a number.", timeout=STARTED)


def test_a_pasted_log_is_kept_in_its_tab_and_nowhere_else(visit: Visit) -> None:
    page = visit(LOG)
    log = page.locator("#log-check-log").input_value().replace("8192", "4096")
    page.locator("#log-check-log").fill(f"{log}\nC:\\Users\\me\\models")
    page.reload()
    expect(page.locator("#log-check-log")).to_have_value(f"{log}\nC:\\Users\\me\\models")
    assert "Users" not in page.evaluate(STORED)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#log-check-log")).not_to_have_value(re.compile("Users"))


def test_a_text_longer_than_any_form_takes_is_not_kept_but_all_else_is(visit: Visit) -> None:
    page = visit(LOG)
    built = page.locator("#log-check-log").input_value()
    page.locator("#log-check-log").evaluate(
        """(box, length) => { box.value = "x".repeat(length);
          box.dispatchEvent(new Event("change", { bubbles: true })); }""",
        LONGER_THAN_ANY_LOG,
    )
    page.locator("#log-check-model").select_option("qwen3-8b")
    page.reload()
    expect(page.locator("#log-check-model")).to_have_value("qwen3-8b")
    expect(page.locator("#log-check-log")).to_have_value(built)


def test_the_inputs_of_a_link_win_until_the_reader_changes_them(open_page: Visit) -> None:
    page = open_page(FIT)
    fill_in(page)
    link = page.url + "#fit.context=4096"
    page.goto("about:blank")
    page.goto(link)
    expect(field(page, "context")).to_have_value("4096")
    expect(field(page, "model")).to_have_value("gemma-4-12b")
    field(page, "context").fill("2048")
    page.reload()
    expect(field(page, "context")).to_have_value("2048")
    follow(page, "Glossary")
    page.go_back()
    expect(field(page, "context")).to_have_value("2048")
    page.goto("about:blank")
    page.goto(link)
    expect(field(page, "context")).to_have_value("4096")


def test_the_inputs_of_a_link_are_kept_when_the_address_moves_on(visit: Visit) -> None:
    page = visit(f"{FIT}#fit.context=4096")
    page.evaluate("() => { location.hash = '#fit'; }")
    page.reload()
    expect(field(page, "context")).to_have_value("4096")


def test_after_a_reset_nothing_comes_back(visit: Visit) -> None:
    page = visit(f"{FIT}#fit.context=4096")
    field(page, "slots").evaluate("(box) => { box.closest('details').open = true; }")
    field(page, "slots").fill("3")
    page.get_by_role("button", name="Reset").click()
    page.reload()
    expect(field(page, "slots")).to_have_value("1")
    expect(field(page, "context")).to_have_value("8192")


def test_another_tab_begins_with_the_inputs_of_the_page(visit: Visit) -> None:
    page = visit(FIT)
    fill_in(page)
    assert "qwen3-8b" not in page.evaluate(STORED)
    other = page.context.new_page()
    other.goto(page.url)
    expect(field(other, "model")).to_have_value("gemma-4-12b")


def test_what_is_remembered_and_what_is_typed_go_together(visit: Visit) -> None:
    page = visit(FIT)
    page.locator("summary", has_text="More about the machine").click()
    page.get_by_label("Remember my machine").check()
    field(page, "machine").select_option("macbook-air-m4-16gb")
    field(page, "context").fill("16384")
    expect_answer(page, machine="macbook-air-m4-16gb", context="16384")
    page.get_by_label("Remember my machine").uncheck()
    page.reload()
    expect(field(page, "machine")).to_have_value("macbook-air-m4-16gb")
    expect(field(page, "context")).to_have_value("16384")
    expect(page.get_by_label("Remember my machine")).not_to_be_checked()


def test_a_machine_that_was_remembered_since_on_another_page_wins(visit: Visit) -> None:
    page = visit(FIT)
    page.locator("summary", has_text="More about the machine").click()
    page.get_by_label("Remember my machine").check()
    field(page, "machine").select_option("macbook-air-m4-16gb")
    field(page, "context").fill("16384")
    expect_answer(page, machine="macbook-air-m4-16gb", context="16384")
    page.goto(page.url.replace(FIT, "calculators/finder/"))
    field(page, "machine", "finder").select_option("laptop-8gb")
    page.wait_for_function(
        "() => localStorage.getItem('start-here.machine').includes('laptop-8gb')", timeout=STARTED
    )
    page.go_back()
    expect(field(page, "machine")).to_have_value("laptop-8gb")
    expect(field(page, "context")).to_have_value("16384")
