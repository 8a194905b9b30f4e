"""The figures of an answer and its picture, each marked exact, estimated or assumed."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import Figure, Segment, StackedBar, Table
from calculators.engines.memory import sizes
from calculators.questions.fit import beside
from calculators.questions.fit.case import Case

HIGHLIGHTS = ("total_bytes", "max_context_tokens")
WEIGHTS = "Weights"
CACHE = "Conversation (KV cache)"
STATE = "Fixed state (recurrent)"
USABLE = "A model may use"
SPILLED = "Graphics card and main memory"


def figures(case: Case) -> Iterator[Figure]:
    """Parts first, then the total, then what it is compared with."""
    yield from _parts(case)
    yield from _against_room(case)
    yield _longest(case)
    bits = sizes(case.geometry, case.setup.quantization).bits_per_weight
    yield Figure("bits_per_weight", "Mean bits per weight", bits, "bits per weight", "exact")
    layers = case.placement.gpu_layers
    if layers is not None:
        yield Figure("gpu_layers", "Layers on the graphics card", layers, "layers")


def _parts(case: Case) -> Iterator[Figure]:
    needed = case.needed
    yield _exact("weights_bytes", WEIGHTS, needed.weights_bytes)
    if needed.skipped_bytes:  # in the file, and llama.cpp leaves them there until asked for
        label = "Of these not loaded (prediction layers)"
        yield _exact("skipped_weights_bytes", label, needed.skipped_bytes)
    yield _exact("kv_cache_bytes", CACHE, needed.kv_cache_bytes)
    yield _exact("recurrent_state_bytes", STATE, needed.recurrent_state_bytes)
    yield Figure(
        "compute_buffer_bytes",
        "Working space (compute buffer)",
        needed.compute_buffer_bytes,
        "bytes",
        low=needed.compute_low_bytes,
        high=needed.compute_high_bytes,
    )
    yield _exact("output_buffer_bytes", "Output buffer", needed.output_buffer_bytes)
    yield from beside.amounts(case)


def _exact(name: str, label: str, value: int) -> Figure:
    return Figure(name, label, value, "bytes", "exact")


def _against_room(case: Case) -> Iterator[Figure]:
    needed, budget = case.needed, case.budget
    reach = case.reach_bytes if case.spills else budget.usable_bytes
    yield Figure(
        "total_bytes",
        "Memory needed",
        needed.total_bytes,
        "bytes",
        low=needed.low_bytes,
        high=needed.high_bytes,
        note=f"of about {format_bytes(reach)}",
    )
    yield Figure(
        "usable_bytes",
        USABLE,
        budget.usable_bytes,
        "bytes",
        "assumed",
        low=budget.usable_low_bytes,
        high=budget.usable_high_bytes,
    )
    left = reach - needed.total_bytes
    yield Figure("free_bytes", "Left over", left, "bytes", "assumed")


def _longest(case: Case) -> Figure:
    """On a machine with a graphics card, the rest of the context may lie in main memory."""
    longest = case.reach_context
    if not longest:
        note = "the rest leaves it no room"
    elif longest >= case.model.context_max:
        note = "all this model was built for"
    else:
        note = "before the memory runs out"
        if case.budget.spill_bytes and longest > case.longest_context:
            on_card = format_quantity(case.longest_context, "tokens")
            note = f"{on_card} on the graphics card alone"
    return Figure("max_context_tokens", "Longest context that fits", longest, "tokens", note=note)


def charts(case: Case) -> Iterator[StackedBar]:
    """The parts laid end to end against what a model may use, main memory too where it spills."""
    needed, usable = case.needed, case.budget.usable_bytes
    fixed = needed.output_buffer_bytes
    exact = (
        (WEIGHTS, needed.loaded_bytes, "weights"),
        (CACHE, needed.kv_cache_bytes, "cache"),
        (STATE, needed.recurrent_state_bytes, "recurrent"),
    )
    segments = (
        Segment(label=label, value=value, kind=kind, basis="exact")
        for label, value, kind in exact
        if value
    )
    working = Segment(
        label="Working space",
        value=needed.compute_buffer_bytes + fixed,
        kind="compute",
        basis="estimate",
        low=needed.compute_low_bytes + fixed,
        high=needed.compute_high_bytes + fixed,
    )
    yield StackedBar(
        title="Memory needed against what a model may use",
        segments=(*segments, working, *beside.pieces(case)),
        limit=case.reach_bytes if case.spills else usable,
        limit_label=SPILLED if case.spills else USABLE,
        limit_basis="assumed",
        unit="bytes",
        mark=usable if case.spills else None,
        mark_label="of that on the card",
    )


def tables(case: Case) -> Iterator[Table]:
    """What a server keeps of a chat as it goes on."""
    yield from beside.growth(case)
