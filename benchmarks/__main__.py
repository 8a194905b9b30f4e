"""`make bench`: what the built site costs a reader, and how soon Python answers.

`ARGS="start"` measures one part, `ARGS=--keep` writes what the site's page about its speed shows.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import calls, engines, growth, page, record, start
from tools.browser import find_browser
from tools.places import BENCHMARKS, SITE

RESULTS = BENCHMARKS / "results"

Part = Callable[[argparse.Namespace, Path], dict[str, Any]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print tables, keep the figures; 1 where the page misses a limit of its own."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}")
    if given.keep and given.parts:
        parser.error("the record that --keep writes is that of a whole run: name no parts")
    browser = find_browser()
    RESULTS.mkdir(exist_ok=True)
    figures: dict[str, Any] = record.about(browser)
    for name in given.parts or PARTS:
        figures[name] = PARTS[name](given, browser)
        (RESULTS / f"{name}.json").write_text(json.dumps(figures[name], indent=1) + "\n", "utf-8")
        print(flush=True)
    if given.keep:
        record.keep({name: figures[name] for name in figures if name != "page"})
    return 1 if figures.get("page", {}).get("missed") else 0


def _page(given: argparse.Namespace, browser: Path) -> dict[str, Any]:
    return page.report(SITE, browser, RESULTS)


def _start(given: argparse.Namespace, browser: Path) -> dict[str, Any]:
    found = start.variants(SITE, peers=given.peer_runs > 0)
    visited = start.measure(found, browser, given.runs, given.peer_runs)
    medians = start.rows(visited)
    print(start.table(medians))
    counts = {"runs": given.runs, "peer_runs": given.peer_runs}
    return {**counts, "medians": start.as_data(medians), "visits": start.visits_as_data(visited)}


def _calls(given: argparse.Namespace, browser: Path) -> dict[str, Any]:
    found = calls.measure(SITE, browser)
    print(calls.table(found))
    return {"workers": calls.as_data(found)}


def _engines(given: argparse.Namespace, browser: Path) -> dict[str, Any]:
    found = engines.measure(SITE, given.runs)
    print(engines.table(found))
    medians = [asdict(row) for row in engines.rows(found)]
    return {"runs": given.runs, "medians": medians, "visits": engines.as_data(found)}


def _growth(given: argparse.Namespace, browser: Path) -> dict[str, Any]:
    found = growth.measure()
    print(growth.table(found))
    return growth.as_data(found)


# The longest comes last: what fails, fails early.
PARTS: dict[str, Part] = {
    "page": _page,
    "growth": _growth,
    "calls": _calls,
    "engines": _engines,
    "start": _start,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without"
    )
    parser.add_argument(
        "--runs",
        type=int,
        default=start.RUNS,
        help="of ours, in each browser, and of stock Pyodide",
    )
    parser.add_argument("--peer-runs", type=int, default=start.PEER_RUNS, help="of the others")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/measured.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
