"""The tensor inventory: every tensor a model's GGUF file holds, with its shape."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from calculators.engines.memory.architectures import ARCHITECTURES, Architecture
from calculators.engines.memory.geometry import (
    GLOBAL,
    OVERLAPPING,
    PARALLEL,
    RECURRENT,
    SLIDING,
    Geometry,
    pick,
)
from calculators.engines.memory.parts import PARTS

OUTSIDE = -1
"""Layer number of tensors that belong to no layer."""
EXPERTS_PER_CHUNK = 2
"""Experts of GroveMoE that share one adjugate expert."""


class Tensor(NamedTuple):
    """One stored tensor: `rows` rows of `row` elements, `depth` times."""

    name: str
    layer: int
    row: int
    rows: int = 1
    depth: int = 1

    @property
    def elements(self) -> int:
        """Number of weights."""
        return self.row * self.rows * self.depth


def architecture(geometry: Geometry) -> Architecture:
    """Building blocks of the model; ValueError names the architecture if it is unknown."""
    try:
        return ARCHITECTURES[geometry.architecture]
    except KeyError:
        raise ValueError(f"unknown architecture {geometry.architecture!r}") from None


class Run(NamedTuple):
    """One tensor that several layers have in the same shape."""

    tensor: Tensor
    """As it is in the first of the layers."""
    layers: tuple[int, ...]


@lru_cache(maxsize=256)
def runs(geometry: Geometry) -> tuple[Run, ...]:
    """Every tensor of the file, once for all layers that are alike."""
    outside = [Run(tensor, (OUTSIDE,)) for tensor in _outside(geometry)]
    inside = [
        Run(tensor, layers) for layers in geometry.alike for tensor in _layer(geometry, layers[0])
    ]
    return (*outside, *inside)


def tensors(geometry: Geometry) -> tuple[Tensor, ...]:
    """Every tensor of the file: those outside the layers first, then layer by layer."""
    every = [tensor._replace(layer=layer) for tensor, layers in runs(geometry) for layer in layers]
    return tuple(sorted(every, key=lambda tensor: tensor.layer))


@lru_cache(maxsize=256)
def parameters(geometry: Geometry) -> int:
    """Number of weights in the GGUF file, as llama.cpp counts them (buffers included)."""
    return sum(tensor.elements * len(layers) for tensor, layers in runs(geometry))


def _outside(geometry: Geometry) -> Iterator[Tensor]:
    blocks = architecture(geometry)
    sizes = dimensions(geometry, _first_global(geometry))
    for part in f"{blocks.model} {blocks.rope}".split():
        yield from _tensors_of(part, OUTSIDE, sizes)


def _first_global(geometry: Geometry) -> int:
    return max(geometry.kinds.find(GLOBAL), 0)


def _layer(geometry: Geometry, layer: int) -> Iterator[Tensor]:
    sizes = dimensions(geometry, layer)
    for part in _layer_parts(geometry, layer):
        yield from _tensors_of(part, layer, sizes)


def _layer_parts(geometry: Geometry, layer: int) -> list[str]:
    """Names of the parts of one layer; layers past the last are for token prediction."""
    blocks = architecture(geometry)
    predicts = layer >= geometry.layers
    kind = GLOBAL if predicts else geometry.kinds[layer]
    parts = [blocks.layer]
    if kind in (GLOBAL, SLIDING, PARALLEL):
        parts.append(blocks.attention)
    if kind in (RECURRENT, PARALLEL):
        parts.append(blocks.recurrent)
    if predicts or kind in blocks.ffn_kinds:
        parts.append(blocks.experts if geometry.has_experts(layer) else blocks.dense)
    if predicts:
        parts.append(blocks.prediction)
    return " ".join(parts).split()


def _tensors_of(part: str, layer: int, sizes: dict[str, int]) -> Iterator[Tensor]:
    for name, symbols, flag in PARTS[part]:
        if flag and not sizes[flag]:
            continue
        shape = [int(symbol) if symbol.isdigit() else sizes[symbol] for symbol in symbols]
        if all(shape):
            yield Tensor(name, layer, *shape)


def dimensions(geometry: Geometry, layer: int) -> dict[str, int]:
    """Sizes and flags of one layer by the names that `parts.TABLE` uses."""
    return (
        _model_sizes(geometry)
        | _attention_sizes(geometry, layer)
        | _feed_forward_sizes(geometry, layer)
        | _recurrent_sizes(geometry)
    )


def _model_sizes(geometry: Geometry) -> dict[str, int]:
    return {
        "width": geometry.width,
        "double_width": 2 * geometry.width,
        "triple_width": 3 * geometry.width,
        "vocabulary": geometry.vocabulary,
        "output_rows": 0 if geometry.tied_embeddings else geometry.vocabulary,
        "per_layer_width": geometry.per_layer_width,
        "per_layer_total": geometry.per_layer_width * geometry.layers,
        "context": geometry.context_trained,
        "streams": geometry.streams,
        "double_streams": 2 * geometry.streams,
        "streams_width": geometry.streams * geometry.width,
        "stream_mix": (2 + geometry.streams) * geometry.streams,
        "second_norm": geometry.second_norm,
        "qkv_bias": geometry.qkv_bias,
        "output_bias": geometry.output_bias,
        "qk_norm": geometry.qk_norm,
        "ffn_bias": geometry.ffn_bias,
        "router_bias": geometry.router_bias,
        "rope_factors": geometry.rope_factors,
    }


def _attention_sizes(geometry: Geometry, layer: int) -> dict[str, int]:
    heads = pick(geometry.heads, layer)
    key_dim = pick(geometry.key_dim, layer)
    value_dim = geometry.value_head_dim(layer)
    queries, keys, values = heads * key_dim, geometry.keys(layer), geometry.values(layer)
    shared = geometry.values_from_keys and geometry.kinds[layer % geometry.layers] == GLOBAL
    return {
        "heads": heads,
        "kv_heads": pick(geometry.kv_heads, layer),
        "key_dim": key_dim,
        "value_dim": value_dim,
        "queries": queries,
        "double_queries": 2 * queries,
        "keys": keys,
        "values": values,
        "slides": geometry.kinds[layer % geometry.layers] == SLIDING,
        "projected_values": 0 if shared else values,
        "qkv": queries + keys + values,
        "outputs": heads * value_dim,
        "half_rope": (geometry.rope_dim or key_dim) // 2,
        "half_global_key": key_dim // 2,
    } | _latent_sizes(geometry, layer)


def _latent_sizes(geometry: Geometry, layer: int) -> dict[str, int]:
    queries = geometry.queries(layer)
    indexer_dim = pick(geometry.indexer_dim, layer)
    return {
        "q_lora_rank": geometry.q_lora_rank,
        "kv_lora_rank": geometry.kv_lora_rank,
        "direct_queries": 0 if geometry.q_lora_rank else queries,
        "latent": geometry.kv_lora_rank + geometry.rope_dim,
        "nope_dim": pick(geometry.key_dim, layer) - geometry.rope_dim,
        "indexer_dim": indexer_dim,
        "indexer_heads": geometry.indexer_heads if indexer_dim else 0,
        "indexer_queries": geometry.indexer_heads * indexer_dim,
        "double_indexer": 2 * indexer_dim,
        "unfolded_rank": geometry.unfolded_rank,
        "unfolded_latent": geometry.unfolded_rank + geometry.rope_dim,
        "unfolded": pick(geometry.heads, layer)
        * (pick(geometry.key_dim, layer) - geometry.rope_dim + geometry.value_head_dim(layer)),
    } | _compressed_sizes(geometry, layer)


def _compressed_sizes(geometry: Geometry, layer: int) -> dict[str, int]:
    """Outputs are put together in groups; entries that overlap are twice as wide."""
    ratio, groups = pick(geometry.compress, layer), geometry.output_groups
    twice = 2 if ratio == OVERLAPPING else 1
    return {
        "compress": ratio,
        "compressed": twice * pick(geometry.key_dim, layer),
        "group_outputs": geometry.queries(layer) // groups if groups else 0,
        "output_ranks": groups * geometry.output_lora_rank,
    }


def _feed_forward_sizes(geometry: Geometry, layer: int) -> dict[str, int]:
    ffn = pick(geometry.ffn_width, layer)
    return {
        "ffn": ffn,
        "double_ffn": 2 * ffn,
        "experts": geometry.experts,
        "expert_ffn": geometry.expert_ffn_width,
        "shared_ffn": geometry.shared_ffn_width,
        "latent_width": geometry.expert_latent_width,
        "expert_width": geometry.expert_latent_width or geometry.width,
        "experts_used": geometry.experts_used,
        "double_expert_ffn": 2 * geometry.expert_ffn_width,
        "double_shared_ffn": 2 * geometry.shared_ffn_width,
        "hashed": layer < geometry.hash_layers,
        "unhashed": layer >= geometry.hash_layers,
        "chunks": geometry.experts // EXPERTS_PER_CHUNK,
        "chunk_ffn": geometry.chunk_ffn_width,
    }


def _recurrent_sizes(geometry: Geometry) -> dict[str, int]:
    inner, state, groups = geometry.ssm_inner, geometry.ssm_state, geometry.ssm_groups
    conv_width = inner + 2 * groups * state
    return {
        "ssm_inner": inner,
        "double_inner": 2 * inner,
        "triple_inner": 3 * inner,
        "ssm_state": state,
        "ssm_groups": groups,
        "ssm_heads": geometry.ssm_heads,
        "double_ssm_heads": 2 * geometry.ssm_heads,
        "ssm_conv": geometry.ssm_conv,
        "ssm_x": geometry.ssm_heads + 2 * state,
        "conv_width": conv_width,
        "group_width": inner // groups if groups else 0,
        "mamba_projection": inner + conv_width + geometry.ssm_heads,
        "shortconv_cache": geometry.shortconv_cache,
    }
