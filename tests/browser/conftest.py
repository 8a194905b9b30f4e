"""Real browsers and the real site, built for the address it is served at, below a sub-path."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import runtime_site
from tests.browser.runtime_site import Site, serve
from tests.shared import Shared
from tools import engines
from tools.browser import find_browser
from tools.places import ROOT

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
POLICY = "Content Security Policy"
ADDRESS = "http://series.localhost/repo/"
QUIET = {"NO_MKDOCS_2_WARNING": "1"}

OWN_POLICY = """(() => {
  const key = Symbol.for("start-here.policy");
  const rules = { createHTML: (html) => html, createScriptURL: (url) => url };
  const make = () => window.trustedTypes?.createPolicy("start-here", rules) ?? rules;
  if (!window[key]) Object.defineProperty(window, key, { value: make() });
  return window[key];
})()"""
"""What the site's own scripts make trusted text with (`trusted-html.js`)."""

ASK_WORKER = f"""async ([worker, requests]) => {{
  const python = new Worker({OWN_POLICY}.createScriptURL(worker), {{ type: "module" }});"""
ASK_WORKER += """
  const answers = [];
  await new Promise((resolve, reject) => {
    python.onmessage = ({ data }) => {
      if (data.kind === "failed") reject(new Error(data.message));
      if (data.kind !== "answer") return;
      answers.push(data.response);
      if (answers.length === requests.length) resolve();
    };
    for (const request of requests) python.postMessage(request);
  });
  python.terminate();
  return answers;
}"""

Visit = Callable[..., Page]

expect.set_options(timeout=20_000)  # a machine that does other things too takes its time


def ask_worker(page: Page, requests: list[str]) -> list[str]:
    """What the worker of the page's site answers, as text, in the order of the requests."""
    site = page.url.split("/repo/")[0] + "/repo/"
    answers: list[str] = page.evaluate(
        ASK_WORKER, [f"{site}assets/calculators/worker.js", requests]
    )
    return answers


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test opens windows of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=engines.ENGINES)
def browser(request: pytest.FixtureRequest) -> Iterator[engines.Browser]:
    """Each engine in turn, new and empty; a sentence where this machine has it not."""
    engine = str(request.param)
    if engines.program_of(engine) is None:
        pytest.skip(engines.MISSING.format(engine=engine))
    with engines.start(engine) as started:
        yield started


@pytest.fixture(scope="session")
def whole_site(shared: Shared) -> Iterator[Site]:
    """The series as it is published, served below /repo/."""
    with serve(shared("series", build), built_for=ADDRESS) as site:
        yield site


def build(folder: Path) -> None:
    """Build the site as it is published, once for all the ports that it is served at."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder],
        check=True,
        cwd=ROOT,
        env={**os.environ, **QUIET, "SITE_URL": ADDRESS},
    )


@pytest.fixture(scope="session")
def toy_site(shared: Shared) -> Path:
    """The folder of the small site with a toy calculator: serve it, or a copy of it to change."""
    return shared("toy", runtime_site.build)


@pytest.fixture
def without_scripts(chromium: Browser) -> Iterator[Browser]:
    """A browser whose owner has turned scripts off for good, unlike one told so by a debugger."""
    switched_off = [*ARGUMENTS, "--blink-settings=scriptEnabled=false"]
    browser = chromium.browser_type.launch(executable_path=find_browser(), args=switched_off)
    yield browser
    browser.close()


@contextmanager
def visiting(chromium: Browser, site: Site) -> Iterator[Visit]:
    """Open pages of the site; whatever is done there, no other host and no script error."""
    site.mend()
    site.requested.clear()
    contexts, foreign, faults = [], [], []

    def open_page(path: str = "", width: int = 1280, scheme: str = "light", **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            **{"service_workers": "block", **options},
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: foreign.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if POLICY in said.text else None)
        page.goto(site.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    own = (site.url, "data:", "blob:")
    assert [url for url in foreign if not url.startswith(own)] == []
    assert faults == []


@pytest.fixture
def visit(chromium: Browser, whole_site: Site) -> Iterator[Visit]:
    """Open pages for one test."""
    with visiting(chromium, whole_site) as open_page:
        yield open_page


@pytest.fixture
def unwatched(chromium: Browser, whole_site: Site) -> Iterator[Visit]:
    """Open pages where the policy may well refuse something, which `visit` takes for a fault."""
    whole_site.mend()
    context = chromium.new_context(service_workers="block")

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.goto(whole_site.url + path)
        return page

    yield open_page
    context.close()
