"""What lies in memory beside a model's own weights, conversation and working space.

A program loads more than the model: its part for pictures, a second model that guesses ahead, a
copy of the weights laid out for the processor. While it runs, a server keeps more. Each part has
its own basis and its own range, and says whether a graphics card holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from calculators.core.numbers import MIB
from calculators.core.results import Basis
from calculators.engines.memory.cache import (
    SAME_TYPE,
    cell_bytes,
    kv_cache_bytes,
    recurrent_state_bytes,
    slot_state_bytes,
    types_of,
)
from calculators.engines.memory.compute import FLOAT_BYTES, compute_buffer_bytes
from calculators.engines.memory.geometry import Geometry, prediction_layers, with_prediction
from calculators.engines.memory.projector import picture_bytes, projector_bytes
from calculators.engines.memory.setup import NOTHING, Setup
from calculators.engines.memory.split import file_share
from calculators.engines.memory.weights import repacked_bytes, sizes

UNKNOWN_PROJECTOR_MIB = (0, 600, 1900)
"""For a model that takes pictures in a way we have no figures for, least, usual and most: nothing
where the program leaves that part out; the smallest encoders in 16 bits; those of Gemma 3n for
pictures and sound together (0.98 billion weights more on Hugging Face than the text model has)."""

CUDA_CONTEXT_MIB = 330
"""unslothai/unsloth#6718, 2026-06-27. What we count as held on a card was read in some logs before
a program had opened its own context and in others after it, so only the high end has it again."""

CHECKPOINTS_A_TURN, CHECKPOINTS_MOST = 2, 32
"""llama-server b11549: two more with each turn of a chat, at most 32 for a slot."""
CLOSED_CHATS_MIB = 8192
"""llama-server b11549: what it keeps of chats that were closed, at most (--cache-ram)."""

SIXTEEN_BITS = frozenset(("f16", "bf16", "f32"))
"""Types of cache that a card reads as they are."""

MTP_DRAFT_TOKENS = 3
"""Tokens that prediction layers guess ahead unless told otherwise (--spec-draft-n-max)."""
OLLAMA_DRAFT_TOKENS = 4
"""The same in Ollama (`DraftNumPredict` in its api/types.go)."""


class Extra(NamedTuple):
    """One part, in bytes."""

    key: str
    """"projector", "picture", "unknown_projector", "draft", "prediction", "copy", "context",
    "cache_copy" or "chat"."""
    bytes: int
    low: int
    high: int
    basis: Basis
    on_card: bool = True
    card: Literal["first", "each", "last"] = "first"
    """Which of several cards holds it."""


def extras(geometry: Geometry, setup: Setup) -> Iterator[Extra]:
    """All the parts that this set-up has beside the model."""
    beside = setup.beside
    if beside.projector:
        size = projector_bytes(beside.projector)
        yield Extra("projector", size, size, size, "exact")
        flash = setup.flash_attention
        tried = picture_bytes(beside.projector, flash_attention=flash)
        most = picture_bytes(beside.projector, flash_attention=flash, largest=True)
        yield Extra("picture", tried, tried, max(tried, most), "estimate")
    elif beside.unknown_projector:
        low, usual, high = (amount * MIB for amount in UNKNOWN_PROJECTOR_MIB)
        yield Extra("unknown_projector", usual, low, high, "assumed")
    if beside.draft:
        size = draft_bytes(beside.draft, beside.draft_quantization, setup)
        yield Extra("draft", size, size, size, "estimate")
    elif beside.predicts and (size := prediction_bytes(geometry, setup)):
        yield Extra("draft", size, size, size, "estimate", card="last")
    elif beside.may_predict:
        ahead = replace(setup, draft_tokens=OLLAMA_DRAFT_TOKENS)
        states = recurrent_state_bytes(geometry, ahead) - recurrent_state_bytes(geometry, setup)
        most = prediction_bytes(geometry, setup) + states
        yield Extra("prediction", 0, 0, most, "estimate", card="last")
    if beside.rearranges and (size := repacked_bytes(geometry, setup.quantization)):
        yield _copy(size, file_share(geometry, setup))
    if beside.cuda:
        yield Extra("context", 0, 0, CUDA_CONTEXT_MIB * MIB, "reported", card="each")
        if size := cache_copy_bytes(geometry, setup):
            yield Extra("cache_copy", size, size, size, "estimate", card="each")
    if beside.turns and (size := checkpoints_bytes(geometry, setup, beside.turns)):
        yield Extra("chat", size, 0, size, "estimate", on_card=False)


def _copy(of_mix: int, share: float) -> Extra:
    """The second copy. Of a reader's own file nobody knows which weights have 4 bits."""
    if share == 1:
        return Extra("copy", of_mix, of_mix, of_mix, "exact", on_card=False)
    size = round(of_mix * share)
    return Extra("copy", size, 0, size, "estimate", on_card=False)


def draft_bytes(draft: Geometry, quantization: str, setup: Setup) -> int:
    """A second model that guesses ahead: it gets the context of the first, with 16-bit keys.

    >>> from calculators import catalog
    >>> small = catalog.model("qwen3-0.6b").geometry
    >>> cache = draft_bytes(small, "Q4_K_M", Setup(context=32_768)) - draft_bytes(
    ...     small, "Q4_K_M", Setup(context=256))
    >>> round(cache / 2**30, 1)
    3.5
    """
    own = replace(
        setup,
        quantization=quantization,
        kv_cache_type="f16",
        v_cache_type=SAME_TYPE,
        flash_attention=True,
        draft_tokens=0,
        beside=NOTHING,
    )
    held = kv_cache_bytes(draft, own) + slot_state_bytes(draft) * own.slots
    return sizes(draft, quantization).loaded_bytes + held + compute_buffer_bytes(draft, own)


def prediction_bytes(geometry: Geometry, setup: Setup) -> int:
    """What the model's own prediction layers take: weights, a cache and a working space.

    The copies of a recurrent state that they need are counted with the state (`draft_tokens`).
    0 for a model without such layers.
    """
    alone = prediction_layers(geometry)
    if alone is None:
        return 0
    with_them = sizes(with_prediction(geometry), setup.quantization)
    weights = with_them.file_bytes - sizes(geometry, setup.quantization).loaded_bytes
    own = replace(
        setup,
        kv_cache_type="f16",
        v_cache_type=SAME_TYPE,
        flash_attention=True,
        draft_tokens=0,
        beside=NOTHING,
    )
    # Against llama.cpp's reports the draft's graph has three to four rows less than the model's.
    rows = FLOAT_BYTES * min(setup.micro_batch, setup.context) * 3.5 * geometry.width
    working = max(compute_buffer_bytes(geometry, own) - int(rows), 0)
    return weights + kv_cache_bytes(alone, own) + working


def cache_copy_bytes(geometry: Geometry, setup: Setup) -> int:
    """Working space that an Nvidia card needs on top where the cache is rounded.

    Flash attention there reads 16-bit numbers, so one layer's keys and values are copied. That
    moment counts only as far as it is larger than the usual one. llama.cpp b11549 over a pretended
    card: 436 MiB for Llama 3.1 8B at 131,072 tokens, 64 for Qwen3 8B at 32,768.

    >>> from calculators import catalog
    >>> rounded = Setup(context=32_768, kv_cache_type="q8_0")
    >>> cache_copy_bytes(catalog.model("qwen3-8b").geometry, rounded) // 2**20
    64
    """
    if SIXTEEN_BITS.issuperset(types_of(setup)):
        return 0
    usual = replace(setup, kv_cache_type="f16", v_cache_type=SAME_TYPE)
    here, without = (compute_buffer_bytes(geometry, each, on_gpu=True) for each in (setup, usual))
    return max(here - without, 0)


def checkpoint_bytes(geometry: Geometry, setup: Setup) -> int:
    """One copy of what a model can't wind back: its full window, and its state.

    A server keeps these in main memory, so that a chat can go on from an earlier turn. 0 where
    every layer sees the whole context. In a chat shorter than the window they are smaller.

    >>> from calculators import catalog
    >>> [round(checkpoint_bytes(catalog.model(name).geometry, Setup(context=8192)) / 2**20, 1)
    ...  for name in ("olmo-3-7b", "gemma-3-12b", "qwen3.6-27b", "qwen3-8b")]
    [1536.0, 320.0, 149.6, 0.0]
    """
    window = cell_bytes(geometry, types_of(setup), setup.flash_attention).sliding
    return window * geometry.sliding_window + slot_state_bytes(geometry)


def checkpoints_bytes(geometry: Geometry, setup: Setup, turns: int) -> int:
    """What a server keeps of an open chat after so many turns."""
    count = min(turns * CHECKPOINTS_A_TURN, CHECKPOINTS_MOST)
    return count * checkpoint_bytes(geometry, setup)
