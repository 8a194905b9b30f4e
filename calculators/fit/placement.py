"""Where a model would sit: all in fast memory, partly on the graphics card, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calculators.memory import gpu_output_bytes, layer_bytes, layer_state_bytes
from calculators.memory.geometry import PARALLEL, RECURRENT

if TYPE_CHECKING:
    from calculators.fit.requirement import Requirement
    from calculators.fit.situation import Situation
    from calculators.machine import Budget

Room = Literal["fits", "tight", ""]
Status = Literal["fits", "tight", "partial_offload", "does_not_fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The verdict and, for a graphics card, how many layers it can hold."""

    status: Status
    gpu_layers: int | None = None
    """Repeating layers on the card; None where no card holds only a part."""


def room_for(needed: Requirement, budget: Budget) -> Room:
    """Whether it fits in what one model may use, without any spilling.

    `fits`: even with the high estimate and the least free memory that we assume. `tight`: only if
    less is taken than in that worst case. Empty: not even in the best case.
    """
    if needed.high_bytes <= budget.usable_low_bytes:
        return "fits"
    best = budget.usable_bytes if budget.spill_bytes else budget.usable_high_bytes
    return "tight" if needed.total_bytes <= best else ""


def place(now: Situation) -> Placement:
    """Where the model would sit.

    What is too large for a graphics card spills into RAM: `partial_offload`. The embedding table of
    the input stays in RAM anyway, so all layers may sit on a card although the whole would not.
    """
    layers = now.subject.geometry.layers
    card = now.budget.spill_bytes > 0
    if room := room_for(now.needed, now.budget):
        return Placement(status=room, gpu_layers=layers if card else None)
    if card and now.total_bytes <= now.reach_bytes:
        count = layers_on_card(now)
        return Placement(status="tight" if count == layers else "partial_offload", gpu_layers=count)
    return Placement(status="does_not_fit")


def layers_on_card(now: Situation) -> int:
    """Layers that fit on the card beside the working space (`--n-gpu-layers`).

    llama.cpp moves the last layers first, each with its part of the KV cache; the output matrix
    follows once all repeating layers are there.
    """
    geometry, needed = now.subject.geometry, now.needed
    left = now.budget.usable_bytes - needed.compute_high_bytes - needed.output_buffer_bytes
    sizes = layer_bytes(geometry, now.setup.quantization)
    count = 0
    for size, cached in zip(reversed(sizes), reversed(_cached_bytes(now)), strict=True):
        left -= size + cached
        if left < 0:
            return count
        count += 1
    # All layers but not the output matrix: llama.cpp has no such setting below the last layer.
    return count if left >= gpu_output_bytes(geometry, now.setup.quantization) else count - 1


def _cached_bytes(now: Situation) -> list[int]:
    """KV cache or recurrent state of each layer."""
    geometry = now.subject.geometry
    state = layer_state_bytes(geometry) * now.setup.slots
    return [
        cached + (state if kind in (RECURRENT, PARALLEL) else 0)
        for cached, kind in zip(now.cache.layer_bytes, geometry.kinds, strict=True)
    ]
