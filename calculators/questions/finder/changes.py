"""What would change the first place: memory, apps, context, bits, patience, licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calculators import catalog
from calculators.core.form import CUSTOM
from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import Change
from calculators.engines.machine import Machine
from calculators.questions.common.whatif import Try, tried
from calculators.questions.finder.candidates import Candidate, best, form, quantizations_of
from calculators.questions.finder.case import Case
from calculators.questions.finder.order import rank
from calculators.questions.finder.verdict import place_words
from calculators.questions.licence.use import chosen

MORE_GIB = 8


def title(case: Case) -> str:
    """Over the changes."""
    return "What would change it"


def changes(case: Case) -> Iterator[Change]:
    """Free changes first; only such as lead to another model, save for the memory and the bits."""
    for each in _tries(case):
        found = best(each.case)
        if found and _better(found, case.first):
            yield each.change(_outcome(found))
    if case.first:
        yield from _other_bits(case, case.first)
    yield _more_memory(case)


def _tries(case: Case) -> Iterator[Try[Case]]:
    if case.values.other_apps != "nothing":
        yield from tried(case, "With everything else closed", other_apps="nothing")
    half = case.context // 2
    if half >= case.purpose.task.needed_context:
        words = f"With half the context, {format_quantity(half, 'tokens')}"
        yield from tried(case, words, context=half)
    if case.values.pace != "any":
        yield from tried(case, "If you can wait", pace="any")
    if chosen(case.values):  # which the wish for a licence gives way to
        return
    if case.values.licence == "free":
        yield from tried(case, "If a licence may have conditions", licence="business")
    if case.values.licence != "any":
        yield from tried(case, "For private use, with any licence", licence="any")


def _better(found: Candidate, first: Candidate | None) -> bool:
    """Whether it is another model that is placed higher, or the same one on safer ground."""
    if first is None:
        return True
    higher = found.group < first.group
    if found.model.id == first.model.id:
        return higher
    return higher or rank(found.model) < rank(first.model)


def _outcome(found: Candidate) -> str:
    size = format_bytes(found.needed.total_bytes)
    speed = format_quantity(found.estimate.decode.typical, "tokens/s")
    return f"{found.named} ({place_words(found)}, {size}, about {speed})"


def _other_bits(case: Case, first: Candidate) -> Iterator[Change]:
    """The same model with more bits, or with fewer where it has the most."""
    names = quantizations_of(first.model)
    at = names.index(first.quantization)
    for name, words in ((names[at - 1 : at], "more"), (names[at + 1 : at + 2], "fewer")):
        found = form(first.model, name[0], case) if name else None
        if found:
            yield Change(text=f"With {words} bits: {_outcome(found)}.")
            return


def _more_memory(case: Case) -> Change:
    """The first place with more memory; where that changes nothing, it says so."""
    machine, first = case.machine, case.first
    larger, where = replace(machine, ram_gib=_more_ram(machine)), "memory"
    if machine.kind == "dedicated":
        larger = replace(machine, vram_gib=machine.vram_gib + MORE_GIB)
        where = "on the graphics card"
    added = larger.ram_gib - machine.ram_gib or MORE_GIB
    words = f"With {added:g} GB more {where}"
    found = best(case.on(larger))
    if found is None:
        return Change(text=f"{words}: still nothing fits.")
    if first and found.named == first.named:
        limit = "" if first.needed.extra_bytes("copy") else " Memory is not the limit here."
        return Change(text=f"{words}: still {first.named}.{limit}")
    return Change(text=f"{words}: {_outcome(found)}.", inputs=_described(case, larger))


def _more_ram(machine: Machine) -> float:
    """8 GB more, or as much as the next Mac that is sold has: Metal's limit goes by such sizes."""
    wanted = machine.ram_gib + MORE_GIB
    macs = (each.ram_gib for each in catalog.machines().values() if each.kind == "apple")
    larger = [size for size in macs if size >= wanted] if machine.kind == "apple" else []
    return min(larger, default=wanted)


def _described(case: Case, machine: Machine) -> dict[str, str]:
    """A machine as a reader would describe it; nothing where the form has no words for it."""
    if machine.headless or machine.firmware_gib or machine.gpu_share:
        return {}
    inputs = {
        "machine": CUSTOM,
        "memory_kind": machine.kind,
        "ram_gib": f"{machine.ram_gib:g}",
        "bandwidth_gb_s": f"{machine.bandwidth_gb_s:g}",
        "tflops": f"{machine.gpu_fp16_tflops or 0:g}",
        "speed_class": machine.speed_class or case.values.speed_class,
    }
    if machine.kind == "dedicated":
        inputs["vram_gib"] = f"{machine.vram_gib:g}"
        if case.values.cards != machine.cards:
            inputs["cards"] = f"{machine.cards}"
    if machine.kind != "apple":
        inputs["system"] = machine.system
    return inputs
