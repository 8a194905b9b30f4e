"""Which tensor gets which type when llama.cpp quantizes a model: bits per weight are no constant.

A quantization such as Q4_K_M is a mix (`mixes.py`): it looks at the kind of tensor and the place of
its layer, and a row that the blocks of a type do not divide falls back to another type. The walk
below counts like src/llama-quant.cpp of llama.cpp 0c1e57098.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from calculators.engines.memory.geometry import FEED_FORWARD, RECURRENT, Geometry, pick
from calculators.engines.memory.mixes import MIXES, Mix, Place, Rule, mix_of
from calculators.engines.memory.tensor_types import UNQUANTIZED, divides, fitting, row_bytes
from calculators.engines.memory.tensors import Run, Tensor, architecture, runs

Split = tuple[tuple[str, tuple[int, ...]], ...]
"""Types, each with positions."""

QUANTIZATIONS: tuple[str, ...] = tuple(MIXES)
"""Names accepted as `quantization`, from the largest file to the smallest."""

CATEGORIES = {
    "output.weight": "output",
    "token_embd.weight": "embedding",
    "per_layer_token_embd.weight": "embedding",
    "attn_qkv.weight": "attn_v",
    "attn_v.weight": "attn_v",
    "attn_kv_b.weight": "attn_v",
    "attn_k.weight": "attn_k",
    "indexer.attn_k.weight": "attn_k",
    "attn_q.weight": "attn_q",
    "attn_output.weight": "attn_output",
}
"""Tensors the mixes single out; the feed-forward ones are recognized by part of their names."""

KEPT_16_BIT = ("altup_proj", "altup_unembd", "altup_router", "laurel", "per_layer_model_proj")
"""Small matrices that no quantization touches."""
KEPT_32_BIT = (
    "ffn_gate_inp.",
    "ffn_gate_tid2eid.",  # whole numbers, of as many bytes
    "position_embd.",
    "indexer.k_proj",  # MiniMax M3's
    "indexer.q_proj",
    "ssm_conv1d",
    "shortconv.conv",
    "altup_correct",
    "altup_predict",
)
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


def tensor_types(geometry: Geometry, quantization: str) -> Iterator[tuple[Run, str]]:
    """Every tensor of the file with the type a quantization gives it, once for layers alike.

    ValueError names a quantization that is not offered.
    """
    if quantization not in MIXES:
        raise ValueError(f"unknown quantization {quantization!r}; known: {', '.join(MIXES)}")
    if MIXES[quantization].base in UNQUANTIZED:
        return _converted(geometry, MIXES[quantization].base)
    return _quantized(geometry, quantization)


def _converted(geometry: Geometry, base: str) -> Iterator[tuple[Run, str]]:
    """A 16-bit file as the converter writes it: matrices in 16 bits, with a few exceptions."""
    for run in runs(geometry):
        kept = kept_type(run.tensor.name, run.tensor.rows > 1)
        exact = kept == "F32" or run.tensor.name == "indexer.proj.weight"
        yield run, "F32" if exact else base


class _Entry(NamedTuple):
    """A run of the file and what every mix needs to know of it."""

    run: Run
    kept: str
    """`kept_type`."""
    kind: str
    """`category`."""
    before: tuple[int, ...]
    """For each layer, how many tensors of the kind stand before its own in the file."""


def _quantized(geometry: Geometry, quantization: str) -> Iterator[tuple[Run, str]]:
    walk = _Walk(geometry, mix_of(geometry.architecture, quantization))
    for entry in _entries(geometry):
        run, kept, _, _ = entry
        if kept:
            yield run, kept
        elif quantization == "MXFP4_MOE" and _is_expert(geometry, run.tensor):
            yield run, fitting("MXFP4", run.tensor.row)
        else:
            for part, wanted in walk.wanted(entry):
                yield part, fitting(wanted, run.tensor.row)


def _is_expert(geometry: Geometry, tensor: Tensor) -> bool:
    """Whether llama.cpp takes a tensor for experts: of most models any with a third dimension."""
    named = geometry.architecture != "bailingmoe3" or category(tensor.name).startswith("ffn")
    return tensor.depth > 1 and named


@lru_cache(maxsize=256)
def _entries(geometry: Geometry) -> tuple[_Entry, ...]:
    """The runs of a file, counted in the order in which the file has their tensors."""
    found = []
    walk: list[tuple[int, str, list[int]]] = []
    for run in runs(geometry):
        kept, kind = kept_type(run.tensor.name, run.tensor.rows > 1), category(run.tensor.name)
        before: list[int] = []
        found.append((run, kept, kind, before))
        if kind and not kept:
            walk += [(layer, kind, before) for layer in run.layers]
    seen: dict[str, int] = {}
    for _, kind, before in sorted(walk, key=lambda step: step[0]):
        before.append(seen.get(kind, 0))
        seen[kind] = before[-1] + 1
    return tuple(_Entry(run, kept, kind, tuple(before)) for run, kept, kind, before in found)


class _Walk:
    """Decides like llama.cpp, which counts the tensors of each kind as it walks the file."""

    def __init__(self, geometry: Geometry, mix: Mix) -> None:
        self.geometry = geometry
        self.mix = mix

    def wanted(self, entry: _Entry) -> Iterable[tuple[Run, str]]:
        """Types the mix asks for before any fallback, each with its layers of the run."""
        run, _, kind, _ = entry
        mix = self.mix
        if kind == "output" or (kind == "embedding" and self.geometry.tied_embeddings):
            return [(run, mix.output if divides(mix.base, run.tensor.row) else "Q8_0")]
        if kind == "embedding":
            return [(run, mix.embedding or mix.base)]
        if not kind:
            return [(run, mix.base)]
        special = self._eight_experts(kind) if self.geometry.experts == 8 else ""
        return [(run, special)] if special else self._ruled(entry, getattr(mix, kind))

    def _eight_experts(self, kind: str) -> str:
        """Mixtral's attention is small beside its eight experts and keeps more bits."""
        if kind in ("attn_v", "attn_k"):
            return self.mix.eight_expert_kv
        return (self.mix.eight_expert_output or self.mix.base) if kind == "attn_output" else ""

    def _ruled(self, entry: _Entry, rule: Rule) -> Iterable[tuple[Run, str]]:
        (tensor, layers), _, kind, before = entry
        geometry, experts = self.geometry, self.geometry.experts
        count, grouped = geometry.layers * geometry.passes + geometry.mtp_layers, False
        if kind == "attn_v":
            count, grouped = _values(geometry), _grouped_query(geometry)
        if rule.everywhere:
            return [
                (entry.run, self._generous(kind, rule.choose(Place(0, count, experts, grouped))))
            ]
        # with experts the layer's number counts, otherwise how many tensors came before
        by_layer = kind != "attn_v" and experts > 1 and not self.mix.lowest_bits
        split = _split(rule, layers if by_layer else before, count, experts, grouped)
        return [
            (Run(tensor, tuple([layers[at] for at in where])), self._generous(kind, wanted))
            for wanted, where in split
        ]

    def _generous(self, kind: str, wanted: str) -> str:
        """Many query heads share the V of a 70B, so more bits there cost next to nothing."""
        wanted = wanted or self.mix.base
        few = kind == "attn_v" and wanted in ("Q3_K", "Q4_K") and not self.mix.lowest_bits
        return "Q5_K" if few and _seventy_billion(self.geometry) else wanted


@lru_cache(maxsize=1024)
def _split(
    rule: Rule, places: tuple[int, ...], count: int, experts: int, grouped_query: bool
) -> Split:
    """The types a rule gives, each with the positions in `places` that get it.

    Models with as many layers share an answer, and there are few numbers of layers.
    """
    found: dict[str, list[int]] = {}
    for position, index in enumerate(places):
        kind = rule.choose(Place(index, count, experts, grouped_query))
        found.setdefault(kind, []).append(position)
    return tuple((kind, tuple(where)) for kind, where in found.items())


@lru_cache(maxsize=256)
def _values(geometry: Geometry) -> int:
    """How many tensors of the file project values."""
    return sum(len(entry.run.layers) for entry in _entries(geometry) if entry.kind == "attn_v")


@lru_cache(maxsize=256)
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
