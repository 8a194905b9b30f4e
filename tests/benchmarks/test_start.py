import json
import time
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest

from benchmarks.line import Line
from benchmarks.site_server import serve
from benchmarks.start import MANIFEST, Visit, rows, stock_manifest, table


def visit(variant: str, kind: str, ms: float, line: str = "localhost") -> Visit:
    return Visit(line, variant, kind, ms, wire_bytes=int(ms * 10), requests=9)


VISITS = [
    *(visit("ours", "cold", ms) for ms in (900, 300, 310)),
    *(visit("stock", "cold", ms) for ms in (1000, 1000, 4000)),
    *(visit("ours", "warm", ms) for ms in (400, 500)),
    *(visit("stock", "warm", ms) for ms in (1000, 800)),
]


def test_a_row_is_the_ratio_of_medians() -> None:
    found = {row.what: row for row in rows(VISITS)}
    assert found["cold"].ratio == pytest.approx(0.31)
    assert found["warm"].ratio == pytest.approx(0.5)
    assert (found["kB"].ours, found["kB"].stock) == (3.1, 10)
    assert found["requests"].ratio == 1


def test_the_table_says_which_goals_are_met() -> None:
    lines = table(rows(VISITS)).splitlines()
    assert lines[2].split() == ["localhost", "cold", "310", "1,000", "0.31", "0.30", "missed"]
    assert lines[4].split() == ["localhost", "kB", "3", "10", "0.31", "0.50", "met"]


def test_a_line_takes_its_time_whoever_shares_it() -> None:
    line = Line("slow", bits_per_second=800_000)
    senders = [Thread(target=line.pass_through, args=(10_000,)) for _ in range(2)]
    start = time.monotonic()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert 0.2 <= time.monotonic() - start < 1
    assert line.sent_bytes == 20_000


def test_the_server_counts_and_knows_what_a_browser_has(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"12345")
    line = Line("counted", request_seconds=0.05)
    start = time.monotonic()
    with serve(tmp_path, line=line) as address:
        with urlopen(f"{address}a.zip") as answer:
            assert answer.read() == b"12345"
            etag = answer.headers["ETag"]
        again = Request(f"{address}a.zip", headers={"If-None-Match": etag})
        with pytest.raises(Exception, match="304"):
            urlopen(again)
    assert time.monotonic() - start >= 0.1
    assert (line.requests, line.sent_bytes) == (2, 5)


def test_the_stock_variant_has_pyodides_own_files_alone(tmp_path: Path) -> None:
    path = tmp_path / MANIFEST
    path.parent.mkdir(parents=True)
    path.write_text('{"runtime": "x", "sets": [{"name": "fast"}, {"name": "stock"}]}', "utf-8")
    assert json.loads(stock_manifest(tmp_path)) == {"runtime": "x", "sets": [{"name": "stock"}]}
