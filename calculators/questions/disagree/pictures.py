"""Two pictures: the formulas as bars, and the layers by what they keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Bar, Bars, Segment, StackedBar

if TYPE_CHECKING:
    from calculators.questions.disagree.lab import Lab


def bars(lab: Lab) -> Bars:
    """What is needed, and below it what each formula says."""
    needed = lab.needed
    working = needed.compute_buffer_bytes + needed.output_buffer_bytes
    right = (needed.loaded_bytes, needed.kv_cache_bytes, needed.recurrent_state_bytes, working)
    others = tuple(
        Bar(
            label=formula.name,
            segments=_segments(parts.weights_bytes, parts.cache_bytes, 0, parts.extra_bytes),
        )
        for formula, parts in lab.worked
    )
    first = Bar(label="What llama.cpp needs", segments=_segments(*right), marked=True)
    return Bars(
        title="Memory by each formula, and what is needed", unit="bytes", bars=(first, *others)
    )


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


def layer_picture(lab: Lab) -> StackedBar:
    """How many layers keep what."""
    found = lab.layers
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
