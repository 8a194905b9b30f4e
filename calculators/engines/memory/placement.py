"""Where a model would sit: all in fast memory, partly on the graphics card, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from calculators.engines.machine import Budget
from calculators.engines.memory.cache import kv_cache, layer_state_bytes
from calculators.engines.memory.geometry import PARALLEL, RECURRENT, Geometry
from calculators.engines.memory.requirement import Requirement
from calculators.engines.memory.setup import Setup
from calculators.engines.memory.weights import gpu_output_bytes, layer_bytes

Room = Literal["fits", "tight", "stretch", ""]
Status = Literal["fits", "tight", "stretch", "partial_offload", "does_not_fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The verdict and, for a graphics card, how many layers it can hold."""

    status: Status
    layers: int
    """Repeating layers of the model."""
    gpu_layers: int | None = None
    """Those on the card; None where no card holds only a part."""

    @property
    def share(self) -> float:
        """Part of the layers that computes where it is fastest; 1 where no part is elsewhere."""
        if self.status != "partial_offload":
            return 1.0
        return (self.gpu_layers or 0) / self.layers


def room_for(needed: Requirement, budget: Budget) -> Room:
    """Whether it fits in what one model may use, without any spilling.

    `fits`: even with the high estimate and the least free memory that we assume. `tight`: in what
    is usually free, but not in that worst case, or only as the system drops what was copied.
    `stretch`: only where more than usual is free; what is too large for a graphics card spills
    instead. Empty: not even in the best case.
    """
    if needed.high_bytes <= budget.usable_low_bytes:
        return "fits"
    if needed.needed_bytes <= budget.usable_bytes:
        return "tight"
    best = 0 if budget.spill_bytes else budget.usable_high_bytes
    return "stretch" if needed.needed_bytes <= best else ""


def status_for(needed: Requirement, budget: Budget) -> Status:
    """The verdict in one word, from bytes alone; `place` counts the layers too.

    What is too large for a graphics card spills into RAM: `partial_offload`. The embedding table of
    the input stays in RAM anyway, so all layers may sit on a card although the whole would not.

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
    if room := room_for(needed, budget):
        return room
    if budget.spill_bytes and needed.total_bytes <= budget.usable_bytes + budget.spill_bytes:
        return "tight" if needed.card_bytes <= budget.usable_bytes else "partial_offload"
    return "does_not_fit"


def place(geometry: Geometry, setup: Setup, needed: Requirement, budget: Budget) -> Placement:
    """Where the model would sit."""
    status, layers = status_for(needed, budget), geometry.layers
    if not budget.spill_bytes or status == "does_not_fit":
        return Placement(status=status, layers=layers)
    on_card = status != "partial_offload"
    count = layers if on_card else layers_on_card(geometry, setup, needed, budget)
    return Placement(status=status, layers=layers, gpu_layers=count)


def layers_on_card(geometry: Geometry, setup: Setup, needed: Requirement, budget: Budget) -> int:
    """Layers that fit on the card beside the working space (`--n-gpu-layers`).

    llama.cpp moves the last layers first, each with its part of the KV cache; the output matrix
    follows once all repeating layers are there.
    """
    left = budget.usable_bytes - needed.compute_high_bytes - needed.output_buffer_bytes
    left -= needed.card_extra_bytes
    sizes, kept = layer_bytes(geometry, setup.quantization), _kept_bytes(geometry, setup)
    count = 0
    for size, conversation in zip(reversed(sizes), reversed(kept), strict=True):
        left -= size + conversation
        if left < 0:
            return count
        count += 1
    # All layers but not the output matrix: llama.cpp has no such setting below the last layer.
    return count if left >= gpu_output_bytes(geometry, setup.quantization) else count - 1


def _kept_bytes(geometry: Geometry, setup: Setup) -> list[int]:
    """What each layer keeps of the conversation: KV cache, recurrent state or both."""
    state = layer_state_bytes(geometry) * setup.slots
    cached = kv_cache(geometry, setup).layer_bytes
    return [
        size + (state if kind in (RECURRENT, PARALLEL) else 0)
        for size, kind in zip(cached, geometry.kinds, strict=True)
    ]
