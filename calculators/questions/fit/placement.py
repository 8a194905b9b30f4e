"""Where a model would sit: all in fast memory, partly on the graphics card, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calculators.engines.memory import gpu_output_bytes, layer_bytes, layer_state_bytes
from calculators.engines.memory.geometry import PARALLEL, RECURRENT

if TYPE_CHECKING:
    from calculators.engines.machine import Budget
    from calculators.questions.fit.requirement import Requirement
    from calculators.questions.fit.situation import Situation

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


def status_for(needed: Requirement, budget: Budget) -> Status:
    """The verdict in one word, from bytes alone; `place` counts the layers too.

    What is too large for a graphics card spills into RAM: `partial_offload`. The embedding table of
    the input stays in RAM anyway, so all layers may sit on a card although the whole would not.

    >>> from calculators import catalog
    >>> from calculators.questions.fit.requirement import Setup, requirement
    >>> from calculators.engines.machine import memory_budget
    >>> usual = Setup(quantization="Q4_K_M", context=8192, kv_cache_type="f16", slots=1,
    ...               flash_attention=True, unified_cache=True, micro_batch=512)
    >>> budget = memory_budget(catalog.machine("laptop-16gb"))
    >>> geometry = catalog.model("qwen3-8b").geometry
    >>> [status_for(requirement(geometry, usual, quantization=name), budget)
    ...  for name in ("Q4_K_M", "F16")]
    ['fits', 'does_not_fit']
    """
    if room := room_for(needed, budget):
        return room
    if budget.spill_bytes and needed.total_bytes <= budget.usable_bytes + budget.spill_bytes:
        return "tight" if needed.card_bytes <= budget.usable_bytes else "partial_offload"
    return "does_not_fit"


def place(now: Situation) -> Placement:
    """Where the model would sit."""
    status = status_for(now.needed, now.budget)
    if not now.budget.spill_bytes or status == "does_not_fit":
        return Placement(status=status)
    on_card = status != "partial_offload"
    count = now.subject.geometry.layers if on_card else layers_on_card(now)
    return Placement(status=status, gpu_layers=count)


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
