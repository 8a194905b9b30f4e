"""What the system, other programs and the screen are assumed to keep."""

from itertools import pairwise

import pytest

from calculators.core.numbers import GIB, MIB
from calculators.engines.machine import (
    OTHER_APPS,
    Assumption,
    custom_machine,
    held_graphics_memory,
    system_reserve,
)
from calculators.engines.machine.record import System

# Memory of a card by its name, and what llama.cpp or Ollama found free before loading, in MiB.
FREE_ON_WINDOWS = [(6, 5073), (8, 7099), (8, 7066), (12, 11264), (12, 11013), (16, 15055)]
FREE_ON_SERVERS = [(8, 7622), (16, 15811)]


def test_what_stays_open_rises_down_the_menu() -> None:
    assert list(OTHER_APPS) == ["nothing", "documents", "browser", "office"]
    assert all(a.high_gib < b.high_gib for a, b in pairwise(OTHER_APPS.values()))
    assert {each.basis for each in OTHER_APPS.values()} == {"assumed"}


def test_an_assumption_rises_from_low_to_high() -> None:
    with pytest.raises(ValueError, match="from low to high"):
        Assumption(label="Wrong", typical_gib=1, low_gib=2, high_gib=3)


def test_what_the_reader_typed_has_no_range() -> None:
    chosen = Assumption.chosen("The system", 2.5)
    assert (chosen.low_gib, chosen.typical_gib, chosen.high_gib) == (2.5, 2.5, 2.5)
    assert chosen.basis == "your choice"


@pytest.mark.parametrize(
    ("system", "headless", "label", "typical_gib"),
    [
        ("windows", False, "Windows itself", 4),
        ("macos", False, "macOS itself", 3),
        ("linux", False, "Linux with a desktop", 2),
        ("linux", True, "Linux without a desktop", 0.7),
        ("windows", True, "Windows itself", 4),
    ],
)
def test_a_system_keeps_more_with_a_desktop(
    system: System, headless: bool, label: str, typical_gib: float
) -> None:
    kept = system_reserve(
        custom_machine(memory_kind="processor", ram_gib=16, system=system, headless=headless)
    )
    assert (kept.label, kept.typical_gib) == (label, typical_gib)


@pytest.mark.parametrize(("vram_gib", "free_mib"), FREE_ON_WINDOWS)
def test_free_memory_seen_on_windows_lies_in_the_range(vram_gib: int, free_mib: int) -> None:
    held = held_graphics_memory(custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8))
    taken_gib = vram_gib - free_mib * MIB / GIB
    assert held.low_gib <= taken_gib <= held.high_gib
    assert taken_gib == pytest.approx(held.typical_gib, abs=0.2)


@pytest.mark.parametrize(("vram_gib", "free_mib"), FREE_ON_SERVERS)
def test_free_memory_seen_on_servers_lies_in_the_range(vram_gib: int, free_mib: int) -> None:
    server = custom_machine(
        memory_kind="dedicated", ram_gib=16, vram_gib=8, system="linux", headless=True
    )
    held = held_graphics_memory(server)
    assert held.low_gib <= vram_gib - free_mib * MIB / GIB <= held.high_gib


def test_a_desktop_under_linux_may_take_more_or_less_than_windows() -> None:
    card = custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8, system="linux")
    held = held_graphics_memory(card)
    assert (held.low_gib, held.typical_gib, held.high_gib) == (0.3, 1.1, 3.0)
    assert held.basis == "estimate"
