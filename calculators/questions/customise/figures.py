"""Memory, time and money of the run, and two pictures of them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.results import Basis, Figure, Line, Lines, Point, Segment, StackedBar
from calculators.engines.training.run import CHECKED, HOUR, SHARES
from calculators.questions.customise.case import Case

HIGHLIGHTS = ("training_usd", "examples_usd", "payback_months")
MONTHS = 24
_PARTS: tuple[tuple[str, str, str, Basis], ...] = (
    ("weights", "Base model", "weights", "exact"),
    ("adapter", "Adapter and its optimizer", "cache", "exact"),
    ("kept", "Stored for each layer", "recurrent", "estimate"),
    ("peak", "Largest step", "compute", "estimate"),
    ("software", "Software", "window", "assumed"),
)


def figures(case: Case) -> Iterator[Figure]:
    """Memory and time, then money, then amounts."""
    yield from _memory(case)
    yield from _time(case)
    yield from _money(case)
    yield from _amounts(case)


def _memory(case: Case) -> Iterator[Figure]:
    found, size = case.needed, case.card_bytes
    if size is None:
        return
    span = found.low, found.high
    yield Figure("memory_bytes", "Memory for the training", found.total, "bytes", "estimate", *span)
    for name, label, _, basis in _PARTS:
        yield Figure(f"{name}_bytes", label, getattr(found, name), "bytes", basis)
    runs, mean, worst = CHECKED.runs, round(CHECKED.mean), round(CHECKED.worst)
    yield Figure("checked_runs", "Published runs it was checked with", runs, "runs", "exact")
    yield Figure("mean_error", "Mean error there", mean, "%", "exact")
    yield Figure("worst_error", "Worst error there", worst, "%", "exact")
    yield Figure("card_bytes", "Memory of the card", size, "bytes", "exact")


def _time(case: Case) -> Iterator[Figure]:
    hours = case.hours or (None, None, None)
    low, typical, high = (None if each is None else each * HOUR for each in hours)
    note = "Without setting up, waiting for a card and trying the result."
    label = "Training time"
    yield Figure("training_s", label, typical, "seconds", "estimate", low, high, note)
    if case.card_bytes is not None:
        low, typical, high = (
            round(100 * share) for share in SHARES[case.recipe.four_bit, case.recipe.lean]
        )
        label = "Share of the card’s rate reached in published runs"
        yield Figure("share_percent", label, typical, "%", "estimate", low, high)


def _money(case: Case) -> Iterator[Figure]:
    low, typical, high = case.training_usd or (None, None, None)
    note = "Only power, which is not counted." if case.values.where == OWN else ""
    yield Figure("training_usd", "Training, once", typical, "USD", "estimate", low, high, note)
    label = "Writing and checking the examples"
    yield Figure("examples_usd", label, case.examples_usd, "USD", "assumed")
    yield Figure("once_usd", "In all, once", case.once_usd, "USD")
    yield Figure("before_usd", "Requests now", case.before_usd, "USD/month")
    label = "The same model, untuned, with today’s prompt"
    yield Figure("untuned_usd", label, case.untuned_usd, "USD/month")
    yield Figure("after_usd", "Requests to the tuned model", case.after_usd, "USD/month")
    yield Figure("saved_usd", "Saved", case.before_usd - case.after_usd, "USD/month")
    months, note = None, "Empty: never, or after more than five years."
    if case.payback is not None:
        months, note = math.ceil(case.payback), ""
    yield Figure("payback_months", "Paid back after", months, "months", note=note)


def _amounts(case: Case) -> Iterator[Figure]:
    trained, numbers = case.trained_tokens, case.needed.adapter_weights
    before, after = case.before.prompt_tokens, case.after.prompt_tokens
    yield Figure("trained_tokens", "Tokens trained on", trained, "tokens", "exact")
    yield Figure("adapter_weights", "Numbers trained", numbers, "weights", "exact")
    yield Figure("read_before", "Read for a request now", before, "tokens")
    yield Figure("read_after", "Read after tuning", after, "tokens")


def charts(case: Case) -> Iterator[StackedBar | Lines | None]:
    """Memory, a place that stays empty where no card trains; what is spent, where it is known."""
    yield None if case.card_bytes is None else _bar(case, case.card_bytes)
    if case.once_usd is not None:
        yield Lines(
            title="All that is spent, month after month",
            lines=(
                _line("As it is now", 0, case.before_usd),
                _line("With a tuned model", case.once_usd, case.after_usd),
            ),
            x_label="months",
            x_unit="months",
            y_label="US dollars spent so far",
            y_unit="USD",
        )


def _bar(case: Case, card_bytes: float) -> StackedBar:
    return StackedBar(
        title="Memory while it trains",
        segments=tuple(
            Segment(label=label, value=getattr(case.needed, name), kind=kind, basis=basis)
            for name, label, kind, basis in _PARTS
        ),
        unit="bytes",
        limit=card_bytes,
        limit_label="Memory of the card",
    )


def _line(label: str, once: float, month: float) -> Line:
    return Line(label=label, points=tuple(Point(x=at, y=once + at * month) for at in (0, MONTHS)))
