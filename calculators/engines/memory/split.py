"""A model on both sides: what a graphics card holds of it, and what stays in main memory.

Two ways, each with the flags of llama.cpp that make it. Whole layers (`--n-gpu-layers N`): the
output matrix and the last N - 1 layers are on the card. Experts (`--n-cpu-moe N`): every layer is,
save the experts of the first N. A large batch is worked out on the card even where its weights
are not, so the card needs room for the largest of them as well.

Rules of llama.cpp b11549: `load_tensors` in src/llama-model.cpp, `common_params_fit_impl` in
common/fit.cpp, and the scheduler in ggml/src/ggml-backend.cpp, checked against what it reports for
sixteen splits by layers and ten mixtures (tests/data/README.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from calculators.core.numbers import GIB
from calculators.engines.memory.cache import SAME_TYPE, cells, kv_cache, layer_state_bytes, types_of
from calculators.engines.memory.cards import NOTHING_FIXED, Fixed, Load, copies_bytes
from calculators.engines.memory.compute import compute_buffer_bytes
from calculators.engines.memory.geometry import PARALLEL, RECURRENT, Geometry
from calculators.engines.memory.quantization import tensor_bytes, tensor_types
from calculators.engines.memory.setup import Setup
from calculators.engines.memory.tensors import OUTSIDE
from calculators.engines.memory.weights import WITH_FIRST_LAYER, gpu_output_bytes, sizes

COPIED_FROM = 32
"""Tokens of a batch from which the card works with weights that are in main memory."""
FIT_MARGIN_BYTES = GIB
"""What `--fit` leaves free on each card unless told otherwise (--fit-target)."""
ALL_LAYERS = 99
"""More layers than most models have: the usual way to ask for all."""
TWO_COPIES = frozenset({"gemma4", "granitehybrid", "nemotron_h_moe", "qwen35moe", "qwen3next"})
"""Mixtures in which the place of one copied matrix is taken before the next and larger one comes,
so that the card holds room for two. Seen in all of these but qwen3next, which is built alike."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Bytes of one layer's weights."""

    bytes: int
    experts: int = 0
    """Those of its routed experts."""
    matrix: int = 0
    """Its largest matrix without them."""
    expert_matrices: tuple[int, ...] = ()
    """The matrices that hold its experts, the largest first."""

    def scaled(self, share: float) -> Layer:
        """The same in another mix."""
        matrices = tuple(round(size * share) for size in self.expert_matrices)
        sizes = (self.bytes, self.experts, self.matrix)
        whole, experts, matrix = (round(share * size) for size in sizes)
        return Layer(whole, experts, matrix, matrices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One way to lay a model out on both sides; bytes at the high end."""

    gpu_layers: int
    """Repeating layers on the card, with or without their experts."""
    flag: int
    """What `--n-gpu-layers` takes for that: the output matrix counts as one."""
    host_experts: int = 0
    """The first so many layers keep their experts in main memory (`--n-cpu-moe`)."""
    card_weights_bytes: int
    card_kept_bytes: int
    """Of the conversation."""
    card_work_bytes: int
    """Working space, with room for what is copied."""
    host_bytes: int
    host_token_bytes: float
    """Read from main memory for each token written, without the conversation."""
    experts_share: float = 0.0
    """Part of all routed experts that is in main memory."""
    counts: tuple[int, ...] = ()
    """Layers on each of several cards, with the output matrix as one; empty for one card."""
    each_bytes: tuple[int, ...] = ()
    """What each of them holds, with what is loaded beside the model."""

    @property
    def card_bytes(self) -> int:
        """All that is on the card."""
        return self.card_weights_bytes + self.card_kept_bytes + self.card_work_bytes

    @property
    def flags(self) -> str:
        """What to type after `llama-server`; `--fit` would change it, or give up halfway."""
        experts = f" --n-cpu-moe {self.host_experts}" if self.host_experts else ""
        return f"-ngl {self.flag}{experts}{shares(self.counts)} -fit off"


def shares(counts: tuple[int, ...]) -> str:
    """How llama.cpp is told which of several cards takes how many layers.

    >>> shares((13, 14, 14)), shares((41,)), shares(())
    (' -ts 13,14,14', ' -sm none', '')
    """
    if len(counts) == 1:
        return " -sm none"
    return f" -ts {','.join(map(str, counts))}" if counts else ""


def best_split(
    geometry: Geometry, setup: Setup, *, room: int, ram: int, fixed: Fixed = NOTHING_FIXED
) -> Split:
    """The better way to use `room` bytes of each card and `ram` of main memory.

    That is the one that reads less from main memory for each token, where its part there fits.
    """
    layers = whole_layers(geometry, setup, room, fixed)
    experts = experts_aside(geometry, setup, room, fixed)
    if experts is None or experts.host_bytes > ram:
        return layers
    return min(experts, layers, key=lambda way: way.host_token_bytes)


def whole_layers(
    geometry: Geometry, setup: Setup, room: int, fixed: Fixed = NOTHING_FIXED
) -> Split:
    """As many whole layers as fit beside the output matrix and the working space."""
    laid, aside, copied = laid_out(geometry, setup), 0, 0
    load = laid.load(fixed)
    while (counts := load.filled(setup.cards, room)) is None and aside < geometry.layers:
        part = laid.parts[aside]  # the next to leave
        if setup.micro_batch >= COPIED_FROM:
            # Attention is worked out on the card too, beside a copy of what its layer remembers.
            copied = max(copied, part.matrix, *part.expert_matrices, laid.kept[aside])
        aside += 1
        load = laid.load(fixed, aside=aside, copied=copied)
    gone, there = laid.parts[:aside], laid.parts[aside:]
    left = 0 if counts else laid.output
    host = sum(part.bytes for part in gone) + sum(laid.kept[:aside]) + left
    return Split(
        gpu_layers=geometry.layers - aside,
        flag=_flag(geometry, geometry.layers - aside) if counts else 0,
        card_weights_bytes=sum(part.bytes for part in there) + laid.output if counts else 0,
        card_kept_bytes=sum(laid.kept[aside:]) if counts else 0,
        card_work_bytes=load.work_bytes(len(counts), fixed) if counts else 0,
        host_bytes=host + host_bytes(geometry, setup),
        host_token_bytes=sum(_token_bytes(geometry, part) for part in gone) + left,
        counts=told(geometry, setup, counts or ()),
        each_bytes=load.on_each(counts) if counts and setup.cards > 1 else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A model as it is laid on cards: each layer, and what every card needs beside its own."""

    parts: tuple[Layer, ...]
    kept: tuple[int, ...]
    """Of the conversation, layer by layer."""
    output: int
    """The output matrix."""
    work: int
    """Working space of a card."""
    copies: tuple[int, int]
    """What comes on top where several cards hold every layer: on the first, on the others."""

    def load(
        self,
        fixed: Fixed,
        *,
        aside: int = 0,
        experts_aside: int = 0,
        copied: int = 0,
        more_work: float = 1.0,
        more_weights: float = 1.0,
    ) -> Load:
        """What the cards have to hold of it.

        The first `aside` layers stay in main memory, or the experts of the first `experts_aside`;
        `copied` bytes of what is there come to the first card. For the high end `more_work` and
        `more_weights` make these parts larger.
        """
        sizes = [part.bytes for part in self.parts]
        for layer in range(experts_aside):
            sizes[layer] -= self.parts[layer].experts
        held = zip(sizes[aside:], self.kept[aside:], strict=True)
        first, later = (0, 0) if aside or experts_aside else self.copies
        return Load(
            layers=tuple(round(more_weights * size) + keeps for size, keeps in held),
            output=round(more_weights * self.output) + fixed.last,
            first=round(more_work * (self.work + first)) + copied + fixed.first + fixed.each,
            later=round(more_work * (self.work + later)) + fixed.each,
        )


def laid_out(geometry: Geometry, setup: Setup) -> Laid:
    """The model in the parts that lie on one card or another."""
    share = file_share(geometry, setup)
    return Laid(
        parts=_parts(geometry, setup),
        kept=tuple(kept_bytes(geometry, setup)),
        output=round(gpu_output_bytes(geometry, setup.quantization) * share),
        work=card_compute_bytes(geometry, setup),
        copies=copies_bytes(geometry, setup) if setup.cards > 1 else (0, 0),
    )


def told(geometry: Geometry, setup: Setup, counts: tuple[int, ...]) -> tuple[int, ...]:
    """What llama.cpp is told of these: its layers for predicting tokens come last, and count."""
    if setup.cards == 1 or not counts:
        return ()
    return (*counts[:-1], counts[-1] + geometry.mtp_layers)


def _flag(geometry: Geometry, count: int) -> int:
    """Layers for predicting further tokens count as layers of the file, and come last."""
    return ALL_LAYERS if count == geometry.layers else count + 1 + geometry.mtp_layers


def experts_aside(
    geometry: Geometry, setup: Setup, room: int, fixed: Fixed = NOTHING_FIXED
) -> Split | None:
    """All layers on the card, with the experts of as few as possible in main memory.

    None for a model without experts, or where not even the rest fits.
    """
    if not geometry.experts:
        return None
    share, laid = file_share(geometry, setup), laid_out(geometry, setup)
    weights = round(sizes(geometry, setup.quantization).card_bytes * share)
    every = sum(part.experts for part in laid.parts)
    aside = copied = 0
    for count, part in enumerate(laid.parts, start=1):
        aside += part.experts
        if setup.micro_batch >= COPIED_FROM:
            copied = max(copied, _copied(geometry, part))
        load = laid.load(fixed, experts_aside=count, copied=copied)
        if counts := load.filled(setup.cards, room):
            return Split(
                gpu_layers=geometry.layers,
                flag=ALL_LAYERS,
                host_experts=count,
                experts_share=aside / every,
                card_weights_bytes=weights - aside,
                card_kept_bytes=sum(laid.kept),
                card_work_bytes=load.work_bytes(len(counts), fixed),
                host_bytes=aside + host_bytes(geometry, setup),
                host_token_bytes=aside * geometry.experts_used / geometry.experts,
                counts=told(geometry, setup, counts),
                each_bytes=load.on_each(counts) if setup.cards > 1 else (),
            )
    return None


def _copied(geometry: Geometry, part: Layer) -> int:
    """Room for the experts of one layer that are copied to the card, one matrix after another."""
    largest = part.expert_matrices[:1]
    if geometry.architecture in TWO_COPIES:
        largest = part.expert_matrices[:2]
    return sum(largest)


def _token_bytes(geometry: Geometry, part: Layer) -> float:
    """Of a layer's weights, those that one token reads."""
    used = part.experts * geometry.experts_used / max(geometry.experts, 1)
    return part.bytes - part.experts + used


def host_bytes(geometry: Geometry, setup: Setup) -> int:
    """What main memory holds beside a card with every layer: tables of words, and some room."""
    size = sizes(geometry, setup.quantization)
    tables = size.loaded_bytes - size.card_bytes
    if geometry.tied_embeddings:  # needed on both sides
        tables += gpu_output_bytes(geometry, setup.quantization)
    return round(tables * file_share(geometry, setup)) + host_compute_bytes(geometry, setup)


def file_share(geometry: Geometry, setup: Setup) -> float:
    """How large the reader's file is beside the mix; 1 where only the mix is known."""
    given = setup.beside.file_bytes
    return given / sizes(geometry, setup.quantization).file_bytes if given else 1.0


def _parts(geometry: Geometry, setup: Setup) -> tuple[Layer, ...]:
    found, share = layer_parts(geometry, setup.quantization), file_share(geometry, setup)
    return found if share == 1 else tuple(part.scaled(share) for part in found)


def card_compute_bytes(geometry: Geometry, setup: Setup) -> int:
    """Working space on a card with every layer; its copy of a rounded cache is counted apart."""
    if set(types_of(setup)) != {"f16"}:
        setup = replace(setup, kv_cache_type="f16", v_cache_type=SAME_TYPE)
    return compute_buffer_bytes(geometry, setup, on_gpu=True)


def host_compute_bytes(geometry: Geometry, setup: Setup) -> int:
    """Working space in main memory beside a card: embedded tokens, and masks of 16 bits."""
    room, tokens = cells(geometry, setup), min(setup.micro_batch, setup.context)
    return tokens * (4 * 4 * geometry.width + 2 * (room.full + room.sliding))


@lru_cache(maxsize=256)
def layer_parts(geometry: Geometry, quantization: str) -> tuple[Layer, ...]:
    """Each repeating layer as it is moved about."""
    size, experts = [0] * geometry.layers, [0] * geometry.layers
    matrix, moved = [0] * geometry.layers, [[] for _ in size]  # type: list[int], list[list[int]]
    for (tensor, layers), kind in tensor_types(geometry, quantization):
        each, routed = tensor_bytes(tensor, kind), "_exps." in tensor.name
        # Of the tables of the layers only the one to look up stays outside.
        own = (0,) if tensor.name in WITH_FIRST_LAYER else layers
        for layer in own:
            if layer == OUTSIDE or layer >= geometry.layers:
                continue
            size[layer] += each
            if routed:
                experts[layer] += each
                moved[layer].append(each)
            else:
                matrix[layer] = max(matrix[layer], each)
    return tuple(
        Layer(whole, part, largest, tuple(sorted(matrices, reverse=True)))
        for whole, part, largest, matrices in zip(size, experts, matrix, moved, strict=True)
    )


def kept_bytes(geometry: Geometry, setup: Setup) -> list[int]:
    """What each layer keeps of the conversation: KV cache, recurrent state or both."""
    state = layer_state_bytes(geometry) * setup.slots * (1 + setup.draft_tokens)
    cached = kv_cache(geometry, setup).layer_bytes
    return [
        size + (state if kind in (RECURRENT, PARALLEL) else 0)
        for size, kind in zip(cached, geometry.kinds, strict=True)
    ]
