from benchmarks.calls import Calls, requests, summary, table
from calculators.browser import respond

OURS = Calls("ours", 1000, 0, 4.0, 17.0, (31457280, 31457280), (20_000_000, 20_400_000))
STOCK = Calls("stock Pyodide", 1000, 0, 5.0, 17.0, (31457280, 31457280), (29_000_000, 29_000_000))


def test_no_request_is_asked_twice() -> None:
    asked = requests(1000)
    assert len(set(asked)) == 1000
    assert all('"ok": true' in respond(request) for request in asked[:40])


def test_what_the_page_tells_becomes_figures() -> None:
    told = {
        "times": [3, 1, 2, 90],
        "memories": [{"bytes": 100, "usedBytes": 50}, {"bytes": 100, "usedBytes": 60}],
        "refused": 0,
    }
    found = summary("ours", told)
    assert (found.calls, found.median_ms, found.p95_ms) == (4, 2, 90)
    assert found.growth == 1.2


def test_memory_that_python_uses_counts_before_more_is_taken() -> None:
    assert OURS.growth == 1.02
    assert STOCK.growth == 1.0


def test_the_table_says_which_goals_are_met() -> None:
    lines = [line.split() for line in table([OURS, STOCK]).splitlines()]
    assert lines[2] == ["median", "(ms)", "4.00", "5.00", "0.80", "8.00", "met"]
    assert lines[3][-2:] == ["16.00", "missed"]
    assert lines[4] == ["memory", "growth", "1.02", "1.00", "1.02", "1.10", "met"]
