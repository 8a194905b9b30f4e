"""Why a model may use so much of a machine and no more, and where that is from."""

from dataclasses import replace

import pytest

from calculators.engines.machine import OTHER_APPS, Machine, custom_machine, memory_budget
from calculators.engines.machine.record import Kind, System
from calculators.questions.common.machine_limits import limit_reasons, limit_sources

WINDOWS = "Windows itself: 4.00 GiB (2.50 to 5.00 GiB), our assumption."


def reasons(machine: Machine, apps_gib: float = 0, *, newer_macos: bool = False) -> list[str]:
    budget = memory_budget(machine, other_apps_gib=apps_gib, newer_macos=newer_macos)
    return list(limit_reasons(machine, budget))


def test_built_in_graphics_hold_less_than_is_free() -> None:
    assert reasons(custom_machine(memory_kind="integrated", ram_gib=32)) == [
        "The built-in graphics may hold 16.0 GiB; what does not fit there runs on the processor, "
        "in the same memory.",
        WINDOWS,
    ]


def test_their_limit_is_not_told_where_less_is_free_anyway() -> None:
    assert reasons(custom_machine(memory_kind="integrated", ram_gib=8)) == [WINDOWS]


def test_a_mac_has_a_limit_that_newer_releases_raise() -> None:
    mac = custom_machine(memory_kind="apple", ram_gib=16)
    assert reasons(mac) == [
        "macOS lets the GPU hold at most 10.7 GiB (11.8 GiB in newer releases).",
        "macOS itself: 3.00 GiB (2.00 to 4.00 GiB), our assumption.",
    ]
    assert reasons(mac, newer_macos=True)[0] == "macOS lets the GPU hold at most 11.8 GiB."


def test_a_limit_above_what_is_free_is_told_with_what_is_free() -> None:
    mac = custom_machine(memory_kind="apple", ram_gib=8)
    assert reasons(mac, 1)[0] == (
        "macOS lets the GPU hold at most 5.33 GiB, but only 4.00 GiB is free."
    )


def test_a_graphics_card_loses_a_little_and_spills_into_main_memory() -> None:
    card = custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8)
    assert reasons(card) == [
        "Of the 8.00 GiB on the graphics card, 1.10 GiB (1.00 to 1.30 GiB) is usually taken before "
        "a model loads.",
        "A larger model spills into main memory, where 12.0 GiB is free, and gets much slower.",
        WINDOWS,
    ]


def test_a_processor_loses_what_the_system_and_other_programs_keep() -> None:
    assert reasons(custom_machine(memory_kind="processor", ram_gib=16), 3) == [
        WINDOWS,
        "Other programs: 3.00 GiB, as you set it.",
    ]


def test_firmware_that_keeps_memory_is_told() -> None:
    console = replace(custom_machine(memory_kind="processor", ram_gib=16), firmware_gib=2.0)
    assert reasons(console)[0] == "The firmware keeps 2.00 GiB before the system starts."


def test_a_full_machine_says_so() -> None:
    full = custom_machine(memory_kind="integrated", ram_gib=4)
    budget = memory_budget(full, other_apps_gib=OTHER_APPS["office"])
    assert list(limit_reasons(full, budget))[-1] == (
        "Nothing is left for a model: the system and the other programs take it all."
    )


@pytest.mark.parametrize(
    ("kind", "system", "host"),
    [
        ("apple", "macos", "developer.apple.com"),
        ("integrated", "windows", "learn.microsoft.com"),
        ("integrated", "linux", "docs.kernel.org"),
        ("dedicated", "windows", "github.com"),
    ],
)
def test_a_limit_names_its_source(kind: Kind, system: System, host: str) -> None:
    machine = custom_machine(memory_kind=kind, ram_gib=16, vram_gib=8, system=system)
    found = limit_sources(machine)
    assert all(each.url.startswith("https://") for each in found)
    assert host in found[0].url


def test_a_processor_alone_has_no_limit_to_prove() -> None:
    assert limit_sources(custom_machine(memory_kind="processor", ram_gib=16)) == ()
