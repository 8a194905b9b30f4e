"""Where a model would sit: all in fast memory, partly on the graphics card, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    told,
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
    counts: tuple[int, ...] = ()
    """Layers on each card that is used, the output matrix as one; empty where there is one."""
    each_bytes: tuple[int, ...] = ()
    """What each of these cards holds."""

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


def card_room(budget: Budget, *, sure: bool = False) -> int:
    """Bytes that a model may use of each card: usually, or even in the worst case."""
    return (budget.usable_low_bytes if sure else budget.usable_bytes) // budget.cards


def room_for(needed: Requirement, budget: Budget) -> Room:
    """Whether it fits in what one model may use, without any spilling.

    `fits`: even with the high estimate and the least free memory that we assume. `tight`: in what
    is usually free, but not in that worst case, or only as the system drops what was copied.
    `stretch`: only where more than usual is free; what is too large for a graphics card spills
    instead. Empty: not even in the best case. Of a graphics card only that counts which is loaded
    there: tables of words stay in main memory.
    """
    if budget.spill_bytes:
        if needed.on_cards(card_room(budget, sure=True), high=True):
            return "fits"
        return "tight" if needed.on_cards(card_room(budget)) else ""
    if needed.high_bytes <= budget.usable_low_bytes:
        return "fits"
    if needed.needed_bytes <= budget.usable_bytes:
        return "tight"
    return "stretch" if needed.needed_bytes <= budget.usable_high_bytes else ""


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
        if both > reach_bytes(needed, budget) or needed.host_bytes > budget.spill_bytes:
            return "does_not_fit"
        return room_for(needed, budget) or "partial_offload"
    return room_for(needed, budget) or "does_not_fit"


def reach_bytes(needed: Requirement, budget: Budget) -> int:
    """What a model may use of card and main memory together.

    Of each further card what a working space and one layer leave: it takes only whole layers.
    """
    one = card_room(budget)
    further = max(one - needed.card_loss_bytes, 0)
    return one + (budget.cards - 1) * further + budget.spill_bytes


def place(geometry: Geometry, setup: Setup, needed: Requirement, budget: Budget) -> Placement:
    """Where the model would sit."""
    status, layers = status_for(needed, budget), geometry.layers
    if not budget.spill_bytes or status == "does_not_fit":
        return Placement(status=status, layers=layers)
    if status != "partial_offload":
        return _on_cards(geometry, setup, needed, budget, status)
    room, ram = card_room(budget), budget.spill_bytes
    split = best_split(geometry, setup, room=room, ram=ram, fixed=needed.fixed)
    return Placement(
        status=status,
        layers=layers,
        gpu_layers=split.gpu_layers,
        split=split,
        counts=split.counts,
        each_bytes=split.each_bytes,
    )


def _on_cards(
    geometry: Geometry, setup: Setup, needed: Requirement, budget: Budget, status: Status
) -> Placement:
    """All of it on the fewest cards that do as well as all, its layers as even as they go."""
    whole = Placement(status=status, layers=geometry.layers, gpu_layers=geometry.layers)
    if needed.load is None:
        return whole
    sure = status == "fits"
    used = needed.on_cards(card_room(budget, sure=sure), high=sure)
    counts = needed.load.evened(used) if used > 1 else (geometry.layers + 1,)
    each = needed.load.on_each(counts) if used > 1 else (needed.card_bytes,)
    return replace(whole, counts=told(geometry, setup, counts), each_bytes=each)


def fitted(geometry: Geometry, setup: Setup, needed: Requirement, budget: Budget) -> Split | None:
    """What llama.cpp's own `--fit` would do with this context; None where it changes nothing.

    It leaves 1 GiB of each card free. Of a mixture it moves experts, from the last layers on, where
    we count the first; so many, within one, are as large.
    """
    room = card_room(budget) - FIT_MARGIN_BYTES
    if not budget.spill_bytes or needed.on_cards(room):
        return None
    if geometry.experts and (split := experts_aside(geometry, setup, room, needed.fixed)):
        return split
    return whole_layers(geometry, setup, room, needed.fixed)
