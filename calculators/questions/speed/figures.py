"""The figures of an answer and its picture, each with the range it may lie in."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_range
from calculators.core.results import Basis, Figure, Segment, StackedBar
from calculators.engines.speed.estimate import Span
from calculators.engines.speed.tasks import OWN, READING_WORDS_PER_MINUTE
from calculators.questions.speed.outlook import Outlook
from calculators.questions.speed.verdict import words_per_minute

_TIMES = {
    "first_word_s": "Until the first word",
    "done_s": "Until it is done",
    "reading_s": "Reading your text",
    "thinking_s": "Thinking",
    "writing_s": "Writing the answer",
}
_RATES = {
    "decode_tokens_per_s": "Writing speed",
    "prefill_tokens_per_s": "Reading speed of the model",
}


def figures(view: Outlook) -> tuple[Figure, ...]:
    """Times first, then speeds, then what they were worked out from."""
    return (*_times_and_rates(view), *_words(view), *_amounts(view), *_memory(view))


def _times_and_rates(view: Outlook) -> Iterator[Figure]:
    spans: dict[str, Span] = {}
    if view.fits:
        found = view.estimate
        spans = {
            "first_word_s": found.first_word,
            "done_s": found.done,
            "reading_s": found.reading,
            "thinking_s": found.thinking,
            "writing_s": found.writing,
            "decode_tokens_per_s": found.decode,
            "prefill_tokens_per_s": found.prefill,
        }
    for name, label in (_TIMES | _RATES).items():
        if name == "thinking_s" and not view.values.thinking_tokens:
            continue
        unit = "seconds" if name in _TIMES else "tokens/s"
        yield span_figure(name, label, unit, spans.get(name))


def span_figure(name: str, label: str, unit: str, span: Span | None) -> Figure:
    """A figure with the range that it may lie in; without a span, one that is not known."""
    if span is None:
        return Figure(name=name, label=label, value=None, unit=unit, basis="estimate")
    return Figure(
        name=name,
        label=label,
        value=span.typical,
        unit=unit,
        basis="estimate",
        low=span.low,
        high=span.high,
        note=format_range(span.low, span.high, unit),
    )


def _words(view: Outlook) -> Iterator[Figure]:
    value = round(words_per_minute(view.estimate)) if view.fits else None
    yield Figure(
        name="words_per_minute",
        label="Words written",
        value=value,
        unit="words a minute",
        basis="estimate",
        note=f"most adults read about {READING_WORDS_PER_MINUTE}",
    )


def _amounts(view: Outlook) -> Iterator[Figure]:
    task, basis = view.task, _basis(view)
    amounts = (
        ("prompt_tokens", "Text to read, each time", task.prompt_tokens, "tokens", basis),
        ("answer_tokens", "Answer to write, each time", task.answer_tokens, "tokens", basis),
        ("times", "How many times", task.times, "", basis),
    )
    for name, label, value, unit, sure in amounts:
        yield Figure(name=name, label=label, value=value, unit=unit, basis=sure)


def _basis(view: Outlook) -> Basis:
    return "your choice" if view.values.task == OWN else "assumed"


def _memory(view: Outlook) -> Iterator[Figure]:
    needed, budget = view.now.needed, view.now.budget
    sizes: tuple[tuple[str, str, int, Basis], ...] = (
        ("token_bytes", "Weights read for each token", view.work.token_bytes, "exact"),
        ("total_bytes", "Memory needed", needed.total_bytes, "estimate"),
        ("usable_bytes", "A model may use", budget.usable_bytes, "assumed"),
    )
    for name, label, value, basis in sizes:
        yield Figure(name=name, label=label, value=value, unit="bytes", basis=basis)


def bar(view: Outlook) -> StackedBar | None:
    """Reading, thinking and writing laid end to end; nothing where it does not fit."""
    if not view.fits:
        return None
    found = view.estimate
    parts = (
        (_TIMES["reading_s"], found.reading, "weights"),
        (_TIMES["thinking_s"], found.thinking, "recurrent"),
        (_TIMES["writing_s"], found.writing, "cache"),
    )
    return StackedBar(
        title="Where the time goes",
        segments=tuple(
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
        ),
        unit="seconds",
    )
