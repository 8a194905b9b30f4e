import pytest

from calculators.core.numbers import GIB, MIB
from calculators.engines.machine import (
    LIMIT_SOURCES,
    custom_machine,
    held_graphics_memory,
    metal_limit_bytes,
)
from calculators.engines.machine.graphics import graphics_limit_bytes, newer_metal_known

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

# Memory of a card by its name, and what llama.cpp or Ollama found free before loading, in MiB.
FREE_ON_WINDOWS = [(6, 5073), (8, 7099), (8, 7066), (12, 11264), (12, 11013), (16, 15055)]
FREE_ON_SERVERS = [(8, 7622), (16, 15811)]


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


@pytest.mark.parametrize("system", ["windows", "linux"])
def test_built_in_graphics_may_hold_half_of_the_ram(system: str) -> None:
    laptop = custom_machine(memory_kind="integrated", ram_gib=16, system=system)  # type: ignore[arg-type]
    assert graphics_limit_bytes(laptop) == 8 * GIB


def test_every_limit_can_be_looked_up() -> None:
    assert set(LIMIT_SOURCES) == {"apple", "windows", "linux", "card"}
    assert all(
        source.url.startswith("https://") for each in LIMIT_SOURCES.values() for source in each
    )
