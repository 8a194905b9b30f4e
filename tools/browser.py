"""The browser of the tests: Playwright's own Chromium, else the system's, else Debian's."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import apt
from tools.failure import Failure
from tools.places import VENV, python_of
from tools.process import output, variables

VARIABLE = "START_HERE_CHROMIUM"
RECORD = VENV / "browser.json"
DOWNLOAD_SECONDS = 180
NONE_FOUND = (
    "The browser tests found no Chromium: install Chromium, Chrome or Edge, "
    f"or name its program in {VARIABLE}, and run `make test` again."
)
NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"),
)
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_APPS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
OWN = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)


def find_browser() -> Path:
    """The browser that the set-up chose, for the tests; it installs nothing."""
    for named in (os.environ.get(VARIABLE), _record().get("path")):
        if named and Path(named).is_file():
            return Path(named)
    for candidate in _system_browsers():
        return candidate
    raise Failure(NONE_FOUND)


def provide_browser() -> Path:
    """Find or install a browser that really starts, and remember which; quick the second time."""
    version = output([python_of(VENV), "-m", "playwright", "--version"]) or ""
    record = _record()
    if named := os.environ.get(VARIABLE):
        return _must_start(Path(named))
    if record.get("playwright") == version and Path(record.get("path") or "-").is_file():
        return Path(record["path"])
    refused = record.get("playwright") == version
    browser = next(filter(_starts, _candidates(download=not refused)), None)
    _remember({"playwright": version, "path": str(browser or "")})
    if browser is None:
        raise Failure(NONE_FOUND)
    return browser


def _candidates(*, download: bool) -> Iterator[Path]:
    """Browsers in order of preference, each step taken only when the one before gave none."""
    if download and _download():
        yield Path(output([python_of(VENV), "-c", OWN]) or "-")
    yield from _system_browsers()
    if apt.install("chromium"):
        yield from _system_browsers()


def _download() -> bool:
    """Let Playwright fetch its own Chromium; False where that host cannot be reached."""
    print("Looking for Playwright's Chromium …", file=sys.stderr, flush=True)
    command = [str(python_of(VENV)), "-m", "playwright", "install", "--no-shell", "chromium"]
    quick = variables({"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"})
    try:
        done = subprocess.run(command, capture_output=True, env=quick, timeout=DOWNLOAD_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _system_browsers() -> Iterator[Path]:
    """Chromium, Chrome and Edge on PATH, then where macOS and Windows install them."""
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    mac = (Path(f"/Applications/{app}.app/Contents/MacOS/{app}") for app in MAC_APPS)
    folders = [
        os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    ]
    windows = (Path(folder, app) for folder in folders if folder for app in WINDOWS_APPS)
    yield from (program for program in (*mac, *windows) if program.is_file())


def _starts(browser: Path) -> bool:
    """Whether it can show a page: a download may lack the system libraries that it needs."""
    page = "data:text/html,<p>it starts"
    shown = output([browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page])
    return "it starts" in (shown or "")


def _must_start(browser: Path) -> Path:
    if not _starts(browser):
        raise Failure(f"{VARIABLE} names {browser}, which does not start as a Chromium.")
    return browser


def _record() -> dict[str, str]:
    try:
        return dict(json.loads(RECORD.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _remember(record: dict[str, str]) -> None:
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
