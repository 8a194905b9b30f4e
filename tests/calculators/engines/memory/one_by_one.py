"""The same figures the long way: every tensor and every layer on its own, nothing shared or kept.

The engine works each size out once for all layers that are alike; these functions go through the
file as llama.cpp does, to compare.
"""

from collections import Counter
from collections.abc import Iterator
from math import ceil

from calculators.engines.memory import CACHE_TYPES, Geometry, Tensor, tensors
from calculators.engines.memory.cache import Cells
from calculators.engines.memory.geometry import FEED_FORWARD, RECURRENT, SLIDING, pick
from calculators.engines.memory.mixes import MIXES, Place
from calculators.engines.memory.quantization import category, kept_type, tensor_bytes
from calculators.engines.memory.tensor_types import divides, fitting, row_bytes
from calculators.engines.memory.tensors import architecture


def file_bytes(geometry: Geometry, quantization: str) -> int:
    """Bytes of all tensors of the file."""
    return sum(tensor_bytes(tensor, kind) for tensor, kind in typed(geometry, quantization))


def typed(geometry: Geometry, quantization: str) -> Iterator[tuple[Tensor, str]]:
    """Every tensor with its type, for the quantizations that are no plain conversion."""
    seen: Counter[str] = Counter()
    for tensor in tensors(geometry):
        kept = kept_type(tensor.name, tensor.rows > 1)
        if kept:
            yield tensor, kept
        elif quantization == "MXFP4_MOE" and tensor.depth > 1:
            yield tensor, fitting("MXFP4", tensor.row)
        else:
            kind = category(tensor.name)
            yield tensor, fitting(_wanted(geometry, quantization, tensor, seen[kind]), tensor.row)
            seen[kind] += 1


def _wanted(geometry: Geometry, quantization: str, tensor: Tensor, index: int) -> str:
    mix, kind = MIXES[quantization], category(tensor.name)
    if kind == "output" or (kind == "embedding" and geometry.tied_embeddings):
        return mix.output if divides(mix.base, tensor.row) else "Q8_0"
    if kind == "embedding":
        return mix.embedding or mix.base
    if geometry.experts == 8 and kind in ("attn_v", "attn_k", "attn_output"):
        special = mix.eight_expert_output if kind == "attn_output" else mix.eight_expert_kv
        return special or mix.base
    if not kind:
        return mix.base
    place = _place(geometry, kind, tensor, index, mix.lowest_bits)
    wanted = getattr(mix, kind).choose(place) or mix.base
    grouped = pick(geometry.heads, 0) != pick(geometry.kv_heads, 0)
    large = geometry.layers == architecture(geometry).seventy_billion_layers
    large = large and (grouped or geometry.architecture != "llama")
    generous = large and kind == "attn_v" and not mix.lowest_bits and wanted in ("Q3_K", "Q4_K")
    return "Q5_K" if generous else wanted


def _place(geometry: Geometry, kind: str, tensor: Tensor, index: int, lowest: bool) -> Place:
    if kind == "attn_v":
        values = sum(category(each.name) == "attn_v" for each in tensors(geometry))
        return Place(index, values, geometry.experts, _grouped_query(geometry))
    by_layer = geometry.experts > 1 and not lowest
    layers = geometry.layers + geometry.mtp_layers
    return Place(tensor.layer if by_layer else index, layers, geometry.experts)


def _grouped_query(geometry: Geometry) -> bool:
    attends = geometry.kinds[0] not in (RECURRENT, FEED_FORWARD)
    hidden = not attends and architecture(geometry).kv_heads_per_layer
    kv_heads = 0 if hidden else pick(geometry.kv_heads, 0)
    return bool(kv_heads) and pick(geometry.heads, 0) // kv_heads >= 4


def cached_bytes(
    geometry: Geometry, room: Cells, cache_type: str, *, flash_attention: bool
) -> list[int]:
    """Bytes of keys and values, layer by layer."""
    kind = CACHE_TYPES[cache_type]
    widest = max(map(geometry.values, range(geometry.layers)))
    found = []
    for layer in range(geometry.layers):
        values = geometry.values(layer) if flash_attention else widest
        size = row_bytes(kind, geometry.keys(layer)) + row_bytes(kind, values)
        if geometry.uses_mla:
            latent = geometry.kv_lora_rank + geometry.rope_dim
            size = row_bytes(kind, latent) + row_bytes(kind, pick(geometry.indexer_dim, layer))
        entries = 0
        if geometry.output_groups:  # DeepSeek V4: one vector for both, and entries for more tokens
            size, ratio = row_bytes(kind, geometry.keys(layer)), pick(geometry.compress, layer)
            dims = geometry.keys(layer) + pick(geometry.indexer_dim, layer)
            steps = ceil(ceil(room.full / ratio) / 256) if ratio else 0
            entries = 256 * steps * row_bytes(kind, dims)
        own = layer < geometry.layers - geometry.shared_kv_layers
        if geometry.kinds[layer] in (RECURRENT, FEED_FORWARD) or not own:
            size = 0
        slides = geometry.kinds[layer] == SLIDING and geometry.sliding_window > 0
        held = size * (room.sliding if slides else room.full) + entries
        found.append(held * room.streams)
    return found
