"""What a model may use on a machine, and every piece that it may not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.numbers import GIB
from calculators.engines.machine import (
    OTHER_APPS,
    Assumption,
    Machine,
    custom_machine,
    memory_budget,
    metal_limit_bytes,
)
from calculators.engines.machine.record import KINDS, SYSTEMS, Kind, System

ram_sizes = st.integers(1, 1024) | st.floats(0.5, 1024)
amounts = st.floats(0, 64)


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    return custom_machine(
        memory_kind=draw(st.sampled_from(KINDS)),
        ram_gib=draw(ram_sizes),
        vram_gib=draw(st.sampled_from([2, 6, 8, 24])),
        system=draw(st.sampled_from(SYSTEMS)),
        headless=draw(st.booleans()),
    )


def usable_gib(
    kind: Kind, ram_gib: float, system: System = "windows", *, headless: bool = False
) -> float:
    machine = custom_machine(
        memory_kind=kind, ram_gib=ram_gib, vram_gib=8, system=system, headless=headless
    )
    return round(memory_budget(machine, other_apps_gib=1).usable_bytes / GIB, 2)


@pytest.mark.parametrize(
    ("kind", "ram_gib", "expected"),
    [
        ("apple", 8, 4.0),  # 8 - 3 for macOS - 1: less than Metal's 5.33
        ("apple", 16, 10.67),  # Metal's older limit: less than 16 - 3 - 1
        ("apple", 64, 48.0),
        ("integrated", 8, 3.0),  # 8 - 4 for Windows - 1
        ("integrated", 16, 11.0),
        ("processor", 16, 11.0),
        ("dedicated", 16, 6.9),  # 8 on the card - 1.1
    ],
)
def test_what_a_model_may_use(kind: Kind, ram_gib: float, expected: float) -> None:
    assert usable_gib(kind, ram_gib) == expected


def test_a_server_keeps_less() -> None:
    assert usable_gib("processor", 8, "linux", headless=True) == 6.3
    assert usable_gib("dedicated", 8, "linux", headless=True) == 7.7


def test_a_newer_macos_raises_the_limit_where_it_was_seen() -> None:
    mac = custom_machine(memory_kind="apple", ram_gib=24)
    older = memory_budget(mac, other_apps_gib=0)
    newer = memory_budget(mac, other_apps_gib=0, newer_macos=True)
    assert older.usable_bytes == older.gpu_bytes == metal_limit_bytes(24)
    assert newer.usable_bytes == metal_limit_bytes(24, newer=True)
    assert older.usable_high_bytes == newer.usable_bytes


def test_a_graphics_card_spills_into_free_ram() -> None:
    budget = memory_budget(
        custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8), other_apps_gib=2
    )
    assert budget.total_bytes == 24 * GIB
    assert budget.spill_bytes == budget.ram_bytes == 10 * GIB
    assert [part.key for part in budget.parts] == ["card", "usable", "system", "apps", "spill"]


def test_a_piece_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        memory_budget(custom_machine(memory_kind="processor", ram_gib=8)).part("card")


def test_built_in_graphics_reach_half_but_the_processor_reaches_all() -> None:
    budget = memory_budget(
        custom_machine(memory_kind="integrated", ram_gib=32), other_apps_gib=OTHER_APPS["nothing"]
    )
    assert (budget.gpu_bytes, budget.usable_bytes) == (16 * GIB, 28 * GIB)


def test_the_readers_own_numbers_have_no_range() -> None:
    budget = memory_budget(
        custom_machine(memory_kind="integrated", ram_gib=16), other_apps_gib=3, system_gib=2
    )
    assert budget.usable_low_bytes == budget.usable_bytes == budget.usable_high_bytes == 11 * GIB
    assert [part.basis for part in budget.parts] == ["your choice", "your choice", "assumed"]
    assert budget.apps == Assumption.chosen("Other programs", 3)


def test_a_full_machine_says_so() -> None:
    budget = memory_budget(
        custom_machine(memory_kind="integrated", ram_gib=4), other_apps_gib=OTHER_APPS["office"]
    )
    assert budget.usable_bytes == 0
    assert budget.ram_bytes == 0


def test_what_was_assumed_is_kept_with_the_budget() -> None:
    budget = memory_budget(
        custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8), system_gib=2
    )
    assert budget.held.label == "Held by Windows and the screen"
    assert budget.system == Assumption.chosen("The system", 2)
    assert budget.apps == OTHER_APPS["documents"]


def test_firmware_is_kept_before_anything_else() -> None:
    console = replace(custom_machine(memory_kind="integrated", ram_gib=16), firmware_gib=2.5)
    budget = memory_budget(console, other_apps_gib=0, system_gib=0)
    assert budget.firmware_bytes == budget.part("firmware").bytes == 2.5 * GIB
    assert budget.usable_bytes == 13.5 * GIB


@given(machines(), amounts)
def test_the_parts_add_up_in_each_pool(machine: Machine, apps: float) -> None:
    budget = memory_budget(machine, other_apps_gib=apps)
    in_pool = {"ram": 0, "vram": 0}
    for part in budget.parts:
        in_pool[part.pool] += part.bytes
        assert 0 <= part.low_bytes <= part.bytes <= part.high_bytes
    assert in_pool == {"ram": machine.ram_bytes, "vram": machine.vram_bytes}
    assert budget.part("usable").bytes == budget.usable_bytes


@given(machines(), st.sampled_from(list(OTHER_APPS)))
def test_the_range_holds_the_typical_amount(machine: Machine, apps: str) -> None:
    budget = memory_budget(machine, other_apps_gib=OTHER_APPS[apps])
    assert 0 <= budget.usable_low_bytes <= budget.usable_bytes <= budget.usable_high_bytes
    assert budget.usable_bytes <= budget.total_bytes


@given(st.sampled_from(KINDS), ram_sizes, ram_sizes, amounts, st.booleans())
def test_more_ram_never_gives_less(
    kind: Kind, one: float, other: float, apps: float, newer: bool
) -> None:
    small, large = sorted((one, other))
    fewer, more = (
        memory_budget(
            custom_machine(memory_kind=kind, ram_gib=size, vram_gib=8),
            other_apps_gib=apps,
            newer_macos=newer,
        )
        for size in (small, large)
    )
    assert fewer.usable_bytes <= more.usable_bytes
    assert fewer.spill_bytes <= more.spill_bytes


@given(machines(), amounts, amounts)
def test_more_programs_never_leave_more(machine: Machine, one: float, other: float) -> None:
    few, many = sorted((one, other))
    assert (
        memory_budget(machine, other_apps_gib=many).usable_bytes
        <= memory_budget(machine, other_apps_gib=few).usable_bytes
    )
