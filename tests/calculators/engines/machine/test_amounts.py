"""What the graphics side may hold, and how the memory of a machine is shared out."""

from dataclasses import replace

import pytest

from calculators.core.numbers import GIB
from calculators.engines.machine import custom_machine, metal_limit_bytes
from calculators.engines.machine.amounts import (
    Amounts,
    amounts,
    graphics_limit_bytes,
    newer_metal_known,
)

# recommendedMaxWorkingSetSize as llama.cpp printed it, in MB of 10^6 bytes, two decimals.
PRINTED_BY_OLDER_MACOS = {8: 5726.63, 16: 11453.25, 32: 22906.50, 64: 51539.61}
PRINTED_BY_NEWER_MACOS = {
    8: 5726.63,
    16: 12713.12,
    18: 14302.25,
    24: 19069.67,
    32: 26800.60,
    36: 30150.67,
    48: 40200.90,
    64: 55662.79,
    128: 115448.73,
}


@pytest.mark.parametrize(("ram_gib", "printed"), PRINTED_BY_OLDER_MACOS.items())
def test_the_older_metal_limit_is_what_was_printed(ram_gib: int, printed: float) -> None:
    assert round(metal_limit_bytes(ram_gib) / 1e6, 2) == printed


@pytest.mark.parametrize(("ram_gib", "printed"), PRINTED_BY_NEWER_MACOS.items())
def test_the_newer_metal_limit_is_what_was_printed(ram_gib: int, printed: float) -> None:
    assert round(metal_limit_bytes(ram_gib, newer=True) / 1e6, 2) == printed


@pytest.mark.parametrize("ram_gib", [36, 48, 96, 128, 192, 512])
def test_above_32_gb_the_older_limit_is_three_quarters(ram_gib: int) -> None:
    assert metal_limit_bytes(ram_gib) == ram_gib * GIB * 3 // 4


@pytest.mark.parametrize("ram_gib", [96, 256, 512])
def test_a_size_not_seen_in_a_log_keeps_the_older_limit(ram_gib: int) -> None:
    assert not newer_metal_known(ram_gib)
    assert metal_limit_bytes(ram_gib, newer=True) == metal_limit_bytes(ram_gib)


@pytest.mark.parametrize("ram_gib", PRINTED_BY_NEWER_MACOS)
def test_the_older_limit_is_never_above_the_newer(ram_gib: int) -> None:
    assert metal_limit_bytes(ram_gib) <= metal_limit_bytes(ram_gib, newer=True)


@pytest.mark.parametrize("system", ["windows", "linux"])
def test_built_in_graphics_may_hold_half_of_the_ram(system: str) -> None:
    laptop = custom_machine(memory_kind="integrated", ram_gib=16, system=system)  # type: ignore[arg-type]
    assert graphics_limit_bytes(laptop) == 8 * GIB


def test_a_machine_may_have_a_share_of_its_own() -> None:
    tablet = replace(custom_machine(memory_kind="integrated", ram_gib=16), gpu_share=0.25)
    assert graphics_limit_bytes(tablet) == 4 * GIB


def test_built_in_graphics_share_what_the_firmware_leaves() -> None:
    console = replace(custom_machine(memory_kind="integrated", ram_gib=16), firmware_gib=4.0)
    assert graphics_limit_bytes(console) == 6 * GIB


@pytest.mark.parametrize("kind", ["dedicated", "processor"])
def test_without_shared_memory_there_is_no_such_limit(kind: str) -> None:
    machine = custom_machine(memory_kind=kind, ram_gib=16, vram_gib=8)  # type: ignore[arg-type]
    assert graphics_limit_bytes(machine) == 0


def test_firmware_comes_first_then_the_system_then_other_programs() -> None:
    machine = replace(custom_machine(memory_kind="processor", ram_gib=16), firmware_gib=1.0)
    shared = amounts(machine, held_gib=0, system_gib=4, apps_gib=2, newer_macos=False)
    assert shared == Amounts(
        card=0,
        firmware=GIB,
        system=4 * GIB,
        apps=2 * GIB,
        free_ram=9 * GIB,
        limit=0,
        usable=9 * GIB,
    )


def test_who_comes_late_gets_what_is_left() -> None:
    machine = custom_machine(memory_kind="processor", ram_gib=4)
    shared = amounts(machine, held_gib=0, system_gib=3, apps_gib=6, newer_macos=False)
    assert (shared.system, shared.apps, shared.free_ram) == (3 * GIB, GIB, 0)


def test_a_card_gives_what_is_free_on_it() -> None:
    machine = custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8)
    shared = amounts(machine, held_gib=1, system_gib=4, apps_gib=1, newer_macos=False)
    assert (shared.card, shared.limit, shared.usable) == (GIB, 7 * GIB, 7 * GIB)
    assert shared.free_ram == 11 * GIB


def test_a_mac_gives_the_smaller_of_its_limit_and_what_is_free() -> None:
    mac = custom_machine(memory_kind="apple", ram_gib=16)
    idle = amounts(mac, held_gib=0, system_gib=3, apps_gib=0, newer_macos=False)
    busy = amounts(mac, held_gib=0, system_gib=3, apps_gib=6, newer_macos=False)
    assert idle.usable == idle.limit == metal_limit_bytes(16)
    assert busy.usable == busy.free_ram == 7 * GIB
