import re

import pytest
from markdown import Markdown

from site_plugins.fences.measured import fence, record, render
from tests.content import reading


def median(what: str, other: str, ours: float, theirs: float) -> dict[str, object]:
    return {"line": "fast 4G", "what": what, "other": other, "ours": ours, "theirs": theirs}


def visit(line: str, variant: str, ms: float) -> dict[str, object]:
    return {"line": line, "variant": variant, "kind": "cold", "ms": ms}


RECORD = {
    "date": "2026-11-24",
    "machine": "2 cores of x86_64, 24 GiB of memory, Linux",
    "browser": "Chromium 156.0",
    "start": {
        "runs": 3,
        "peer_runs": 1,
        "medians": [
            median("first visit (ms)", "stock Pyodide", 3500, 9500),
            median("first visit (ms)", "marimo", 3500, 30000),
            median("requests", "stock Pyodide", 8, 9),
        ],
        "visits": [
            visit("fast 4G", "ours", 700),
            visit("fast 4G", "ours", 900),
            visit("localhost", "ours", 200),
            visit("localhost", "ours", 300),
            visit("localhost", "stock Pyodide", 9000),
        ],
    },
    "engines": {
        "medians": [
            {"line": "localhost", "engine": "Firefox", "kind": "first", "ours": 300, "stock": 6000}
        ]
    },
    "calls": {
        "workers": [
            {"median_ms": 4.0, "p95_ms": 9.0, "growth": 1.0},
            {"median_ms": 4.4, "p95_ms": 9.0, "growth": 1.023},
        ]
    },
    "growth": {"lessons": [20, 500], "ratios": [2.04, 1.5], "exponents": [0.8, 0.9]},
}


def cells(html: str) -> list[list[str]]:
    """The texts of a table, row by row."""
    cell = re.compile(r"<t[dh](?: [^>]*)?>(.*?)</t[dh]>")
    return [cell.findall(line) for line in html.splitlines() if "<tr>" in line]


def test_a_line_of_the_record_becomes_a_table_of_ratios() -> None:
    assert cells(render("fast 4G", RECORD)) == [
        ["Visit", "This site", "Stock Pyodide", "marimo"],
        ["First visit", "1", "2.7", "8.6"],
        ["Files to the answer", "1", "1.1", "–"],
    ]


def test_each_browser_stands_beside_stock_pyodide_in_it() -> None:
    assert cells(render("browsers", RECORD)) == [
        ["Browser and visit", "This site", "Stock Pyodide"],
        ["Firefox, localhost, first visit", "1", "20"],
    ]


def test_calls_and_their_memory() -> None:
    assert cells(render("calls", RECORD))[1:] == [
        ["Usual time", "1", "1.1"],
        ["Slowest 5 in 100", "1", "1.0"],
        ["Memory, end to start", "1.00", "1.02"],
    ]


def test_the_build_beside_plain_mkdocs() -> None:
    assert cells(render("build", RECORD))[1:] == [
        ["20 lessons", "2.0", "1"],
        ["500 lessons", "1.5", "1"],
        ["Growth", "0.80", "0.90"],
    ]


def test_when_and_on_what_it_was_measured() -> None:
    assert render("run", RECORD) == (
        "<p>Measured on <time>2026-11-24</time> on 2 cores of x86_64, 24 GiB of memory, Linux, "
        "with Chromium 156.0. Each figure is the middle of the runs: 3 of this site and of stock "
        "Pyodide, 1 of each other tool. Of our own first visits over the same line, the slowest "
        "took 1.5 times as long as the quickest.</p>"
    )


def test_an_unknown_table_fails_the_build_and_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no table 'speed': browsers, calls, build, run or a line"):
        render("speed", RECORD)


def test_the_page_about_speed_shows_every_table_of_the_kept_record() -> None:
    page = reading.read(reading.CONTENT / "about" / "how-fast.md")
    shown = [body.strip() for body in reading.fences(page, "measured")]
    lines = {row["line"] for row in record()["start"]["medians"]}
    assert set(shown) == {"run", "browsers", "calls", "build", *lines}
    for name in shown:
        assert fence(name, "measured", "measured", {}, Markdown()) == render(name, record())
