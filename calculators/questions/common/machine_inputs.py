"""The machine that a form asks for: one of the catalog, or one that its reader describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from calculators import catalog
from calculators.core.form import CUSTOM, USUAL, amount, choice, count, when
from calculators.core.inputs import Option, When
from calculators.engines.machine import OTHER_APPS, Machine, custom_machine
from calculators.engines.speed.record import record
from calculators.questions.common import groups

LEAST_TFLOPS = 0.1
"""Of graphics that could run a model; less counts as not known."""
MOST_CARDS = 8
_DESCRIBED = when("machine", CUSTOM)
_KINDS = {
    "apple": "Apple silicon Mac",
    "integrated": "PC or laptop without its own graphics card",
    "dedicated": "PC or laptop with a graphics card",
    "processor": "Processor only",
}

DESCRIBED = Option(CUSTOM, "Another machine: describe it", "Not listed")
"""The choice of a machine that its reader describes."""


@cache
def machine_options() -> Sequence[Option]:
    """The machines of the catalog, for a menu."""
    return [Option(m.id, m.name, m.group) for m in catalog.machines().values()]


@cache
def _speed_classes() -> Sequence[Option]:
    return [Option(each.name, each.label) for each in record().classes.values()]


_OTHER_APPS = {
    name: f"{each.label} (about {each.typical_gib:g} GiB)" if each.typical_gib else each.label
    for name, each in OTHER_APPS.items()
}


def open_apps(when: When | None = None) -> str:
    """The input for what else stays open on the machine."""
    return choice("documents", _OTHER_APPS, remember=True, when=when, group=groups.MACHINE)(
        "What else stays open"
    )


@dataclass(frozen=True, kw_only=True)
class MachineInputs:
    """A machine, as far as its memory goes."""

    machine: str = choice(
        "laptop-16gb", machine_options, DESCRIBED, remember=True, ask_browser=CUSTOM
    )("Machine")
    memory_kind: str = choice("integrated", _KINDS, when=_DESCRIBED, remember=True)(
        "Kind of machine"
    )
    ram_gib: float = amount(16, "GiB", 1, 2048, when=_DESCRIBED, remember=True)(
        "Memory (RAM)", "As sold: “16 GB” counts as 16 GiB."
    )
    vram_gib: float = amount(
        8, "GiB", 1, 1024, when=when("memory_kind", "dedicated"), remember=True
    )(
        "Graphics card memory (VRAM)",
        "Only the card’s own, called dedicated; shared memory does not count.",
    )
    cards: int = count(
        1, "cards", 1, MOST_CARDS, when=when("memory_kind", "dedicated"), remember=True
    )("Equal graphics cards", "All alike, each with this much memory. They share a model’s layers.")
    system: str = choice(
        "windows",
        {"windows": "Windows", "linux": "Linux"},
        when=when("memory_kind", "integrated", "dedicated", "processor"),
        remember=True,
    )("Operating system")


@dataclass(frozen=True, kw_only=True)
class DeviceInputs(MachineInputs):
    """A machine, with what computes in it."""

    speed_class: str = choice(
        USUAL, {USUAL: "The usual of its kind"}, _speed_classes, when=_DESCRIBED, remember=True
    )("What computes")
    bandwidth_gb_s: float = amount(51.2, "GB/s", 1, 20_000, when=_DESCRIBED, remember=True)(
        "Memory bandwidth",
        "Of the memory the model lies in, from the maker’s data sheet. Two modules of "
        "DDR4-3200: 51.2, of DDR5-5600: 89.6.",
    )
    tflops: float = amount(0, "TFLOPS", 0, 10_000, when=_DESCRIBED, remember=True)(
        "FP16 rate of the graphics", "From the data sheet, without tensor cores. 0: not known."
    )


def machine_of(values: MachineInputs) -> Machine:
    """The machine that was chosen or described."""
    if values.machine != CUSTOM:
        return catalog.machine(values.machine)
    return custom_machine(
        memory_kind=values.memory_kind,  # type: ignore[arg-type]  # one of the options
        ram_gib=values.ram_gib,
        vram_gib=values.vram_gib,
        cards=values.cards,
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
