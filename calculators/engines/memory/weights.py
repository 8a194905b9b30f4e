"""Memory of a model's weights, exact to the byte for a standard llama.cpp quantization.

When llama.cpp computes on a CPU alone, it makes a second copy of some: see `repacked_bytes`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.quantization import tensor_bytes, tensor_types
from calculators.engines.memory.tensors import OUTSIDE, Tensor, parameters

CLASSES = ("embedding", "output", "attention", "recurrent", "ffn", "experts", "other")
"""Classes of `Weights.by_class`, in the order to show them."""

REPACKED_TYPES = ("Q4_0", "Q4_K", "IQ4_NL", "MXFP4")
ROWS_TOGETHER = 8
"""Rows are interleaved in groups of eight."""
NOT_REPACKED = (
    "token_embd.weight",  # tables are read row by row, never multiplied
    "per_layer_token_embd.weight",
    "attn_k_b.weight",  # one matrix per head, which the repacked kernels cannot multiply
    "attn_v_b.weight",
)


WITH_FIRST_LAYER = ("per_layer_model_proj.weight", "per_layer_proj_norm.weight")
"""Outside the layers, and llama.cpp loads them where the first layer is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Bytes of the weights of one model in one quantization.

    `total_bytes` is what llama.cpp loads; `file_bytes` is what the tensors take in the file. They
    differ by the multi-token-prediction layers, which are in the file but skipped at load.
    """

    total_bytes: int
    file_bytes: int
    parameters: int
    """Weights in the file."""
    by_class: Mapping[str, int]
    """Loaded bytes by class of tensor (`CLASSES`); the classes add up to `total_bytes`."""
    by_type: Mapping[str, int]
    """Bytes in the file by tensor type; they add up to `file_bytes`."""
    elements_by_type: Mapping[str, int]
    """Weights in the file by tensor type."""
    layer_bytes: tuple[int, ...]
    """Loaded bytes of each repeating layer."""

    @property
    def bits_per_weight(self) -> float:
        """Mean bits per weight over the whole file."""
        return 8 * self.file_bytes / self.parameters

    @property
    def outside_bytes(self) -> int:
        """Loaded bytes outside the repeating layers: embeddings, output, last norm."""
        return self.total_bytes - sum(self.layer_bytes)


class Sizes(NamedTuple):
    """The totals of a model's weights, without the detail of `Weights`."""

    file_bytes: int
    """What the tensors take in the file."""
    loaded_bytes: int
    """What llama.cpp loads of them."""
    card_bytes: int
    """What a GPU gets of them when it gets every layer."""
    parameters: int
    """Weights in the file."""

    @property
    def bits_per_weight(self) -> float:
        """Mean bits per weight over the whole file."""
        return 8 * self.file_bytes / self.parameters


@lru_cache(maxsize=4096)
def sizes(geometry: Geometry, quantization: str) -> Sizes:
    """Totals alone, cheap enough for a whole catalog in every quantization.

    ValueError for an unknown architecture or quantization.
    """
    outside = output = inside = skipped = 0
    for (tensor, layers), kind in tensor_types(geometry, quantization):
        size = tensor_bytes(tensor, kind) * len(layers)
        if tensor.layer == OUTSIDE:
            outside += size
            output += size if tensor.name in (_output_name(geometry), *WITH_FIRST_LAYER) else 0
        elif tensor.layer < geometry.layers:
            inside += size
        else:
            skipped += size
    return Sizes(
        file_bytes=outside + inside + skipped,
        loaded_bytes=outside + inside,
        card_bytes=inside + output,
        parameters=parameters(geometry),
    )


@lru_cache(maxsize=64)
def weights(geometry: Geometry, quantization: str) -> Weights:
    """Memory of the weights; ValueError for an unknown architecture or quantization."""
    by_class = dict.fromkeys(CLASSES, 0)
    by_type: dict[str, int] = {}
    elements: dict[str, int] = {}
    by_layers: dict[tuple[int, ...], int] = {}
    for (tensor, layers), kind in tensor_types(geometry, quantization):
        size = tensor_bytes(tensor, kind)
        by_type[kind] = by_type.get(kind, 0) + size * len(layers)
        elements[kind] = elements.get(kind, 0) + tensor.elements * len(layers)
        if tensor.layer < geometry.layers:
            by_class[tensor_class(tensor.name)] += size * len(layers)
            by_layers[layers] = by_layers.get(layers, 0) + size
    return Weights(
        total_bytes=sum(by_class.values()),
        file_bytes=sum(by_type.values()),
        parameters=sum(elements.values()),
        by_class=by_class,
        by_type=by_type,
        elements_by_type=elements,
        layer_bytes=_each_layer(geometry, by_layers),
    )


def _each_layer(geometry: Geometry, by_layers: Mapping[tuple[int, ...], int]) -> tuple[int, ...]:
    """Bytes of each layer from the bytes that groups of layers have in each of theirs."""
    found = [0] * geometry.layers
    for layers, size in by_layers.items():
        if layers[0] != OUTSIDE:
            for layer in layers:
                found[layer] += size
    return tuple(found)


@lru_cache(maxsize=256)
def tensor_class(name: str) -> str:
    """Class of a tensor in `Weights.by_class`."""
    if name.startswith(("token_embd", "per_layer_token_embd")):
        return "embedding"
    if name == "output.weight":
        return "output"
    if "exps." in name or "shexp." in name or name.startswith("ffn_gate_inp"):
        return "experts"
    if name.startswith("ffn_") and "norm" not in name:
        return "ffn"
    if name.startswith(("ssm_", "shortconv")):
        return "recurrent"
    if name.startswith(("attn_", "indexer")) and "norm" not in name:
        return "attention"
    return "other"


def layer_bytes(geometry: Geometry, quantization: str) -> tuple[int, ...]:
    """Bytes of each repeating layer, the unit that moves to a GPU (`--n-gpu-layers`)."""
    return weights(geometry, quantization).layer_bytes


@lru_cache(maxsize=1024)
def gpu_output_bytes(geometry: Geometry, quantization: str) -> int:
    """Bytes that go to the GPU with the output layer, once all repeating layers are there.

    llama.cpp keeps the input embedding tables on the CPU. A tied table is needed on both sides, so
    it takes memory twice: Llama-3.2-3B in Q4_K_M puts 1918 MiB on the GPU and keeps 308 MiB.
    """
    return sum(
        tensor_bytes(tensor, kind)
        for (tensor, _), kind in tensor_types(geometry, quantization)
        if tensor.name == _output_name(geometry)
    )


def _output_name(geometry: Geometry) -> str:
    """The output matrix, or the table that stands in for it."""
    return "token_embd.weight" if geometry.tied_embeddings else "output.weight"


@lru_cache(maxsize=1024)
def repacked_bytes(geometry: Geometry, quantization: str) -> int:
    """Bytes of the second copy; Llama-3.2-1B in Q4_K_M: 445.5 MiB on top of 762.8 MiB of weights.

    A CPU-only build lays 4-bit matrices out again for its vector instructions. The copy stays in
    memory beside the file's own pages, which the system may drop. `--no-repack` turns it off; with
    a GPU it is not made. Types as for x86-64 with AVX2: ggml/src/ggml-cpu/repack.cpp of llama.cpp
    0c1e57098.
    """
    return sum(
        tensor_bytes(tensor, kind) * len(layers)
        for (tensor, layers), kind in tensor_types(geometry, quantization)
        if kind in REPACKED_TYPES and tensor.layer < geometry.layers and _repacked(tensor)
    )


def _repacked(tensor: Tensor) -> bool:
    return tensor.name not in NOT_REPACKED and tensor.rows % ROWS_TOGETHER == 0
