"""What a lesson page weighs before the reader touches it, file by file, as sent (gzip)."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

from benchmarks.site_server import BELOW, body_as_sent, serve

SEARCH_INDEX = "search/search_index.json"
LIMIT_BYTES = 110_000  # without the search index and without Python


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the page loaded: where, how large as sent, and which part it belongs to."""

    path: str
    sent_bytes: int
    part: str  # "page", "search index" or "python"


def measure(site: Path, page: str, browser: Path) -> list[Asset]:
    """Open the page in a real browser, touch nothing, and list what it loaded from the site."""
    with serve(site) as address:
        paths = _paths_loaded(address, page, browser)
    return [_asset(site, path) for path in paths]


def page_bytes(assets: list[Asset]) -> int:
    """The total that LIMIT_BYTES limits."""
    return sum(asset.sent_bytes for asset in assets if asset.part == "page")


def part_of(path: str) -> str:
    """The part a file belongs to, told by its path."""
    if path == SEARCH_INDEX:
        return "search index"
    return "python" if path.startswith("assets/py/") else "page"


def path_of(url: str) -> str:
    """Where a file lies in the site.

    >>> path_of("http://127.0.0.1:8000/repo/assets/a%20b.js?x=1")
    'assets/a b.js'
    """
    return unquote(urlsplit(url).path).removeprefix(BELOW)


def _paths_loaded(address: str, page: str, browser: Path) -> list[str]:
    seen: dict[str, None] = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = chromium.new_context()
        # The context hears workers too, the page alone does not.
        context.on("request", lambda request: seen.setdefault(request.url))
        context.new_page().goto(address + page, wait_until="networkidle")
        chromium.close()
    return [path_of(url) for url in seen if url.startswith(address)]


def _asset(site: Path, path: str) -> Asset:
    file = site / path
    if file.is_dir():
        file = file / "index.html"
    size = len(body_as_sent(file)) if file.is_file() else 0
    return Asset(path=path or "index.html", sent_bytes=size, part=part_of(path))
