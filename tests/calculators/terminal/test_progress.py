import io

from calculators.terminal.progress import ERASE, Progress


class Clock:
    """A time that is set by hand, in seconds."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_short_batch_shows_nothing() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, clock=clock)
    clock.now += 0.9
    progress.tell(900, 0, 0)
    progress.end()
    assert stream.getvalue() == ""


def test_a_long_one_is_told_five_times_a_second_and_the_line_is_taken_away() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, 1_000_000, clock)
    for lines in range(1, 2001):
        clock.now += 0.001
        progress.tell(lines, lines // 1000, 250 * lines)
    progress.end()
    first, second, *_, last = stream.getvalue().split(ERASE)[1:]
    assert first == "1,000 lines, 1,000 a second, 1 with an error, 25% of the file"
    assert second.startswith("1,200 lines, ")
    assert last == ""
    assert stream.getvalue().count(ERASE) <= 7


def test_where_the_size_is_not_known_no_share_is_told() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, clock=clock)
    clock.now += 2
    progress.tell(10, 0, 500)
    assert stream.getvalue() == f"{ERASE}10 lines, 5 a second"


def test_without_a_stream_nothing_is_shown() -> None:
    clock = Clock()
    progress = Progress(None, clock=clock)
    clock.now += 2
    progress.tell(10, 0, 500)
    progress.end()
    assert progress.shown == 0
