"""The figures of an answer, each with its range and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calculators import catalog
from calculators.core.numbers import format_bytes
from calculators.core.results import Basis, Figure
from calculators.questions.finder.candidates import Candidate, Place
from calculators.questions.finder.question import Question
from calculators.questions.speed.figures import span_figure


def figures(asking: Question, found: Sequence[Candidate]) -> tuple[Figure, ...]:
    """The first of the list, then what was counted; not known where nothing runs."""
    return (*_of_first(asking, found[0] if found else None), *_counts(asking, found))


def _of_first(asking: Question, top: Candidate | None) -> Iterator[Figure]:
    budget = asking.budget
    yield Figure(
        name="total_bytes",
        label="Memory it needs",
        value=top.needed.total_bytes if top else None,
        unit="bytes",
        basis="estimate",
        low=top.needed.low_bytes if top else None,
        high=top.needed.high_bytes if top else None,
        note=f"of about {format_bytes(budget.usable_bytes)}",
    )
    yield Figure(
        name="usable_bytes",
        label="A model may use",
        value=budget.usable_bytes,
        unit="bytes",
        basis="assumed",
        low=budget.usable_low_bytes,
        high=budget.usable_high_bytes,
    )
    times = top.estimate if top else None
    task = asking.purpose.task.label
    spans = (times.decode, times.first_word, times.done) if times else (None, None, None)
    yield span_figure("decode_tokens_per_s", "Writing speed", "tokens/s", spans[0])
    yield span_figure("first_word_s", "Until the first word", "seconds", spans[1])
    yield span_figure("done_s", task, "seconds", spans[2])


def _counts(asking: Question, found: Sequence[Candidate]) -> Iterator[Figure]:
    allowed = sum(asking.allows(model) for model in catalog.models().values())
    sure = sum(each.place == Place.SURE for each in found)
    counts: tuple[tuple[str, str, int, str, Basis], ...] = (
        ("context_tokens", "Context window", asking.context, "tokens", "assumed"),
        ("models_allowed", "Models with such a licence and context", allowed, "models", "estimate"),
        ("models_running", "Of these run here", len(found), "models", "estimate"),
        ("models_sure", "Of these surely, and as quick as wished", sure, "models", "estimate"),
    )
    for name, label, value, unit, basis in counts:
        yield Figure(name=name, label=label, value=value, unit=unit, basis=basis)
