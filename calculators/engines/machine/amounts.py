"""The arithmetic of a machine's memory: what is taken, what the graphics side may hold, the rest.

The limits are rules of the systems and what logs show; their sources are in data/sources.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.core.numbers import GIB, KIB
from calculators.engines.machine.record import Machine

_METAL_PAGE = 16 * KIB

# Percent of RAM that newer macOS releases gave the GPU, only for sizes seen in a log.
_NEWER_METAL_PERCENT: Mapping[float, int] = {
    16: 74,
    18: 74,
    24: 74,
    32: 78,
    36: 78,
    48: 78,
    64: 81,
    128: 84,
}
_SMALLEST_RAISED_GIB = 16
_LARGEST_TWO_THIRDS_GIB = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Where the memory of a machine goes, in bytes; nothing is ever negative."""

    card: int
    """Taken on the graphics card before a model loads; of several, on all together."""
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
    card = machine.cards * min(machine.vram_bytes, round(held_gib * GIB))
    limit = graphics_limit_bytes(machine, newer_macos=newer_macos)
    usable = free_ram
    if machine.kind == "dedicated":
        limit = usable = machine.cards * machine.vram_bytes - card
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


def graphics_limit_bytes(machine: Machine, *, newer_macos: bool = False) -> int:
    """Most that the graphics side of a machine without a card of its own may hold, in bytes.

    Windows shares half of the RAM with built-in graphics, and so does Linux with AMD graphics;
    for Intel graphics under Linux no figure was found and the same half is assumed.
    """
    if machine.kind == "apple":
        return metal_limit_bytes(machine.ram_gib, newer=newer_macos)
    if machine.kind != "integrated":
        return 0
    seen_by_system = machine.ram_bytes - round(machine.firmware_gib * GIB)
    share = 0.5 if machine.gpu_share is None else machine.gpu_share
    return int(seen_by_system * share)


def metal_limit_bytes(ram_gib: float, *, newer: bool = False) -> int:
    """Memory macOS lets the GPU of an Apple silicon Mac hold, in bytes.

    This is Metal's `recommendedMaxWorkingSetSize`, which llama.cpp prints at start. The share of
    RAM is rounded up to pages of 16 KiB, which gives the printed values to the last digit. The
    older rule (two thirds up to 32 GB, three quarters above) is a safe lower bound; `newer` gives
    what macOS 26 and later printed, and the older rule for sizes not seen in a log. Which release
    changed it is not established.

    >>> metal_limit_bytes(16), metal_limit_bytes(16, newer=True)
    (11453251584, 12713115648)
    """
    part, whole = (2, 3) if ram_gib <= _LARGEST_TWO_THIRDS_GIB else (3, 4)
    older = _whole_pages(ram_gib, part, whole)
    if not newer:
        return older
    # A size between two that were seen gets at least what the smaller of them got.
    seen = [size for size in _NEWER_METAL_PERCENT if size <= ram_gib]
    return max([older] + [_whole_pages(size, _NEWER_METAL_PERCENT[size], 100) for size in seen])


def _whole_pages(ram_gib: float, part: int, whole: int) -> int:
    return -(-round(ram_gib * GIB) * part // (whole * _METAL_PAGE)) * _METAL_PAGE


def newer_metal_known(ram_gib: float) -> bool:
    """Whether the newer limit of this size is known; up to 8 GB it is the older one.

    >>> newer_metal_known(8), newer_metal_known(16), newer_metal_known(96)
    (True, True, False)
    """
    return ram_gib < _SMALLEST_RAISED_GIB or ram_gib in _NEWER_METAL_PERCENT
