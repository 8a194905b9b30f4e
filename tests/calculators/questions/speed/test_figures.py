"""Times and speeds with their ranges, and where the time goes."""

import pytest

from calculators.core.results import StackedBar
from calculators.engines.speed.estimate import Span
from calculators.questions.speed.figures import span_figure
from tests.calculators.questions.speed.asking import CHAT, CONTRACT, OWN, TOO_LARGE, ask, value


def test_times_come_first_then_speeds_then_what_they_rest_on() -> None:
    result = ask(**CONTRACT)
    assert {each.name: each.value for each in result.figures} == {
        "first_word_s": 35.09,
        "done_s": 68.17,
        "reading_s": 35.09,
        "writing_s": 33.08,
        "decode_tokens_per_s": 16.63,
        "prefill_tokens_per_s": 193.8,
        "words_per_minute": 748,
        "prompt_tokens": 6800,
        "answer_tokens": 550,
        "times": 1,
        "token_bytes": 4_671_766_528,
        "total_bytes": 6_356_241_920,
        "usable_bytes": 11_453_251_584,
    }
    assert result.highlights == ("first_word_s", "done_s", "decode_tokens_per_s")


def test_a_span_says_its_range_beside_the_value() -> None:
    found = span_figure("done_s", "Done", "seconds", Span(low=12.0, typical=15.0, high=18.0))
    assert (found.value, found.low, found.high, found.note) == (15, 12, 18, "12 to 18 s")
    unknown = span_figure("done_s", "Done", "seconds", None)
    assert (unknown.value, unknown.low, unknown.note) == (None, None, "")


def test_thinking_has_a_figure_only_where_there_is_any() -> None:
    assert value(ask(**CHAT), "thinking_s") == 557.6
    assert "thinking_s" not in {each.name for each in ask(**CONTRACT).figures}


def test_what_does_not_fit_has_sizes_but_no_times() -> None:
    result = ask(**TOO_LARGE)
    for name in ("first_word_s", "done_s", "decode_tokens_per_s", "words_per_minute"):
        assert result.figure(name).value is None
    assert value(result, "total_bytes") > value(result, "usable_bytes")
    assert result.chart is None


@pytest.mark.parametrize(("inputs", "basis"), [(CONTRACT, "assumed"), (OWN, "your choice")])
def test_the_length_of_a_task_is_our_assumption_or_the_reader_s_choice(
    inputs: dict[str, object], basis: str
) -> None:
    assert ask(**inputs).figure("prompt_tokens").basis == basis


def test_the_bar_lays_reading_thinking_and_writing_end_to_end() -> None:
    chart = ask(**CHAT).chart
    assert isinstance(chart, StackedBar)
    assert [(each.label, each.value, each.low) for each in chart.segments] == [
        ("Reading your text", 9.179, 6.353),
        ("Thinking", 557.6, 412.7),
        ("Writing the answer", 337.9, 250.1),
    ]
    assert (chart.unit, chart.limit) == ("seconds", None)
