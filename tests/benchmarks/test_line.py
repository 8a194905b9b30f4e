import time
from threading import Thread

from benchmarks.line import Line, fast_4g


def test_a_line_takes_its_time_whoever_shares_it() -> None:
    line = Line("slow", bits_per_second=800_000)
    senders = [Thread(target=line.pass_through, args=(10_000,)) for _ in range(2)]
    start = time.monotonic()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert 0.2 <= time.monotonic() - start < 1
    assert line.sent_bytes() == 20_000


def test_a_request_waits_for_a_round_trip() -> None:
    line = Line("far", request_seconds=0.05)
    start = time.monotonic()
    line.begin()
    assert time.monotonic() - start >= 0.05
    assert line.requests() == 1


def test_what_came_by_a_moment_is_told_from_what_came_after() -> None:
    line = Line("counted", sent=[(10.0, 700), (11.0, 300)], asked=[9.9, 10.9, 12.0])
    assert (line.sent_bytes(until=10.5), line.requests(until=11.5)) == (700, 2)
    assert (line.sent_bytes(), line.requests()) == (1000, 3)


def test_a_line_knows_how_long_it_has_been_quiet() -> None:
    line = Line("quiet", sent=[(time.time() - 5, 1)], asked=[time.time() - 3])
    assert 3 <= line.quiet_seconds() < 4


def test_fast_4g_is_that_of_lighthouse() -> None:
    line = fast_4g()
    assert (line.bits_per_second, line.request_seconds) == (9_000_000, 0.06)
