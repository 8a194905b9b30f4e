"""What would change the first place: memory, apps, context, bits, patience, licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calculators import catalog
from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import Change
from calculators.engines.machine import Machine
from calculators.questions.finder.candidates import Candidate, best, form, quantizations_of
from calculators.questions.finder.order import placed_size
from calculators.questions.finder.question import Question, question
from calculators.questions.finder.words import PLACE_WORDS, named

MORE_GIB = 8


def changes(asking: Question, top: Candidate | None) -> tuple[Change, ...]:
    """Free changes first; only such as lead to another model, save for the memory and the bits."""
    return tuple(_changes(asking, top))


def _changes(asking: Question, top: Candidate | None) -> Iterator[Change]:
    values = asking.values
    if values.other_apps != "nothing":
        yield from _inputs(asking, top, "With everything else closed", other_apps="nothing")
    half = asking.context // 2
    if half >= asking.purpose.task.needed_context:
        words = f"With half the context, {format_quantity(half, 'tokens')}"
        yield from _inputs(asking, top, words, context=half)
    if values.pace != "any":
        yield from _inputs(asking, top, "If you can wait", pace="any")
    if values.licence != "any":
        yield from _inputs(asking, top, "For private use, with any licence", licence="any")
    if top:
        yield from _other_bits(asking, top)
    yield _more_memory(asking, top)


def _inputs(
    asking: Question, top: Candidate | None, words: str, **changed: str | int
) -> Iterator[Change]:
    """The first place with some inputs changed, if it goes to a better one."""
    # A mapping of names to values of their types cannot be told to the type checker.
    other = question(replace(asking.values, **changed))  # type: ignore[arg-type]
    found = best(other)
    if found and _better(found, top):
        inputs = {name: str(value) for name, value in changed.items()}
        yield Change(text=f"{words}: {_outcome(found)}.", inputs=inputs)


def _better(found: Candidate, top: Candidate | None) -> bool:
    """Whether it is another model that is placed higher, or the same one on safer ground."""
    if top is None:
        return True
    if found.model.id == top.model.id:
        return found.place < top.place
    return placed_size(found.model) > placed_size(top.model) or found.place < top.place


def _outcome(found: Candidate) -> str:
    size = format_bytes(found.needed.total_bytes)
    speed = format_quantity(found.estimate.decode.typical, "tokens/s")
    return f"{named(found)} ({PLACE_WORDS[found.place]}, {size}, about {speed})"


def _other_bits(asking: Question, top: Candidate) -> Iterator[Change]:
    """The same model with more bits, or with fewer where it has the most."""
    names = quantizations_of(top.model)
    at = names.index(top.quantization)
    for name, words in ((names[at - 1 : at], "more"), (names[at + 1 : at + 2], "fewer")):
        found = form(top.model, name[0], asking) if name else None
        if found:
            yield Change(text=f"With {words} bits: {_outcome(found)}.")
            return


def _more_memory(asking: Question, top: Candidate | None) -> Change:
    """The first place with more memory; where that changes nothing, it says so."""
    machine = asking.machine
    larger, where = replace(machine, ram_gib=_more_ram(machine)), "memory"
    if machine.kind == "dedicated":
        larger = replace(machine, vram_gib=machine.vram_gib + MORE_GIB)
        where = "on the graphics card"
    added = larger.ram_gib - machine.ram_gib or MORE_GIB
    words = f"With {added:g} GB more {where}"
    found = best(asking.with_machine(larger))
    if found is None:
        return Change(text=f"{words}: still nothing fits.")
    if top and found.model.id == top.model.id and found.quantization == top.quantization:
        return Change(text=f"{words}: still {named(top)}. Memory is not the limit here.")
    return Change(text=f"{words}: {_outcome(found)}.", inputs=_described(asking, larger))


def _more_ram(machine: Machine) -> float:
    """8 GB more, or as much as the next Mac that is sold has: Metal's limit goes by such sizes."""
    wanted = machine.ram_gib + MORE_GIB
    macs = (each.ram_gib for each in catalog.machines().values() if each.kind == "apple")
    larger = [size for size in macs if size >= wanted] if machine.kind == "apple" else []
    return min(larger, default=wanted)


def _described(asking: Question, machine: Machine) -> dict[str, str]:
    """A machine as a reader would describe it; nothing where the form has no words for it."""
    if machine.headless or machine.firmware_gib or machine.gpu_share:
        return {}
    inputs = {
        "machine": "custom",
        "memory_kind": machine.kind,
        "ram_gib": f"{machine.ram_gib:g}",
        "bandwidth_gb_s": f"{machine.bandwidth_gb_s:g}",
        "tflops": f"{machine.gpu_fp16_tflops or 0:g}",
        "speed_class": machine.speed_class or asking.values.speed_class,
    }
    if machine.kind == "dedicated":
        inputs["vram_gib"] = f"{machine.vram_gib:g}"
    if machine.kind != "apple":
        inputs["system"] = machine.system
    return inputs
