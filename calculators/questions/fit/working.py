"""The working: each formula, with the numbers of this case put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import GIB, format_bytes
from calculators.core.results import Step
from calculators.engines.memory import sizes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.fit.situation import Situation


def steps(now: Situation) -> tuple[Step, ...]:
    """The working, with the numbers of this case put in."""
    return tuple(_steps(now))


def _steps(now: Situation) -> Iterator[Step]:
    needed, slots = now.needed, now.setup.slots
    size = sizes(now.subject.geometry, now.setup.quantization)
    yield Step(
        title="Weights",
        formula="weights × mean bits ÷ 8 (the mix decides the bits, tensor by tensor)",
        working=f"{size.parameters:,} × {size.bits_per_weight:.4f} ÷ 8",
        outcome=f"{size.file_bytes:,} bytes = {format_bytes(size.file_bytes)}",
    )
    yield from _cache_steps(now)
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
    yield _total_step(now)
    yield _usable_step(now)


def _total_step(now: Situation) -> Step:
    needed = now.needed
    parts = {
        "weights in memory": needed.loaded_bytes,
        "KV cache": needed.kv_cache_bytes,
        "recurrent state": needed.recurrent_state_bytes,
        "working space": needed.compute_buffer_bytes + needed.output_buffer_bytes,
    }
    counted = {name: size for name, size in parts.items() if size}
    return Step(
        title="Memory needed",
        formula=" + ".join(counted),
        working=" + ".join(f"{size:,}" for size in counted.values()),
        outcome=f"{now.total_bytes:,} bytes = {format_bytes(now.total_bytes)}",
    )


def _cache_steps(now: Situation) -> Iterator[Step]:
    cache = now.cache
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


def _usable_step(now: Situation) -> Step:
    parts = [part for part in now.budget.parts if part.key not in ("usable", "spill")]
    pool = now.budget.part("usable").pool
    taken = [part for part in parts if part.pool == pool and part.bytes]
    whole = now.machine.vram_gib if pool == "vram" else now.machine.ram_gib
    numbers = [f"{whole:.2f}", *(f"{part.bytes / GIB:.2f}" for part in taken)]
    names = ["Memory", *(part.label for part in taken)]
    return Step(
        title="What a model may use",
        formula=" − ".join(names),
        working=" − ".join(numbers),
        outcome=format_bytes(now.budget.usable_bytes),
    )
