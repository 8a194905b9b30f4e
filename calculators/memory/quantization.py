"""Which tensor gets which type when llama.cpp quantizes a model: bits per weight are no constant.

A quantization such as Q4_K_M is a mix (`mixes.py`): it looks at the kind of tensor and the place of
its layer, and a row that the blocks of a type do not divide falls back to another type. The walk
below counts like src/llama-quant.cpp of llama.cpp 0c1e57098.
"""

from collections.abc import Iterator
from functools import lru_cache

from calculators.memory.geometry import FEED_FORWARD, RECURRENT, Geometry, pick
from calculators.memory.mixes import MIXES, Mix, Place, Rule
from calculators.memory.tensor_types import UNQUANTIZED, divides, fitting, row_bytes
from calculators.memory.tensors import Tensor, architecture, tensors

QUANTIZATIONS: tuple[str, ...] = tuple(MIXES)
"""Names accepted as `quantization`, from the largest file to the smallest."""

CATEGORIES = {
    "output.weight": "output",
    "token_embd.weight": "embedding",
    "per_layer_token_embd.weight": "embedding",
    "attn_qkv.weight": "attn_v",
    "attn_v.weight": "attn_v",
    "attn_k.weight": "attn_k",
    "indexer.attn_k.weight": "attn_k",
    "attn_q.weight": "attn_q",
    "attn_output.weight": "attn_output",
}
"""Tensors the mixes single out; the feed-forward ones are recognized by part of their names."""

KEPT_16_BIT = ("altup_proj", "altup_unembd", "altup_router", "laurel", "per_layer_model_proj")
"""Small matrices that no quantization touches."""
KEPT_32_BIT = ("ffn_gate_inp.", "ssm_conv1d", "shortconv.conv", "altup_correct", "altup_predict")
"""Matrices that the converter writes in full precision and no quantization touches."""


def tensor_bytes(tensor: Tensor, kind: str) -> int:
    """Bytes of a tensor stored as a type."""
    return row_bytes(kind, tensor.row) * tensor.rows * tensor.depth


@lru_cache(maxsize=1024)
def category(name: str) -> str:
    """Kind of tensor as the mixes see it; empty for those without rules."""
    for part in ("ffn_up", "ffn_gate", "ffn_down"):
        if part in name:
            return part
    return CATEGORIES.get(name, "")


@lru_cache(maxsize=1024)
def kept_type(name: str, matrix: bool) -> str:
    """Type that every quantization keeps for a tensor; empty when it is quantized."""
    full = name.endswith("_norm.weight") or not name.endswith(".weight")
    if not matrix or full or name.startswith(KEPT_32_BIT):
        return "F32"
    return "F16" if name.startswith(KEPT_16_BIT) else ""


def tensor_types(geometry: Geometry, quantization: str) -> Iterator[tuple[Tensor, str]]:
    """Every tensor of the file with the type a quantization gives it.

    ValueError names a quantization that is not offered.
    """
    if quantization not in MIXES:
        raise ValueError(f"unknown quantization {quantization!r}; known: {', '.join(MIXES)}")
    if MIXES[quantization].base in UNQUANTIZED:
        return _converted(geometry, MIXES[quantization].base)
    return _quantized(geometry, quantization)


def _converted(geometry: Geometry, base: str) -> Iterator[tuple[Tensor, str]]:
    """A 16-bit file as the converter writes it: matrices in 16 bits, with a few exceptions."""
    for tensor in tensors(geometry):
        kept = kept_type(tensor.name, tensor.rows > 1)
        exact = kept == "F32" or tensor.name == "indexer.proj.weight"
        yield tensor, "F32" if exact else base


def _quantized(geometry: Geometry, quantization: str) -> Iterator[tuple[Tensor, str]]:
    mix = MIXES[quantization]
    walk = _Walk(geometry, mix)
    for tensor in tensors(geometry):
        kept = kept_type(tensor.name, tensor.rows > 1)
        if kept:
            yield tensor, kept
        elif quantization == "MXFP4_MOE" and tensor.depth > 1:
            yield tensor, fitting("MXFP4", tensor.row)
        else:
            yield tensor, fitting(walk.wanted(tensor), tensor.row)


class _Walk:
    """Counts tensors of each kind the way llama.cpp's quantizer does while it walks the file."""

    def __init__(self, geometry: Geometry, mix: Mix) -> None:
        self.geometry = geometry
        self.mix = mix
        self.values = sum(category(tensor.name) == "attn_v" for tensor in tensors(geometry))
        self.grouped_query = _grouped_query(geometry)
        self.seventy_billion = _seventy_billion(geometry)
        self.seen: dict[str, int] = {}

    def wanted(self, tensor: Tensor) -> str:
        """Type the mix asks for before any fallback."""
        kind = category(tensor.name)
        if kind == "output" or (kind == "embedding" and self.geometry.tied_embeddings):
            return self.mix.output if divides(self.mix.base, tensor.row) else "Q8_0"
        if kind == "embedding":
            return self.mix.embedding or self.mix.base
        return self._adjusted(kind, tensor) if kind else self.mix.base

    def _adjusted(self, kind: str, tensor: Tensor) -> str:
        place = self._place(kind, tensor)
        special = self._eight_experts(kind) if self.geometry.experts == 8 else ""
        if special:
            return special
        rule: Rule = getattr(self.mix, kind)
        wanted = rule(place) or self.mix.base
        # many query heads share the V of a 70B, so more bits there cost next to nothing
        generous = self.seventy_billion and kind == "attn_v" and not self.mix.lowest_bits
        return "Q5_K" if generous and wanted in ("Q3_K", "Q4_K") else wanted

    def _eight_experts(self, kind: str) -> str:
        """Mixtral's attention is small beside its eight experts and keeps more bits."""
        if kind in ("attn_v", "attn_k"):
            return self.mix.eight_expert_kv
        return (self.mix.eight_expert_output or self.mix.base) if kind == "attn_output" else ""

    def _place(self, kind: str, tensor: Tensor) -> Place:
        index = self.seen.get(kind, 0)
        self.seen[kind] = index + 1
        experts = self.geometry.experts
        if kind == "attn_v":
            return Place(index, self.values, experts, self.grouped_query)
        # with experts the layer's number counts, otherwise how many tensors came before
        by_layer = experts > 1 and not self.mix.lowest_bits
        layers = self.geometry.layers + self.geometry.mtp_layers
        return Place(tensor.layer if by_layer else index, layers, experts)


def _grouped_query(geometry: Geometry) -> bool:
    """Whether llama.cpp counts four query heads or more per KV head, looking at layer 0."""
    attends = geometry.kinds[0] not in (RECURRENT, FEED_FORWARD)
    kv_heads = pick(geometry.kv_heads, 0)
    if not kv_heads or (not attends and architecture(geometry).kv_heads_per_layer):
        return False
    return pick(geometry.heads, 0) // kv_heads >= 4


def _seventy_billion(geometry: Geometry) -> bool:
    """Whether llama.cpp takes the model for a 70B (for Llama: or for the older 65B)."""
    if geometry.layers != architecture(geometry).seventy_billion_layers:
        return False
    grouped = pick(geometry.heads, 0) != pick(geometry.kv_heads, 0)
    return grouped or geometry.architecture != "llama"
