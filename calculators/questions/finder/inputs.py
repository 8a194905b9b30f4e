"""What `finder` asks: which machine, for what, and what matters beside that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Choice, Number, Option
from calculators.core.numbers import KIB
from calculators.questions.finder.licences import WISHES
from calculators.questions.finder.purposes import PACES, PURPOSES
from calculators.questions.fit.inputs import (
    MAX_CONTEXT,
    MachineInput,
    MemoryKindInput,
    OtherAppsInput,
    RamInput,
    SystemInput,
    VramInput,
)
from calculators.questions.speed.inputs import (
    USUAL,
    BandwidthInput,
    ClassInput,
    SpeedInputs,
    TflopsInput,
)


@cache
def _purposes() -> Sequence[Option]:
    return [Option(name, each.label) for name, each in PURPOSES.items()]


@cache
def _licences() -> Sequence[Option]:
    return [Option(name, label) for name, (label, _) in WISHES.items()]


@cache
def pace_options() -> Sequence[Option]:
    """Wishes for speed, for a menu."""
    return [Option(name, each.label) for name, each in PACES.items()]


PaceInput = Annotated[
    str,
    Choice(
        label="How fast it should write",
        help="Most adults read about 238 words a minute. For many short texts: all of them within "
        "an hour, or within half an hour.",
        options=pace_options,
    ),
]


PurposeInput = Annotated[str, Choice(label="What it is for", options=_purposes)]
RoomInput = Annotated[
    int,
    Number(
        label="Context window",
        help="0: as much as the purpose needs.",
        unit="tokens",
        minimum=0,
        maximum=MAX_CONTEXT,
        thousand=KIB,
        more=True,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    machine: MachineInput = "laptop-16gb"
    memory_kind: MemoryKindInput = "integrated"
    ram_gib: RamInput = 16
    vram_gib: VramInput = 8
    system: SystemInput = "windows"
    speed_class: ClassInput = USUAL
    bandwidth_gb_s: BandwidthInput = 51.2
    tflops: TflopsInput = 0
    purpose: PurposeInput = "everyday"
    other_apps: OtherAppsInput = "documents"
    licence: Annotated[
        str,
        Choice(
            label="Licence",
            help="Conditions can be rules of use, a name to show, or a limit on your revenue.",
            options=_licences,
        ),
    ] = "business"
    pace: PaceInput = "reading"
    context: RoomInput = 0


def speed_inputs(values: FinderInputs, *, model: str = "", quantization: str = "") -> SpeedInputs:
    """The same machine and purpose as `speed` asks for them, for one model if one is named."""
    purpose, usual = PURPOSES[values.purpose], SpeedInputs()
    return SpeedInputs(
        task=purpose.task_name,
        machine=values.machine,
        memory_kind=values.memory_kind,
        ram_gib=values.ram_gib,
        vram_gib=values.vram_gib,
        system=values.system,
        speed_class=values.speed_class,
        bandwidth_gb_s=values.bandwidth_gb_s,
        tflops=values.tflops,
        context=values.context or purpose.context,
        other_apps=values.other_apps,
        model=model or usual.model,
        quantization=quantization or usual.quantization,
    )
