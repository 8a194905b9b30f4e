"""Why a model may use so much of a machine's memory and no more, in sentences, with sources."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import GIB, format_bytes, format_range
from calculators.core.records import source
from calculators.core.results import Source
from calculators.engines.machine import Assumption, Budget, Machine, metal_limit_bytes

_SOURCES = {
    "apple": ("metal-limit", "metal-limit-logs"),
    "windows": ("windows-graphics",),
    "linux": ("linux-graphics",),
    "card": ("card-4060", "card-3060", "card-4080", "card-5060-ti", "card-wayland"),
}
"""Where the limits come from, by kind of machine or system."""


def limit_sources(machine: Machine) -> tuple[Source, ...]:
    """Where the limit of this kind of machine comes from; a processor has none to prove."""
    key = {"apple": "apple", "dedicated": "card", "integrated": machine.system}.get(machine.kind)
    return tuple(source(ident) for ident in _SOURCES.get(key or "", ()))


def limit_reasons(machine: Machine, budget: Budget) -> Iterator[str]:
    """The deciding limit first, then what is taken."""
    if machine.kind == "apple":
        yield _metal(machine, budget)
    elif machine.kind == "dedicated":
        card = "the graphics card"
        if machine.cards > 1:
            card = f"each of the {machine.cards} graphics cards"
        yield (
            f"Of the {format_bytes(machine.vram_bytes)} on {card}, "
            f"{_spread(budget.held)} is usually taken before a model loads."
        )
        yield (
            "A larger model spills into main memory, where "
            f"{format_bytes(budget.ram_bytes)} is free, and gets much slower."
        )
    elif machine.kind == "integrated" and budget.gpu_bytes < budget.ram_bytes:
        yield (
            f"The built-in graphics may hold {format_bytes(budget.gpu_bytes)}; what does not fit "
            "there runs on the processor, in the same memory."
        )
    if budget.firmware_bytes:
        yield f"The firmware keeps {format_bytes(budget.firmware_bytes)} before the system starts."
    yield _taken(budget.system)
    if budget.apps.high_gib:
        yield _taken(budget.apps)
    if budget.ram_bytes == 0:
        yield "Nothing is left for a model: the system and the other programs take it all."


def _metal(machine: Machine, budget: Budget) -> str:
    limit = f"macOS lets the GPU hold at most {format_bytes(budget.gpu_bytes)}"
    newer = metal_limit_bytes(machine.ram_gib, newer=True)
    if newer > budget.gpu_bytes:
        limit += f" ({format_bytes(newer)} in newer releases)"
    if budget.gpu_bytes <= budget.ram_bytes:
        return f"{limit}."
    return f"{limit}, but only {format_bytes(budget.ram_bytes)} is free."


def _taken(amount: Assumption) -> str:
    origin = "as you set it" if amount.basis == "your choice" else "our assumption"
    return f"{amount.label}: {_spread(amount)}, {origin}."


def _spread(amount: Assumption) -> str:
    """An amount with its range, such as "4.00 GiB (2.50 to 5.00 GiB)"."""
    text = format_bytes(amount.typical_gib * GIB)
    if amount.low_gib == amount.high_gib:
        return text
    return f"{text} ({format_range(amount.low_gib * GIB, amount.high_gib * GIB, 'bytes')})"
