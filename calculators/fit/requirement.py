"""What one set-up of one model needs, in bytes: exact parts and the one that is estimated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.memory import (
    compute_buffer_bytes,
    kv_cache,
    output_buffer_bytes,
    recurrent_state_bytes,
    weights,
)

if TYPE_CHECKING:
    from calculators.memory import Geometry, KvCache

MEASURED_COMPUTE = {True: (0.92, 1.07), False: (0.94, 1.25)}
"""llama.cpp's own compute buffer over our estimate, lowest and highest, with flash attention on and
off: all runs of tests/data/groundtruth.csv, which tests/calculators/fit compares."""

CONTEXT_STEP = 256
"""llama.cpp rounds a context up to a multiple of this, so no finer answer exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How the runtime is told to run a model."""

    quantization: str
    context: int
    kv_cache_type: str
    flash_attention: bool
    slots: int
    unified_cache: bool
    micro_batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Memory in bytes. All but the compute buffer is exact for a standard quantization."""

    weights_bytes: int
    """Weights in the file."""
    skipped_bytes: int
    """Weights of the file that are not loaded: layers for multi-token prediction."""
    kv_cache_bytes: int
    recurrent_state_bytes: int
    compute_buffer_bytes: int
    compute_low_bytes: int
    compute_high_bytes: int
    output_buffer_bytes: int

    @property
    def loaded_bytes(self) -> int:
        """Weights in memory."""
        return self.weights_bytes - self.skipped_bytes

    @property
    def exact_bytes(self) -> int:
        """Everything that is known to the byte."""
        parts = self.loaded_bytes, self.kv_cache_bytes, self.recurrent_state_bytes
        return sum(parts) + self.output_buffer_bytes

    @property
    def total_bytes(self) -> int:
        """All parts together."""
        return self.exact_bytes + self.compute_buffer_bytes

    @property
    def low_bytes(self) -> int:
        """All parts, with the compute buffer at the low end of what was measured."""
        return self.exact_bytes + self.compute_low_bytes

    @property
    def high_bytes(self) -> int:
        """All parts, with the compute buffer at the high end of what was measured."""
        return self.exact_bytes + self.compute_high_bytes


def cache_of(geometry: Geometry, setup: Setup) -> KvCache:
    """The KV cache of this model, set up like this."""
    return kv_cache(
        geometry,
        context=setup.context,
        cache_type=setup.kv_cache_type,
        slots=setup.slots,
        unified_cache=setup.unified_cache,
        micro_batch=setup.micro_batch,
        flash_attention=setup.flash_attention,
    )


def requirement(geometry: Geometry, setup: Setup) -> Requirement:
    """What this model needs, set up like this."""
    compute = compute_buffer_bytes(
        geometry,
        context=setup.context,
        slots=setup.slots,
        unified_cache=setup.unified_cache,
        micro_batch=setup.micro_batch,
        flash_attention=setup.flash_attention,
        outputs=setup.slots,
    )
    low, high = MEASURED_COMPUTE[setup.flash_attention]
    size = weights(geometry, setup.quantization)
    return Requirement(
        weights_bytes=size.file_bytes,
        skipped_bytes=size.file_bytes - size.total_bytes,
        kv_cache_bytes=cache_of(geometry, setup).total_bytes,
        recurrent_state_bytes=recurrent_state_bytes(geometry, slots=setup.slots),
        compute_buffer_bytes=compute,
        compute_low_bytes=round(compute * low),
        compute_high_bytes=round(compute * high),
        output_buffer_bytes=output_buffer_bytes(geometry, slots=setup.slots),
    )


def longest_context(
    geometry: Geometry, setup: Setup, *, limit_bytes: int, context_max: int, worst: bool = False
) -> int:
    """The most tokens of context that stay within `limit_bytes`; 0 when not even the least does.

    Memory never falls as context grows, so halving the range finds it. `worst` counts the high end
    of the estimated part.
    """
    low, high = 0, -(-context_max // CONTEXT_STEP)
    while low < high:
        middle = (low + high + 1) // 2
        longer = replace(setup, context=middle * CONTEXT_STEP)
        needed = requirement(geometry, longer)
        if (needed.high_bytes if worst else needed.total_bytes) <= limit_bytes:
            low = middle
        else:
            high = middle - 1
    return min(low * CONTEXT_STEP, context_max)
