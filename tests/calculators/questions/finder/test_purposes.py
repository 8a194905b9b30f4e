"""Purposes and wishes for speed."""

import pytest

from calculators.questions.finder.purposes import PACES, PURPOSES


def test_a_purpose_holds_its_task_and_says_why() -> None:
    for purpose in PURPOSES.values():
        assert purpose.task.needed_context <= purpose.context
        assert purpose.label
        assert purpose.why


def test_reading_along_takes_about_five_tokens_a_second_and_quick_is_twice_that() -> None:
    assert PACES["reading"].tokens_per_s == pytest.approx(5.29, abs=0.01)
    assert PACES["quick"].tokens_per_s == 2 * PACES["reading"].tokens_per_s
    assert PACES["any"].tokens_per_s == 0


def test_a_batch_is_done_within_the_hour_or_half_of_it() -> None:
    assert [pace.batch_seconds for pace in PACES.values()] == [float("inf"), 3600, 1800]
