"""Memory that grows with the context: KV cache and recurrent state, exact to the byte.

Formulas read from llama.cpp 0c1e57098, src/llama-kv-cache*.cpp and src/llama-memory-recurrent.cpp,
and checked against its own report for every family of attention (tests/data/README.md).
"""

from dataclasses import dataclass
from functools import lru_cache

from calculators.memory.geometry import (
    FEED_FORWARD,
    PARALLEL,
    RECURRENT,
    SLIDING,
    Geometry,
    pick,
)
from calculators.memory.tensor_types import TYPES, row_bytes

CACHE_TYPES: dict[str, str] = {
    "f32": "F32",
    "f16": "F16",
    "bf16": "BF16",
    "q8_0": "Q8_0",
    "q5_1": "Q5_1",
    "q5_0": "Q5_0",
    "q4_1": "Q4_1",
    "q4_0": "Q4_0",
    "iq4_nl": "IQ4_NL",
}
"""Types that llama.cpp offers for the cache (`--cache-type-k`), and their tensor type."""

CELL_STEP = 256
"""Cells come in steps of 256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Tokens the cache has room for, in each of `streams` separate caches."""

    full: int
    sliding: int
    streams: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KvCache:
    """Bytes of the keys and values of all slots."""

    cells: Cells
    layer_bytes: tuple[int, ...]
    """Bytes of each layer; 0 where a layer has no cache of its own."""
    full_bytes: int
    """Layers that see the whole context, with the sparse-attention index."""
    sliding_bytes: int
    """Layers that see a window."""

    @property
    def total_bytes(self) -> int:
        """All layers."""
        return self.full_bytes + self.sliding_bytes


def padded(number: int, step: int = CELL_STEP) -> int:
    """The number rounded up to a whole step.

    >>> padded(1000)
    1024
    """
    return -(-number // step) * step


def cells(
    geometry: Geometry,
    *,
    context: int,
    slots: int = 1,
    unified_cache: bool = True,
    micro_batch: int = 512,
    full_sliding: bool = False,
) -> Cells:
    """Cells of the cache for a context of so many tokens, shared by all slots.

    A unified cache is one pool for all slots; otherwise each slot has its own share. Sliding
    layers keep the window of every slot in the pool and the micro-batch being worked on, never
    more than the context; with `full_sliding` (--swa-full) they keep everything.
    """
    streams = 1 if unified_cache else slots
    full = padded(padded(context) // streams)
    window = geometry.sliding_window * (slots if unified_cache else 1) + micro_batch
    sliding = full if full_sliding else padded(min(full, window))
    return Cells(full=full, sliding=sliding if has_sliding(geometry) else 0, streams=streams)


def kv_cache(
    geometry: Geometry,
    *,
    context: int,
    cache_type: str = "f16",
    slots: int = 1,
    unified_cache: bool = True,
    micro_batch: int = 512,
    full_sliding: bool = False,
    flash_attention: bool = True,
) -> KvCache:
    """KV cache of the main model.

    ValueError for an unknown cache type, for a quantized one without flash attention and for one
    whose blocks do not divide the heads: llama.cpp refuses these too.
    """
    check_cache_type(geometry, cache_type, flash_attention=flash_attention)
    room = cells(
        geometry,
        context=context,
        slots=slots,
        unified_cache=unified_cache,
        micro_batch=micro_batch,
        full_sliding=full_sliding,
    )
    token_bytes = layer_token_bytes(geometry, cache_type, flash_attention)
    layers = tuple(
        size * room.streams * (room.sliding if slides else room.full)
        for size, slides in zip(token_bytes, sliding_layers(geometry), strict=True)
    )
    sliding = sum(
        size for size, slides in zip(layers, sliding_layers(geometry), strict=True) if slides
    )
    return KvCache(
        cells=room, layer_bytes=layers, full_bytes=sum(layers) - sliding, sliding_bytes=sliding
    )


def check_cache_type(geometry: Geometry, cache_type: str, *, flash_attention: bool = True) -> None:
    """ValueError says why llama.cpp would refuse this cache type for this model."""
    if cache_type not in CACHE_TYPES:
        raise ValueError(f"unknown cache type {cache_type!r}; known: {', '.join(CACHE_TYPES)}")
    block = TYPES[CACHE_TYPES[cache_type]][0]
    if block > 1 and not flash_attention:
        raise ValueError(f"a {cache_type} cache needs flash attention")
    if any(size % block for size in _head_sizes(geometry)):
        raise ValueError(f"{cache_type} needs head sizes that are multiples of {block}")


@lru_cache(maxsize=1024)
def _head_sizes(geometry: Geometry) -> frozenset[int]:
    """Sizes of the vectors that a cache holds, over all layers."""
    if geometry.uses_mla:
        latent = geometry.kv_lora_rank + geometry.rope_dim
        layers = range(geometry.layers)
        return frozenset({latent, *(pick(geometry.indexer_dim, layer) for layer in layers)})
    return frozenset(
        size
        for layer in range(geometry.layers)
        for size in (pick(geometry.key_dim, layer), geometry.value_head_dim(layer))
    )


@lru_cache(maxsize=1024)
def sliding_layers(geometry: Geometry) -> tuple[bool, ...]:
    """Which layers keep only a window; without a window none does."""
    return tuple(kind == SLIDING and geometry.sliding_window > 0 for kind in geometry.kinds)


def has_sliding(geometry: Geometry) -> bool:
    """Whether any layer keeps only a window."""
    return any(sliding_layers(geometry))


@lru_cache(maxsize=4096)
def layer_token_bytes(
    geometry: Geometry, cache_type: str, flash_attention: bool = True
) -> tuple[int, ...]:
    """Bytes one cell takes in each layer."""
    kind = CACHE_TYPES[cache_type]
    return tuple(
        _cell_bytes(geometry, layer, kind, flash_attention) if caches(geometry, layer) else 0
        for layer in range(geometry.layers)
    )


def caches(geometry: Geometry, layer: int) -> bool:
    """Whether the layer has a KV cache of its own."""
    attends = geometry.kinds[layer] not in (RECURRENT, FEED_FORWARD)
    return attends and layer < geometry.layers - geometry.shared_kv_layers


def _cell_bytes(geometry: Geometry, layer: int, kind: str, flash_attention: bool) -> int:
    if geometry.uses_mla:
        # one latent vector serves as key and value; the sparse-attention index has its own key
        latent = geometry.kv_lora_rank + geometry.rope_dim
        return row_bytes(kind, latent) + row_bytes(kind, pick(geometry.indexer_dim, layer))
    # without flash attention V lies transposed and every layer takes the width of the widest
    values = geometry.values(layer) if flash_attention else _widest_values(geometry)
    return row_bytes(kind, geometry.keys(layer)) + row_bytes(kind, values)


def _widest_values(geometry: Geometry) -> int:
    return max(geometry.values(layer) for layer in range(geometry.layers))


def recurrent_state_bytes(geometry: Geometry, *, slots: int = 1, draft_tokens: int = 0) -> int:
    """State of all recurrent layers, always 32-bit, one copy per slot.

    Speculative decoding keeps one more copy for each of `draft_tokens` (--draft-max).
    Qwen3.5-0.8B with 4 slots: 77.06 MiB.
    """
    layers = sum(kind in (RECURRENT, PARALLEL) for kind in geometry.kinds)
    return layers * layer_state_bytes(geometry) * slots * (1 + draft_tokens)


def layer_state_bytes(geometry: Geometry) -> int:
    """State of one recurrent layer for one slot: the last inputs of its convolution and more."""
    if geometry.shortconv_cache:
        return 4 * geometry.width * (geometry.shortconv_cache - 1)
    conv_width = geometry.ssm_inner + 2 * geometry.ssm_groups * geometry.ssm_state
    convolution = max(geometry.ssm_conv - 1, 0) * conv_width
    return 4 * (convolution + geometry.ssm_state * geometry.ssm_inner)
