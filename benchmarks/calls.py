"""One calculation after another in the page's worker: how long a round trip takes, what it keeps.

The worker is the site's own. A module that runs before it sees every WebAssembly memory that is
made there and tells their sizes when asked, so that nothing of the site is changed for this.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.figures import percentile
from benchmarks.site_server import serve
from benchmarks.start import KEEPS_NOTHING, MANIFEST, OURS, STOCK, stock_manifest
from benchmarks.visits import ARGUMENTS
from calculators import catalog
from tools.places import BENCHMARKS

CALLS, FIRST = 1000, 100
INSIDE = BENCHMARKS / "inside"
PAGE = "hardware/will-it-run-on-my-laptop/"
WORKERS = "assets/calculators/"
GOALS = {"median_ms": 8.0, "p95_ms": 16.0, "growth": 1.10}

ADDED = {
    **KEEPS_NOTHING,
    f"{WORKERS}measured-memory.js": (INSIDE / "memory.js").read_bytes(),
    f"{WORKERS}measured-worker.js": b'import "./measured-memory.js";\nimport "./worker.js";\n',
}


@dataclass(frozen=True, slots=True)
class Calls:
    """What so many calls took, and the worker's memory after the first of them and after all."""

    variant: str
    calls: int
    refused: int
    median_ms: float
    p95_ms: float
    memory_bytes: tuple[int, int]
    """WebAssembly memory that it has taken from the browser."""
    used_bytes: tuple[int, int]
    """Up to the last byte that is not zero: it grows before the memory has to."""

    @property
    def growth(self) -> float:
        """Memory after all calls over that after the first ones, whichever grew more."""
        taken, used = self.memory_bytes, self.used_bytes
        return max(taken[1] / taken[0], used[1] / used[0])


def measure(site: Path, browser: Path, calls: int = CALLS, first: int = FIRST) -> list[Calls]:
    """The same requests to ours and to stock Pyodide."""
    found = {OURS: ADDED, STOCK: {**ADDED, MANIFEST: stock_manifest(site)}}
    with sync_playwright() as playwright:
        return [
            summary(name, _ask(playwright, browser, site, replaced, calls, first))
            for name, replaced in found.items()
        ]


def requests(number: int) -> list[str]:
    """Requests of `fit`, no two of them alike."""
    models, machines = sorted(catalog.models()), sorted(catalog.machines())
    return list(islice(_requests(models, machines), number))


def summary(variant: str, told: Mapping[str, Any]) -> Calls:
    """The figures of what the page told."""
    times, (early, late) = told["times"], told["memories"]
    return Calls(
        variant=variant,
        calls=len(times),
        refused=told["refused"],
        median_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
        memory_bytes=(early["bytes"], late["bytes"]),
        used_bytes=(early["usedBytes"], late["usedBytes"]),
    )


def table(found: list[Calls]) -> str:
    """For a terminal."""
    ours, stock = found
    rows = [
        ("median (ms)", ours.median_ms, stock.median_ms, GOALS["median_ms"]),
        ("95 in 100 (ms)", ours.p95_ms, stock.p95_ms, GOALS["p95_ms"]),
        ("memory growth", ours.growth, stock.growth, GOALS["growth"]),
        ("memory (MB)", ours.memory_bytes[1] / 1e6, stock.memory_bytes[1] / 1e6, None),
    ]
    head = f"{ours.calls} calls of `fit`, {ours.refused} refused"
    lines = [f"{'':<16} {'ours':>8} {'stock':>8} {'ratio':>6}  goal for ours"]
    lines += [
        f"{what:<16} {mine:>8.2f} {other:>8.2f} {mine / other:>6.2f}  {_verdict(mine, goal)}"
        for what, mine, other, goal in rows
    ]
    return "\n".join([head, *(line.rstrip() for line in lines)])


def as_data(found: list[Calls]) -> list[dict[str, Any]]:
    """For a machine."""
    return [{**asdict(each), "growth": round(each.growth, 4)} for each in found]


def _requests(models: list[str], machines: list[str]) -> Iterator[str]:
    for index, model, machine in zip(
        range(CALLS * 10), cycle(models), cycle(machines), strict=False
    ):
        inputs = {"model": model, "machine": machine, "context": str(1024 + 7 * index % 7168)}
        yield json.dumps({"calculator": "fit", "inputs": inputs})


def _ask(
    playwright: Playwright,
    browser: Path,
    site: Path,
    replaced: Mapping[str, bytes],
    calls: int,
    first: int,
) -> dict[str, Any]:
    with serve(site, replaced=replaced) as address:
        chromium = playwright.chromium.launch(executable_path=browser, args=ARGUMENTS)
        page = chromium.new_page()
        page.goto(address + PAGE)
        worker = f"{address}{WORKERS}measured-worker.js"
        told: dict[str, Any] = page.evaluate(
            (INSIDE / "calls.js").read_text("utf-8"), [worker, requests(calls), first]
        )
        chromium.close()
    return told


def _verdict(value: float, goal: float | None) -> str:
    return "" if goal is None else f"{goal:.2f} {'met' if value <= goal else 'missed'}"
