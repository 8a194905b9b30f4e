"""How long until the page gives its first new answer: ours, stock Pyodide, a floor, and peers.

Ours and stock are the same built site with the same calculators, served alike; the stock variant's
manifest names Pyodide's own files alone, and its page has no answers that were worked out before.
Ours is measured twice: with another model, which the build has answered, and with a number typed
in, which only Python can answer. The floor is our page with a change that is answered by nothing at
all. Peers are pages of other tools with one slider and one formula. Each cold run has a browser
profile of its own. Runs alternate, and ratios of medians are what counts: this machine's
milliseconds are not the reader's.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Playwright, sync_playwright

from benchmarks.line import Line, fast_4g, localhost
from benchmarks.peers.build import PEERS, built
from benchmarks.site_server import body_as_sent
from benchmarks.visits import Variant, Visit, visits, watch
from tools.places import BENCHMARKS

PAGE = "hardware/will-it-run-on-my-laptop/"
RUNS = 5
PEER_RUNS = 3
MANIFEST = "assets/py/manifest.json"
KEEPS_NOTHING = {"service-worker.js": b"// none"}
"""For what has no part in keeping the site on the device."""
OURS, TYPED, FLOOR, STOCK = "ours", "ours, typed", "floor", "stock Pyodide"
LINES: tuple[Callable[[], Line], ...] = (localhost, fast_4g)

_CHANGE = (BENCHMARKS / "inside/change.js").read_text("utf-8")
CHANGE_AND_WATCH = f"window.changed = 'model';\n{_CHANGE}"
TYPE_AND_WATCH = f"window.changed = 'number';\n{_CHANGE}"
ELEMENT = "assets/calculators/element.js"
NO_TABLES = re.compile(rb' data-answers="[^"]*" data-answered="[^"]*"')

OFFLINE = "without network (ms)"
FIGURES: dict[str, tuple[str, str, str, Callable[[Visit], float]]] = {
    "first visit (ms)": (OURS, "cold", "cold", lambda visit: visit.ms),
    "later visit (ms)": (OURS, "warm", "warm", lambda visit: visit.ms),
    OFFLINE: (OURS, "offline", "warm", lambda visit: visit.ms),
    "first visit, typed (ms)": (TYPED, "cold", "cold", lambda visit: visit.ms),
    "later visit, typed (ms)": (TYPED, "warm", "warm", lambda visit: visit.ms),
    "without network, typed (ms)": (TYPED, "offline", "warm", lambda visit: visit.ms),
    "kB until the answer": (OURS, "cold", "cold", lambda visit: visit.wire_bytes / 1000),
    "kB, typed": (TYPED, "cold", "cold", lambda visit: visit.wire_bytes / 1000),
    "kB, idle time too": (
        *(OURS, "cold", "cold"),
        lambda visit: (visit.wire_bytes + visit.later_bytes) / 1000,
    ),
    "requests": (OURS, "cold", "cold", lambda visit: visit.requests),
}
"""By name: which of our variants, which of its visits beside which of the other, what of them."""

GOALS = {
    **{(line, "first visit (ms)"): 0.08 for line in ("localhost", "fast 4G")},
    **{(line, "later visit (ms)"): 0.12 for line in ("localhost", "fast 4G")},
    **{(line, OFFLINE): 0.12 for line in ("localhost", "fast 4G")},
    **{(line, "kB until the answer"): 0.02 for line in ("localhost", "fast 4G")},
    ("fast 4G", "first visit, typed (ms)"): 0.36,
    ("localhost", "first visit, typed (ms)"): 0.20,
    **{(line, "later visit, typed (ms)"): 0.18 for line in ("localhost", "fast 4G")},
}
PEER_GOAL = 1 / 6
LOG = sys.stderr  # as it goes on; the tables come at the end
TITLE = "Medians. A time is from navigation to the first recalculated answer."
NO_OFFLINE = "Without network: left out, the page has no service worker (or none that was ready)."
PEER_FIGURES = tuple(what for what in FIGURES if what.endswith("(ms)"))


@dataclass(frozen=True, slots=True)
class Row:
    """A median of ours beside that of another."""

    line: str
    what: str
    other: str
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """Below one, ours is better."""
        return self.ours / self.theirs

    @property
    def goal(self) -> float | None:
        """What the ratio should be at most."""
        if self.other == STOCK:
            return GOALS.get((self.line, self.what))
        return PEER_GOAL if self.other != FLOOR and self.what in PEER_FIGURES else None


def variants(site: Path, *, peers: bool = True) -> list[Variant]:
    """Ours, the floor and stock Pyodide, then every peer that can be built."""
    floor = {**KEEPS_NOTHING, ELEMENT: (BENCHMARKS / "inside/floor.js").read_bytes()}
    return [
        Variant(OURS, site, PAGE, CHANGE_AND_WATCH, offline=True),
        Variant(TYPED, site, PAGE, TYPE_AND_WATCH, offline=True),
        Variant(FLOOR, site, PAGE, CHANGE_AND_WATCH, replaced=floor),
        Variant(STOCK, site, PAGE, CHANGE_AND_WATCH, replaced=stock_files(site)),
        *(
            Variant(peer.name, folder, peer.page, watch(peer.move, peer.answer))
            for peer, folder in built(PEERS if peers else ())
        ),
    ]


def measure(
    found: Sequence[Variant], browser: Path, runs: int = RUNS, peer_runs: int = PEER_RUNS
) -> list[Visit]:
    """All visits, variants alternating."""
    for variant in found:
        _pack(variant.site)
    peers = {peer.name for peer in PEERS}
    planned = [
        (make_line, variant)
        for make_line in LINES
        for run in range(max(runs, peer_runs))
        for variant in found
        if run < (peer_runs if variant.name in peers else runs)
    ]
    visited: list[Visit] = []
    with sync_playwright() as playwright:
        for make_line, variant in planned:
            for visit in _visits(playwright, browser, make_line(), variant, variant.name in peers):
                print(f"{visit.line:<10} {visit.variant:<14} {visit.kind:<8}", end="", file=LOG)
                print(f"{visit.ms:>8,.0f} ms", file=LOG, flush=True)
                visited.append(visit)
    return visited


def rows(visited: Sequence[Visit]) -> list[Row]:
    """Ours beside each other one, by line and figure; what was not measured is left out."""
    own = (OURS, TYPED)
    others = dict.fromkeys(visit.variant for visit in visited if visit.variant not in own)
    found = []
    for line in dict.fromkeys(visit.line for visit in visited):
        for what, (variant, kind, beside, figure) in FIGURES.items():
            ours = _middle(visited, (line, variant, kind), figure)
            for other in others:
                theirs = _middle(visited, (line, other, beside), figure)
                if ours is not None and theirs:
                    found.append(Row(line, what, other, ours, theirs))
    return found


def table(found: Sequence[Row]) -> str:
    """For a terminal."""
    head = f"{'line':<10} {'':<27} {'beside':<14} {'ours':>8} {'theirs':>8} {'ratio':>6}  goal"
    missing = () if any(row.what == OFFLINE for row in found) else (NO_OFFLINE,)
    return "\n".join([TITLE, head, *map(_line, found), *missing])


def as_data(found: Sequence[Row]) -> list[dict[str, Any]]:
    """For a machine."""
    return [{**asdict(row), "ratio": round(row.ratio, 3), "goal": row.goal} for row in found]


def visits_as_data(visited: Sequence[Visit]) -> list[dict[str, Any]]:
    """Every visit, for a machine."""
    return [{**asdict(visit), "ms": round(visit.ms, 1)} for visit in visited]


def stock_files(site: Path) -> dict[str, bytes]:
    """What the stock variant has otherwise than our site."""
    page = f"{PAGE}index.html"
    plain = NO_TABLES.sub(b"", (site / page).read_bytes())
    return {**KEEPS_NOTHING, MANIFEST: stock_manifest(site), page: plain}


def stock_manifest(site: Path) -> bytes:
    """The manifest with Pyodide's own files alone."""
    manifest = json.loads((site / MANIFEST).read_bytes())
    manifest["sets"] = [each for each in manifest["sets"] if each["name"] == "stock"]
    return json.dumps(manifest).encode()


def _pack(site: Path) -> None:
    """Pack before anything is timed, as on a real server."""
    for path in site.rglob("*"):
        if path.is_file() and path.suffix != ".map":
            body_as_sent(path)


def _visits(
    playwright: Playwright, browser: Path, line: Line, variant: Variant, may_fail: bool
) -> Iterator[Visit]:
    try:
        yield from visits(playwright, browser, line, variant)
    except BrowserError as error:
        if not may_fail:
            raise
        print(f"{variant.name} gave no answer: {str(error)[:200]}", file=sys.stderr)


def _middle(
    visited: Sequence[Visit], key: tuple[str, str, str], figure: Callable[[Visit], float]
) -> float | None:
    chosen = [figure(v) for v in visited if (v.line, v.variant, v.kind) == key]
    return median(chosen) if chosen else None


def _line(row: Row) -> str:
    goal = f"{row.goal:.2f} {'met' if row.ratio <= row.goal else 'missed'}" if row.goal else ""
    figures = f"{row.ours:>8,.0f} {row.theirs:>8,.0f} {row.ratio:>6.2f}"
    return f"{row.line:<10} {row.what:<27} {row.other:<14} {figures}  {goal}".rstrip()
