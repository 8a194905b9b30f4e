"""A reader's way through the site, in each browser engine that readers have."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.browser.runtime_site import Site, serve
from tests.golden.cpython import answer
from tools.engines import Browser

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
MEMORY, ARCHIVE = "memory.packed", "python.zip.packed"
HEADLINE = "() => document.querySelector('#fit .sc-headline').textContent"
IS_CURRENT = """() => document.querySelector("#fit [data-part=state]").dataset.state === "live"
  && document.querySelector("#fit [data-part=old-note]").hidden"""
MISTAKE = "() => document.querySelector('#fit-context-error').textContent"
# The clipboard may refuse; the page then shows the link in a box.
COPIED = """async () => {
  const { clipboard } = navigator;
  let copied;
  const write = clipboard?.writeText.bind(clipboard);
  if (clipboard) clipboard.writeText = (text) => write(copied = text);
  document.querySelector("#fit [data-action=link]").click();
  return copied ?? document.querySelector(".sc-link").value;
}"""
IS_MEMORY_KEPT = """async () => {
  const cache = await caches.open("start-here-python");
  return (await cache.keys()).some(({ url }) => url.endsWith("memory.packed"));
}"""
IS_SITE_KEPT = """async () => {
  const { version } = await (await fetch(new URL("/repo/assets/version.json", location))).json();
  const cache = await caches.open(`start-here-${version}/repo/`);
  return Boolean(await cache.match(new URL("/repo/assets/version.json?taken", location)));
}"""
IS_EDITOR_OPEN = "() => document.querySelector('#fit-formula [data-part=source]') !== null"
PRINTED_FIRST = """() => {
  const box = document.querySelector("#fit-formula [data-part=source]");
  box.value += "\\ntry: import ctypes\\nexcept ModuleNotFoundError: print('ctypes is gone')\\n";
  box.dispatchEvent(new Event("input", { bubbles: true }));
}"""
SAME_AS_OURS = """() => document.querySelector("#fit-formula [data-part=comparison]")
  .textContent.includes("Every figure is the same as ours.")"""
UNTIL = """async (expected, seconds) => {
  const end = performance.now() + 1000 * seconds;
  for (;;) {
    const found = await (FUNCTION)();
    if (JSON.stringify(found) === JSON.stringify(expected) || performance.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}"""
PATIENCE_S = 60


@pytest.fixture
def site(whole_site: Site) -> Iterator[Site]:
    """The series at an address where no browser has been before."""
    with serve(whole_site.folder) as served:
        yield served


def expect(browser: Browser, function: str, expected: object) -> None:
    """Wait until a function gives this in the page."""
    found = browser.run(UNTIL.replace("FUNCTION", function), expected, PATIENCE_S)
    assert found == expected, browser.engine


def expect_answer(browser: Browser, context: str) -> None:
    """The answer on show is CPython's for this context, by the Python of the page."""
    request = {"calculator": "fit", "inputs": {"context": context}}
    html = json.loads(answer(json.dumps(request)))["html"]
    headline = re.search(r'sc-headline">([^<]*)<', html)
    assert headline
    expect(browser, HEADLINE, headline[1])
    expect(browser, IS_CURRENT, True)


def leave(browser: Browser) -> None:
    """Close the page, and Python with it."""
    browser.open("about:blank")


def loaded(site: Site, name: str) -> int:
    return sum(path.endswith(f"fast/{name}") for path in site.requested)


def test_a_reader_calculates_makes_a_mistake_and_shares(browser: Browser, site: Site) -> None:
    browser.open(site.url + LESSON)
    browser.type("#fit-context", "16384")
    expect_answer(browser, "16384")

    browser.type("#fit-context", "lots")
    refusal = json.loads(answer('{"calculator": "fit", "inputs": {"context": "lots"}}'))
    expect(browser, MISTAKE, refusal["errors"][0]["message"])

    browser.type("#fit-context", "32768")
    expect_answer(browser, "32768")
    link = browser.run(COPIED)
    assert link == f"{site.url}{LESSON}#fit.context=32768"

    leave(browser)
    browser.open(link)
    expect(browser, "() => document.querySelector('#fit-context').value", "32768")
    expect_answer(browser, "32768")


def test_later_visits_go_on_from_the_first_with_a_network_and_without(
    browser: Browser, site: Site
) -> None:
    site.kept_for = "max-age=600"
    browser.open(site.url + LESSON)
    browser.type("#fit-context", "16384")
    expect_answer(browser, "16384")
    expect(browser, IS_MEMORY_KEPT, True)
    expect(browser, IS_SITE_KEPT, True)
    assert loaded(site, MEMORY) == 1
    leave(browser)

    site.requested.clear()
    browser.open(site.url + LESSON)
    browser.type("#fit-context", "32768")
    expect_answer(browser, "32768")
    assert [loaded(site, name) for name in (MEMORY, ARCHIVE)] == [0, 0]
    assert "/stock/" not in "".join(site.requested)
    leave(browser)

    site.requested.clear()
    site.down = True
    browser.open(site.url + LESSON)
    browser.type("#fit-context", "65536")
    expect_answer(browser, "65536")
    browser.open(site.url + "about/licences/")
    heading = "() => document.querySelector('h1').textContent"
    expect(browser, heading, "This page is not on your device")
    assert site.requested == []


def test_a_reader_runs_a_formula_of_their_own(browser: Browser, site: Site) -> None:
    browser.open(site.url + "calculators/fit/")
    browser.click("#fit-formula summary")
    browser.click("#fit-formula [data-action=edit]")
    expect(browser, IS_EDITOR_OPEN, True)
    browser.run(PRINTED_FIRST)
    browser.click("#fit-formula [data-action=run]")
    expect(browser, SAME_AS_OURS, True)
    printed = browser.run("() => document.querySelector('[data-part=printed] code').textContent")
    assert printed == "ctypes is gone\n"
    assert browser.run("() => document.querySelector('iframe').contentDocument") is None
