from dataclasses import replace

import pytest

from calculators.core.numbers import GIB
from calculators.engines.machine import custom_machine
from calculators.engines.machine.record import GROUPS, Form, Kind


def test_memory_sold_as_16_gb_is_16_gib() -> None:
    assert custom_machine(memory_kind="integrated", ram_gib=16).ram_bytes == 16 * GIB


def test_apple_silicon_runs_macos() -> None:
    mac = custom_machine(memory_kind="apple", ram_gib=16, vram_gib=8, system="windows")
    assert (mac.system, mac.vram_gib, mac.unified) == ("macos", 0, True)


def test_only_a_card_has_memory_of_its_own() -> None:
    card = custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8)
    assert (card.vram_bytes, card.unified) == (8 * GIB, False)
    assert card.name == "Your machine: 16 GB memory, graphics card with 8 GB"


@pytest.mark.parametrize(("ram_gib", "vram_gib"), [(0, 8), (-1, 8), (16, 0)])
def test_impossible_memory_is_refused(ram_gib: float, vram_gib: float) -> None:
    with pytest.raises(ValueError, match="needs memory"):
        custom_machine(memory_kind="dedicated", ram_gib=ram_gib, vram_gib=vram_gib)


def test_the_bandwidth_is_that_of_the_memory_the_model_sits_in() -> None:
    machine = custom_machine(memory_kind="processor", ram_gib=8)
    assert machine.bandwidth_gb_s is None


def test_laptops_come_first() -> None:
    assert GROUPS[0] == "Windows and Linux laptops"
    assert GROUPS[-1] == "Small boards"


@pytest.mark.parametrize(
    ("form", "kind", "group"),
    [
        ("laptop", "integrated", "Windows and Linux laptops"),
        ("laptop", "apple", "MacBooks"),
        ("desktop", "dedicated", "PCs with a graphics card"),
        ("desktop", "apple", "Mac mini and Mac Studio"),
        ("board", "processor", "Small boards"),
        ("board", "integrated", "Small boards"),
    ],
)
def test_a_machine_stands_under_the_heading_of_its_form_and_kind(
    form: Form, kind: Kind, group: str
) -> None:
    machine = custom_machine(memory_kind=kind, ram_gib=8, vram_gib=8)
    assert replace(machine, form=form).group == group
