"""The browsers' engines that readers have, found or installed, and each driven in the same way.

Playwright brings a Firefox and a WebKit of its own making and drives no other. Here are those that
Linux distributions ship: Chromium and Firefox through puppeteer-core, WebKitGTK through its own
WebDriver, of which a test needs six requests.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from site_plugins.build.node import node_and_npm
from tools import apt
from tools.browser import find_browser

CHROMIUM, FIREFOX, WEBKIT = "Chromium", "Firefox", "WebKitGTK"
ENGINES = (CHROMIUM, FIREFOX, WEBKIT)
PROGRAMS = {FIREFOX: ("firefox-esr", "firefox"), WEBKIT: ("WebKitWebDriver",)}
PACKAGES = {FIREFOX: ("firefox-esr",), WEBKIT: ("webkit2gtk-driver", "xvfb")}
MISSING = (
    "{engine} is not on this machine and apt cannot offer it, "
    "so what readers with {engine} see is not tested here."
)
SCRIPT = Path(__file__).with_name("puppeteer.mjs")
SECONDS = 300
"""The longest that one step may take."""
START_SECONDS = 30
WINDOW = (1280, 900)


class EngineError(Exception):
    """A browser did not do what it was asked to; the text is its own."""


class Browser(Protocol):
    """A browser with an empty profile and one window, as a reader has it."""

    engine: str

    def open(self, url: str) -> None:
        """Load a page, whole; the one before is left."""

    def run(self, function: str, *arguments: object) -> Any:
        """What a JavaScript function, which may be asynchronous, returns in the page."""

    def type(self, selector: str, text: str) -> None:
        """Type a text into a box, in place of what is there."""

    def click(self, selector: str) -> None:
        """Click on the middle of something."""

    def screenshot(self, path: Path) -> None:
        """Keep a picture of the window, as PNG."""


def provide_engines() -> list[str]:
    """Install what apt has and is missing; a sentence for each engine that cannot be had."""
    for engine, packages in PACKAGES.items():
        if program_of(engine) is None:
            apt.install(*packages)
    return [MISSING.format(engine=each) for each in ENGINES if program_of(each) is None]


def program_of(engine: str) -> Path | None:
    """The program that drives or is this engine; None where this machine has none.

    Chromium is always there: without, nothing of the page can be tested.
    """
    if engine == CHROMIUM:
        return find_browser()
    found = next(filter(None, map(shutil.which, PROGRAMS[engine])), None)
    if engine == WEBKIT and not (shutil.which("Xvfb") or os.environ.get("DISPLAY")):
        return None
    return Path(found) if found else None


@contextmanager
def start(engine: str) -> Iterator[Browser]:
    """A browser of this engine, ended at the end; it fails where the engine does not start."""
    program = program_of(engine)
    if program is None:
        raise EngineError(MISSING.format(engine=engine))
    with ExitStack() as stack:
        yield (_webkit if engine == WEBKIT else _puppeteer)(engine, program, stack)


class _Puppeteer:
    """Chromium or Firefox, by the script beside this file: one JSON text a line, there and back."""

    def __init__(self, engine: str, process: subprocess.Popen[str]) -> None:
        self.engine = engine
        self._process = process

    def ask(self, step: str, *arguments: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([step, *arguments]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        told = json.loads(line) if line else {"error": "The browser is gone."}
        if "error" in told:
            raise EngineError(f"{self.engine}, {step}: {told['error']}")
        return told.get("value")

    def open(self, url: str) -> None:
        self.ask("open", url)

    def run(self, function: str, *arguments: object) -> Any:
        return self.ask("run", f"({function})(...{json.dumps(arguments)})")

    def type(self, selector: str, text: str) -> None:
        self.ask("type", selector, text)

    def click(self, selector: str) -> None:
        self.ask("click", selector)

    def screenshot(self, path: Path) -> None:
        self.ask("screenshot", str(path))


def _puppeteer(engine: str, program: Path, stack: ExitStack) -> Browser:
    node, _ = node_and_npm()
    command = [str(node), str(SCRIPT), engine.lower(), str(program)]
    process = stack.enter_context(
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    )
    assert process.stdin is not None
    stack.callback(process.stdin.close)  # which ends it
    browser = _Puppeteer(engine, process)
    browser.ask("start", *WINDOW)
    return browser


class _WebDriver:
    """A session of the W3C's WebDriver protocol (https://www.w3.org/TR/webdriver2/)."""

    ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
    """The name that the protocol gives to a reference of an element."""
    AWAIT = """const done = arguments[1];
      (async () => (FUNCTION)(...JSON.parse(arguments[0])))().then(
        (value) => done({ value }), (error) => done({ error: String(error) }));"""

    def __init__(self, engine: str, address: str) -> None:
        self.engine = engine
        self._session = address
        _wait_for(f"{address}/status")
        self._session = f"{address}/session/{self._ask('session', capabilities={})['sessionId']}"
        self._ask("timeouts", script=SECONDS * 1000, pageLoad=SECONDS * 1000)
        self._ask("window/rect", width=WINDOW[0], height=WINDOW[1])

    def _ask(self, command: str, **body: object) -> Any:
        head = {"Content-Type": "application/json"}
        asked = Request(f"{self._session}/{command}", json.dumps(body).encode(), head)
        try:
            with urlopen(asked, timeout=SECONDS + 10) as told:
                return json.load(told)["value"]
        except HTTPError as error:
            told = json.load(error)["value"]
            raise EngineError(f"{self.engine}, {command}: {told['message']}") from None

    def open(self, url: str) -> None:
        self._ask("url", url=url)

    def run(self, function: str, *arguments: object) -> Any:
        script = self.AWAIT.replace("FUNCTION", function)
        told = self._ask("execute/async", script=script, args=[json.dumps(arguments)])
        if "error" in told:
            raise EngineError(f"{self.engine}, run: {told['error']}")
        return told.get("value")

    def type(self, selector: str, text: str) -> None:
        element = self._find(selector)
        self._ask(f"{element}/clear")
        self._ask(f"{element}/value", text=text)

    def click(self, selector: str) -> None:
        self._ask(f"{self._find(selector)}/click")

    def screenshot(self, path: Path) -> None:
        with urlopen(f"{self._session}/screenshot", timeout=SECONDS) as told:
            path.write_bytes(base64.b64decode(json.load(told)["value"]))

    def _find(self, selector: str) -> str:
        found = self._ask("element", using="css selector", value=selector)
        return f"element/{found[self.ELEMENT]}"

    def close(self) -> None:
        with suppress(OSError):
            urlopen(Request(self._session, method="DELETE"), timeout=SECONDS).close()


def _wait_for(address: str) -> None:
    """Until a server answers."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            urlopen(address, timeout=START_SECONDS).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _webkit(engine: str, driver: Path, stack: ExitStack) -> Browser:
    port = _free_port()
    home = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
    environment = {**os.environ, "HOME": home, **_display(stack)}
    stack.enter_context(_running([str(driver), f"--port={port}"], env=environment))
    browser = _WebDriver(engine, f"http://127.0.0.1:{port}")
    stack.callback(browser.close)
    return browser


def _display(stack: ExitStack) -> dict[str, str]:
    """A screen that nobody sees, where there is none: WebKitGTK has no headless mode."""
    if "DISPLAY" in os.environ:
        return {}
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    process = stack.enter_context(_running(screen, stdout=subprocess.PIPE))
    assert process.stdout is not None
    return {"DISPLAY": f":{process.stdout.readline().decode().strip()}"}


@contextmanager
def _running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended at the end."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
