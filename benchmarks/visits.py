"""Visits to a page in a real browser, timed from navigation to the first recalculated answer."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Page, Playwright

from benchmarks.line import Line
from benchmarks.site_server import serve

LONGEST_MS = 120_000
QUIET_SECONDS = 2.0
"""So long the page is left alone once nothing comes over the line any more."""
LONGEST_IDLE_SECONDS = 30.0
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What is not served here is not there: nobody gets help from a content network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """A page to time."""

    name: str
    site: Path
    page: str
    script: str
    """Runs before the page's own, changes an input and sets `window.recalculatedMs`."""
    replaced: Mapping[str, bytes] = field(default_factory=dict)
    offline: bool = False
    """Whether the page promises to work without a network."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, and what came over the line until the answer stood there, and after."""

    line: str
    variant: str
    kind: str
    """cold: the first one; warm: a later one; offline: a later one with the network cut."""
    ms: float
    wire_bytes: int
    requests: int
    later_bytes: int
    """What the page fetched after the answer, while nobody used it."""


def visits(playwright: Playwright, browser: Path, line: Line, variant: Variant) -> Iterator[Visit]:
    """A cold visit in a new profile, a warm one, and one without a network where promised."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        with serve(variant.site, line=line, replaced=variant.replaced) as address:
            url = address + variant.page
            with _browser(playwright, browser, profile, variant.script) as context:
                yield _visit(context, url, line, variant, "cold")
                yield _visit(context, url, line, variant, "warm")
                has_worker = variant.offline and _has_service_worker(context, url)
        # The server is gone now; a new browser has nothing of the visits in its memory.
        if has_worker:
            with _browser(playwright, browser, profile, variant.script) as context:
                yield _visit(context, url, line, variant, "offline")


def watch(move: str, answer: str) -> str:
    """A script for `Variant`: move a slider as soon as there is an answer, until it changes.

    Both are JavaScript functions; `answer` gives null while there is none.
    """
    return f"""(() => {{
      const move = {move};
      const answer = {answer};
      let first = null;
      const step = () => {{
        const text = document.body ? answer() : null;
        if (first !== null && text !== null && text !== first) {{
          window.recalculatedMs = performance.now();
          return;
        }}
        first ??= text;
        if (first !== null) move();
        requestAnimationFrame(step);
      }};
      step();
    }})()"""


@contextmanager
def _browser(
    playwright: Playwright, browser: Path, profile: str, script: str
) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=browser, args=ARGUMENTS
    )
    context.add_init_script(script)
    try:
        yield context
    finally:
        context.close()


def _visit(context: BrowserContext, url: str, line: Line, variant: Variant, kind: str) -> Visit:
    line.reset()
    page = context.new_page()
    ms, when = _time(page, url)
    _leave_alone(page, line)
    page.close()
    until = line.sent_bytes(when)
    return Visit(
        line=line.name,
        variant=variant.name,
        kind=kind,
        ms=ms,
        wire_bytes=until,
        requests=line.requests(when),
        later_bytes=line.sent_bytes() - until,
    )


def _time(page: Page, url: str) -> tuple[float, float]:
    """Milliseconds from navigation to the answer, and when that was by the system's clock."""
    page.goto(url, wait_until="commit", timeout=LONGEST_MS)
    page.wait_for_function("() => window.recalculatedMs", timeout=LONGEST_MS)
    ms, origin = page.evaluate("[window.recalculatedMs, performance.timeOrigin]")
    return ms, (origin + ms) / 1000


def _leave_alone(page: Page, line: Line) -> None:
    """Give the page time for what it does while nobody uses it, such as fetching for later."""
    end = time.monotonic() + LONGEST_IDLE_SECONDS
    page.wait_for_timeout(QUIET_SECONDS * 1000)
    while line.quiet_seconds() < QUIET_SECONDS and time.monotonic() < end:
        page.wait_for_timeout(200)


def _has_service_worker(context: BrowserContext, url: str) -> bool:
    page = context.new_page()
    page.goto(url)
    found = page.evaluate(
        "async () => Boolean((await navigator.serviceWorker?.getRegistration())?.active)"
    )
    page.close()
    return bool(found)
