"""The figures of an answer and its two pictures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from calculators.core.results import Figure, Line, Lines, Point, Segment, StackedBar
from calculators.questions.customise.effort import HOUR, SHARES
from calculators.questions.customise.inputs import OWN
from calculators.questions.customise.memory import CHECKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Basis
    from calculators.questions.customise.outlook import Outlook

MONTHS = 24
_PARTS: tuple[tuple[str, str, str, Basis], ...] = (
    ("weights", "Base model", "weights", "exact"),
    ("adapter", "Adapter and its optimizer", "cache", "exact"),
    ("kept", "Kept of each layer", "recurrent", "estimate"),
    ("peak", "Largest step", "compute", "estimate"),
    ("software", "Software", "window", "assumed"),
)


def figures(view: Outlook) -> tuple[Figure, ...]:
    """Memory and time, then money, then amounts."""
    return tuple((*_memory(view), *_time(view), *_money(view), *_amounts(view)))


def _memory(view: Outlook) -> Iterator[Figure]:
    found = view.needed
    if view.card_bytes is None:
        return
    yield Figure(
        name="memory_bytes",
        label="Memory for the training",
        value=found.total,
        unit="bytes",
        basis="estimate",
        low=found.low,
        high=found.high,
    )
    for name, label, _, basis in _PARTS:
        value = getattr(found, name)
        yield Figure(name=f"{name}_bytes", label=label, value=value, unit="bytes", basis=basis)
    checks: tuple[tuple[str, str, float, str], ...] = (
        ("checked_runs", "Published runs it was checked with", CHECKED.runs, "runs"),
        ("mean_error", "Its mean error there", round(CHECKED.mean), "%"),
        ("worst_error", "Its worst error there", round(CHECKED.worst), "%"),
    )
    for name, label, value, unit in checks:
        yield Figure(name=name, label=label, value=value, unit=unit, basis="exact")
    yield Figure(
        name="card_bytes",
        label="Memory of the card",
        value=view.card_bytes,
        unit="bytes",
        basis="exact",
    )


def _time(view: Outlook) -> Iterator[Figure]:
    found = view.hours
    yield Figure(
        name="training_s",
        label="Time of the training",
        value=None if found is None else found.typical * HOUR,
        unit="seconds",
        basis="estimate",
        low=None if found is None else found.low * HOUR,
        high=None if found is None else found.high * HOUR,
        note="Without setting up, waiting for a card and trying the result.",
    )
    if view.card_bytes is None:
        return
    low, typical, high = (round(100 * share) for share in SHARES[view.four_bit, view.lean])
    yield Figure(
        name="share_percent",
        label="Of the card’s rate, reached in published runs",
        value=typical,
        unit="%",
        basis="estimate",
        low=low,
        high=high,
    )


def _money(view: Outlook) -> Iterator[Figure]:
    low, typical, high = view.training_usd or (None, None, None)
    yield Figure(
        name="training_usd",
        label="Training, once",
        value=typical,
        unit="USD",
        basis="estimate",
        low=low,
        high=high,
        note="Only power, which is not counted." if view.values.where == OWN else "",
    )
    amounts: tuple[tuple[str, str, float | None, str, Basis], ...] = (
        ("examples_usd", "Writing and checking the examples", view.examples_usd, "USD", "assumed"),
        ("once_usd", "All of it, once", view.once_usd, "USD", "estimate"),
        ("before_usd", "Requests now", view.before_usd, "USD/month", "estimate"),
        (
            "untuned_usd",
            "The same model, untuned, with today’s prompt",
            view.untuned_usd,
            "USD/month",
            "estimate",
        ),
        ("after_usd", "Requests to the tuned model", view.after_usd, "USD/month", "estimate"),
        ("saved_usd", "Saved", view.before_usd - view.after_usd, "USD/month", "estimate"),
    )
    for name, label, value, unit, basis in amounts:
        yield Figure(name=name, label=label, value=value, unit=unit, basis=basis)
    yield Figure(
        name="payback_months",
        label="Paid back after",
        value=None if view.payback is None else math.ceil(view.payback),
        unit="months",
        basis="estimate",
        note="Empty: never, or after more than five years." if view.payback is None else "",
    )


def _amounts(view: Outlook) -> Iterator[Figure]:
    amounts: tuple[tuple[str, str, float, str, Basis], ...] = (
        ("trained_tokens", "Tokens trained on", view.trained_tokens, "tokens", "exact"),
        ("adapter_weights", "Numbers trained", view.needed.adapter_weights, "weights", "exact"),
        ("read_before", "Read for a request now", view.before.read, "tokens", "estimate"),
        ("read_after", "Read after tuning", view.after.read, "tokens", "estimate"),
    )
    for name, label, value, unit, basis in amounts:
        yield Figure(name=name, label=label, value=value, unit=unit, basis=basis)


def bar(view: Outlook) -> StackedBar | None:
    """The memory of the run against that of the card; nothing where somebody else trains."""
    if view.card_bytes is None:
        return None
    return StackedBar(
        title="Memory while it trains",
        segments=tuple(
            Segment(label=label, value=getattr(view.needed, name), kind=kind, basis=basis)
            for name, label, kind, basis in _PARTS
        ),
        unit="bytes",
        limit=view.card_bytes,
        limit_label="Memory of the card",
    )


def lines(view: Outlook) -> Lines | None:
    """All that is spent as months go by, with the prompt and with a tuned model."""
    if view.once_usd is None:
        return None
    once = view.once_usd
    return Lines(
        title="All that is spent, month after month",
        lines=(
            _line("As it is now", 0, view.before_usd),
            _line("With a tuned model", once, view.after_usd),
        ),
        x_label="months",
        x_unit="months",
        y_label="US dollars spent so far",
        y_unit="USD",
    )


def _line(label: str, once: float, month: float) -> Line:
    return Line(label=label, points=tuple(Point(x=at, y=once + at * month) for at in (0, MONTHS)))
