from benchmarks.engines import Visit, rows, table
from benchmarks.start import OURS, STOCK


def visits(engine: str, line: str, first: float, stock: float) -> list[Visit]:
    ours = [("first", first), ("first", first + 200), ("later", 300), ("offline", 350)]
    theirs = [("first", stock), ("later", stock / 2)]
    return [
        *(Visit(engine, OURS, line, kind, ms, 1000) for kind, ms in ours),
        *(Visit(engine, STOCK, line, kind, ms, 1000) for kind, ms in theirs),
    ]


VISITS = [
    *visits("Chromium", "localhost", first=300, stock=8000),
    *visits("Firefox", "localhost", first=900, stock=8000),
    *visits("Chromium", "fast 4G", first=500, stock=9000),
]


def test_ours_stands_beside_stock_in_the_same_engine_and_on_the_same_line() -> None:
    found = {(row.line, row.engine, row.kind): row for row in rows(VISITS)}
    assert len(found) == 9
    first = found["localhost", "Firefox", "first"]
    assert (first.ours, first.stock, first.ratio) == (1000, 8000, 0.125)


def test_a_visit_without_a_network_stands_beside_a_later_one_of_stock() -> None:
    (offline,) = (row for row in rows(VISITS[:6]) if row.kind == "offline")
    assert (offline.ours, offline.stock) == (350, 4000)


def test_what_was_not_measured_has_no_row() -> None:
    assert rows([visit for visit in VISITS if visit.variant == OURS]) == []


def test_the_table_says_whether_the_goals_are_met() -> None:
    lines = [line.split() for line in table(VISITS).splitlines()[2:]]
    assert lines[0] == ["localhost", "Chromium", "first", "400", "8,000", "0.05", "0.08", "met"]
    assert lines[3] == ["localhost", "Firefox", "first", "1,000", "8,000", "0.12", "0.08", "missed"]
