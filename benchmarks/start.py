"""How long until Python in the page gives its first answer, ours against stock Pyodide.

Both are the same built site with the same calculators, served alike; the stock variant's manifest
names Pyodide's own files alone. Each cold run has a browser profile of its own, the warm run is the
next visit in that profile. Runs alternate, and ratios of medians are what counts: this machine's
milliseconds are not the reader's.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from benchmarks.line import Line, fast_4g, localhost
from benchmarks.site_server import body_as_sent, serve
from tools.browser import find_browser
from tools.places import BENCHMARKS, SITE

PAGE = "calculators/"
RUNS = 3
MANIFEST = "assets/py/manifest.json"
VARIANTS = ("ours", "stock")
GOALS = {"cold": 0.30, "warm": 0.20, "kB": 0.50}
GOALS_4G = {"cold": 0.40}
PAUSE_MS = 1500
LONGEST_MS = 120_000

CHANGE_AND_WATCH = """(() => {
  const step = () => {
    const box = document.querySelector("start-calculator [name=context]");
    if (!box || !customElements.get("start-calculator")) return requestAnimationFrame(step);
    const answer = box.closest("start-calculator").querySelector("[data-part=answer]");
    const note = () => (window.recalculatedMs ??= performance.now());
    new MutationObserver(note).observe(answer, { childList: true });
    box.value = "16384";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  step();
})()"""
"""Change an input as soon as the page can take it; note when Python's answer stands in the page."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: navigation to the first recalculated answer, and what came over the line."""

    line: str
    variant: str
    kind: str
    ms: float
    wire_bytes: int
    requests: int


@dataclass(frozen=True, slots=True)
class Row:
    """A median of ours beside stock's."""

    line: str
    what: str
    ours: float
    stock: float

    @property
    def ratio(self) -> float:
        """Below one, ours is better."""
        return self.ours / self.stock

    @property
    def goal(self) -> float | None:
        """What the ratio should be at most."""
        return (GOALS if self.line == "localhost" else GOALS_4G).get(self.what)


def measure(site: Path, browser: Path, runs: int = RUNS) -> list[Visit]:
    """All visits, variants alternating."""
    lines: tuple[Callable[[], Line], ...] = (localhost, fast_4g)
    for path in filter(Path.is_file, site.rglob("*")):
        body_as_sent(path)  # packed before anything is timed, as on a real server
    with sync_playwright() as playwright:
        return [
            visit
            for make_line in lines
            for _ in range(runs)
            for variant in VARIANTS
            for visit in _visits(playwright, browser, site, make_line(), variant)
        ]


def rows(visits: list[Visit]) -> list[Row]:
    """Medians by line and kind."""

    def middle(line: str, variant: str, kind: str, figure: Callable[[Visit], float]) -> float:
        chosen = (v for v in visits if (v.line, v.variant, v.kind) == (line, variant, kind))
        return median(map(figure, chosen))

    figures: dict[str, tuple[str, Callable[[Visit], float]]] = {
        "cold": ("cold", lambda visit: visit.ms),
        "warm": ("warm", lambda visit: visit.ms),
        "kB": ("cold", lambda visit: visit.wire_bytes / 1000),
        "requests": ("cold", lambda visit: visit.requests),
    }
    return [
        Row(line, what, *(middle(line, variant, kind, figure) for variant in VARIANTS))
        for line in dict.fromkeys(visit.line for visit in visits)
        for what, (kind, figure) in figures.items()
    ]


def table(found: list[Row]) -> str:
    """For a terminal."""
    head = f"{'line':<10} {'':<9} {'ours':>8} {'stock':>8} {'ratio':>6}  goal"
    return "\n".join(
        ["Navigation to the first recalculated answer (ms), medians", head, *map(_line, found)]
    )


def keep(found: list[Row], visits: list[Visit], path: Path) -> None:
    """For a machine: the ratios, and every visit."""
    ratios = [{**asdict(row), "ratio": round(row.ratio, 3), "goal": row.goal} for row in found]
    figures = {"medians": ratios, "visits": [asdict(visit) for visit in visits]}
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def stock_manifest(site: Path) -> bytes:
    """The manifest with Pyodide's own files alone."""
    manifest = json.loads((site / MANIFEST).read_bytes())
    manifest["sets"] = [each for each in manifest["sets"] if each["name"] == "stock"]
    return json.dumps(manifest).encode()


def _visits(
    playwright: Playwright, browser: Path, site: Path, line: Line, variant: str
) -> Iterator[Visit]:
    replaced = {MANIFEST: stock_manifest(site)} if variant == "stock" else {}
    with TemporaryDirectory() as profile, serve(site, line=line, replaced=replaced) as address:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=browser, args=["--no-sandbox", "--disable-gpu"]
        )
        context.add_init_script(CHANGE_AND_WATCH)
        for kind in ("cold", "warm"):
            line.reset()
            ms = _visit(context, address + PAGE)
            yield Visit(line.name, variant, kind, ms, line.sent_bytes, line.requests)
        context.close()


def _visit(context: BrowserContext, url: str) -> float:
    page = context.new_page()
    page.goto(url, wait_until="commit", timeout=LONGEST_MS)
    page.wait_for_function("() => window.recalculatedMs", timeout=LONGEST_MS)
    ms: float = page.evaluate("window.recalculatedMs")
    page.wait_for_timeout(PAUSE_MS)
    page.close()
    return ms


def _line(row: Row) -> str:
    goal = f"{row.goal:.2f} {'met' if row.ratio <= row.goal else 'missed'}" if row.goal else ""
    figures = f"{row.ours:>8,.0f} {row.stock:>8,.0f} {row.ratio:>6.2f}"
    return f"{row.line:<10} {row.what:<9} {figures}  {goal}".rstrip()


def report(site: Path, browser: Path, results: Path, runs: int = RUNS) -> None:
    """Measure, print a table, keep the figures."""
    visits = measure(site, browser, runs)
    found = rows(visits)
    print(table(found))
    results.mkdir(exist_ok=True)
    keep(found, visits, results / "start.json")


if __name__ == "__main__":
    report(SITE, find_browser(), BENCHMARKS / "results", *map(int, sys.argv[1:]))
