"""Where a model would sit: all in fast memory, partly on the graphics card, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from calculators.engines.machine import Budget
from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.requirement import Requirement
from calculators.engines.memory.setup import Setup
from calculators.engines.memory.split import (
    FIT_MARGIN_BYTES,
    Split,
    best_split,
    experts_aside,
    whole_layers,
)

Room = Literal["fits", "tight", "stretch", ""]
Status = Literal["fits", "tight", "stretch", "partial_offload", "does_not_fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The verdict and, for a graphics card, how many layers it can hold."""

    status: Status
    layers: int
    """Repeating layers of the model."""
    gpu_layers: int | None = None
    """Those on the card; None where there is none."""
    split: Split | None = None
    """How it is laid out on both sides; None where it is all in one place."""

    @property
    def share(self) -> float:
        """Part of the layers that computes where it is fastest; 1 where no part is elsewhere."""
        if self.status != "partial_offload":
            return 1.0
        return (self.gpu_layers or 0) / self.layers

    @property
    def experts_share(self) -> float:
        """Part of the experts that is in main memory while their layers are on the card."""
        return self.split.experts_share if self.split else 0.0


def room_for(needed: Requirement, budget: Budget) -> Room:
    """Whether it fits in what one model may use, without any spilling.

    `fits`: even with the high estimate and the least free memory that we assume. `tight`: in what
    is usually free, but not in that worst case, or only as the system drops what was copied.
    `stretch`: only where more than usual is free; what is too large for a graphics card spills
    instead. Empty: not even in the best case. Of a graphics card only that counts which is loaded
    there: tables of words stay in main memory.
    """
    card = budget.spill_bytes > 0
    if (needed.card_high_bytes if card else needed.high_bytes) <= budget.usable_low_bytes:
        return "fits"
    if (needed.card_bytes if card else needed.needed_bytes) <= budget.usable_bytes:
        return "tight"
    best = 0 if card else budget.usable_high_bytes
    return "stretch" if needed.needed_bytes <= best else ""


def status_for(needed: Requirement, budget: Budget) -> Status:
    """The verdict in one word, from bytes alone; `place` counts the layers too.

    What is too large for a graphics card spills into RAM: `partial_offload`.

    >>> from calculators import catalog
    >>> from calculators.engines.machine import memory_budget
    >>> from calculators.engines.memory import Setup
    >>> from calculators.engines.memory.requirement import requirement
    >>> budget = memory_budget(catalog.machine("laptop-16gb"))
    >>> geometry = catalog.model("qwen3-8b").geometry
    >>> [status_for(requirement(geometry, Setup(context=8192, quantization=name)), budget)
    ...  for name in ("Q4_K_M", "F16")]
    ['fits', 'does_not_fit']
    """
    if budget.spill_bytes:
        both = needed.card_bytes + needed.host_bytes
        if (
            both > budget.usable_bytes + budget.spill_bytes
            or needed.host_bytes > budget.spill_bytes
        ):
            return "does_not_fit"
        return room_for(needed, budget) or "partial_offload"
    return room_for(needed, budget) or "does_not_fit"


def place(geometry: Geometry, setup: Setup, needed: Requirement, budget: Budget) -> Placement:
    """Where the model would sit."""
    status, layers = status_for(needed, budget), geometry.layers
    if not budget.spill_bytes or status == "does_not_fit":
        return Placement(status=status, layers=layers)
    if status != "partial_offload":
        return Placement(status=status, layers=layers, gpu_layers=layers)
    room = budget.usable_bytes - needed.card_extra_bytes
    split = best_split(geometry, setup, room=room, ram=budget.spill_bytes)
    return Placement(status=status, layers=layers, gpu_layers=split.gpu_layers, split=split)


def fitted(geometry: Geometry, setup: Setup, needed: Requirement, budget: Budget) -> Split | None:
    """What llama.cpp's own `--fit` would do with this context; None where it changes nothing.

    It leaves 1 GiB of the card free. Of a mixture it moves experts, from the last layers on, where
    we count the first; so many, within one, are as large.
    """
    room = budget.usable_bytes - FIT_MARGIN_BYTES
    if not budget.spill_bytes or needed.card_bytes <= room:
        return None
    room -= needed.card_extra_bytes
    if geometry.experts and (split := experts_aside(geometry, setup, room)):
        return split
    return whole_layers(geometry, setup, room)
