"""A machine of the catalog as it stands there, or one as its reader describes it."""

from dataclasses import replace

import pytest

from calculators import catalog
from calculators.core.calculator import fields_of
from calculators.questions.common.machine_inputs import (
    DeviceInputs,
    MachineInputs,
    device_machine,
    machine_of,
)

DESCRIBED = DeviceInputs(
    machine="custom", ram_gib=32, vram_gib=12, system="linux", bandwidth_gb_s=504, tflops=29
)


def test_a_machine_of_the_catalog_is_taken_as_it_stands_there() -> None:
    asked = DeviceInputs(machine="laptop-16gb", ram_gib=64, bandwidth_gb_s=1000, tflops=50)
    assert machine_of(asked) == device_machine(asked) == catalog.machine("laptop-16gb")


@pytest.mark.parametrize(
    ("kind", "vram_gib", "system"),
    [("apple", 0, "macos"), ("integrated", 0, "linux"), ("dedicated", 12, "linux")],
)
def test_a_described_machine_has_what_its_kind_has(kind: str, vram_gib: float, system: str) -> None:
    machine = machine_of(replace(DESCRIBED, memory_kind=kind))
    assert (machine.id, machine.kind) == ("custom", kind)
    assert (machine.ram_gib, machine.vram_gib, machine.system) == (32, vram_gib, system)


def test_a_described_bandwidth_is_that_of_the_memory_the_model_lies_in() -> None:
    card = device_machine(replace(DESCRIBED, memory_kind="dedicated"))
    assert (card.gpu_bandwidth_gb_s, card.ram_bandwidth_gb_s) == (504, None)
    shared = device_machine(replace(DESCRIBED, memory_kind="integrated"))
    assert (shared.gpu_bandwidth_gb_s, shared.ram_bandwidth_gb_s) == (None, 504)


def test_graphics_too_weak_to_count_and_the_usual_class_say_nothing() -> None:
    weak = device_machine(replace(DESCRIBED, tflops=0.05))
    assert (weak.gpu_fp16_tflops, weak.speed_class) == (None, None)
    named = device_machine(replace(DESCRIBED, speed_class="CPU"))
    assert (named.gpu_fp16_tflops, named.speed_class) == (29, "CPU")


def test_what_computes_is_asked_after_the_machine() -> None:
    machine = [field.name for field in fields_of(MachineInputs)]
    device = [field.name for field in fields_of(DeviceInputs)]
    assert machine == ["machine", "memory_kind", "ram_gib", "vram_gib", "cards", "system"]
    assert device == [*machine, "speed_class", "bandwidth_gb_s", "tflops"]
