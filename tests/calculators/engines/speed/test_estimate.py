"""The time of a whole task, each part with the range it may lie in."""

from dataclasses import replace

import pytest

from calculators.engines.speed.estimate import OFFLOAD, Span, Task, estimate
from calculators.engines.speed.rate import read_seconds, write_seconds
from tests.calculators.engines.speed.round_numbers import BAND, DENSE, DEVICE, RECORD

EMAIL = Task(prompt_tokens=500, answer_tokens=200)
CHAT = Task(prompt_tokens=80, answer_tokens=300, times=20, one_conversation=True)
TICKETS = Task(prompt_tokens=400, answer_tokens=10, times=500)


def test_a_conversation_keeps_what_was_said_and_a_batch_starts_anew() -> None:
    assert [CHAT.history(turn) for turn in (0, 1, 19)] == [0, 380, 7220]
    assert TICKETS.history(499) == 0
    assert replace(TICKETS, history_tokens=100).history(499) == 100


def test_a_conversation_needs_room_for_all_of_it_and_a_batch_for_one() -> None:
    assert (EMAIL.needed_context, CHAT.needed_context, TICKETS.needed_context) == (700, 7600, 410)
    assert replace(EMAIL, history_tokens=1000).needed_context == 1700


def test_only_a_batch_runs_while_nobody_reads_along() -> None:
    assert (EMAIL.alone, CHAT.alone, TICKETS.alone) == (False, False, True)
    assert replace(TICKETS, times=2).alone


def test_spans_add_up_and_divide_edge_by_edge() -> None:
    first, second = Span(low=1.0, typical=2.0, high=4.0), Span(low=3.0, typical=4.0, high=6.0)
    assert first + second == Span(low=4.0, typical=6.0, high=10.0)
    assert second / 2 == Span(low=1.5, typical=2.0, high=3.0)
    assert Span.of(10.0, BAND) == Span(low=5.0, typical=10.0, high=20.0)


def test_the_fastest_rate_belongs_to_the_shortest_time() -> None:
    assert Span(low=1.0, typical=2.0, high=4.0).rate(8) == Span(low=2.0, typical=4.0, high=8.0)


def test_a_task_is_read_and_then_written() -> None:
    found = estimate(EMAIL, DENSE, DEVICE, RECORD)
    read = read_seconds(DENSE, DEVICE, RECORD, tokens=500)
    wrote = 200 * write_seconds(DENSE, DEVICE, RECORD, depth=500 + 100)
    assert found.reading.typical == pytest.approx(read, rel=1e-3)
    assert found.writing.typical == pytest.approx(wrote, rel=1e-3)
    assert found.done == found.reading + found.writing
    assert found.first_word == found.reading
    assert found.decode == found.writing.rate(200)
    assert found.prefill == found.reading.rate(500)


def test_thinking_is_written_before_the_first_word() -> None:
    found = estimate(EMAIL, DENSE, DEVICE, RECORD, thinking_tokens=1000)
    thought = 1000 * write_seconds(DENSE, DEVICE, RECORD, depth=500 + 500)
    assert found.thinking.typical == pytest.approx(thought, rel=1e-3)
    assert found.first_word == found.reading + found.thinking


def test_many_times_take_many_times_as_long_and_one_first_word_is_as_soon() -> None:
    once, often = (
        estimate(replace(TICKETS, times=times), DENSE, DEVICE, RECORD) for times in (1, 500)
    )
    assert often.done.typical == pytest.approx(500 * once.done.typical, rel=1e-3)
    assert often.first_word.typical == pytest.approx(once.first_word.typical, rel=1e-3)


def test_a_split_model_has_a_wide_band_of_its_own() -> None:
    split = replace(DEVICE, share=0.5, host=DEVICE)
    found = estimate(EMAIL, DENSE, split, RECORD).done
    assert found.low == pytest.approx(OFFLOAD.low * found.typical, rel=1e-3)
    assert found.high == pytest.approx(OFFLOAD.high * found.typical, rel=1e-3)
