"""A small site for the tests of the browser runtime: real scripts, real Pyodide, a toy calculator.

The toy adds two numbers. An input makes it slow, endless or faulty, which no real one should be.
"""

import contextlib
import gzip
import json
import shutil
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.build.bundle import bundle
from tools.places import ROOT

SCRIPTS = ROOT / "site_plugins" / "theme" / "assets" / "calculators"

TOY = Path(__file__).with_name("toy")
CALCULATOR = (TOY / "calculator.html").read_text("utf-8")
PAGE = (TOY / "page.html").read_text("utf-8")

ASKED = [json.dumps({"inputs": {"a": a, "b": "1", "mode": "plain"}}) for a in ("1", "<", "٣")]
"""What the fast set of the toy is trimmed to."""

FAST_LINE, NO_LINE = "4_000_000", "Infinity"
"""What `python.js` takes for a fast line, in bytes a second, and what the toy's does."""

SLOW_SECONDS = 2.0
SIGN_IN = b"<!doctype html><title>Hotel</title><p>Please sign in to use the network."

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


@dataclass
class Site:
    """A served site; faulty files are named by parts of their paths.

    `broken` ones answer 503, `cut` ones end early, `spoilt` ones hold nothing but zeros, `reset`
    ones lose their connection half way, `slow` ones take two seconds, and in place of `captive`
    ones comes the page of a network that asks to sign in first.
    """

    folder: Path
    url: str = ""
    broken: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)
    reset: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    captive: set[str] = field(default_factory=set)
    down: bool = False
    """As if there were no network."""
    stalled: threading.Event = field(default_factory=threading.Event)
    """While set, no request is answered."""
    kept_for: str = "no-cache"
    """What `Cache-Control` says."""
    requested: list[str] = field(default_factory=list)
    built_for: str = ""
    """The address that the sitemap names, where another than it is served at."""

    def mend(self) -> None:
        for faulty in (self.broken, self.cut, self.spoilt, self.reset, self.slow, self.captive):
            faulty.clear()
        self.down = False
        self.stalled.clear()

    def forget(self) -> None:
        """Read the files anew: they were changed."""
        packed_file.cache_clear()


def build(folder: Path) -> None:
    """Write the site: one calculator below the fold, two on a page, and one in view.

    No line counts as fast, for a test cannot tell how fast its own will be; and the next visit is
    prepared at once.
    """
    shutil.copytree(SCRIPTS, folder / "assets" / "calculators")
    shutil.copytree(SCRIPTS.with_name("offline"), folder / "assets" / "offline")
    rewrite(folder / "assets/calculators/python.js", FAST_LINE, NO_LINE)
    rewrite(folder / "assets/calculators/engine.js", "SETTLED_MS = 2000", "SETTLED_MS = 50")
    one, two = CALCULATOR.format(id="sum"), CALCULATOR.format(id="sum-2")
    pages = {"index": (3000, one), "two": (3000, one + two), "view": (0, one)}
    for name, (space, body) in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(space=space, body=body), "utf-8")
    with TemporaryDirectory() as scratch:
        bundle(folder, wheel=write_wheel(Path(scratch)), asked=ASKED)


def rewrite(script: Path, old: str, new: str) -> None:
    """Serve a script with another text in it."""
    text = script.read_text("utf-8")
    assert text.count(old) == 1, f"{script.name} holds {old!r} {text.count(old)} times"
    script.write_text(text.replace(old, new), "utf-8")


def write_wheel(folder: Path) -> Path:
    """A wheel with nothing but the toy calculator."""
    path = folder / "toy-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr("calculators/__init__.py", "")
        wheel.write(TOY / "browser.py", "calculators/browser.py")
    return path


@contextlib.contextmanager
def serve(folder: Path, built_for: str = "") -> Iterator[Site]:
    """Serve a folder as GitHub Pages would: under a sub-path, gzipped, with no special headers.

    The sitemap tells the address that it is served at.
    """
    site = Site(folder, built_for=built_for)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if site.down:
                self.close_connection = True
                return
            while site.stalled.is_set():
                time.sleep(0.05)
            path = self.path.split("?")[0].removeprefix("/repo/")
            site.requested.append(path)
            target = site.folder / (f"{path}index.html" if path.endswith("/") or not path else path)
            if any(name in path for name in site.broken):
                return self.reply(503, b"no", "text/plain")
            if not self.path.startswith("/repo/") or not target.is_file():
                return self.reply(404, b"not here", "text/plain")
            content, packed = packed_file(target)
            if path == "sitemap.xml" and site.built_for:
                own = target.read_text("utf-8").replace(site.built_for, site.url)
                content, packed = own.encode(), False
            if any(name in path for name in site.cut):
                content, packed = target.read_bytes()[:10_000], False
            if any(name in path for name in site.spoilt):
                content, packed = bytes(target.stat().st_size), False
            if any(name in path for name in site.slow):
                time.sleep(SLOW_SECONDS)
            if any(name in path for name in site.captive):
                return self.reply(200, SIGN_IN, TYPES[".html"])
            kind = TYPES.get(target.suffix, "application/octet-stream")
            if any(name in path for name in site.reset):
                return self.lose(content, kind, packed)
            self.reply(200, content, kind, packed)

        def lose(self, content: bytes, kind: str, packed: bool) -> None:
            """Half of it, and then nothing more."""
            self.begin(200, len(content), kind, packed)
            with contextlib.suppress(ConnectionError):
                self.wfile.write(content[: len(content) // 2])
            self.close_connection = True

        def reply(self, status: int, content: bytes, kind: str, packed: bool = False) -> None:
            self.begin(status, len(content), kind, packed)
            with contextlib.suppress(ConnectionError):
                self.wfile.write(content)

        def begin(self, status: int, length: int, kind: str, packed: bool) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(length))
            self.send_header("Cache-Control", site.kept_for)
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        site.url = f"http://127.0.0.1:{server.server_address[1]}/repo/"
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


@cache
def packed_file(path: Path) -> tuple[bytes, bool]:
    """What goes over the wire, and whether it is gzipped."""
    content = path.read_bytes()
    return (gzipped(content), True) if path.suffix in TYPES else (content, False)


@cache
def gzipped(content: bytes) -> bytes:
    """Done once for all copies of a site, for the files of Python take a second."""
    return gzip.compress(content, 6)
