"""Working memory of one step: llama.cpp's compute buffer (estimated) and output buffer (exact).

llama.cpp reserves room for the largest moment of its graph for one micro-batch. Which moment that
is differs by architecture; the sizes below are fitted to llama.cpp's own reports. Over the 750 runs
of tests/data/groundtruth.csv with flash attention and one output the buffer is off by 1.1 % on
average and by 9 % at most (a quantized cache reuses rows otherwise); in the total of weights, cache
and buffer that is 0.05 % and 0.6 %. The part that grows with the context is exact.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from calculators.engines.memory.cache import caches, cells
from calculators.engines.memory.geometry import FEED_FORWARD, PARALLEL, RECURRENT, Geometry, pick
from calculators.engines.memory.setup import Setup
from calculators.engines.memory.tensors import architecture

FLOAT_BYTES = 4
PER_LAYER_EMBEDDING_SHARE = 1.35
"""Fitted: rows that Gemma's per-layer embeddings keep alive, per layer."""


@dataclass(frozen=True, slots=True)
class ExpertCost:
    """Rows a mixture of experts keeps alive: `widths` of the model, `matrices` per expert."""

    widths: float
    matrices: int = 3


EXPERT_COSTS = {
    "deepseek2": ExpertCost(4),
    "gemma4": ExpertCost(4),
    "gpt-oss": ExpertCost(0.5),
    "granitehybrid": ExpertCost(4),
    "granitemoe": ExpertCost(4),
    "lfm2moe": ExpertCost(-1),
    "nemotron_h_moe": ExpertCost(0.5, matrices=2),
    "qwen35moe": ExpertCost(4),
    "qwen3next": ExpertCost(4),
}
USUAL_EXPERT_COST = ExpertCost(5)

MASKED_OUTPUT = ("gemma4",)
"""Architectures that still hold the attention mask while they compute several outputs."""

SCALED_RESIDUAL = ("granite", "granitehybrid")
"""Architectures that scale each block's result, which takes one more row."""


class Rows(NamedTuple):
    """Elements per token alive at the largest moments of the graph, without the context's part."""

    layer: float
    """Feed-forward, experts, attention or recurrent mixer, whichever is largest."""
    attention: int
    """The attention layer alone."""
    attention_heads: int
    """Heads of the layer that attends with the most."""
    attends: bool
    """Whether any layer has a KV cache."""


def compute_buffer_bytes(geometry: Geometry, setup: Setup, *, on_gpu: bool = False) -> int:
    """Estimate of the compute buffer.

    llama-server asks for the logits of one token per slot, libllama by itself for all. On a GPU the
    rows of the input embeddings stay on the host side.
    """
    rows, room = graph_rows(geometry), cells(geometry, setup)
    batch, outputs = min(setup.micro_batch, setup.context), logits_kept(setup)
    full = room.full if rows.attends else 0
    layer = rows.layer + (full + room.sliding) / 2
    if not setup.flash_attention:
        scores = (rows.attention_heads + 1) * full + room.sliding
        layer = max(layer, rows.attention + scores)
    logits = outputs * geometry.vocabulary / batch + 2 * geometry.width
    if outputs > 1 and geometry.architecture in MASKED_OUTPUT:
        logits += full / 2
    on_host = geometry.width if on_gpu else 0
    return int(FLOAT_BYTES * batch * max(layer - 2 * on_host, logits - on_host))


def output_buffer_bytes(geometry: Geometry, setup: Setup) -> int:
    """Logits handed to the sampler: one 32-bit number per vocabulary entry and token."""
    return FLOAT_BYTES * geometry.vocabulary * logits_kept(setup)


def logits_kept(setup: Setup) -> int:
    """How many tokens of a micro-batch get logits.

    >>> logits_kept(Setup(context=8192, slots=4)), logits_kept(Setup(context=8192, outputs=512))
    (4, 512)
    """
    return setup.outputs or setup.slots


@lru_cache(maxsize=256)
def graph_rows(geometry: Geometry) -> Rows:
    """Largest moments of the graph over all layers."""
    layers = [group[0] for group in geometry.own_layers]
    attention = [
        layer for layer in layers if geometry.kinds[layer] not in (RECURRENT, FEED_FORWARD)
    ]
    largest = max(_layer_rows(geometry, layer) for layer in layers)
    embedded = PER_LAYER_EMBEDDING_SHARE * geometry.per_layer_width * geometry.layers
    return Rows(
        layer=largest + embedded,
        attention=max((_attention_rows(geometry, layer) for layer in attention), default=0),
        attention_heads=max((pick(geometry.heads, layer) for layer in attention), default=0),
        attends=any(caches(geometry, layer) for layer in layers),
    )


def _layer_rows(geometry: Geometry, layer: int) -> float:
    kind = geometry.kinds[layer]
    rows: list[float] = []
    if kind in architecture(geometry).ffn_kinds:
        rows.append(_feed_forward_rows(geometry, layer))
    if kind in (RECURRENT, PARALLEL):
        rows.append(_recurrent_rows(geometry))
    if kind not in (RECURRENT, FEED_FORWARD):
        rows.append(_attention_rows(geometry, layer))
    return max(rows, default=0)


def _feed_forward_rows(geometry: Geometry, layer: int) -> float:
    if geometry.has_experts(layer):
        cost = EXPERT_COSTS.get(geometry.architecture, USUAL_EXPERT_COST)
        per_expert = geometry.width + cost.matrices * geometry.expert_ffn_width
        return geometry.experts_used * per_expert + cost.widths * geometry.width
    queries = 0 if _fuses_queries(geometry) else geometry.queries(layer)
    widths = 4 if geometry.architecture in SCALED_RESIDUAL else 3
    return 3 * pick(geometry.ffn_width, layer) + widths * geometry.width + queries


def _fuses_queries(geometry: Geometry) -> bool:
    """Whether the queries are part of a larger product, so that none is left over alone."""
    blocks = architecture(geometry)
    return "fused_qkv" in blocks.attention or blocks.recurrent.startswith(("delta", "short"))


def _attention_rows(geometry: Geometry, layer: int) -> int:
    if geometry.uses_mla:
        latent = geometry.kv_lora_rank
        return pick(geometry.heads, layer) * (2 * (latent + geometry.rope_dim) + latent)
    sizes = geometry.queries(layer) + geometry.keys(layer)
    return 3 * geometry.width + 2 * sizes


def _recurrent_rows(geometry: Geometry) -> int:
    inner, groups = geometry.ssm_inner, geometry.ssm_groups * geometry.ssm_state
    if architecture(geometry).recurrent.startswith("delta"):
        return 4 * inner + 5 * groups + 3 * geometry.width
    return 5 * inner + 4 * groups + geometry.width
