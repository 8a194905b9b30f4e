"""How long until Python in the page gives its first answer: ours, stock Pyodide, and peers.

Ours and stock are the same built site with the same calculators, served alike; the stock variant's
manifest names Pyodide's own files alone. Peers are pages of other tools with one slider and one
formula. Each cold run has a browser profile of its own. Runs alternate, and ratios of medians are
what counts: this machine's milliseconds are not the reader's.
"""

import json
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
RUNS = 3
PEER_RUNS = 1
MANIFEST = "assets/py/manifest.json"
KEEPS_NOTHING = {"service-worker.js": b"// none"}
"""For what has no part in keeping the site on the device."""
OURS, STOCK = "ours", "stock Pyodide"
LINES: tuple[Callable[[], Line], ...] = (localhost, fast_4g)

CHANGE_AND_WATCH = (BENCHMARKS / "inside/change.js").read_text("utf-8")

OFFLINE = "without network (ms)"
FIGURES: dict[str, tuple[str, str, Callable[[Visit], float]]] = {
    "first visit (ms)": ("cold", "cold", lambda visit: visit.ms),
    "later visit (ms)": ("warm", "warm", lambda visit: visit.ms),
    OFFLINE: ("offline", "warm", lambda visit: visit.ms),
    "kB until the answer": ("cold", "cold", lambda visit: visit.wire_bytes / 1000),
    "kB, idle time too": (
        *("cold", "cold"),
        lambda visit: (visit.wire_bytes + visit.later_bytes) / 1000,
    ),
    "requests": ("cold", "cold", lambda visit: visit.requests),
}
"""By name: which visits of ours, beside which of the other, and what of them."""

GOALS = {
    ("localhost", "first visit (ms)"): 0.30,
    ("localhost", "later visit (ms)"): 0.20,
    ("fast 4G", "first visit (ms)"): 0.40,
    ("fast 4G", "kB until the answer"): 0.50,
}
PEER_GOAL = 0.50
LOG = sys.stderr  # as it goes on; the tables come at the end
TITLE = "Medians. A time is from navigation to the first recalculated answer."
NO_OFFLINE = "Without network: left out, the page has no service worker (or none that was ready)."
PEER_FIGURES = ("first visit (ms)", "later visit (ms)")


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
        return PEER_GOAL if self.what in PEER_FIGURES else None


def variants(site: Path, *, peers: bool = True) -> list[Variant]:
    """Ours and stock Pyodide, then every peer that can be built."""
    stock = {**KEEPS_NOTHING, MANIFEST: stock_manifest(site)}
    return [
        Variant(OURS, site, PAGE, CHANGE_AND_WATCH, offline=True),
        Variant(STOCK, site, PAGE, CHANGE_AND_WATCH, replaced=stock),
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
    others = dict.fromkeys(visit.variant for visit in visited if visit.variant != OURS)
    found = []
    for line in dict.fromkeys(visit.line for visit in visited):
        for what, (kind, beside, figure) in FIGURES.items():
            ours = _middle(visited, (line, OURS, kind), figure)
            for other in others:
                theirs = _middle(visited, (line, other, beside), figure)
                if ours is not None and theirs:
                    found.append(Row(line, what, other, ours, theirs))
    return found


def table(found: Sequence[Row]) -> str:
    """For a terminal."""
    head = f"{'line':<10} {'':<20} {'beside':<14} {'ours':>8} {'theirs':>8} {'ratio':>6}  goal"
    missing = () if any(row.what == OFFLINE for row in found) else (NO_OFFLINE,)
    return "\n".join([TITLE, head, *map(_line, found), *missing])


def as_data(found: Sequence[Row]) -> list[dict[str, Any]]:
    """For a machine."""
    return [{**asdict(row), "ratio": round(row.ratio, 3), "goal": row.goal} for row in found]


def visits_as_data(visited: Sequence[Visit]) -> list[dict[str, Any]]:
    """Every visit, for a machine."""
    return [{**asdict(visit), "ms": round(visit.ms, 1)} for visit in visited]


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
    return f"{row.line:<10} {row.what:<20} {row.other:<14} {figures}  {goal}".rstrip()
