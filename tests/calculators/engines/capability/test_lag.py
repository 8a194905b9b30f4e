"""Which closed model came first with as many points, and how long that was before."""

from datetime import date

from calculators.engines.capability.lag import best, first_closed, match
from calculators.engines.capability.record import Access, Score


def score(name: str, eci: float, day: str, access: Access = "closed") -> Score:
    return Score(name, eci, eci - 1, eci + 1, date.fromisoformat(day), access)


SCORES = (
    score("early", 100, "2025-01-01"),
    score("open", 104, "2025-09-01", "unrestricted"),
    score("middle", 110, "2025-03-01"),
    score("late", 120, "2025-06-01"),
)
DAY = date(2025, 12, 31)


def test_the_first_closed_model_is_the_earliest_with_enough_points() -> None:
    assert [first_closed(SCORES, each, DAY) for each in (90, 105, 130)] == [
        SCORES[0],
        SCORES[2],
        None,
    ]


def test_a_model_that_is_not_out_yet_does_not_count() -> None:
    assert first_closed(SCORES, 115, date(2025, 5, 1)) is None
    assert best(SCORES, ("closed",), date(2025, 5, 1)) == SCORES[2]


def test_open_models_are_no_measure_for_open_models() -> None:
    assert first_closed(SCORES, 104, DAY) == SCORES[2]


def test_a_higher_end_of_the_range_means_fewer_days() -> None:
    found = match(SCORES, 99, 104, 115, DAY)
    assert (found.low, found.typical, found.high) == (SCORES[0], SCORES[2], SCORES[3])
    assert found.days(date(2025, 9, 1)) == (92, 184, 243)


def test_above_all_closed_models_nothing_is_behind() -> None:
    assert match(SCORES, 125, 126, 127, DAY).days(DAY) == (0, 0, 0)
