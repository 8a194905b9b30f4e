"""What each layer of a model keeps of a conversation, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from calculators.engines.memory import Geometry, PerLayer, layer_state_bytes
from calculators.engines.memory.cache import caches, sliding_layers
from calculators.engines.memory.geometry import PARALLEL, RECURRENT, pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """How many layers keep what; the four kinds add up to `total`."""

    whole: int
    """Keep notes on the whole conversation."""
    window: int
    """Keep notes on the latest part only."""
    state: int
    """Keep a summary of fixed size instead of notes."""
    none: int
    """Keep nothing of their own."""
    both: int
    """Of `whole`: keep a fixed state as well (Falcon-H1)."""
    window_tokens: int

    @property
    def total(self) -> int:
        """All layers."""
        return self.whole + self.window + self.state + self.none


def layers(geometry: Geometry) -> Layers:
    """Counts for one model.

    >>> from calculators import catalog
    >>> found = layers(catalog.model("gemma-3-27b").geometry)
    >>> found.whole, found.window, found.state, found.window_tokens
    (10, 52, 0, 1024)
    """
    slides, state = sliding_layers(geometry), layer_state_bytes(geometry)
    keeps = [caches(geometry, layer) for layer in range(geometry.layers)]
    whole = sum(kept and not window for kept, window in zip(keeps, slides, strict=True))
    window = sum(kept and window for kept, window in zip(keeps, slides, strict=True))
    fixed = geometry.kinds.count(RECURRENT) if state else 0
    return Layers(
        whole=whole,
        window=window,
        state=fixed,
        none=geometry.layers - whole - window - fixed,
        both=geometry.kinds.count(PARALLEL),
        window_tokens=geometry.sliding_window if window else 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OneForAll:
    """The numbers that a formula uses which knows one value for all layers.

    A model whose layers differ publishes the value of most of them under the usual name, and the
    others under a name of their own, which such a formula does not read.
    """

    heads: int
    kv_heads: int
    head_dim: int


def one_for_all(geometry: Geometry) -> OneForAll:
    """As published in a config.json: for latent attention one KV head per query head.

    >>> from calculators import catalog
    >>> one_for_all(catalog.model("gemma-4-31b").geometry)
    OneForAll(heads=32, kv_heads=16, head_dim=256)
    """
    heads = _usual(geometry, geometry.heads)
    return OneForAll(
        heads=heads,
        kv_heads=heads if geometry.uses_mla else _usual(geometry, geometry.kv_heads),
        head_dim=_usual(geometry, geometry.value_dim or geometry.key_dim),
    )


def _usual(geometry: Geometry, value: PerLayer) -> int:
    """The value of most layers that have one."""
    values = (pick(value, layer) for layer in range(geometry.layers))
    found = Counter(each for each in values if each)
    return found.most_common(1)[0][0] if found else 0
