"""The machine that a form asks for: one of the catalog, or one that its reader describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

from calculators import catalog
from calculators.core.inputs import Option
from calculators.core.presets import CUSTOM, USUAL, amount, choice, when
from calculators.engines.machine import OTHER_APPS, Machine, custom_machine
from calculators.engines.speed.record import record

LEAST_TFLOPS = 0.1
"""Of graphics that could run a model; less counts as not known."""
_DESCRIBED = when("machine", CUSTOM)
_KINDS = {
    "apple": "Apple silicon Mac",
    "integrated": "PC or laptop without its own graphics card",
    "dedicated": "PC or laptop with a graphics card",
    "processor": "Processor only",
}


@cache
def _machines() -> Sequence[Option]:
    own = Option(CUSTOM, "Another machine: describe it", "Not listed")
    return [*(Option(m.id, m.name, m.group) for m in catalog.machines().values()), own]


@cache
def _speed_classes() -> Sequence[Option]:
    usual = Option(USUAL, "The usual of its kind")
    return [usual, *(Option(each.name, each.label) for each in record().classes.values())]


_OTHER_APPS = {
    name: f"{each.label} (about {each.typical_gib:g} GiB)" if each.typical_gib else each.label
    for name, each in OTHER_APPS.items()
}
OtherAppsInput = Annotated[str, choice("What else stays open", _OTHER_APPS, remember=True)]


@dataclass(frozen=True, kw_only=True)
class MachineInputs:
    """A machine, as far as its memory goes."""

    machine: Annotated[str, choice("Machine", _machines, remember=True, ask_browser=CUSTOM)] = (
        "laptop-16gb"
    )
    memory_kind: Annotated[
        str, choice("Kind of machine", _KINDS, when=_DESCRIBED, remember=True)
    ] = "integrated"
    ram_gib: Annotated[
        float,
        amount(
            "Memory (RAM)",
            "GiB",
            1,
            2048,
            "As sold: “16 GB” counts as 16 GiB.",
            when=_DESCRIBED,
            remember=True,
        ),
    ] = 16
    vram_gib: Annotated[
        float,
        amount(
            "Graphics card memory (VRAM)",
            "GiB",
            1,
            1024,
            "Only the card’s own, called dedicated; shared memory does not count.",
            when=when("memory_kind", "dedicated"),
            remember=True,
        ),
    ] = 8
    system: Annotated[
        str,
        choice(
            "Operating system",
            {"windows": "Windows", "linux": "Linux"},
            when=when("memory_kind", "integrated", "dedicated", "processor"),
            remember=True,
        ),
    ] = "windows"


@dataclass(frozen=True, kw_only=True)
class DeviceInputs(MachineInputs):
    """A machine, with what computes in it."""

    speed_class: Annotated[
        str, choice("What computes", _speed_classes, when=_DESCRIBED, remember=True)
    ] = USUAL
    bandwidth_gb_s: Annotated[
        float,
        amount(
            "Memory bandwidth",
            "GB/s",
            1,
            20_000,
            "Of the memory the model lies in, from the maker’s data sheet. Two modules of "
            "DDR4-3200: 51.2, of DDR5-5600: 89.6.",
            when=_DESCRIBED,
            remember=True,
        ),
    ] = 51.2
    tflops: Annotated[
        float,
        amount(
            "FP16 rate of the graphics",
            "TFLOPS",
            0,
            10_000,
            "From the data sheet, without tensor cores. 0: not known.",
            when=_DESCRIBED,
            remember=True,
        ),
    ] = 0


def machine_of(values: MachineInputs) -> Machine:
    """The machine that was chosen or described."""
    if values.machine != CUSTOM:
        return catalog.machine(values.machine)
    return custom_machine(
        memory_kind=values.memory_kind,  # type: ignore[arg-type]  # one of the options
        ram_gib=values.ram_gib,
        vram_gib=values.vram_gib,
        system=values.system,  # type: ignore[arg-type]  # one of the options
    )


def device_machine(values: DeviceInputs) -> Machine:
    """The machine, with what its reader says of its speed."""
    machine = machine_of(values)
    if machine.id != CUSTOM:
        return machine
    dedicated = machine.kind == "dedicated"
    return replace(
        machine,
        ram_bandwidth_gb_s=None if dedicated else values.bandwidth_gb_s,
        gpu_bandwidth_gb_s=values.bandwidth_gb_s if dedicated else None,
        gpu_fp16_tflops=values.tflops if values.tflops >= LEAST_TFLOPS else None,
        speed_class=None if values.speed_class == USUAL else values.speed_class,
    )
