"""The one door through which text becomes HTML: what it lets through, and what it refuses."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from calculators.core.view import to_html
from calculators.registry import CALCULATORS
from tests.browser.conftest import visiting
from tests.browser.runtime_site import SCRIPTS, serve

pytestmark = pytest.mark.browser

OWN_HTML = """async (texts) => {
  const { ownHtml } = await import("./assets/calculators/trusted-html.js");
  return texts.map((text) => {
    try { return ownHtml(text).childElementCount; } catch (error) { return error.message; }
  });
}"""
OWN_SCRIPT = """async (addresses) => {
  const { ownScript } = await import("./assets/calculators/trusted-html.js");
  return addresses.map((address) => {
    try { return String(ownScript(address)) === address; } catch (error) { return error.name; }
  });
}"""


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """An empty page beside the scripts as they are written."""
    shutil.copytree(SCRIPTS, tmp_path / "assets" / "calculators")
    (tmp_path / "index.html").write_text("<!doctype html><title>Door</title>", "utf-8")
    with serve(tmp_path) as site, visiting(chromium, site) as visit:
        yield visit()


def test_every_answer_of_ours_goes_through(page: Page) -> None:
    answers = [to_html(calculator.answer({})) for calculator in CALCULATORS.values()]
    assert all(isinstance(count, int) and count > 3 for count in page.evaluate(OWN_HTML, answers))


@pytest.mark.parametrize(
    ("html", "refused"),
    [
        ("<p>a</p><script>0</script>", "<script>"),
        ("<svg><script>0</script></svg>", "<script>"),
        ("<iframe src=about:blank></iframe>", "<iframe>"),
        ("<object data=x></object>", "<object>"),
        ("<embed src=x>", "<embed>"),
        ("<base href=/>", "<base>"),
        ("<style>b{}</style>", "<style>"),
        ("<link rel=stylesheet href=x>", "<link>"),
        ("<template><b onclick=0></b></template>", "<template>"),
        ("<svg><set attributeName=href></set></svg>", "<set>"),
        ("<p><b onclick=0>a</b></p>", "onclick of <b>"),
        ("<svg onload=0></svg>", "onload of <svg>"),
        ("<a href='javascript:0'>a</a>", "href of <a>"),
        ("<a href=' java&#10;script:0'>a</a>", "href of <a>"),
        ("<svg><a xlink:href='javascript:0'></a></svg>", "xlink:href of <a>"),
        ("<a href='DATA:text/html,0'>a</a>", "href of <a>"),
        ("<a href='blob:null/0'>a</a>", "href of <a>"),
        ("<form action='javascript:0'></form>", "action of <form>"),
        ("<button formaction='javascript:0'>a</button>", "formaction of <button>"),
        ("<img src='data:text/html,0'>", "src of <img>"),
    ],
)
def test_what_could_run_is_refused_by_name(page: Page, html: str, refused: str) -> None:
    assert page.evaluate(OWN_HTML, [html]) == [f"{refused} has no place in an answer."]


@pytest.mark.parametrize(
    "address", ["https://a.invalid/", "../x/#y", "mailto:a@b.invalid", "https://["]
)
def test_an_address_that_runs_nothing_stays(page: Page, address: str) -> None:
    assert page.evaluate(OWN_HTML, [f"<p><a href='{address}'>a</a></p>"]) == [1]


def test_only_scripts_below_the_root_of_the_site_may_start(page: Page) -> None:
    own, site = f"{page.url}assets/calculators/worker.js", page.url.removesuffix("repo/")
    foreign = [f"{site}assets/a.js", "https://elsewhere.invalid/a.js", "data:text/javascript,0"]
    said = page.evaluate(OWN_SCRIPT, [own, *foreign])
    assert said == [True, "TypeError", "TypeError", "TypeError"]
