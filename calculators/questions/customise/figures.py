"""Memory, time and money of the run, and two pictures of them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calculators.core.presets import OWN
from calculators.core.results import Basis, Figure, Line, Lines, Point, Segment, StackedBar
from calculators.engines.training.hours import HOUR, SHARES
from calculators.engines.training.memory import CHECKED
from calculators.questions.customise.case import Case

HIGHLIGHTS = ("training_usd", "examples_usd", "payback_months")
MONTHS = 24
_PARTS: tuple[tuple[str, str, str, Basis], ...] = (
    ("weights", "Base model", "weights", "exact"),
    ("adapter", "Adapter and its optimizer", "cache", "exact"),
    ("kept", "Kept of each layer", "recurrent", "estimate"),
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
    found = case.needed
    if case.card_bytes is None:
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
        value=case.card_bytes,
        unit="bytes",
        basis="exact",
    )


def _time(case: Case) -> Iterator[Figure]:
    found = case.hours
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
    if case.card_bytes is None:
        return
    low, typical, high = (round(100 * share) for share in SHARES[case.four_bit, case.lean])
    yield Figure(
        name="share_percent",
        label="Of the card’s rate, reached in published runs",
        value=typical,
        unit="%",
        basis="estimate",
        low=low,
        high=high,
    )


def _money(case: Case) -> Iterator[Figure]:
    low, typical, high = case.training_usd or (None, None, None)
    yield Figure(
        name="training_usd",
        label="Training, once",
        value=typical,
        unit="USD",
        basis="estimate",
        low=low,
        high=high,
        note="Only power, which is not counted." if case.values.where == OWN else "",
    )
    amounts: tuple[tuple[str, str, float | None, str, Basis], ...] = (
        ("examples_usd", "Writing and checking the examples", case.examples_usd, "USD", "assumed"),
        ("once_usd", "All of it, once", case.once_usd, "USD", "estimate"),
        ("before_usd", "Requests now", case.before_usd, "USD/month", "estimate"),
        (
            "untuned_usd",
            "The same model, untuned, with today’s prompt",
            case.untuned_usd,
            "USD/month",
            "estimate",
        ),
        ("after_usd", "Requests to the tuned model", case.after_usd, "USD/month", "estimate"),
        ("saved_usd", "Saved", case.before_usd - case.after_usd, "USD/month", "estimate"),
    )
    for name, label, value, unit, basis in amounts:
        yield Figure(name=name, label=label, value=value, unit=unit, basis=basis)
    yield Figure(
        name="payback_months",
        label="Paid back after",
        value=None if case.payback is None else math.ceil(case.payback),
        unit="months",
        basis="estimate",
        note="Empty: never, or after more than five years." if case.payback is None else "",
    )


def _amounts(case: Case) -> Iterator[Figure]:
    amounts: tuple[tuple[str, str, float, str, Basis], ...] = (
        ("trained_tokens", "Tokens trained on", case.trained_tokens, "tokens", "exact"),
        ("adapter_weights", "Numbers trained", case.needed.adapter_weights, "weights", "exact"),
        ("read_before", "Read for a request now", case.before.prompt_tokens, "tokens", "estimate"),
        ("read_after", "Read after tuning", case.after.prompt_tokens, "tokens", "estimate"),
    )
    for name, label, value, unit, basis in amounts:
        yield Figure(name=name, label=label, value=value, unit=unit, basis=basis)


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
