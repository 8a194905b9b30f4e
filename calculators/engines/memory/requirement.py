"""What one set-up of one model needs, in bytes: exact parts and the one that is estimated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from calculators.engines.memory.beside import Extra, extras
from calculators.engines.memory.cache import kv_cache_bytes, recurrent_state_bytes
from calculators.engines.memory.cards import Fixed, Load
from calculators.engines.memory.compute import MEASURED, compute_buffer_bytes, output_buffer_bytes
from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.setup import NOTHING, Setup
from calculators.engines.memory.split import card_compute_bytes, file_share, host_bytes, laid_out
from calculators.engines.memory.weights import Sizes, sizes

MEASURED_COMPUTE = {True: (0.94, 1.07), False: (0.98, 1.04)}
"""llama.cpp's own compute buffer over our estimate, lowest and highest, with flash attention on and
off: all runs of tests/data/b11549.csv, which the tests compare."""
UNMEASURED_COMPUTE = (0.68, 1.13)
"""The same for an architecture that none of these runs is of: what the rules miss of each one that
differs from the usual (`compute.KEPT`) when they don't know it."""
FURTHER_COMPUTE = {"kimi-k3": (0.68, 1.23)}
"""The same for one whose rule is known to miss by more (tests/data/architectures.csv)."""
OLDER_COMPUTE = {True: (0.85, 1.19), False: (0.92, 1.08)}
"""The same for build 0c1e57098, some months older (tests/data/groundtruth.csv)."""

CONTEXT_STEP = 256
"""llama.cpp rounds a context up to a multiple of this, so no finer answer exists."""


class Requirement(NamedTuple):
    """Memory in bytes. All but the compute buffer is exact for a standard quantization."""

    weights_bytes: int
    """Weights in the file."""
    loaded_bytes: int
    """Weights in memory."""
    card_weights_bytes: int
    """Weights that a graphics card gets when it gets every layer."""
    kv_cache_bytes: int
    recurrent_state_bytes: int
    compute_buffer_bytes: int
    compute_low_bytes: int
    compute_high_bytes: int
    output_buffer_bytes: int
    card_compute_bytes: int
    """Of the compute buffer, the part on a graphics card that holds every layer."""
    card_compute_high_bytes: int
    host_bytes: int
    """What main memory holds even then: tables of words, and room to work in."""
    extras: tuple[Extra, ...] = ()
    """What is loaded beside the model."""
    mix_bytes: int = 0
    """How much larger a file of this name may be."""
    cards: int = 1
    """Equal graphics cards that may share the layers."""
    load: Load | None = None
    """What lies on these together; None where there are none, or one."""
    high_load: Load | None = None
    """The same at the high end."""

    @property
    def skipped_bytes(self) -> int:
        """Weights of the file that are not loaded: layers for multi-token prediction."""
        return self.weights_bytes - self.loaded_bytes

    @property
    def working_bytes(self) -> int:
        """What is known to the byte and is no weight."""
        return self.kv_cache_bytes + self.recurrent_state_bytes + self.output_buffer_bytes

    @property
    def total_bytes(self) -> int:
        """All parts together."""
        own = self.loaded_bytes + self.working_bytes + self.compute_buffer_bytes
        return own + sum(extra.bytes for extra in self.extras)

    @property
    def low_bytes(self) -> int:
        """All parts, each at the low end of what it may be."""
        beside = sum(extra.low for extra in self.extras)
        return self.loaded_bytes + self.working_bytes + self.compute_low_bytes + beside

    @property
    def high_bytes(self) -> int:
        """All parts, each at the high end of what it may be."""
        beside = sum(extra.high for extra in self.extras) + self.mix_bytes
        return self.loaded_bytes + self.working_bytes + self.compute_high_bytes + beside

    @property
    def needed_bytes(self) -> int:
        """All parts without the second copy: a system that runs short drops what was copied."""
        return self.total_bytes - self.extra_bytes("copy")

    @property
    def card_bytes(self) -> int:
        """What a graphics card holds when it holds every layer."""
        kept = self.kv_cache_bytes + self.recurrent_state_bytes
        held = self.card_weights_bytes + kept + self.card_compute_bytes
        return held + self.card_extra_bytes

    @property
    def card_high_bytes(self) -> int:
        """The same at the high end."""
        beside = sum(extra.high for extra in self.extras if extra.on_card) + self.mix_bytes
        compute = self.card_compute_high_bytes - self.card_compute_bytes
        return self.card_bytes - self.card_extra_bytes + compute + beside

    @property
    def card_extra_bytes(self) -> int:
        """What it holds of that beside the model: the part for pictures, and a draft."""
        return sum(extra.bytes for extra in self.extras if extra.on_card)

    @property
    def fixed(self) -> Fixed:
        """What it holds beside the model, by its place among several cards."""
        return _fixed(self.extras, lambda extra: extra.bytes)

    @property
    def card_loss_bytes(self) -> int:
        """What a further card may lose: its working space, and room for less than a layer."""
        return self.load.later + max(self.load.layers) if self.load else 0

    def on_cards(self, room: int, *, high: bool = False) -> int:
        """The fewest cards with so much room each that hold it; 0 where all don't."""
        if (self.card_high_bytes if high else self.card_bytes) <= room:
            return 1
        load = self.high_load if high else self.load
        filled = load.filled(self.cards, room) if load else None
        return len(filled) if filled else 0

    def extra_bytes(self, *keys: str) -> int:
        """What these parts beside the model take; 0 for those that aren't loaded."""
        return sum(extra.bytes for extra in self.extras if extra.key in keys)


def requirement(geometry: Geometry, setup: Setup) -> Requirement:
    """What this model needs, set up like this: bytes alone, in microseconds.

    With `placement.status_for` it is all that ranking models takes. Raises ValueError for a cache
    type that llama.cpp would refuse and for unknown names.

    >>> from calculators import catalog
    >>> from calculators.engines.memory import Setup
    >>> model = catalog.model("qwen3-8b").geometry
    >>> requirement(model, Setup(context=8192)).kv_cache_bytes == 36 * 8192 * 2 * (8 * 128) * 2
    True
    >>> finer = Setup(context=8192, quantization="Q8_0")
    >>> round(requirement(model, finer).total_bytes / 2**30, 2)
    9.35
    """
    low, high = compute_range(geometry, flash_attention=setup.flash_attention)
    size, compute = _sizes(geometry, setup), compute_buffer_bytes(geometry, setup)
    on_card = card_compute_bytes(geometry, setup)
    added = () if setup.beside == NOTHING else tuple(extras(geometry, setup))
    needed = Requirement(
        weights_bytes=size.file_bytes,
        loaded_bytes=size.loaded_bytes,
        card_weights_bytes=size.card_bytes,
        kv_cache_bytes=kv_cache_bytes(geometry, setup),
        recurrent_state_bytes=recurrent_state_bytes(geometry, setup),
        compute_buffer_bytes=compute,
        compute_low_bytes=round(compute * low),
        compute_high_bytes=round(compute * high),
        output_buffer_bytes=output_buffer_bytes(geometry, setup),
        card_compute_bytes=on_card,
        card_compute_high_bytes=round(on_card * high),
        host_bytes=host_bytes(geometry, setup),
        extras=added,
        mix_bytes=max(setup.beside.mix_bytes - size.file_bytes, 0),
        cards=setup.cards,
    )
    return needed if setup.cards == 1 else _on_several(geometry, setup, needed, high)


def _on_several(geometry: Geometry, setup: Setup, needed: Requirement, most: float) -> Requirement:
    """The same with what several cards have to hold; `most` is the working space at its most."""
    laid = laid_out(geometry, setup)
    high = laid.load(
        _fixed(needed.extras, lambda extra: extra.high),
        more_work=most,
        more_weights=1 + needed.mix_bytes / needed.weights_bytes,
    )
    load = laid.load(needed.fixed)
    return needed._replace(load=load, high_load=high)


def _fixed(extras: Iterable[Extra], size: Callable[[Extra], int]) -> Fixed:
    places = {place: 0 for place in Fixed._fields}
    for extra in extras:
        if extra.on_card:
            places[extra.card] += size(extra)
    return Fixed(**places)


def _sizes(geometry: Geometry, setup: Setup) -> Sizes:
    """Of the mix; where the reader gave the size of the file, all in proportion to that."""
    size, share = sizes(geometry, setup.quantization), file_share(geometry, setup)
    if share == 1:
        return size
    return size._replace(
        file_bytes=setup.beside.file_bytes,
        loaded_bytes=round(size.loaded_bytes * share),
        card_bytes=round(size.card_bytes * share),
    )


def compute_range(
    geometry: Geometry, *, flash_attention: bool = True, any_build: bool = False
) -> tuple[float, float]:
    """llama.cpp's compute buffer over our estimate, lowest and highest.

    `any_build` counts older ones in: a log may be of one.
    """
    found = [MEASURED_COMPUTE[flash_attention]]
    if geometry.architecture not in MEASURED:
        found.append(FURTHER_COMPUTE.get(geometry.architecture, UNMEASURED_COMPUTE))
    if any_build:
        found.append(OLDER_COMPUTE[flash_attention])
    return min(low for low, _ in found), max(high for _, high in found)


def longest_context(
    geometry: Geometry, setup: Setup, fits: Callable[[Requirement], bool], context_max: int
) -> int:
    """The most tokens of context with which it `fits`; 0 when not even the least does.

    Memory never falls as context grows, so halving the range finds it where the answer is neither
    nothing nor everything.
    """

    def fails(context: int) -> bool:
        return not fits(requirement(geometry, replace(setup, context=context)))

    contexts = range(CONTEXT_STEP, context_max + CONTEXT_STEP, CONTEXT_STEP)
    if not contexts or fails(contexts[0]):
        return 0
    if not fails(contexts[-1]):
        return context_max
    return min(bisect_left(contexts, True, key=fails) * CONTEXT_STEP, context_max)
