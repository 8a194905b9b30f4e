"""Answers before Python: the first change is answered by the page, with what Python would say."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.browser import respond
from calculators.registry import calculator
from site_plugins.build.precomputed import CONTROL, unpacked
from tests.browser.conftest import ASK_WORKER, Visit
from tests.browser.runtime_site import Site
from tests.browser.test_lesson import LESSON, expect_answer, headline
from tools.engines import Browser

pytestmark = pytest.mark.browser

PYTHON = "assets/py/"
TOLD = re.compile(
    r'<start-calculator name="([a-z-]+)" id="[^"]+" data-answers="([^"]+)" '
    r'data-answered="([^"]*)">(.*?)</start-calculator>',
    re.DOTALL,
)
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


@dataclass(frozen=True)
class Entry:
    """One answer of a table, and the request that Python would get instead."""

    request: str
    announcement: str
    html: str


def entries(site: Path) -> Iterator[Entry]:
    """Every answer of every table of the site, once."""
    done = set()
    for page in sorted(site.rglob("*.html")):
        for name, folder, names, inside in TOLD.findall(page.read_text("utf-8")):
            tables = (page.parent / folder).resolve()
            if tables in done:
                continue
            done.add(tables)
            built = {each: unescape(text) for each, text in CONTROL.findall(inside)}
            for table in names.split():
                found = unpacked((tables / f"{table}.json").read_bytes())
                for key, (announcement, html) in found.items():
                    yield Entry(asked(name, {**built, **json.loads(key)}), announcement, html)


def asked(name: str, inputs: dict[str, str]) -> str:
    """As the page asks: with the inputs of every field that is shown."""
    chosen = calculator(name)
    shown = {each: text for each, text in inputs.items() if chosen.shows(each, inputs)}
    return json.dumps({"calculator": name, "inputs": shown})


@pytest.fixture(scope="module")
def sample(whole_site: Site, request: pytest.FixtureRequest) -> list[Entry]:
    every = list(entries(whole_site.folder))
    assert len({json.loads(each.request)["calculator"] for each in every}) > 15
    count = 1000 if request.config.getoption("--thorough") else 100
    return random.Random(len(every)).sample(every, count)


def without_python(site: Site) -> None:
    site.broken.add(PYTHON)


def answered_by_the_page(page: Page, site: Site) -> None:
    """Nothing of Python came, and the answer is not called an old one."""
    expect(page.locator("#fit [data-part=old-note]")).to_be_hidden()
    expect(page.locator("#fit [data-part=answer]")).not_to_have_attribute("data-waiting", "")


def test_cpython_answers_what_the_tables_hold(sample: list[Entry]) -> None:
    for entry in sample:
        found = json.loads(respond(entry.request))
        assert (found["announcement"], found["html"]) == (entry.announcement, entry.html)


def test_every_engine_answers_what_the_tables_hold(
    browser: Browser, whole_site: Site, sample: list[Entry]
) -> None:
    browser.open(whole_site.url + "glossary/")
    worker = f"{whole_site.url}assets/calculators/worker.js"
    answers = browser.run(ASK_WORKER, [worker, [entry.request for entry in sample]])
    for entry, given in zip(sample, answers, strict=True):
        found = json.loads(given)
        assert (found["announcement"], found["html"]) == (entry.announcement, entry.html)


def test_a_menu_and_a_slider_answer_before_python(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    without_python(whole_site)
    page.locator("#fit-model").select_option("qwen3-8b")
    expect_answer(page, model="qwen3-8b")
    answered_by_the_page(page, whole_site)
    page.locator("#fit-model").select_option("gemma-4-12b")
    expect_answer(page)
    page.locator("#fit .sc-slider").press("ArrowRight")
    expect_answer(page, context="16384")
    answered_by_the_page(page, whole_site)
    expect(page.locator("#fit [data-part=announce]")).not_to_be_empty()


def test_what_an_answer_proposes_is_answered_before_python(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    without_python(whole_site)
    proposal = page.locator("#fit [data-action=apply]").first
    inputs = json.loads(proposal.get_attribute("data-inputs") or "")
    proposal.click()
    expect_answer(page, **inputs)
    answered_by_the_page(page, whole_site)


def test_a_page_that_opens_with_other_inputs_answers_them_at_once(
    visit: Visit, whole_site: Site
) -> None:
    """From a link, and from a machine that the reader has told to be remembered."""
    page = visit(f"{LESSON}#fit.model=qwen3-8b")
    without_python(whole_site)
    expect_answer(page, model="qwen3-8b")
    answered_by_the_page(page, whole_site)
    page.locator("summary", has_text="More about the machine").click()
    page.get_by_label("Remember my machine on this device").check()
    page.locator("#fit-model").select_option("gemma-4-12b")
    page.locator("#fit-machine").select_option("laptop-32gb")
    expect_answer(page, machine="laptop-32gb")

    later = page.context.new_page()
    later.goto(whole_site.url + LESSON)
    expect_answer(later, machine="laptop-32gb")
    answered_by_the_page(later, whole_site)


def test_an_input_in_a_fold_is_answered_before_python(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    without_python(whole_site)
    page.locator("summary", has_text="The conversation in memory").click()
    page.locator("#fit-kv_cache_type").select_option("q8_0")
    expect_answer(page, kv_cache_type="q8_0")


def test_python_answers_what_is_in_no_table(visit: Visit) -> None:
    page = visit(LESSON)
    page.locator("#fit-context").fill("5000")
    expect_answer(page, context="5000")
    page.locator("#fit-model").select_option("qwen3-8b")
    expect_answer(page, context="5000", model="qwen3-8b")


def test_python_takes_over_and_says_the_same(visit: Visit) -> None:
    page = visit(LESSON)
    page.locator("#fit-model").select_option("qwen3-8b")
    expect_answer(page, model="qwen3-8b")
    before = page.locator("#fit [data-part=answer]").inner_html()
    state = page.locator("#fit [data-part=state]")
    expect(state).to_have_attribute("data-state", "live", timeout=60_000)
    page.locator("#fit-context").fill("5000")
    expect_answer(page, model="qwen3-8b", context="5000")
    page.locator("#fit-context").fill("8192")
    expect_answer(page, model="qwen3-8b")
    assert page.locator("#fit [data-part=answer]").inner_html() == before


def test_where_a_table_does_not_arrive_python_answers(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    whole_site.broken.add("/model.json")
    page.locator("#fit-model").select_option("qwen3-8b")
    expect_answer(page, model="qwen3-8b")


def test_a_spoilt_table_is_no_answer(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    whole_site.spoilt.add("/model.json")
    page.locator("#fit-model").select_option("qwen3-8b")
    expect_answer(page, model="qwen3-8b")


def test_a_table_comes_when_its_input_has_the_focus(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    page.locator("#fit").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert [path for path in whole_site.requested if "assets/answers/" in path] == []
    with page.expect_response("**/model.json"):
        page.locator("#fit-model").focus()


def test_only_the_latest_change_is_answered(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    without_python(whole_site)
    for model in ("qwen3-8b", "qwen3-14b", "qwen3-4b"):
        page.locator("#fit-model").select_option(model)
    expect_answer(page, model="qwen3-4b")
    page.wait_for_timeout(500)
    expect_answer(page, model="qwen3-4b")


def test_who_saves_data_gets_a_table_only_for_a_change_and_no_python(
    visit: Visit, whole_site: Site
) -> None:
    """On a page without an exercise, which Python judges."""
    page = visit("calculators/fit/")
    page.add_init_script(SAVES_DATA)
    page.reload()
    page.locator("#fit").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    whole_site.requested.clear()
    page.locator("#fit-model").evaluate(
        """(menu) => {
          menu.value = "qwen3-8b";
          menu.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect_answer(page, model="qwen3-8b")
    page.wait_for_timeout(500)
    assert [path.split("/")[-1] for path in whole_site.requested] == ["model.json"]


def test_the_built_answer_comes_back(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    first = headline(page)
    without_python(whole_site)
    page.locator("#fit-model").select_option("qwen3-8b")
    expect_answer(page, model="qwen3-8b")
    page.locator("#fit [data-action=reset]").click()
    assert headline(page) == first
