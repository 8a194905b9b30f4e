"""The ```measured fence: a table from the record of the last benchmark run, as ratios.

    ``` measured
    fast 4G
    ```

The line names the table: one of the network lines, `browsers`, `calls`, `build`, or `run` for when
and where.
The record is `benchmarks/measured.json`, which `make bench ARGS=--keep` writes.
"""

from __future__ import annotations

import json
import math
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from site_plugins import MEASURED
from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

Record = dict[str, Any]

OURS = "This site"
STOCK = {"stock Pyodide": "Stock Pyodide"}
NAMES = {**STOCK, "floor": "No answer"}
NOT_MEASURED = "–"
ROWS = {
    "first visit (ms)": "First visit",
    "later visit (ms)": "Later visit",
    "without network (ms)": "Later, no network",
    "first visit, typed (ms)": "First visit, typed",
    "later visit, typed (ms)": "Later visit, typed",
    "without network, typed (ms)": "Later, no network, typed",
    "kB until the answer": "Data to the answer",
    "kB, typed": "Data to the answer, typed",
    "kB, idle time too": "Data in all",
    "requests": "Files to the answer",
}
"""What the record calls a figure, and what the page calls it."""
KINDS = {"first": "first visit", "later": "later visit", "offline": "later, no network"}


@cache
def record(path: Path = MEASURED) -> Record:
    """The record; raises `ValueError` where there is none."""
    if not path.is_file():
        raise ValueError(f"{path.name} is not there. make bench ARGS=--keep writes it")
    found: Record = json.loads(path.read_text(encoding="utf-8"))
    return found


def render(name: str, found: Record) -> str:
    """The HTML of one table; raises `ValueError` for a name that the record does not have."""
    if name in TABLES:
        return TABLES[name](found)
    medians = [row for row in found["start"]["medians"] if row["line"] == name]
    if not medians:
        raise ValueError(f"no table {name!r}: {', '.join(TABLES)} or a line of the record")
    return _start(medians)


def times_as(other: float, ours: float) -> str:
    """How many times ours the other is, with two significant digits.

    >>> times_as(9.5, 3.5), times_as(30, 2), times_as(1, 2)
    ('2.7', '15', '0.50')
    """
    ratio = other / ours
    digits = max(0, 1 - math.floor(math.log10(ratio)))
    return f"{ratio:.{digits}f}"


def _start(medians: Sequence[Record]) -> str:
    others = list(dict.fromkeys(row["other"] for row in medians))
    times = {(row["what"], row["other"]): times_as(row["theirs"], row["ours"]) for row in medians}
    measured = [what for what in ROWS if any(what == row["what"] for row in medians)]
    return _table(
        f"Visits, {medians[0]['line']}",
        ["Visit", OURS, *(NAMES.get(other, other) for other in others)],
        (
            [ROWS[what], "1", *(times.get((what, other), NOT_MEASURED) for other in others)]
            for what in measured
        ),
    )


def _calls(found: Record) -> str:
    ours, stock = found["calls"]["workers"]
    return _table(
        "A thousand answers",
        ["Answers", OURS, *STOCK.values()],
        [
            ["Usual time", "1", times_as(stock["median_ms"], ours["median_ms"])],
            ["Slowest 5 in 100", "1", times_as(stock["p95_ms"], ours["p95_ms"])],
            ["Memory, end to start", *(f"{worker['growth']:.2f}" for worker in (ours, stock))],
        ],
    )


def _browsers(found: Record) -> str:
    return _table(
        "Visits, by browser",
        ["Browser and visit", OURS, *STOCK.values()],
        (
            [
                f"{row['engine']}, {row['line']}, {KINDS[row['kind']]}",
                *("1", times_as(row["stock"], row["ours"])),
            ]
            for row in found["engines"]["medians"]
        ),
    )


def _build(found: Record) -> str:
    growth = found["growth"]
    rows = [
        [f"{lessons} lessons", f"{ratio:.1f}", "1"]
        for lessons, ratio in zip(growth["lessons"], growth["ratios"], strict=True)
    ]
    grows = ["Growth", *(f"{e:.2f}" for e in growth["exponents"])]
    return _table("Building the site", ["Site", OURS, "Plain MkDocs"], [*rows, grows])


def _run(found: Record) -> str:
    start = found["start"]
    where = f"on {escape(found['machine'])}, with {escape(found['browser'])}"
    return (
        f"<p>Measured on <time>{escape(found['date'])}</time> {where}. Each figure is the middle "
        f"of the runs: {start['runs']} of this site and of stock Pyodide, "
        f"{start['peer_runs']} of each other tool. Of our own first visits over the same line, the "
        f"slowest took {_spread(start['visits']):.1f} times as long as the quickest.</p>"
    )


def _spread(visits: Sequence[Record]) -> float:
    """How far apart our first visits over one line were at most, as a ratio."""
    lines: dict[str, list[float]] = {}
    for visit in visits:
        if (visit["variant"], visit["kind"]) == ("ours", "cold"):
            lines.setdefault(visit["line"], []).append(visit["ms"])
    return max(max(each) / min(each) for each in lines.values())


TABLES: dict[str, Callable[[Record], str]] = {
    "browsers": _browsers,
    "calls": _calls,
    "build": _build,
    "run": _run,
}


def _table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table that scrolls by key, where it is wider than a phone."""
    columns = "".join(f"<th>{escape(text)}</th>" for text in head)
    lines = "\n".join(
        f"<tr><td>{escape(first)}</td>"
        + "".join(f'<td align="right">{escape(text)}</td>' for text in rest)
        + "</tr>"
        for first, *rest in rows
    )
    table = f"<table>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
    frame = f'class="sc-scroll" tabindex="0" role="group" aria-label="{escape(name)}"'
    return f"<div {frame}>\n{table}\n</div>"


def _make(source: str, number: Callable[[str], str]) -> str:
    return render(source.strip(), record())


fence = fence_formatter("measured", _make)
