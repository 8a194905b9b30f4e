"""First, later and offline visits in every browser engine of this machine, ours beside stock.

A first visit has a browser of its own; the later ones follow in it, the last with the server gone.
Engines and variants alternate. What counts is our visit over one of stock Pyodide in the same
browser; without a network, over its later visit.
"""

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.line import Line
from benchmarks.site_server import body_as_sent, serve
from benchmarks.start import CHANGE_AND_WATCH, LINES, LOG, OURS, PAGE, STOCK, stock_files
from site_plugins.build.offline import write_version
from tools.engines import ENGINES, Browser, program_of, start

GOALS = {"first": 0.08, "later": 0.12, "offline": 0.12}
KINDS = tuple(GOALS)
SCRIPT = "assets/measured.js"
LONGEST_S = 120
STOCK_S = 3
"""How long stock Pyodide is left alone, which prepares nothing."""
ANSWERED = """async () => {
  while (!window.recalculatedMs) await new Promise((resolve) => setTimeout(resolve, 20));
  return window.recalculatedMs;
}"""
IS_PREPARED = """async () => {
  const kept = await (await caches.open("start-here-python")).keys();
  const own = (await caches.keys()).find((name) => /^start-here-[0-9a-f]{16}/.test(name));
  const mark = new URL("/repo/assets/version.json?taken", location);
  return kept.length > 0 && Boolean(own && (await (await caches.open(own)).match(mark)));
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: its time from navigation to the first new answer, and what came in all."""

    engine: str
    variant: str
    line: str
    kind: str
    ms: float
    wire_bytes: int


@dataclass(frozen=True, slots=True)
class Row:
    """A median of ours beside that of stock Pyodide in the same browser."""

    line: str
    engine: str
    kind: str
    ours: float
    stock: float

    @property
    def ratio(self) -> float:
        """Below one, ours is better."""
        return self.ours / self.stock


def measure(site: Path, runs: int, engines: Sequence[str] = ENGINES) -> list[Visit]:
    """All visits, engines alternating."""
    here = [engine for engine in engines if program_of(engine)]
    found = []
    with watched(site) as ours, watched(site, stock_files(site)) as stock:
        planned = product(LINES, range(runs), here, ((OURS, ours), (STOCK, stock)))
        for make_line, _, engine, (variant, folder) in planned:
            for visit in visits(engine, variant, folder, make_line()):
                told = f"{visit.line:<10} {visit.engine:<10} {variant:<14} {visit.kind:<8}"
                print(f"{told}{visit.ms:>8,.0f} ms", file=LOG, flush=True)
                found.append(visit)
    return found


@contextmanager
def watched(site: Path, replaced: Mapping[str, bytes] | None = None) -> Iterator[Path]:
    """A copy of the site whose page changes an input by itself and notes when it is answered."""
    with TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(site, Path(scratch, "site")))
        for name, content in (replaced or {}).items():
            (folder / name).write_bytes(content)
        (folder / SCRIPT).write_text(CHANGE_AND_WATCH, "utf-8")
        page = folder / PAGE / "index.html"
        tag = f'<script src="../../{SCRIPT}"></script>'
        page.write_text(page.read_text("utf-8").replace("</head>", f"{tag}</head>", 1), "utf-8")
        write_version(folder)
        for path in folder.rglob("*"):
            if path.is_file():
                body_as_sent(path)
        yield folder


def visits(engine: str, variant: str, folder: Path, line: Line) -> Iterator[Visit]:
    """A first visit in a new browser, a later one, and one of ours with the server gone."""
    with start(engine) as browser:
        with serve(folder, line=line) as address:
            yield _visit(browser, variant, address, line, "first")
            yield _visit(browser, variant, address, line, "later")
        if variant == OURS:
            yield _visit(browser, variant, address, line, "offline")


def _visit(browser: Browser, variant: str, address: str, line: Line, kind: str) -> Visit:
    line.reset()
    browser.open(address + PAGE)
    ms = browser.run(ANSWERED)
    end = time.monotonic() + (LONGEST_S if variant == OURS else STOCK_S)
    while not browser.run(IS_PREPARED) and time.monotonic() < end:
        time.sleep(0.5)
    browser.open("about:blank")
    return Visit(browser.engine, variant, line.name, kind, ms, line.sent_bytes())


def rows(found: Sequence[Visit]) -> list[Row]:
    """Ours beside stock by line, engine and kind of visit."""
    told = []
    for line, engine in dict.fromkeys((visit.line, visit.engine) for visit in found):
        here = [visit for visit in found if (visit.line, visit.engine) == (line, engine)]
        for kind in KINDS:
            ours = _middle(here, OURS, kind)
            stock = _middle(here, STOCK, "later" if kind == "offline" else kind)
            if ours is not None and stock is not None:
                told.append(Row(line, engine, kind, ours, stock))
    return told


def _middle(found: Sequence[Visit], variant: str, kind: str) -> float | None:
    chosen = [visit.ms for visit in found if (visit.variant, visit.kind) == (variant, kind)]
    return median(chosen) if chosen else None


def table(found: Sequence[Visit]) -> str:
    """For a terminal."""
    head = f"{'line':<10} {'engine':<10} {'visit':<8} {'ours':>8} {'stock':>8} {'ratio':>6}  goal"
    lines = [
        f"{row.line:<10} {row.engine:<10} {row.kind:<8} {row.ours:>8,.0f} {row.stock:>8,.0f} "
        f"{row.ratio:>6.2f}  {GOALS[row.kind]:.2f} "
        f"{'met' if row.ratio <= GOALS[row.kind] else 'missed'}"
        for row in rows(found)
    ]
    return "\n".join(["Medians in ms, from navigation to the first new answer", head, *lines])


def as_data(found: Sequence[Visit]) -> list[dict[str, Any]]:
    """Every visit, for a machine."""
    return [{**asdict(visit), "ms": round(visit.ms, 1)} for visit in found]
