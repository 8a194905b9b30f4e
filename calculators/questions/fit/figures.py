"""The figures of an answer and its picture, each marked exact, estimated or assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import Figure, Segment, StackedBar
from calculators.engines.memory import sizes

if TYPE_CHECKING:
    from calculators.engines.memory.placement import Placement
    from calculators.questions.fit.situation import Situation

WEIGHTS = "Weights"
CACHE = "Conversation (KV cache)"
STATE = "Fixed state (recurrent)"
USABLE = "A model may use"
SPILLED = "Graphics card and main memory"


def figures(now: Situation, placed: Placement) -> tuple[Figure, ...]:
    """Parts first, then the total, then what it is compared with."""
    reach = now.reach_bytes if spilling(now, placed) else now.budget.usable_bytes
    room = _room(now, reach)
    return (*_parts(now), _total(now, reach), *room, _longest(now), *_details(now, placed))


def _parts(now: Situation) -> tuple[Figure, ...]:
    needed, compute = now.needed, now.needed.compute_buffer_bytes
    return (
        _exact_bytes("weights_bytes", WEIGHTS, needed.weights_bytes),
        *_skipped(needed.skipped_bytes),
        _exact_bytes("kv_cache_bytes", CACHE, needed.kv_cache_bytes),
        _exact_bytes("recurrent_state_bytes", STATE, needed.recurrent_state_bytes),
        Figure(
            name="compute_buffer_bytes",
            label="Working space (compute buffer)",
            value=compute,
            unit="bytes",
            basis="estimate",
            low=needed.compute_low_bytes,
            high=needed.compute_high_bytes,
        ),
        _exact_bytes("output_buffer_bytes", "Output buffer", needed.output_buffer_bytes),
    )


def _skipped(size: int) -> tuple[Figure, ...]:
    """Prediction layers are in the file, and llama.cpp leaves them there until asked for."""
    label = "Of these not loaded (prediction layers)"
    return (_exact_bytes("skipped_weights_bytes", label, size),) if size else ()


def _exact_bytes(name: str, label: str, value: int) -> Figure:
    return Figure(name=name, label=label, value=value, unit="bytes", basis="exact")


def spilling(now: Situation, placed: Placement) -> bool:
    """Whether main memory counts as well: the model is too large for the graphics card."""
    return now.budget.spill_bytes > 0 and placed.status in ("partial_offload", "does_not_fit")


def _total(now: Situation, reach: int) -> Figure:
    return Figure(
        name="total_bytes",
        label="Memory needed",
        value=now.needed.total_bytes,
        unit="bytes",
        basis="estimate",
        low=now.needed.low_bytes,
        high=now.needed.high_bytes,
        note=f"of about {format_bytes(reach)}",
    )


def _room(now: Situation, reach: int) -> tuple[Figure, ...]:
    budget = now.budget
    return (
        Figure(
            name="usable_bytes",
            label=USABLE,
            value=budget.usable_bytes,
            unit="bytes",
            basis="assumed",
            low=budget.usable_low_bytes,
            high=budget.usable_high_bytes,
        ),
        Figure(
            name="free_bytes",
            label="Left over",
            value=reach - now.total_bytes,
            unit="bytes",
            basis="assumed",
        ),
    )


def _longest(now: Situation) -> Figure:
    """On a machine with a graphics card, the rest of the context may lie in main memory."""
    longest = now.reach_context
    if not longest:
        note = "the rest leaves it no room"
    elif longest >= now.subject.context_max:
        note = "all this model was built for"
    else:
        note = "before the memory runs out"
        if now.budget.spill_bytes and longest > now.longest_context:
            note = f"{format_quantity(now.longest_context, 'tokens')} on the graphics card alone"
    return Figure(
        name="max_context_tokens",
        label="Longest context that fits",
        value=longest,
        unit="tokens",
        basis="estimate",
        note=note,
    )


def _details(now: Situation, placed: Placement) -> tuple[Figure, ...]:
    bits = Figure(
        name="bits_per_weight",
        label="Mean bits per weight",
        value=sizes(now.subject.geometry, now.setup.quantization).bits_per_weight,
        unit="bits per weight",
        basis="exact",
    )
    if placed.gpu_layers is None:
        return (bits,)
    layers = Figure(
        name="gpu_layers",
        label="Layers on the graphics card",
        value=placed.gpu_layers,
        unit="layers",
        basis="estimate",
    )
    return (bits, layers)


def bar(now: Situation, placed: Placement) -> StackedBar:
    """The parts laid end to end against what a model may use, main memory too where it spills."""
    spills = spilling(now, placed)
    needed, fixed = now.needed, now.needed.output_buffer_bytes
    compute = needed.compute_buffer_bytes
    exact = (
        (WEIGHTS, needed.loaded_bytes, "weights"),
        (CACHE, needed.kv_cache_bytes, "cache"),
        (STATE, needed.recurrent_state_bytes, "recurrent"),
    )
    segments = [
        Segment(label=label, value=value, kind=kind, basis="exact")
        for label, value, kind in exact
        if value
    ]
    working = Segment(
        label="Working space",
        value=compute + fixed,
        kind="compute",
        basis="estimate",
        low=needed.compute_low_bytes + fixed,
        high=needed.compute_high_bytes + fixed,
    )
    return StackedBar(
        title="Memory needed against what a model may use",
        segments=(*segments, working),
        limit=now.reach_bytes if spills else now.budget.usable_bytes,
        limit_label=SPILLED if spills else USABLE,
        limit_basis="assumed",
        unit="bytes",
        mark=now.budget.usable_bytes if spills else None,
        mark_label="of that on the card",
    )
