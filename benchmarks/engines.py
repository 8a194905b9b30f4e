"""First, later and offline visits in every browser engine of this machine, side by side.

A first visit has a browser of its own; the later ones follow in it, the last with the server gone.
Engines alternate. What counts is a later visit over a first one in the same browser.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.line import Line
from benchmarks.site_server import body_as_sent, serve
from benchmarks.start import CHANGE_AND_WATCH, LINES, LOG, PAGE
from site_plugins.build.offline import write_version
from tools.engines import ENGINES, Browser, program_of, start

GOAL = 0.5
KINDS = ("first", "later", "offline")
SCRIPT = "assets/measured.js"
LONGEST_S = 120
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
    line: str
    kind: str
    ms: float
    wire_bytes: int


def measure(site: Path, runs: int, engines: Sequence[str] = ENGINES) -> list[Visit]:
    """All visits, engines alternating."""
    here = [engine for engine in engines if program_of(engine)]
    found = []
    with watched(site) as folder:
        for make_line in LINES:
            for _ in range(runs):
                for engine in here:
                    for visit in visits(engine, folder, make_line()):
                        print(
                            f"{visit.line:<10} {visit.engine:<10} {visit.kind:<8}", end="", file=LOG
                        )
                        print(f"{visit.ms:>8,.0f} ms", file=LOG, flush=True)
                        found.append(visit)
    return found


@contextmanager
def watched(site: Path) -> Iterator[Path]:
    """A copy of the site whose page moves a control by itself and notes when it is answered."""
    with TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(site, Path(scratch, "site")))
        (folder / SCRIPT).write_text(CHANGE_AND_WATCH, "utf-8")
        page = folder / PAGE / "index.html"
        tag = f'<script src="../../{SCRIPT}"></script>'
        page.write_text(page.read_text("utf-8").replace("</head>", f"{tag}</head>", 1), "utf-8")
        write_version(folder)
        for path in folder.rglob("*"):
            if path.is_file():
                body_as_sent(path)
        yield folder


def visits(engine: str, folder: Path, line: Line) -> Iterator[Visit]:
    """A first visit in a new browser, a later one, and one with the server gone."""
    with start(engine) as browser:
        with serve(folder, line=line) as address:
            yield _visit(browser, address, line, "first")
            yield _visit(browser, address, line, "later")
        yield _visit(browser, address, line, "offline")


def _visit(browser: Browser, address: str, line: Line, kind: str) -> Visit:
    line.reset()
    browser.open(address + PAGE)
    ms = browser.run(ANSWERED)
    end = time.monotonic() + LONGEST_S
    while not browser.run(IS_PREPARED) and time.monotonic() < end:
        time.sleep(0.5)
    browser.open("about:blank")
    return Visit(browser.engine, line.name, kind, ms, line.sent_bytes())


def ratios(found: Sequence[Visit]) -> dict[tuple[str, str], dict[str, float]]:
    """By line and engine: the median of each kind of visit, and those of later over first ones."""
    told = {}
    for line, engine in dict.fromkeys((visit.line, visit.engine) for visit in found):
        ms = {
            kind: [v.ms for v in found if (v.line, v.engine, v.kind) == (line, engine, kind)]
            for kind in KINDS
        }
        medians = {kind: median(ms[kind]) for kind in KINDS}
        later, first = medians["later"], medians["first"]
        told[line, engine] = {**medians, "ratio": later / first}
    return told


def table(found: Sequence[Visit]) -> str:
    """For a terminal."""
    head = (
        f"{'line':<10} {'engine':<10} {'first':>8} {'later':>8} {'offline':>8} {'ratio':>6}  goal"
    )
    lines = [
        f"{line:<10} {engine:<10} {row['first']:>8,.0f} {row['later']:>8,.0f} "
        f"{row['offline']:>8,.0f} {row['ratio']:>6.2f}  "
        f"{GOAL:.2f} {'met' if row['ratio'] <= GOAL else 'missed'}"
        for (line, engine), row in ratios(found).items()
    ]
    return "\n".join(["Medians in ms, from navigation to the first new answer", head, *lines])


def as_data(found: Sequence[Visit]) -> list[dict[str, Any]]:
    """Every visit, for a machine."""
    return [{**asdict(visit), "ms": round(visit.ms, 1)} for visit in found]
