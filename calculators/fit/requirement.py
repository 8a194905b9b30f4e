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

# How far llama.cpp's own compute buffer was from such a formula with flash attention on, over 259
# measured runs: 9 % below to 15 % above (tests/data/README.md).
COMPUTE_LOW, COMPUTE_HIGH = 0.91, 1.15

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
    kv_cache_bytes: int
    recurrent_state_bytes: int
    compute_buffer_bytes: int
    output_buffer_bytes: int

    @property
    def exact_bytes(self) -> int:
        """Everything that is known to the byte."""
        parts = self.weights_bytes, self.kv_cache_bytes, self.recurrent_state_bytes
        return sum(parts) + self.output_buffer_bytes

    @property
    def total_bytes(self) -> int:
        """All parts together."""
        return self.exact_bytes + self.compute_buffer_bytes

    @property
    def low_bytes(self) -> int:
        """All parts, with the compute buffer at the low end of what was measured."""
        return self.exact_bytes + round(self.compute_buffer_bytes * COMPUTE_LOW)

    @property
    def high_bytes(self) -> int:
        """All parts, with the compute buffer at the high end of what was measured."""
        return self.exact_bytes + round(self.compute_buffer_bytes * COMPUTE_HIGH)


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
    return Requirement(
        weights_bytes=weights(geometry, setup.quantization).total_bytes,
        kv_cache_bytes=cache_of(geometry, setup).total_bytes,
        recurrent_state_bytes=recurrent_state_bytes(geometry, slots=setup.slots),
        compute_buffer_bytes=compute,
        output_buffer_bytes=output_buffer_bytes(geometry, slots=setup.slots),
    )


def longest_context(geometry: Geometry, setup: Setup, *, limit_bytes: int, context_max: int) -> int:
    """The most tokens of context that stay within `limit_bytes`; 0 when not even the least does.

    Memory never falls as context grows, so halving the range finds it.
    """
    low, high = 0, max(1, context_max // CONTEXT_STEP)
    while low < high:
        middle = (low + high + 1) // 2
        longer = replace(setup, context=middle * CONTEXT_STEP)
        if requirement(geometry, longer).total_bytes <= limit_bytes:
            low = middle
        else:
            high = middle - 1
    return min(low * CONTEXT_STEP, max(context_max, CONTEXT_STEP))
