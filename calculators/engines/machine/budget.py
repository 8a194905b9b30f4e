"""How much memory a model may really use on a machine, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from calculators.core.results import Basis
from calculators.engines.machine.amounts import Amounts, amounts, newer_metal_known
from calculators.engines.machine.record import Machine
from calculators.engines.machine.reserve import (
    OTHER_APPS,
    Assumption,
    held_graphics_memory,
    system_reserve,
)

Pool = Literal["ram", "vram"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One labelled piece of a machine's memory, in bytes."""

    key: str
    """"card", "firmware", "system", "apps", "beyond", "usable" or "spill"."""
    label: str
    pool: Pool
    bytes: int
    basis: Basis
    low_bytes: int
    high_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one model may use, in bytes."""

    total_bytes: int
    """All the memory there is: RAM, and the card's own."""
    gpu_bytes: int
    """Most the graphics side may hold: a ceiling, not free memory. 0 where there is none."""
    ram_bytes: int
    """RAM left after firmware, system and other programs."""
    usable_bytes: int
    """What one model may use in its best place: the graphics cards, else free RAM."""
    usable_low_bytes: int
    usable_high_bytes: int
    spill_bytes: int
    """Free RAM that a model too large for the graphics card overflows into, much slower."""
    parts: tuple[Part, ...]
    """Pieces in the order of a bar; they add up to `total_bytes`, and in each pool to that pool."""
    firmware_bytes: int
    """RAM the firmware keeps before the system starts."""
    held: Assumption
    """Taken on each graphics card before a model loads."""
    system: Assumption
    """Kept by the operating system."""
    apps: Assumption
    """Kept by other programs."""
    cards: int = 1
    """Graphics cards, all alike."""

    def part(self, key: str) -> Part:
        """The piece of that key; raises `KeyError`."""
        for each in self.parts:
            if each.key == key:
                return each
        raise KeyError(key)


@lru_cache(maxsize=256)
def memory_budget(
    machine: Machine,
    *,
    other_apps_gib: float | Assumption = OTHER_APPS["documents"],
    system_gib: float | Assumption | None = None,
    newer_macos: bool = False,
) -> Budget:
    """Memory one model may use on this machine, and every piece that it may not.

    `other_apps_gib` and `system_gib` take an `Assumption`, or a number the reader typed; without
    `system_gib` the system keeps what `system_reserve` says. Apple silicon gives the smaller of
    Metal's limit and free RAM; a graphics card what is free on it, with free RAM to spill into;
    every other machine its free RAM, because llama.cpp also runs on the processor.

    >>> from calculators.engines.machine.record import custom_machine
    >>> laptop = custom_machine(memory_kind="integrated", ram_gib=8)
    >>> memory_budget(laptop, other_apps_gib=1).usable_bytes / 2**30
    3.0
    """
    held = held_graphics_memory(machine)
    system = _assumption("The system", system_gib, system_reserve(machine))
    apps = _assumption("Other programs", other_apps_gib, OTHER_APPS["documents"])
    newest = newer_macos or newer_metal_known(machine.ram_gib)
    cases = [
        amounts(machine, held_gib=card, system_gib=own, apps_gib=others, newer_macos=newer)
        for card, own, others, newer in (
            (held.high_gib, system.high_gib, apps.high_gib, newer_macos),
            (held.typical_gib, system.typical_gib, apps.typical_gib, newer_macos),
            (held.low_gib, system.low_gib, apps.low_gib, newest),
        )
    ]
    worst, typical, best = cases
    return Budget(
        total_bytes=machine.ram_bytes + machine.cards * machine.vram_bytes,
        gpu_bytes=typical.limit,
        ram_bytes=typical.free_ram,
        usable_bytes=typical.usable,
        usable_low_bytes=worst.usable,
        usable_high_bytes=best.usable,
        spill_bytes=typical.free_ram if machine.kind == "dedicated" else 0,
        parts=tuple(_parts(machine, held, system, apps, cases)),
        firmware_bytes=typical.firmware,
        held=held,
        system=system,
        apps=apps,
        cards=machine.cards,
    )


def _assumption(label: str, amount: float | Assumption | None, fallback: Assumption) -> Assumption:
    if amount is None:
        return fallback
    return amount if isinstance(amount, Assumption) else Assumption.chosen(label, amount)


def _parts(
    machine: Machine,
    held: Assumption,
    system: Assumption,
    apps: Assumption,
    cases: Sequence[Amounts],
) -> Iterator[Part]:
    """What is taken, then what is left; a piece that is nothing in every case is left out."""
    free = [each.free_ram for each in cases]
    usable = [each.usable for each in cases]
    pieces = [
        _part("firmware", "Kept by the firmware", "ram", "estimate", [c.firmware for c in cases]),
        _part("system", system.label, "ram", system.basis, [c.system for c in cases]),
        _part("apps", apps.label, "ram", apps.basis, [c.apps for c in cases]),
    ]
    if machine.kind == "dedicated":
        on_card = [c.card for c in cases]
        pieces.insert(0, _part("card", held.label, "vram", held.basis, on_card))
        pieces.insert(1, _part("usable", "Free for a model", "vram", held.basis, usable))
        pieces.append(_part("spill", "Main memory to spill into", "ram", "assumed", free))
    else:
        beyond = [left - used for left, used in zip(free, usable, strict=True)]
        pieces.append(_part("beyond", "Free, but not for the GPU", "ram", "assumed", beyond))
        pieces.append(_part("usable", "Free for a model", "ram", "assumed", usable))
    return (each for each in pieces if each.high_bytes or each.key == "usable")


def _part(key: str, label: str, pool: Pool, basis: Basis, counts: Sequence[int]) -> Part:
    """A piece from its bytes in the worst, the typical and the best case."""
    return Part(
        key=key,
        label=label,
        pool=pool,
        bytes=counts[1],
        basis=basis,
        low_bytes=min(counts),
        high_bytes=max(counts),
    )
