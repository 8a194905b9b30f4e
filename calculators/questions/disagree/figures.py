"""The figures: what is needed, what each formula says, and the layers; as pictures and a table."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes
from calculators.core.results import Bar, Bars, Figure, Segment, StackedBar, Table
from calculators.questions.disagree.case import CLOSE, Case
from calculators.questions.disagree.verdict import why


def figures(case: Case) -> Iterator[Figure]:
    """What is needed, the span of the formulas, each formula, and the layers."""
    yield from _needed(case)
    yield from _formulas(case)
    yield from _layers(case)


def _needed(case: Case) -> Iterator[Figure]:
    needed = case.needed
    low, typical, high = needed.low_bytes, needed.total_bytes, needed.high_bytes
    yield Figure("needed_bytes", "Memory needed", typical, "bytes", "estimate", low, high)
    for name, label, size in (
        ("weights_bytes", "Weights", needed.loaded_bytes),
        ("kv_cache_bytes", "Conversation (KV cache)", needed.kv_cache_bytes),
        ("recurrent_state_bytes", "Fixed state (recurrent)", needed.recurrent_state_bytes),
    ):
        yield Figure(name, label, size, "bytes", "exact")
    yield Figure("lowest_bytes", "Lowest formula", case.lowest, "bytes")
    yield Figure("highest_bytes", "Highest formula", case.highest, "bytes")


def _formulas(case: Case) -> Iterator[Figure]:
    for formula, parts in case.worked:
        yield Figure(f"{formula.key}_bytes", formula.name, parts.total_bytes, "bytes")
        if cache := parts.cache_bytes:
            label = f"{formula.name}: conversation"
            yield Figure(f"{formula.key}_cache_bytes", label, cache, "bytes")


def _layers(case: Case) -> Iterator[Figure]:
    found = case.layers
    for name, label, count in (
        ("layers", "Layers", found.total),
        ("layers_whole", "Layers that keep the whole conversation", found.whole),
        ("layers_window", "Layers that keep a window", found.window),
        ("layers_state", "Layers that keep a fixed state", found.state),
        ("layers_none", "Layers that keep nothing", found.none),
    ):
        yield Figure(name, label, count, "layers", "exact")


def charts(case: Case) -> Iterator[Bars | StackedBar]:
    """What is needed above what each formula says, and the layers by what they keep."""
    needed = case.needed
    working = needed.compute_buffer_bytes + needed.output_buffer_bytes
    right = (needed.loaded_bytes, needed.kv_cache_bytes, needed.recurrent_state_bytes, working)
    bars = [Bar(label="What llama.cpp needs", segments=_segments(*right), marked=True)]
    for formula, parts in case.worked:
        said = _segments(parts.weights_bytes, parts.cache_bytes, 0, parts.extra_bytes)
        bars.append(Bar(label=formula.name, segments=said))
    title = "Memory by each formula, and what is needed"
    yield Bars(title=title, unit="bytes", bars=tuple(bars))
    yield _layer_picture(case)


def _segments(weights: float, cache: float, state: float, extra: float) -> tuple[Segment, ...]:
    parts = (
        ("Weights", weights, "weights"),
        ("Conversation", cache, "cache"),
        ("Fixed state", state, "recurrent"),
        ("Working space or margin", extra, "compute"),
    )
    return tuple(
        Segment(label=label, value=value, kind=kind, basis="estimate")
        for label, value, kind in parts
        if value
    )


def _layer_picture(case: Case) -> StackedBar:
    """How many layers keep what."""
    found = case.layers
    kinds = (
        ("Keep the whole conversation", found.whole, "cache"),
        (f"Keep the last {found.window_tokens:,} tokens", found.window, "window"),
        ("Keep a summary of fixed size", found.state, "recurrent"),
        ("Keep nothing of their own", found.none, "free"),
    )
    return StackedBar(
        title=f"What the {found.total} layers keep of a conversation",
        unit="layers",
        segments=tuple(
            Segment(label=label, value=count, kind=kind, basis="exact")
            for label, count, kind in kinds
            if count
        ),
    )


def tables(case: Case) -> Iterator[Table]:
    """Each formula: its conversation, its total, how far off, and why."""
    needed = case.needed
    cache = needed.kv_cache_bytes + needed.recurrent_state_bytes
    rows = [
        (
            formula.name,
            format_bytes(parts.cache_bytes) if parts.cache_bytes else "",
            format_bytes(parts.total_bytes),
            off_by(parts.total_bytes, needed.total_bytes),
            why(formula.key, case.question, case.layers, needed),
        )
        for formula, parts in case.worked
    ]
    right = ("What llama.cpp needs", format_bytes(cache), format_bytes(needed.total_bytes), "", "")
    yield Table(
        title="Where each goes wrong for this model",
        columns=("Formula", "Conversation", "Total", "Off by", "Why here"),
        rows=(right, *rows),
    )


def off_by(said: float, needed: float) -> str:
    """The difference in words.

    >>> from calculators.core.numbers import GIB
    >>> off_by(3 * GIB, 2 * GIB), off_by(1 * GIB, 2 * GIB), off_by(2.04 * GIB, 2 * GIB)
    ('1.00 GiB too high (1.5 times)', '1.00 GiB too low (50%)', 'less than 5%')
    """
    if abs(said / needed - 1) <= CLOSE:
        return "less than 5%"
    if said > needed:
        return f"{format_bytes(said - needed)} too high ({said / needed:.1f} times)"
    return f"{format_bytes(needed - said)} too low ({100 * said / needed:.0f}%)"
