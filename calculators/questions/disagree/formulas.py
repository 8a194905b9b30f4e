"""What published formulas make of a model, worked out as their sources do (see `FORMULAS`).

Each counts the weights and the conversation its own way. None is wrong where it was written for;
each leaves out something that models of today have. First what each layer really keeps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt

from calculators.core.numbers import GB
from calculators.core.records import source
from calculators.core.results import Source
from calculators.engines.memory import Geometry, PerLayer, layer_state_bytes, weights
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


F16_BYTES = 2
KEYS_AND_VALUES = 2
_BITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a formula may look at: a model in a quantization, with so many tokens."""

    geometry: Geometry
    quantization: str
    context: int
    active_parameters: float = 0
    """As published; 0 where all of them work on each token."""

    @property
    def parameters(self) -> int:
        """All weights."""
        return weights(self.geometry, self.quantization).parameters

    @property
    def file_bytes(self) -> int:
        """The size of the download."""
        return weights(self.geometry, self.quantization).file_bytes

    @property
    def bits(self) -> int:
        """The number in the quantization's name.

        >>> from calculators import catalog
        >>> Question(geometry=catalog.model("qwen3-8b").geometry, quantization="Q4_K_M",
        ...          context=8192).bits
        4
        """
        found = _BITS.search(self.quantization)
        return int(found.group()) if found else 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a formula makes of a question, in bytes."""

    weights_bytes: float
    cache_bytes: float = 0
    extra_bytes: float = 0
    """A margin on top."""

    @property
    def total_bytes(self) -> float:
        """The answer of the formula."""
        return self.weights_bytes + self.cache_bytes + self.extra_bytes


def file_alone(question: Question) -> Parts:
    """The file, and nothing else."""
    return Parts(weights_bytes=question.file_bytes)


def bits(question: Question) -> Parts:
    """Parameters by the bits in the quantization's name."""
    return Parts(weights_bytes=question.parameters * question.bits / 8)


def bits_and_a_fifth(question: Question) -> Parts:
    """The same with a fifth on top."""
    size = question.parameters * question.bits / 8
    return Parts(weights_bytes=size, extra_bytes=0.2 * size)


def active_only(question: Question) -> Parts:
    """The same for the parameters that work on each token."""
    size = question.active_parameters * question.bits / 8
    return Parts(weights_bytes=size, extra_bytes=0.2 * size)


def cache_from_size(question: Question) -> Parts:
    """File, and 8 kB a token for each billion of parameters."""
    cache = 0.000008 * question.parameters / 1e9 * question.context * GB
    return Parts(weights_bytes=question.file_bytes, cache_bytes=cache)


def cache_from_root(question: Question) -> Parts:
    """File, and 0.06 GB for 1,024 tokens by the root of the billions."""
    cache = 0.06 * sqrt(question.parameters / 1e9) * question.context / 1024 * GB
    return Parts(weights_bytes=question.file_bytes, cache_bytes=cache)


def query_heads(question: Question) -> Parts:
    """File, and keys and values for each query head of each layer."""
    known = one_for_all(question.geometry)
    return _every_layer(question, known.heads * known.head_dim)


def head_size_guessed(question: Question) -> Parts:
    """File, and keys and values with a head size of width ÷ query heads."""
    known = one_for_all(question.geometry)
    return _every_layer(question, known.kv_heads * (question.geometry.width // known.heads))


def all_layers(question: Question) -> Parts:
    """File, and keys and values as if each layer kept them all."""
    known = one_for_all(question.geometry)
    return _every_layer(question, known.kv_heads * known.head_dim)


def _every_layer(question: Question, elements: int) -> Parts:
    per_token = KEYS_AND_VALUES * question.geometry.layers * elements * F16_BYTES
    return Parts(weights_bytes=question.file_bytes, cache_bytes=per_token * question.context)


def no_window(question: Question) -> Parts:
    """File, and the keys and values of the layers without a window."""
    geometry = question.geometry
    elements = sum(
        geometry.keys(layer) + geometry.values(layer)
        for layer, slides in enumerate(sliding_layers(geometry))
        if caches(geometry, layer) and not slides
    )
    cache = elements * F16_BYTES * question.context
    return Parts(weights_bytes=question.file_bytes, cache_bytes=cache)


@dataclass(frozen=True, slots=True)
class Formula:
    """One published formula, under a name that says what it does."""

    name: str
    text: str
    work: Callable[[Question], Parts]
    applies: Callable[[Question], bool] = lambda question: True

    @property
    def key(self) -> str:
        """What its figures begin with, and the id of its source ends with."""
        return self.work.__name__

    @property
    def source(self) -> Source:
        """Where it is written out from."""
        return source(f"formula-{self.key.replace('_', '-')}")


def _attends(question: Question) -> bool:
    return one_for_all(question.geometry).heads > 0


def _has_active(question: Question) -> bool:
    return question.active_parameters > 0


def _slides(question: Question) -> bool:
    return any(sliding_layers(question.geometry))


FORMULAS: Mapping[str, Formula] = {
    each.key: each
    for each in (
        Formula("The size of the download", "the file, and nothing else", file_alone),
        Formula("Parameters × bits", "parameters × bits in the name ÷ 8", bits),
        Formula("The 1.2 rule", "parameters × bits in the name ÷ 8 × 1.2", bits_and_a_fifth),
        Formula(
            "The 1.2 rule on active parameters",
            "active parameters × bits in the name ÷ 8 × 1.2",
            active_only,
            applies=_has_active,
        ),
        Formula(
            "Conversation from the parameter count",
            "file + 0.000008 GB × billions of parameters × tokens",
            cache_from_size,
        ),
        Formula(
            "Conversation from the root of the parameter count",
            "file + 0.06 GB × √(billions of parameters) × tokens ÷ 1,024",
            cache_from_root,
        ),
        Formula(
            "One KV head for each query head",
            "file + 2 × layers × query heads × head size × tokens × 2 bytes",
            query_heads,
            applies=_attends,
        ),
        Formula(
            "Head size worked out from the width",
            "file + 2 × layers × KV heads × (width ÷ query heads) × tokens × 2 bytes",
            head_size_guessed,
            applies=_attends,
        ),
        Formula(
            "Every layer keeps everything",
            "file + 2 × layers × KV heads × head size × tokens × 2 bytes",
            all_layers,
            applies=_attends,
        ),
        Formula(
            "Sliding layers left out",
            "file + layers without a window × their keys and values × tokens × 2 bytes",
            no_window,
            applies=_slides,
        ),
    )
}
"""In the order to show them: from the shortest to the most careful."""
