"""Tasks in tokens, and how fast people read."""

from dataclasses import replace

import pytest

from calculators.engines.speed.estimate import estimate
from calculators.questions.common.tasks import (
    READING_TOKENS_PER_S,
    TASKS,
    task_sources,
    words_per_minute,
)
from tests.calculators.engines.speed.round_numbers import DENSE, DEVICE, RECORD


def test_every_task_says_why_it_is_so_long() -> None:
    assert list(TASKS) == ["email", "contract", "tickets", "chat", "code"]
    assert all(task.label and task.why for task in TASKS.values())


@pytest.mark.parametrize(("name", "words"), [("email", 225 + 150), ("contract", 10 * 500 + 100)])
def test_a_token_is_about_three_quarters_of_a_word(name: str, words: int) -> None:
    assert TASKS[name].prompt_tokens * 0.75 == pytest.approx(words, rel=0.01)


def test_people_read_about_five_tokens_a_second() -> None:
    assert pytest.approx(5.29, abs=0.01) == READING_TOKENS_PER_S


def test_words_written_a_minute_are_tokens_a_second_times_forty_five() -> None:
    found = estimate(TASKS["email"], DENSE, DEVICE, RECORD)
    at_reading_speed = replace(found.decode, typical=READING_TOKENS_PER_S)
    assert words_per_minute(replace(found, decode=at_reading_speed)) == pytest.approx(238)


def test_the_lengths_have_sources() -> None:
    assert len(list(task_sources())) == 2
