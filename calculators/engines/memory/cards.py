"""Several equal graphics cards: which whole layers lie on which, and what each then holds.

llama.cpp's usual way (`--split-mode layer`): a card has a run of layers with what they keep of the
conversation, the output matrix follows the last of them, and each card works in a space of its
own. A layer is never cut. With every layer on a card, one part of a prompt follows another from
card to card, and for that each card holds its inputs four times (GGML_SCHED_MAX_COPIES).

Rules of llama.cpp b11549: `load_tensors` in src/llama-model.cpp, and the scheduler in
ggml/src/ggml-backend.cpp, checked against what it reports for two to four cards
(tests/data/README.md).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from calculators.engines.memory.compute import FLOAT_BYTES, input_bytes
from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.setup import Setup

MORE_COPIES = 3
"""Of what a card is handed for a step, beside the first."""
FIRST_ROWS, LATER_ROWS = 12, 7
"""Rows of the model's width for each token that come on top of the working space of one card: the
first card holds four copies of the embeddings in each form that its graph knows, the others four
of what the card before hands on. Fitted to the reports."""


class Fixed(NamedTuple):
    """Bytes beside layers and output matrix that have their place."""

    first: int = 0
    """On the first card: the part for pictures, and a second model that guesses ahead."""
    each: int = 0
    """On every card."""
    last: int = 0
    """Beside the output matrix: the model's own layers that guess ahead."""


NOTHING_FIXED = Fixed()


@dataclass(frozen=True)  # without slots: sums are worked out once
class Load:
    """What is to be laid on cards, in bytes."""

    layers: tuple[int, ...]
    """Each layer that comes there, with what it keeps of the conversation."""
    output: int
    """The output matrix, which counts as one more layer."""
    first: int
    """On the first card beside its layers: working space and what is loaded beside the model."""
    later: int
    """The same on each other card."""

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate((*self.layers, self.output), initial=0))

    def filled(self, cards: int, room: int) -> tuple[int, ...] | None:
        """How many layers each card takes, one filled after another; None where they don't do.

        The output matrix is counted as a layer.

        >>> load = Load(layers=(3, 3, 3, 3), output=1, first=2, later=1)
        >>> load.filled(2, 8), load.filled(3, 8), load.filled(2, 7)
        ((2, 3), (2, 3), None)
        """
        ends, counts, done = self._ends, list[int](), 0
        for card in range(cards):
            free = room - (self.later if card else self.first)
            reached = bisect_right(ends, ends[done] + free) - 1
            if reached <= done:
                return None
            counts.append(reached - done)
            done = reached
            if done == len(self.layers) + 1:
                return tuple(counts)
        return None

    def on_each(self, counts: tuple[int, ...]) -> tuple[int, ...]:
        """Bytes on each card that takes so many layers.

        >>> Load(layers=(3, 3, 3, 3), output=1, first=2, later=1).on_each((2, 3))
        (8, 8)
        """
        held = (self._ends[end] - self._ends[start] for start, end in pairwise(_places(counts)))
        return tuple(size + (self.later if card else self.first) for card, size in enumerate(held))

    def work_bytes(self, cards: int, fixed: Fixed) -> int:
        """The working space on so many of them, without what is loaded beside the model."""
        held = fixed.first + cards * fixed.each
        return self.first + (cards - 1) * self.later - held

    def evened(self, cards: int) -> tuple[int, ...]:
        """The way that leaves the fullest of so many cards, or of fewer, with the least."""
        low, high = 0, self._ends[-1] + max(self.first, self.later)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.filled(cards, middle) else (middle + 1, high)
        return self.filled(cards, high) or (len(self.layers) + 1,)


def _places(counts: tuple[int, ...]) -> list[int]:
    return list(accumulate(counts, initial=0))


def copies_bytes(geometry: Geometry, setup: Setup) -> tuple[int, int]:
    """What working space takes on top where several cards hold every layer: first card, others.

    >>> from calculators import catalog
    >>> found = copies_bytes(catalog.model("qwen3-8b").geometry, Setup(context=8192))
    >>> [size // 2**20 for size in found]
    [120, 80]
    """
    row = FLOAT_BYTES * min(setup.micro_batch, setup.context) * geometry.width
    handed = MORE_COPIES * input_bytes(geometry, setup)
    return handed + FIRST_ROWS * row, handed + LATER_ROWS * row
