"""The arithmetic of a machine's memory for one set of assumed amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.core.numbers import GIB
from calculators.engines.machine.graphics import graphics_limit_bytes

if TYPE_CHECKING:
    from calculators.engines.machine.record import Machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Where the memory of a machine goes, in bytes; nothing is ever negative."""

    card: int
    """Taken on the graphics card before a model loads."""
    firmware: int
    system: int
    apps: int
    free_ram: int
    limit: int
    """Most the graphics side may hold."""
    usable: int
    """What one model may use in its best place."""


def amounts(
    machine: Machine, *, held_gib: float, system_gib: float, apps_gib: float, newer_macos: bool
) -> Amounts:
    """Share out the memory: firmware first, then the system, then other programs, the rest free."""
    firmware = min(machine.ram_bytes, round(machine.firmware_gib * GIB))
    system = min(machine.ram_bytes - firmware, round(system_gib * GIB))
    apps = min(machine.ram_bytes - firmware - system, round(apps_gib * GIB))
    free_ram = machine.ram_bytes - firmware - system - apps
    card = min(machine.vram_bytes, round(held_gib * GIB))
    limit = graphics_limit_bytes(machine, newer_macos=newer_macos)
    usable = free_ram
    if machine.kind == "dedicated":
        limit = usable = machine.vram_bytes - card
    elif machine.kind == "apple":
        usable = min(limit, free_ram)
    return Amounts(
        card=card,
        firmware=firmware,
        system=system,
        apps=apps,
        free_ram=free_ram,
        limit=limit,
        usable=usable,
    )
