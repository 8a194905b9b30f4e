"""The answer in words: the verdict's sentence, its reasons, the working, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.fit.requirement import MEASURED_COMPUTE
from calculators.memory import repacked_bytes, weights
from calculators.results import Source, Step, Verdict
from calculators.units import GIB, format_bytes, format_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.fit.placement import Placement
    from calculators.fit.situation import Situation

LLAMA_CPP = Source(
    title="llama.cpp’s own memory report",
    url="https://github.com/ggml-org/llama.cpp",
    checked="2026-11-23",
)


def asked(now: Situation) -> str:
    """The question in one line."""
    context = format_quantity(now.setup.context, "tokens")
    return f"{now.subject.name}, {now.setup.quantization}, {context} · {now.machine.name}"


def verdict(now: Situation, placed: Placement) -> Verdict:
    """Word, sign and sentence for each way a model can sit in a machine."""
    total = format_bytes(now.needed.total_bytes)
    usable = format_bytes(now.budget.usable_bytes)
    reasons = tuple(_reasons(now, placed))
    if placed.status == "fits":
        sentence = f"Yes. It needs {total} of the {usable} a model may use here."
        return Verdict(
            status="fits", word="Fits", sign="✓", tone="good", headline=sentence, reasons=reasons
        )
    if placed.status == "tight":
        sentence = f"Just. It needs {total} of about {usable}."
        return Verdict(
            status="tight", word="Tight", sign="!", tone="tight", headline=sentence, reasons=reasons
        )
    if placed.status == "partial_offload":
        share = f"{placed.gpu_layers} of {now.subject.geometry.layers} layers fit there"
        sentence = (
            f"Partly. It needs {total}, and the graphics card has {usable} free: "
            f"{share if placed.gpu_layers else 'not one layer fits there'}."
        )
        return Verdict(
            status="partial_offload",
            word="Needs partial offload",
            sign="½",
            tone="tight",
            headline=sentence,
            reasons=reasons,
        )
    return Verdict(
        status="does_not_fit",
        word="Does not fit",
        sign="✗",
        tone="bad",
        headline=f"No. It needs {total}, and a model may use {usable} here.",
        reasons=reasons,
    )


def _reasons(now: Situation, placed: Placement) -> Iterator[str]:
    free = now.budget.usable_bytes - now.needed.total_bytes
    if placed.status == "fits":
        yield f"{format_bytes(free)} stay free, with {_apps(now)}."
    elif placed.status == "tight":
        yield (
            f"{format_bytes(free)} stay free if the system and {_apps(now)} take what we assume. "
            f"In a bad case only {format_bytes(now.budget.usable_low_bytes)} may be used."
        )
    elif placed.status == "partial_offload":
        rest = "The other layers run" if placed.gpu_layers else "All layers run"
        yield f"{rest} from main memory. It works, and it is much slower."
    else:
        yield _short_by(now)
    if now.setup.context > now.subject.context_max:
        built_for = format_quantity(now.subject.context_max, "tokens")
        yield (
            f"{now.subject.name} was built for {built_for} of context. "
            "Beyond that, its answers are not to be relied on."
        )
    if now.setup.quantization not in now.subject.quantizations:
        offered = ", ".join(now.subject.quantizations)
        yield f"This model is published ready-made as {offered}; other mixes of it gain nothing."


def _apps(now: Situation) -> str:
    label = now.other_apps.label
    return label[0].lower() + label[1:] + " open"


def _short_by(now: Situation) -> str:
    room = now.budget.usable_bytes + now.budget.spill_bytes
    short = format_bytes(now.needed.total_bytes - room)
    if now.budget.spill_bytes:
        return f"Graphics card and main memory together are {short} short."
    return f"It is {short} short. A system that runs out of memory swaps to disk and stalls."


def steps(now: Situation) -> tuple[Step, ...]:
    """The working, with the numbers of this case put in."""
    return tuple(_steps(now))


def _steps(now: Situation) -> Iterator[Step]:
    needed, slots = now.needed, now.setup.slots
    size = weights(now.subject.geometry, now.setup.quantization)
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
        formula="4 bytes × micro-batch × the largest moment of the graph, plus the output buffer",
        working=f"{needed.compute_buffer_bytes:,} + {needed.output_buffer_bytes:,} bytes",
        outcome=format_bytes(needed.compute_buffer_bytes + needed.output_buffer_bytes),
    )
    yield _usable_step(now)


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


def notes(now: Situation) -> tuple[str, ...]:
    """What was assumed, and what no number here covers."""
    general = (
        "Weights, KV cache and recurrent state are exact for llama.cpp and its standard mixes; "
        "publishers’ own mixes differ by a few per cent.",
        f"The working space is an estimate. In what llama.cpp reported it was {_measured(now)}.",
        "Not counted: the program itself (20 to 40 MiB), image and audio parts of a model, and "
        "the prompts a server may keep (--cache-ram).",
    )
    return (
        *now.subject.notes,
        *now.budget.reasons,
        *general,
        *_repacked(now),
    )


def _measured(now: Situation) -> str:
    low, high = MEASURED_COMPUTE[now.setup.flash_attention]
    below, above = round(100 * (1 - low)), round(100 * (high - 1))
    return f"between {below} % less and {above} % more"


def _repacked(now: Situation) -> Iterator[str]:
    """llama.cpp rearranges weights for the processor, and keeps both (CPU_REPACK)."""
    extra = repacked_bytes(now.subject.geometry, now.setup.quantization)
    if extra and now.machine.kind in ("integrated", "processor"):
        yield (
            "On a processor alone, llama.cpp may keep a second, rearranged copy of some weights, "
            f"{format_bytes(extra)} more; --no-repack turns that off."
        )


def sources(now: Situation) -> tuple[Source, ...]:
    """Formulas, model and machine, each once."""
    every = (LLAMA_CPP, *now.subject.sources, *now.budget.sources, *now.machine.sources[:2])
    return tuple({source.url: source for source in every}.values())
