"""The figures of an answer and its picture, each marked exact, estimated or assumed."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes
from calculators.core.results import Basis, Figure, Segment, StackedBar, Table
from calculators.questions.fit import beside, sides
from calculators.questions.fit.case import Case

HIGHLIGHTS = ("total_bytes", "max_context_tokens")
WEIGHTS = "Weights"
CACHE = "Conversation (KV cache)"
STATE = "Fixed state (recurrent)"
USABLE = "A model may use"
TITLE = "Memory needed against what a model may use"
SPILLED = "Graphics card and main memory"


def figures(case: Case) -> Iterator[Figure]:
    """Parts first, then the total, then what it is compared with."""
    yield from _parts(case)
    yield from _against_room(case)
    yield from _longest(case)
    bits, basis = case.bits_per_weight, _basis(case)
    yield Figure("bits_per_weight", "Mean bits per weight", bits, "bits per weight", basis)
    yield from sides.amounts(case)


def _parts(case: Case) -> Iterator[Figure]:
    needed = case.needed
    yield Figure("weights_bytes", WEIGHTS, needed.weights_bytes, "bytes", _basis(case))
    if needed.skipped_bytes:  # in the file, and llama.cpp leaves them there until asked for
        label = "Of these not loaded (prediction layers)"
        skipped: Basis = "estimate" if case.setup.beside.file_bytes else "exact"
        yield Figure("skipped_weights_bytes", label, needed.skipped_bytes, "bytes", skipped)
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


def _basis(case: Case) -> Basis:
    """What the weights rest on: the mix, tensor by tensor, or the size that the reader gave."""
    return "your choice" if case.setup.beside.file_bytes else "exact"


def _exact(name: str, label: str, value: int) -> Figure:
    return Figure(name, label, value, "bytes", "exact")


def _against_room(case: Case) -> Iterator[Figure]:
    needed, budget = case.needed, case.budget
    reach = case.reach_bytes if case.carded else budget.usable_bytes
    where = " on both sides" if case.carded else ""
    yield Figure(
        "total_bytes",
        "Memory needed",
        case.total_bytes,
        "bytes",
        low=needed.low_bytes + case.further_bytes,
        high=needed.high_bytes + case.further_bytes,
        note=f"of about {format_bytes(reach)}{where}",
    )
    yield Figure(
        "usable_bytes",
        USABLE,
        budget.usable_bytes,
        "bytes",
        "assumed",
        low=budget.usable_low_bytes,
        high=budget.usable_high_bytes,
        note=f"{format_bytes(case.card_room)} on each card" if budget.cards > 1 else "",
    )
    yield Figure("free_bytes", "Left over", case.free_bytes, "bytes", "assumed")


def _longest(case: Case) -> Iterator[Figure]:
    """On the card where the model fits there, else on both sides; never one called the other."""
    both, alone = case.reach_context, case.carded and case.longest_context > 0
    label = "Longest context that fits"
    if not case.carded or alone:
        longest, surely = case.longest_context, case.surely_longest_context
        yield Figure(
            "max_context_tokens",
            f"Longest context on {sides.where(case)}" if alone else label,
            longest,
            "tokens",
            low=surely or None,
            high=longest if surely else None,
            note=_ended(case, longest),
        )
    else:
        yield Figure(
            "max_context_tokens", f"{label}, on both sides", both, "tokens", note=_ended(case, both)
        )
    if alone and both > case.longest_context:
        yield Figure("split_context_tokens", "With a part in main memory, slower", both, "tokens")


def _ended(case: Case, longest: int) -> str:
    if not longest:
        return "the rest leaves it no room"
    whole = longest >= case.model.context_max
    if case.copied:
        return "without the second copy"
    return "all this model was built for" if whole else "before the memory runs out"


def charts(case: Case) -> Iterator[StackedBar]:
    """The parts laid end to end against what a model may use, main memory too where it spills."""
    needed, usable = case.needed, case.budget.usable_bytes
    card = case.carded and not case.spills
    fixed = 0 if card else needed.output_buffer_bytes
    weights = needed.card_weights_bytes if card else needed.loaded_bytes
    known: tuple[tuple[str, int, str, Basis], ...] = (
        (WEIGHTS, weights, "weights", _basis(case)),
        (CACHE, needed.kv_cache_bytes, "cache", "exact"),
        (STATE, needed.recurrent_state_bytes, "recurrent", "exact"),
    )
    segments = (
        Segment(label=label, value=value, kind=kind, basis=basis)
        for label, value, kind, basis in known
        if value
    )
    more = fixed + case.further_bytes
    working = Segment(
        label="Working space",
        value=(needed.card_compute_bytes if card else needed.compute_buffer_bytes) + more,
        kind="compute",
        basis="estimate",
        low=(needed.card_compute_bytes if card else needed.compute_low_bytes) + more,
        high=(needed.card_compute_high_bytes if card else needed.compute_high_bytes) + more,
    )
    yield StackedBar(
        title=f"On {sides.where(case)}, against what is free there" if card else TITLE,
        segments=(*segments, working, *beside.pieces(case)),
        limit=case.reach_bytes if case.spills else usable,
        limit_label=SPILLED if case.spills else USABLE,
        limit_basis="assumed",
        unit="bytes",
        mark=usable if case.spills else None,
        mark_label="of that on the card",
        desk=True,
    )


def tables(case: Case) -> Iterator[Table]:
    """What each of several cards holds; what a server keeps of a chat as it goes on."""
    yield from sides.each_card(case)
    yield from beside.growth(case)
