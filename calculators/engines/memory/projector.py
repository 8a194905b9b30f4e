"""The part of a model that takes pictures: a second file (mmproj) with an encoder and a projection.

Matrices are 16-bit as published; biases, norms, positions and the first convolution are 32-bit. The
weights follow the tensors that llama.cpp b11549 loads (tools/mtmd/clip.cpp), to the byte. The
working space is fitted to what `mtmd_get_memory_usage` of that build reports for synthetic files
of these shapes (tests/data/projectors.csv): at the picture size that the program tries when it
starts, and more for the largest picture that it hands over unshrunk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

HALF, SINGLE = 2, 4
"""Bytes of a 16-bit and of a 32-bit number."""


@dataclass(frozen=True, kw_only=True)
class Projector:
    """The shape of an image part, in elements; `kind` is the family (`KINDS`)."""

    kind: str
    width: int
    output: int
    """Width of the language model that it feeds."""
    layers: int = 0
    ffn_width: int = 0
    deepstack: int = 0
    """Layers that hand their own picture on as well (Qwen3-VL: 3)."""
    audio: bool = False
    """Gemma 4 E2B and E4B have a sound encoder in the same file."""

    @property
    def heads(self) -> int:
        """Attention heads of the encoder."""
        return 12 if self.width == 768 else 16


class Numbers(NamedTuple):
    """How many numbers of each size a file holds."""

    half: int
    single: int


class Kind(NamedTuple):
    """What all image parts of one family share."""

    pixels: int
    """Numbers in one patch of a picture: three colours, and the side squared."""
    warm: int
    """Patches of the picture that the program tries when it starts."""
    most: int
    """Patches of the largest picture that is handed over unshrunk."""
    gated: bool
    """Feed-forward blocks of three matrices, without biases."""
    outside: Callable[[Projector], Numbers]
    """What lies outside the encoder's layers."""
    rows: Callable[[Projector], float]
    """Numbers alive for each patch at the largest moment, with flash attention."""


def _siglip(it: Projector) -> Numbers:
    d = it.width
    return Numbers(half=d * it.output, single=(588 + 4096 + 4) * d)


def _qwen3(it: Projector) -> Numbers:
    d, out, ways = it.width, it.output, 1 + it.deepstack
    single = (2 * 768 + 2304 + 3) * d + ways * (4 * d + out) + it.deepstack * 8 * d
    return Numbers(half=ways * (16 * d * d + 4 * d * out), single=single)


def _qwen25(it: Projector) -> Numbers:
    d, out = it.width, it.output
    return Numbers(half=16 * d * d + 4 * d * out, single=(2 * 588 + 1) * d + 4 * d + out)


def _gemma4(it: Projector) -> Numbers:
    d = it.width
    scales = 2 if d > 768 else 0
    return Numbers(half=d * it.output, single=(768 + 2 * 10_240 + scales) * d)


def _gemma4_unified(it: Projector) -> Numbers:
    d, pixels, wave = it.width, 48 * 48 * 3, 640  # no encoder: pixels and sound go straight in
    single = (1 + 2 * 1120 + 4) * d + 2 * pixels
    return Numbers(half=(pixels + d) * d + wave * it.output, single=single)


def _pixtral(it: Projector) -> Numbers:
    d, out = it.width, it.output
    return Numbers(half=4 * d * d + d * out + out * out, single=(588 + 2) * d + out)


def _kimi(it: Projector) -> Numbers:
    d, out = it.width, it.output
    return Numbers(half=16 * d * d + 4 * d * out, single=(588 + 4096 + 5) * d + 4 * d + out)


def _llama4(it: Projector) -> Numbers:
    d, wide = it.width, 4096
    half = 588 * d + 4 * d * wide + wide * wide + wide * it.output
    return Numbers(half=half, single=(1 + 577 + 4) * d)


def _muse(it: Projector) -> Numbers:
    d, wide = it.width, 4096
    half = 4 * d * wide + wide * wide + wide * it.output
    return Numbers(half=half, single=(588 + 1024 + 4) * d)


def _qwen3_rows(it: Projector) -> float:
    plain = 6 * it.width + 772
    if not it.deepstack:
        return plain
    return max(9 * it.width + 772, 5.5 * it.output / 4 + 4 * it.width + 1284)


KINDS: Mapping[str, Kind] = {
    "gemma3": Kind(588, 4096, 4096, False, _siglip, lambda it: 3 * it.width + it.ffn_width),
    "qwen3vl": Kind(768, 8464, 16_384, False, _qwen3, _qwen3_rows),
    "qwen25vl": Kind(588, 8464, 16_384, True, _qwen25, lambda it: 6 * it.width + 9965),
    "gemma4": Kind(
        768, 2304, 10_080, True, _gemma4, lambda it: 3 * (it.width + it.ffn_width) + 386
    ),
    "gemma4u": Kind(6912, 256, 1120, True, _gemma4_unified, lambda it: 2 * 6912 + 29),
    "pixtral": Kind(588, 1024, 4096, True, _pixtral, lambda it: 4 * it.ffn_width + 142),
    "kimi": Kind(588, 16_384, 16_384, False, _kimi, lambda it: 6 * it.width + 590),
    "llama4": Kind(588, 577, 577, False, _llama4, lambda it: 6 * it.width + 589),
    "muse": Kind(588, 4096, 16_384, False, _muse, lambda it: 3 * it.width + it.ffn_width + 1105),
}
"""Families by name. Rows, and patches at the start, as the runtime reports them."""


@lru_cache(maxsize=256)
def projector_bytes(it: Projector) -> int:
    """Weights of the image part, and of the sound part that lies in the same file.

    >>> qwen = Projector(kind="qwen3vl", layers=27, width=1152, ffn_width=4304, output=5120)
    >>> round(projector_bytes(qwen) / 2**20, 2)  # as llama.cpp printed it for Qwen3.6 27B
    887.99
    """
    kind, layer = KINDS[it.kind], _layer(it)
    outside = kind.outside(it)
    half = it.layers * layer.half + outside.half
    single = it.layers * layer.single + outside.single
    return HALF * half + SINGLE * single + (_gemma4_audio_bytes(it) if it.audio else 0)


def _layer(it: Projector) -> Numbers:
    """One layer of the encoder."""
    d, ffn = it.width, it.ffn_width
    if not KINDS[it.kind].gated:
        return Numbers(half=4 * d * d + 2 * d * ffn, single=9 * d + ffn)
    half = 4 * d * d + 3 * d * ffn
    if it.kind == "gemma4":
        return Numbers(half=half, single=4 * d + 2 * (d // it.heads))
    return Numbers(half=half, single=7 * d + 2 * ffn if it.kind == "qwen25vl" else 2 * d)


def _gemma4_audio_bytes(it: Projector) -> int:
    """Twelve layers of 1,024: two feed-forward blocks, attention, a convolution in each."""
    wide, layers, half_step = 1024, 12, 1536
    in_layers = layers * (24 * wide * wide + 5 * wide)
    return HALF * (in_layers + wide * wide + wide * half_step + half_step * it.output)


@lru_cache(maxsize=1024)
def picture_bytes(it: Projector, *, flash_attention: bool = True, largest: bool = False) -> int:
    """Working space for one picture: the one tried at the start, or the largest.

    Without flash attention every patch is compared with every other in each head at once.

    >>> qwen = Projector(kind="qwen3vl", layers=27, width=1152, ffn_width=4304, output=5120)
    >>> round(picture_bytes(qwen) / 2**20, 1), round(picture_bytes(qwen, largest=True) / 2**20, 1)
    (248.1, 480.2)
    """
    kind = KINDS[it.kind]
    patches = kind.most if largest else kind.warm
    rows = kind.rows(it)
    if not flash_attention and it.layers:
        rows = max(rows, it.heads * patches + 6 * it.width + kind.pixels)
    return int(SINGLE * patches * rows)
