"""The figures of an answer and its picture, each with the range it may lie in."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.numbers import format_range
from calculators.core.results import Basis, Figure, Segment, StackedBar
from calculators.engines.speed.estimate import Span
from calculators.questions.common.tasks import READING_WORDS_PER_MINUTE, words_per_minute
from calculators.questions.speed.case import Case

HIGHLIGHTS = ("first_word_s", "done_s", "decode_tokens_per_s")
_TIMES = {
    "first_word": "Until the first word",
    "done": "Until it is done",
    "reading": "Reading your text",
    "thinking": "Thinking",
    "writing": "Writing the answer",
}
_RATES = {"decode": "Writing speed", "prefill": "Reading speed of the model"}


def figures(case: Case) -> Iterator[Figure]:
    """Times first, then speeds, then what they were worked out from."""
    found = case.estimate if case.fits else None
    for name, label in _TIMES.items():
        if name != "thinking" or case.values.thinking_tokens:
            yield span_figure(f"{name}_s", label, "seconds", getattr(found, name, None))
    for name, label in _RATES.items():
        yield span_figure(f"{name}_tokens_per_s", label, "tokens/s", getattr(found, name, None))
    words = round(words_per_minute(found)) if found else None
    note = f"most adults read about {READING_WORDS_PER_MINUTE}"
    yield Figure("words_per_minute", "Words written", words, "words a minute", note=note)
    yield from _amounts(case)


def span_figure(name: str, label: str, unit: str, span: Span | None) -> Figure:
    """A figure with the range that it may lie in; without a span, one that is not known."""
    if span is None:
        return Figure(name, label, None, unit)
    note = format_range(span.low, span.high, unit)
    return Figure(name, label, span.typical, unit, low=span.low, high=span.high, note=note)


def _amounts(case: Case) -> Iterator[Figure]:
    """What the times were worked out from."""
    task, memory = case.task, case.memory
    asked: Basis = "your choice" if case.values.task == OWN else "assumed"
    read, written = task.prompt_tokens, task.answer_tokens
    yield Figure("prompt_tokens", "Text to read, each time", read, "tokens", asked)
    yield Figure("answer_tokens", "Answer to write, each time", written, "tokens", asked)
    yield Figure("times", "How many times", task.times, "", asked)
    token = case.work.token_bytes
    yield Figure("token_bytes", "Weights read for each token", token, "bytes", "exact")
    yield Figure("total_bytes", "Memory needed", memory.total_bytes, "bytes")
    usable = memory.budget.usable_bytes
    yield Figure("usable_bytes", "A model may use", usable, "bytes", "assumed")


def charts(case: Case) -> Iterator[StackedBar]:
    """Reading, thinking and writing laid end to end; nothing where it does not fit."""
    if not case.fits:
        return
    found = case.estimate
    parts = (
        (_TIMES["reading"], found.reading, "weights"),
        (_TIMES["thinking"], found.thinking, "recurrent"),
        (_TIMES["writing"], found.writing, "cache"),
    )
    segments = (
        Segment(
            label=label,
            value=span.typical,
            kind=kind,
            basis="estimate",
            low=span.low,
            high=span.high,
        )
        for label, span, kind in parts
        if span.typical
    )
    yield StackedBar(title="Where the time goes", segments=tuple(segments), unit="seconds")
