"""The working: each formula with the numbers of this case put in, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.numbers import GIB, format_bytes
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.memory import sizes
from calculators.engines.memory.requirement import compute_range
from calculators.questions.common.machine_limits import limit_reasons, limit_sources
from calculators.questions.fit import beside, sides
from calculators.questions.fit.case import Case


def steps(case: Case) -> Iterator[Step]:
    """Each part, then the total, then what a model may use."""
    needed, slots = case.needed, case.setup.slots
    yield _weights_step(case)
    yield from _cache_steps(case)
    if needed.recurrent_state_bytes:
        yield Step(
            title="Recurrent state",
            formula="state of all layers without a KV cache, always 32-bit × slots",
            working=f"{needed.recurrent_state_bytes // slots:,} bytes × {slots}",
            outcome=format_bytes(needed.recurrent_state_bytes),
        )
    yield Step(
        title="Working space",
        formula="4 bytes × micro-batch × largest step of the calculation, plus the output buffer",
        working=f"{needed.compute_buffer_bytes:,} + {needed.output_buffer_bytes:,} bytes",
        outcome=format_bytes(needed.compute_buffer_bytes + needed.output_buffer_bytes),
    )
    yield from beside.derivation(case)
    yield _total_step(case)
    yield from _card_step(case)
    yield _usable_step(case)


def _weights_step(case: Case) -> Step:
    size, taken = sizes(case.geometry, case.setup.quantization), case.needed.weights_bytes
    outcome = f"{taken:,} bytes = {format_bytes(taken)}"
    if case.setup.beside.file_bytes:
        working = f"{size.parameters:,} weights in it, {case.bits_per_weight:.4f} bits each"
        return Step(
            title="Weights", formula="the size of your file", working=working, outcome=outcome
        )
    return Step(
        title="Weights",
        formula="weights × mean bits ÷ 8 (the mix decides the bits, tensor by tensor)",
        working=f"{size.parameters:,} × {case.bits_per_weight:.4f} ÷ 8",
        outcome=outcome,
    )


def _cache_steps(case: Case) -> Iterator[Step]:
    cache = case.cache
    kinds = (
        ("KV cache, layers that see the whole context", cache.full_bytes, cache.cells.full),
        ("KV cache, sliding-window layers", cache.sliding_bytes, cache.cells.sliding),
    )
    for title, size, cells in kinds:
        if size:
            room = cells * cache.cells.streams
            yield Step(
                title=title,
                formula="cells × bytes per cell, summed over the layers that have a cache",
                working=f"{room:,} cells × {size // room:,} bytes",
                outcome=f"{size:,} bytes = {format_bytes(size)}",
            )


def _total_step(case: Case) -> Step:
    needed, total = case.needed, case.total_bytes
    parts = {
        "weights in memory": needed.loaded_bytes,
        "KV cache": needed.kv_cache_bytes,
        "recurrent state": needed.recurrent_state_bytes,
        "working space": needed.compute_buffer_bytes + needed.output_buffer_bytes,
        **beside.parts(case),
        "working space of further cards": case.further_bytes,
    }
    return summed("Memory needed", parts, f"{total:,} bytes = {format_bytes(total)}")


def summed(title: str, parts: Mapping[str, int], outcome: str) -> Step:
    """A sum of amounts, without those that are nothing."""
    counted = {name: amount for name, amount in parts.items() if amount}
    return Step(
        title=title,
        formula=" + ".join(counted),
        working=" + ".join(f"{amount:,}" for amount in counted.values()),
        outcome=outcome,
    )


def _card_step(case: Case) -> Iterator[Step]:
    """What the card holds, added up."""
    placed, split, needed = case.placement, case.placement.split, case.needed
    if not case.carded or placed.gpu_layers is None:
        return
    kept = needed.kv_cache_bytes + needed.recurrent_state_bytes
    amounts = (needed.card_weights_bytes, kept, needed.card_compute_bytes)
    if split:
        amounts = (split.card_weights_bytes, split.card_kept_bytes, split.card_work_bytes)
    names = ("weights there", "the conversation of its layers", "working space")
    parts = dict(zip(names, amounts, strict=True))
    if split is None:
        parts["working space of further cards"] = case.further_bytes
    parts["what is loaded beside the model"] = needed.card_extra_bytes
    if split:
        parts["of that on further cards"] = (case.cards - 1) * needed.fixed.each
    total = sum(parts.values())
    outcome = f"{total:,} bytes = {format_bytes(total)}"
    yield summed(f"On {sides.where(case)}", parts, outcome)


def _usable_step(case: Case) -> Step:
    parts = [part for part in case.budget.parts if part.key not in ("usable", "spill")]
    pool = case.budget.part("usable").pool
    taken = [part for part in parts if part.pool == pool and part.bytes]
    card = case.machine.cards * case.machine.vram_gib
    whole = card if pool == "vram" else case.machine.ram_gib
    return Step(
        title="What a model may use",
        formula=" − ".join(["Memory", *(part.label for part in taken)]),
        working=" − ".join([f"{whole:.2f}", *(f"{part.bytes / GIB:.2f}" for part in taken)]),
        outcome=format_bytes(case.budget.usable_bytes),
    )


def notes(case: Case) -> Iterator[str]:
    """What was assumed, and what no number here covers."""
    yield from case.model.notes
    yield from sides.footnotes(case)
    yield from limit_reasons(case.machine, case.budget)
    if case.setup.beside.file_bytes:
        yield (
            "KV cache and recurrent state are exact for llama.cpp; the weights are as you gave "
            "them."
        )
    else:
        yield (
            "Weights, KV cache and recurrent state are exact for llama.cpp and its standard mixes; "
            "publishers’ own mixes differ by a few per cent."
        )
    low, high = compute_range(case.geometry, flash_attention=case.setup.flash_attention)
    yield (
        "The working space is an estimate. In what llama.cpp reported it was between "
        f"{round(100 * (1 - low))}% less and {round(100 * (high - 1))}% more."
    )
    yield from beside.footnotes(case)


def sources(case: Case) -> Iterator[Source]:
    """Formulas, model and machine."""
    yield source("llama-cpp")
    yield from case.model.sources
    yield from beside.evidence(case)
    yield from sides.evidence(case)
    yield from limit_sources(case.machine)
    yield from case.machine.sources[:2]
