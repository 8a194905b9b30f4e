import json
from pathlib import Path

import pytest

from benchmarks.start import (
    MANIFEST,
    NO_OFFLINE,
    OURS,
    PAGE,
    STOCK,
    TYPED,
    Visit,
    rows,
    stock_files,
    table,
)

FIRST, LATER, OFFLINE = "first visit (ms)", "later visit (ms)", "without network (ms)"


def visit(variant: str, kind: str, ms: float, line: str = "localhost") -> Visit:
    return Visit(line, variant, kind, ms, wire_bytes=int(ms * 10), requests=9, later_bytes=1000)


VISITS = [
    *(visit(OURS, "cold", ms) for ms in (900, 300, 310)),
    *(visit(STOCK, "cold", ms) for ms in (1000, 1000, 4000)),
    *(visit(OURS, "warm", ms) for ms in (400, 500)),
    *(visit(STOCK, "warm", ms) for ms in (1000, 800)),
    visit("marimo", "cold", 6200),
]


def test_a_row_is_the_ratio_of_medians() -> None:
    found = {row.what: row for row in rows(VISITS) if row.other == STOCK}
    assert found[FIRST].ratio == pytest.approx(0.31)
    assert found[LATER].ratio == pytest.approx(0.5)
    until, in_all = found["kB until the answer"], found["kB, idle time too"]
    assert (until.ours, until.theirs) == (3.1, 10)
    assert (in_all.ours, in_all.theirs) == (4.1, 11)
    assert found["requests"].ratio == 1


def test_what_a_page_did_not_do_has_no_row() -> None:
    assert [row.what for row in rows(VISITS) if row.other == "marimo"] == [
        *(FIRST, "kB until the answer", "kB, idle time too", "requests")
    ]


def test_a_visit_without_network_stands_beside_a_later_one_with_it() -> None:
    (row,) = (r for r in rows([*VISITS, visit(OURS, "offline", 450)]) if r.what == OFFLINE)
    assert (row.other, row.ours, row.theirs) == (STOCK, 450, 900)


def test_a_number_typed_in_has_rows_of_its_own() -> None:
    typed = [*VISITS, visit(TYPED, "cold", 350)]
    (row,) = (r for r in rows(typed) if (r.what, r.other) == ("first visit, typed (ms)", STOCK))
    assert (row.ours, row.theirs, row.ratio) == (350, 1000, 0.35)


def test_the_table_says_which_goals_are_met() -> None:
    lines = [line.split() for line in table(rows(VISITS)).splitlines()]
    assert lines[2][-4:] == ["1,000", "0.31", "0.08", "missed"]
    assert lines[3][-5:] == ["310", "6,200", "0.05", "0.17", "met"]
    assert lines[4][-4:] == ["900", "0.50", "0.12", "missed"]


def test_the_table_says_why_there_is_no_visit_without_network() -> None:
    assert table(rows(VISITS)).splitlines()[-1] == NO_OFFLINE
    assert NO_OFFLINE not in table(rows([*VISITS, visit(OURS, "offline", 450)]))


def test_the_stock_variant_has_pyodides_own_files_alone_and_no_answers(tmp_path: Path) -> None:
    manifest, page = tmp_path / MANIFEST, tmp_path / PAGE / "index.html"
    for path in (manifest, page):
        path.parent.mkdir(parents=True)
    manifest.write_text('{"runtime": "x", "sets": [{"name": "fast"}, {"name": "stock"}]}', "utf-8")
    page.write_text('<start-calculator id="fit" data-answers="../a/" data-answered="b c">', "utf-8")
    files = stock_files(tmp_path)
    assert json.loads(files[MANIFEST]) == {"runtime": "x", "sets": [{"name": "stock"}]}
    assert files[f"{PAGE}index.html"] == b'<start-calculator id="fit">'
