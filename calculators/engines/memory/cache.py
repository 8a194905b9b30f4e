"""Memory that grows with the context: KV cache and recurrent state, exact to the byte.

Formulas read from llama.cpp b11549, src/llama-kv-cache*.cpp and src/llama-memory-recurrent.cpp,
and checked against its own report for every family of attention (tests/data/README.md).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from calculators.engines.memory.geometry import (
    FEED_FORWARD,
    OVERLAPPING,
    PARALLEL,
    RECURRENT,
    SLIDING,
    Geometry,
    pick,
)
from calculators.engines.memory.setup import Setup
from calculators.engines.memory.tensor_types import TYPES, row_bytes

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

QUANTIZED = frozenset(name for name, kind in CACHE_TYPES.items() if TYPES[kind][0] > 1)
"""Those that store blocks of numbers, not single ones."""

SAME_TYPE = "same"
"""Values of the type of the keys, as long as nobody says otherwise."""

CELL_STEP = 256
"""Cells come in steps of 256."""


class CacheTypes(NamedTuple):
    """How keys and values are kept: names of `CACHE_TYPES`."""

    keys: str
    values: str


HALF = CacheTypes("f16", "f16")
"""What every runtime starts with."""


def types_of(setup: Setup) -> CacheTypes:
    """The types that a set-up names.

    >>> types_of(Setup(context=4096, kv_cache_type="q8_0"))
    CacheTypes(keys='q8_0', values='q8_0')
    >>> types_of(Setup(context=4096, v_cache_type="q8_0"))
    CacheTypes(keys='f16', values='q8_0')
    """
    keys = setup.kv_cache_type
    return CacheTypes(keys, keys if setup.v_cache_type == SAME_TYPE else setup.v_cache_type)


class Cells(NamedTuple):
    """Tokens the cache has room for, in each of `streams` separate caches."""

    full: int
    sliding: int
    streams: int


class CellBytes(NamedTuple):
    """Bytes that one cell takes in all layers together."""

    full: int
    """In the layers that see the whole context."""
    sliding: int
    """In the layers that see a window."""


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


def cells(geometry: Geometry, setup: Setup) -> Cells:
    """Cells of the cache for the whole context, shared by all slots.

    A unified cache is one pool for all slots; otherwise each slot has its own share. Sliding
    layers keep the window of every slot in the pool and the micro-batch being worked on, never
    more than the context; with `full_sliding` they keep everything.
    """
    shared = setup.unified_cache and not geometry.output_groups  # DeepSeek V4 never shares
    streams = 1 if shared else setup.slots
    full = padded(padded(setup.context) // (1 if setup.unified_cache else streams))
    windows = setup.slots if shared else 1
    window = geometry.sliding_window * windows + setup.micro_batch
    sliding = full if setup.full_sliding else padded(min(full, window))
    return Cells(full=full, sliding=sliding if has_sliding(geometry) else 0, streams=streams)


def kv_cache(geometry: Geometry, setup: Setup) -> KvCache:
    """KV cache of the main model, layer by layer.

    ValueError for an unknown cache type, for quantized values without flash attention and for a
    type whose blocks do not divide the heads: llama.cpp refuses these too.
    """
    room, kinds = cells(geometry, setup), types_of(setup)
    cell = cell_bytes(geometry, kinds, setup.flash_attention)
    sizes = layer_token_bytes(geometry, kinds, setup.flash_attention)
    windows, entries = sliding_layers(geometry), _entry_bytes(geometry, setup, room)
    return KvCache(
        cells=room,
        layer_bytes=tuple(
            (size * (room.sliding if window else room.full) + entry) * room.streams
            for size, window, entry in zip(sizes, windows, entries, strict=True)
        ),
        full_bytes=(cell.full * room.full + sum(entries)) * room.streams,
        sliding_bytes=cell.sliding * room.sliding * room.streams,
    )


def kv_cache_bytes(geometry: Geometry, setup: Setup) -> int:
    """Bytes of all keys and values: `kv_cache(...).total_bytes` without the single layers.

    >>> llama = Geometry(architecture="llama", layers=16, width=2048, vocabulary=128256,
    ...                  heads=32, kv_heads=8, key_dim=64)
    >>> kv_cache_bytes(llama, Setup(context=4096)) == 16 * 4096 * 2 * (8 * 64) * 2
    True
    """
    room = cells(geometry, setup)
    cell = cell_bytes(geometry, types_of(setup), setup.flash_attention)
    found = room.streams * (cell.full * room.full + cell.sliding * room.sliding)
    return found + room.streams * sum(_entry_bytes(geometry, setup, room))


def _entry_bytes(geometry: Geometry, setup: Setup, room: Cells) -> tuple[int, ...]:
    """Bytes of each layer's compressed entries in one of the caches (DeepSeek V4).

    An entry serves as key and value; where it stands for 4 tokens an index picks entries, by a key
    of its own.
    """
    if not geometry.output_groups:
        return (0,) * geometry.layers
    kind, found = CACHE_TYPES[setup.kv_cache_type], []
    for layer in range(geometry.layers):
        ratio, index = pick(geometry.compress, layer), pick(geometry.indexer_dim, layer)
        entry = row_bytes(kind, pick(geometry.key_dim, layer)) + row_bytes(kind, index)
        found.append(entry * padded(-(-room.full // ratio)) if ratio else 0)
    return tuple(found)


@lru_cache(maxsize=1024)
def cell_bytes(geometry: Geometry, types: CacheTypes, flash_attention: bool) -> CellBytes:
    """Bytes one cell takes; ValueError as from `kv_cache`."""
    if refusal := cache_refusal(geometry, types, flash_attention):
        raise ValueError(refusal)
    full = sliding = 0
    for layers in geometry.own_layers:
        size = _layer_cell_bytes(geometry, layers[0], types, flash_attention) * len(layers)
        if slides(geometry, layers[0]):
            sliding += size
        else:
            full += size
    return CellBytes(full=full, sliding=sliding)


@lru_cache(maxsize=1024)
def cache_refusal(geometry: Geometry, types: CacheTypes, flash_attention: bool = True) -> str:
    """Why llama.cpp would refuse these types for this model; empty when it would not.

    Quantized values need flash attention, quantized keys beside others don't.
    """
    for name in types:
        if name not in CACHE_TYPES:
            return f"unknown cache type {name!r}; known: {', '.join(CACHE_TYPES)}"
    if (geometry.uses_mla or geometry.output_groups) and types.keys != types.values:
        return "one vector is key and value here, so both have one type"
    if is_quantized(types.values) and not flash_attention:
        what = "a {} cache needs" if types.keys == types.values else "{} values need"
        return f"{what.format(types.values)} flash attention"
    for name, sizes in zip(types, _head_sizes(geometry), strict=True):
        block = TYPES[CACHE_TYPES[name]][0]
        if any(size % block for size in sizes):
            return f"{name} needs head sizes that are multiples of {block}"
    return ""


def is_quantized(cache_type: str) -> bool:
    """Whether a type of the cache stores blocks of numbers, not single ones."""
    return cache_type in QUANTIZED


def _head_sizes(geometry: Geometry) -> tuple[set[int], set[int]]:
    """Sizes of the vectors that a cache holds as keys and as values, over all layers."""
    layers = [group[0] for group in geometry.own_layers]
    if geometry.uses_mla:
        latent = geometry.kv_lora_rank + geometry.rope_dim
        return {latent, *(pick(geometry.indexer_dim, layer) for layer in layers)}, set()
    keys = {pick(geometry.key_dim, layer) for layer in layers}
    return keys, {geometry.value_head_dim(layer) for layer in layers}


def layer_token_bytes(
    geometry: Geometry, types: CacheTypes, flash_attention: bool = True
) -> tuple[int, ...]:
    """Bytes of one cell in each layer; 0 where a layer has no cache of its own."""
    sizes = [0] * geometry.layers
    for group in geometry.own_layers:
        size = _layer_cell_bytes(geometry, group[0], types, flash_attention)
        for layer in group:
            sizes[layer] = size
    return tuple(sizes)


def sliding_layers(geometry: Geometry) -> tuple[bool, ...]:
    """Which layers keep only a window; without a window none does."""
    return tuple(slides(geometry, layer) for layer in range(geometry.layers))


def slides(geometry: Geometry, layer: int) -> bool:
    """Whether the layer keeps only a window; without a window none does."""
    return geometry.kinds[layer] == SLIDING and geometry.sliding_window > 0


def has_sliding(geometry: Geometry) -> bool:
    """Whether any layer keeps only a window."""
    return geometry.sliding_window > 0 and SLIDING in geometry.kinds


def caches(geometry: Geometry, layer: int) -> bool:
    """Whether the layer has a KV cache of its own."""
    attends = geometry.kinds[layer] not in (RECURRENT, FEED_FORWARD)
    return attends and layer < geometry.layers - geometry.shared_kv_layers


def _layer_cell_bytes(
    geometry: Geometry, layer: int, types: CacheTypes, flash_attention: bool
) -> int:
    """Bytes one cell takes in a layer; 0 where the layer has no cache of its own."""
    if not caches(geometry, layer):
        return 0
    key, value = CACHE_TYPES[types.keys], CACHE_TYPES[types.values]
    index = row_bytes(key, geometry.indexer_rows * pick(geometry.indexer_dim, layer))
    if geometry.uses_mla:
        # one latent vector serves as key and value; the sparse-attention index has its own key
        return row_bytes(key, geometry.kv_lora_rank + geometry.rope_dim) + index
    if geometry.output_groups:  # one vector serves as key and value here too
        return row_bytes(key, geometry.keys(layer))
    values = geometry.values(layer)
    if not flash_attention:  # V lies transposed, and every layer takes the width of the widest
        values = max(geometry.values(each) for each in range(geometry.layers))
    heads = row_bytes(key, geometry.keys(layer)) + row_bytes(value, values)
    return geometry.passes * heads + index


def recurrent_state_bytes(geometry: Geometry, setup: Setup) -> int:
    """State of all recurrent layers, always 32-bit, one copy per slot.

    Speculative decoding keeps one more copy for each of `draft_tokens`. Qwen3.5-0.8B with 4 slots:
    77.06 MiB.
    """
    return slot_state_bytes(geometry) * setup.slots * (1 + setup.draft_tokens)


@lru_cache(maxsize=256)
def slot_state_bytes(geometry: Geometry) -> int:
    """State of all recurrent layers for one slot."""
    layers = sum(kind in (RECURRENT, PARALLEL) for kind in geometry.kinds)
    return layers * layer_state_bytes(geometry) + _compressor_bytes(geometry)


def _compressor_bytes(geometry: Geometry) -> int:
    """Inputs of the next compressed entries and their scores, in 32 bits, for one conversation.

    Entries that overlap are made of twice the inputs at twice the width.
    """
    found = 0
    for layer in range(geometry.layers if geometry.output_groups else 0):
        ratio, index = pick(geometry.compress, layer), pick(geometry.indexer_dim, layer)
        times = 4 if ratio == OVERLAPPING else 1
        found += times * ratio * (pick(geometry.key_dim, layer) + index)
    return 2 * 4 * found


def layer_state_bytes(geometry: Geometry) -> int:
    """State of one recurrent layer for one slot: the last inputs of its convolution and more."""
    if geometry.shortconv_cache:
        return 4 * geometry.width * (geometry.shortconv_cache - 1)
    conv_width = geometry.ssm_inner + 2 * geometry.ssm_groups * geometry.ssm_state
    convolution = max(geometry.ssm_conv - 1, 0) * conv_width
    return 4 * (convolution + geometry.ssm_state * geometry.ssm_inner)
