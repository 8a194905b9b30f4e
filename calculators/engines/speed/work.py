"""What a model does for one token: the bytes it reads and the sums it works out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from calculators.engines.memory import Geometry, Tensor, slot_state_bytes
from calculators.engines.memory.cache import HALF, CacheTypes, layer_token_bytes, sliding_layers
from calculators.engines.memory.geometry import FEED_FORWARD, RECURRENT, pick
from calculators.engines.memory.quantization import tensor_bytes, tensor_types


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Reading and arithmetic of one model in one quantization. Bytes, weights and operations."""

    shared_bytes: int
    """Weights that every token reads: all but the routed experts and the input embeddings."""
    expert_bytes: int
    """All routed experts together; a token reads only its share of them."""
    experts: int
    experts_used: int
    active_weights: int
    """Weights that one token is multiplied with, without the output matrix."""
    output_weights: int
    """The output matrix, worked out once for each token written."""
    layers: int
    expert_layers: int
    state_bytes: int
    """Recurrent state, read and written back for each token."""
    full_cache_bytes: int
    """KV cache of one earlier token in layers that see the whole context."""
    sliding_cache_bytes: int
    """KV cache of one earlier token in layers that see a window."""
    full_operations: int
    """Operations of attention for one earlier token in layers that see the whole context."""
    sliding_operations: int
    window: int
    """Earlier tokens that sliding layers see; 0 where there are none."""

    @property
    def token_bytes(self) -> int:
        """Weights read for one token."""
        return self.shared_bytes + self.token_expert_bytes

    @property
    def token_expert_bytes(self) -> int:
        """Of these, weights of routed experts."""
        return self.expert_bytes * self.experts_used // max(self.experts, 1)

    def cache_bytes(self, depth: int) -> int:
        """KV cache read for a token that has so many before it."""
        return self.full_cache_bytes * depth + self.sliding_cache_bytes * min(depth, self.window)

    def read_bytes(self, depth: int) -> int:
        """All that is read to write one token with so many before it."""
        return self.token_bytes + self.state_bytes + self.cache_bytes(depth)

    def batch_bytes(self, tokens: int) -> float:
        """Weights read to take in a batch of tokens at once."""
        return self.shared_bytes + self.batch_expert_bytes(tokens)

    def batch_expert_bytes(self, tokens: int) -> float:
        """Of these, weights of routed experts.

        A weight is read once for the whole batch, but more tokens call on more experts: each is
        missed by one token with a chance of 1 - used / all.
        """
        missed = power(1 - self.experts_used / self.experts, tokens) if self.experts else 0.0
        return self.expert_bytes * (1 - missed)

    def reading_operations(self, tokens: int, depth: int) -> int:
        """Multiplications and additions to take in so many tokens after `depth` others."""
        middle = depth + tokens // 2
        attention = self.full_operations * middle
        attention += self.sliding_operations * min(middle, self.window)
        return (2 * self.active_weights + attention) * tokens + 2 * self.output_weights


def power(base: float, exponent: int) -> float:
    """`base ** exponent` by squaring: the same to the last digit on every machine.

    >>> power(0.5, 10)
    0.0009765625
    """
    result = 1.0
    while exponent:
        if exponent % 2:
            result *= base
        base *= base
        exponent //= 2
    return result


@lru_cache(maxsize=1024)
def work(geometry: Geometry, quantization: str, types: CacheTypes = HALF) -> Work:
    """The work of this model; ValueError for an unknown architecture or quantization."""
    shared = routed = weights = routed_weights = 0
    expert_layers: set[int] = set()
    for (tensor, layers), kind in tensor_types(geometry, quantization):
        if _only_looked_up(tensor, geometry):
            continue
        run = layers
        if layers[-1] >= geometry.layers:  # layers for multi-token prediction come last
            run = tuple(layer for layer in layers if layer < geometry.layers)
        size, elements = len(run) * tensor_bytes(tensor, kind), len(run) * tensor.elements
        if _routed(tensor):
            routed, routed_weights = routed + size, routed_weights + elements
            expert_layers.update(run)
        else:
            shared, weights = shared + size, weights + elements
    full, sliding = _token_cache_bytes(geometry, types)
    full_operations, sliding_operations = _token_operations(geometry)
    output = geometry.width * geometry.vocabulary
    used = routed_weights * geometry.experts_used // max(geometry.experts, 1)
    return Work(
        shared_bytes=shared,
        expert_bytes=routed,
        experts=geometry.experts,
        experts_used=geometry.experts_used,
        active_weights=weights + used - output,
        output_weights=output,
        layers=geometry.layers,
        expert_layers=len(expert_layers),
        state_bytes=2 * slot_state_bytes(geometry),
        full_cache_bytes=full,
        sliding_cache_bytes=sliding,
        full_operations=full_operations,
        sliding_operations=sliding_operations,
        window=geometry.sliding_window if any(sliding_layers(geometry)) else 0,
    )


def _only_looked_up(tensor: Tensor, geometry: Geometry) -> bool:
    """Of an input table only one row is read; a tied one is the output matrix as well."""
    if tensor.name.startswith("per_layer_token_embd"):
        return True
    return tensor.name.startswith("token_embd") and not geometry.tied_embeddings


def _routed(tensor: Tensor) -> bool:
    return "_exps." in tensor.name


@lru_cache(maxsize=256)
def _token_cache_bytes(geometry: Geometry, types: CacheTypes) -> tuple[int, int]:
    """KV cache of one token: full layers, sliding layers. Layers that share a cache read it too."""
    sizes = _read_sizes(geometry, layer_token_bytes(geometry, types))
    slides = sliding_layers(geometry)
    sliding = sum(size for size, each in zip(sizes, slides, strict=True) if each)
    return sum(sizes) - sliding, sliding


def _read_sizes(geometry: Geometry, sizes: tuple[int, ...]) -> list[int]:
    """Bytes that each layer reads: its own cache, or that of the last layer of its kind."""
    own = {kind: size for kind, size in zip(geometry.kinds, sizes, strict=True) if size}
    shared = range(geometry.layers - geometry.shared_kv_layers, geometry.layers)
    return [
        own.get(geometry.kinds[layer], 0) if layer in shared else size
        for layer, size in enumerate(sizes)
    ]


@lru_cache(maxsize=256)
def _token_operations(geometry: Geometry) -> tuple[int, int]:
    """Operations of attention for one earlier token: full layers, sliding layers."""
    counts = [_layer_operations(geometry, layer) for layer in range(geometry.layers)]
    slides = sliding_layers(geometry)
    sliding = sum(count for count, each in zip(counts, slides, strict=True) if each)
    return sum(counts) - sliding, sliding


def _layer_operations(geometry: Geometry, layer: int) -> int:
    """Two for each element of a key and of a value, in every head."""
    if geometry.kinds[layer] in (RECURRENT, FEED_FORWARD):
        return 0
    sizes = pick(geometry.key_dim, layer) + geometry.value_head_dim(layer)
    if geometry.uses_mla:
        sizes = 2 * geometry.kv_lora_rank + geometry.rope_dim
    return 2 * pick(geometry.heads, layer) * sizes
