"""Working memory of one step: llama.cpp's compute buffer (estimated) and output buffer (exact).

llama.cpp reserves room for the largest moment of its graph for one micro-batch. Which moment that
is differs by architecture. The rules below are read from src/llama-graph.cpp and src/models/*.cpp
of build b11549 and from what it reports for 85 models (tests/data/b11549.csv): nine reports in ten
are met to a thousandth. Room that a moment frees may stay too small for the next, and then the
buffer grows by more than the moment needs; a few of these rules say when.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from calculators.engines.memory.cache import Cells, cells, is_quantized, slides, types_of
from calculators.engines.memory.geometry import (
    FEED_FORWARD,
    GLOBAL,
    LAYER_KINDS,
    PARALLEL,
    RECURRENT,
    Geometry,
    pick,
)
from calculators.engines.memory.setup import Setup
from calculators.engines.memory.tensors import architecture

FLOAT_BYTES = 4
INDEX_TOP = 2048
"""Tokens that a sparse-attention index picks, in every model published with one."""
ROTATION = 64
"""Smallest side of the matrix by which llama.cpp turns keys and values before quantizing them."""
ALWAYS_ROWS = 5
"""Numbers of tokens, their places and the like."""
CACHE_ROWS = 2
"""Where one token's keys, or values, go in the cache: a 64-bit number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Rows of the model's width that blocks of an architecture keep alive beside their own."""

    dense: int = 3
    """In a dense feed-forward block, beside queries or two more."""
    experts: int = 5
    """In a mixture of experts."""
    expert_matrices: int = 3
    """Rows of an expert's width for each expert used."""
    attention: int = 5
    """Around attention."""
    queries: bool = True
    """Whether wide queries outlive attention."""
    unrotated: str = ""
    """Kinds of layer whose queries aren't turned by their place (RoPE)."""


KEPT = {
    "arctic": Kept(experts=3),
    "cohere2": Kept(dense=4, unrotated=GLOBAL),
    "cohere2moe": Kept(experts=9),
    "dbrx": Kept(experts=1),
    "exaone4": Kept(attention=4),
    "gemma4": Kept(queries=False),
    "gpt-oss": Kept(expert_matrices=2),
    "granitehybrid": Kept(dense=4, unrotated=LAYER_KINDS),
    "jamba": Kept(unrotated=LAYER_KINDS),
    "lfm2moe": Kept(experts=1),
    "maple": Kept(expert_matrices=1),
    "mimo2": Kept(experts=4, expert_matrices=1),
    "minimax-m2": Kept(experts=1, expert_matrices=2),
    "minimax-m3": Kept(expert_matrices=1),
    "mistral4": Kept(experts=1),
    "nemotron_h": Kept(unrotated=LAYER_KINDS),
    "nemotron_h_moe": Kept(unrotated=LAYER_KINDS),
    "olmo2": Kept(attention=4),
}
"""Architectures that differ from the usual."""
USUALLY_KEPT = Kept()
_MEASURED = (
    "apertus cohere2 deepseek2 deepseek32 falcon-h1 gemma3 gemma3n gemma4 glm-dsa glm4moe gpt-oss "
    "granite granitehybrid laguna lfm2 lfm2moe llama llama4 minimax-m2 mistral3 mistral4 "
    "muse-glimmer nemotron_h nemotron_h_moe olmo2 phi3 qwen2 qwen3 qwen35 qwen35moe qwen3moe "
    "qwen3next seed_oss smollm3"
)
MEASURED = frozenset(_MEASURED.split())
"""Architectures of the models in tests/data/b11549.csv."""
STREAMS, STREAM_ROWS = 4, 3
"""Gemma 3n carries its width four times, and keeps three more rows if these don't fit together
into the room that its embeddings of the layers leave."""

LIGHTNING_SQUARES = 3
"""Numbers for each head and each pair of tokens that lightning attention holds."""
DELTA_STATES = 3
"""States that a gated delta net holds of each conversation, where there are several."""
MASKED_OUTPUT = ("gemma4",)
"""Architectures that still hold the attention mask while they compute several outputs."""


SCORES_KEPT = ("grok",)
"""Architectures whose scores llama.cpp works out one by one, even with flash attention."""
PICKED_BLOCKS = ("minimax-m3",)
"""Architectures that pick blocks of the context, which takes room for each of its tokens as long
as there is one conversation; fitted to MiniMax M3 for contexts from 4,096 to 131,072 tokens."""


class Attending(NamedTuple):
    """One kind of layer with attention: rows for each token without its scores."""

    rows: int
    heads: int
    queries: int
    slides: bool
    keys: int
    """Elements of one token's keys in the cache."""
    values: int
    latent: int
    """Elements of the queries where they are latent vectors (MLA); else 0."""


class Moments(NamedTuple):
    """Elements per token alive at the largest moments of the graph, without the context's part."""

    layer: int
    """Feed-forward, experts or recurrent mixer, whichever is largest."""
    recurrent: int
    """The recurrent mixer, beside the states that it holds."""
    state: int
    """Elements of one conversation's state in a layer."""
    last: int
    """Elements of the last inputs that its convolution keeps."""
    pairs: int
    """Elements for each pair of tokens of a conversation that the mixer holds."""
    delta: bool
    """Whether the mixer is a gated delta net, which holds states in its own way."""
    attending: tuple[Attending, ...]
    """Kinds of layer with attention."""
    spared: int
    """Rows that fit into the room which embeddings of the layers leave."""
    full: bool
    """Whether any layer keeps the whole context."""
    sliding: bool
    """Whether any keeps a window."""
    widest: int
    """Elements of one token's values in the layer that has most."""
    key_turns: int
    """Elements of the square matrices that turn keys before they are quantized."""
    value_turns: int
    """The same of values."""


def compute_buffer_bytes(geometry: Geometry, setup: Setup, *, on_gpu: bool = False) -> int:
    """Estimate of the compute buffer.

    llama-server asks for the logits of one token per slot, libllama by itself for all. On a GPU the
    rows of the input embeddings stay on the host side.
    """
    if geometry.architecture in SCORES_KEPT:
        setup = replace(setup, flash_attention=False)
    moments, room = graph_moments(geometry), cells(geometry, setup)
    tokens = -(-min(setup.micro_batch, setup.context) // setup.slots) * setup.slots
    on_host = geometry.width * tokens if on_gpu else 0
    layer = max(
        _recurrent_elements(moments, setup, tokens),
        _layer_elements(moments, room, setup, tokens, on_gpu=on_gpu) - on_host,
    )
    layer = max(layer, tokens * _compressing_rows(geometry, room.full) - on_host)
    layer += _input_elements(geometry, moments, room, setup, tokens)
    if setup.slots == 1 and geometry.architecture in PICKED_BLOCKS:
        layer += tokens * max(13 * room.full // 2, 9 * room.full - 20_000)
    logits = logits_kept(setup) * geometry.vocabulary + 2 * geometry.width * tokens
    if logits_kept(setup) > 1 and geometry.architecture in MASKED_OUTPUT:
        logits += tokens * room.full // 2
    return FLOAT_BYTES * max(layer, logits - on_host)


def _compressing_rows(geometry: Geometry, context: int) -> int:
    """DeepSeek V4's streams, queries and entries; fitted to Flash and Pro, which are met to 5%."""
    if not geometry.output_groups:
        return 0
    streams = geometry.streams**2 * geometry.width
    return streams + 2 * geometry.queries(0) + 1500 + 59 * context // 100


def output_buffer_bytes(geometry: Geometry, setup: Setup) -> int:
    """Logits handed to the sampler: one 32-bit number per vocabulary entry and token."""
    return FLOAT_BYTES * geometry.vocabulary * logits_kept(setup)


def logits_kept(setup: Setup) -> int:
    """How many tokens of a micro-batch get logits.

    >>> logits_kept(Setup(context=8192, slots=4)), logits_kept(Setup(context=8192, outputs=512))
    (4, 512)
    """
    return setup.outputs or setup.slots


def _layer_elements(
    moments: Moments, room: Cells, setup: Setup, tokens: int, *, on_gpu: bool
) -> int:
    """The largest moment of feed-forward blocks and attention."""
    keys, values = types_of(setup)
    spared = 0 if is_quantized(keys) or is_quantized(values) else moments.spared
    largest = tokens * (moments.layer - spared)
    for layer in moments.attending:
        context = room.sliding if layer.slides else room.full
        rows = tokens * layer.rows
        if setup.flash_attention:
            rows += _copied(layer, context * room.streams, setup) if on_gpu else 0
        else:
            rows += tokens * layer.heads * context + _transposed(layer, context, tokens)
            rows -= tokens * layer.queries if is_quantized(keys) else 0  # turned
        largest = max(largest, rows)
    return largest


def _recurrent_elements(moments: Moments, setup: Setup, tokens: int) -> int:
    """The largest moment of a recurrent mixer, with the states that it holds."""
    copies = 1 + setup.draft_tokens
    if not moments.delta:
        states = (moments.state + moments.last) * copies
    elif setup.slots == 1:
        states = moments.state * copies
    else:
        states = max(DELTA_STATES, 2 * copies) * moments.state + moments.last
    pairs = moments.pairs * (tokens // setup.slots)
    return tokens * (moments.recurrent + pairs) + states * setup.slots


def _copied(layer: Attending, context: int, setup: Setup) -> int:
    """A card's flash attention reads 16-bit numbers, so it copies a quantized layer into such."""
    sizes = (layer.keys, 0 if layer.latent else layer.values)  # a latent vector serves as both
    copied = zip(types_of(setup), sizes, strict=True)
    return context * sum(size for name, size in copied if name != "f16") // 2


def _transposed(layer: Attending, context: int, tokens: int) -> int:
    """Latent values lie across, and are copied if the room left by the queries can't hold them."""
    size = layer.values * context // 2 if layer.latent else 0
    return size if size > layer.latent * tokens else 0


def input_bytes(geometry: Geometry, setup: Setup) -> int:
    """Of the compute buffer, what is handed to each step: masks, places in the cache and so on."""
    room, tokens = cells(geometry, setup), min(setup.micro_batch, setup.context)
    return FLOAT_BYTES * _input_elements(geometry, graph_moments(geometry), room, setup, tokens)


def _input_elements(
    geometry: Geometry, moments: Moments, room: Cells, setup: Setup, tokens: int
) -> int:
    """What stays from the first step to the last: masks, places in the cache, turns, the index."""
    masks = moments.full * room.full + moments.sliding * room.sliding
    places = CACHE_ROWS * (moments.full + moments.sliding)
    rows = ALWAYS_ROWS + places
    if setup.flash_attention:
        rows += masks // 2 + (0 if geometry.uses_mla else places)
    else:  # each element of a transposed V has a place of its own
        rows += masks + places * moments.widest
    if geometry.indexer_heads and geometry.uses_mla:
        rows += room.full // 2 + geometry.layers * min(INDEX_TOP, room.full)
        rows += room.full if room.full > 2 * geometry.width else 0  # scores, where no room is left
    keys, values = types_of(setup)
    turns = moments.key_turns if is_quantized(keys) else 0
    return tokens * rows + turns + (moments.value_turns if is_quantized(values) else 0)


def _turns(geometry: Geometry, attending: Sequence[Attending]) -> tuple[int, int]:
    """Elements of the matrices that turn keys and values, one of each for each kind of cache."""
    keys = values = 0
    if geometry.uses_mla:
        return keys, values
    for slide in {layer.slides for layer in attending}:
        own = [group[0] for group in geometry.own_layers if slides(geometry, group[0]) == slide]
        key = max(pick(geometry.key_dim, layer) for layer in own)
        side = ROTATION
        while key % (2 * side) == 0:
            side *= 2
        keys += 0 if key % ROTATION else side**2
        value = max(geometry.value_head_dim(layer) for layer in own)
        values += 0 if value % ROTATION else ROTATION**2
    return keys, values


@lru_cache(maxsize=256)
def graph_moments(geometry: Geometry) -> Moments:
    """Largest moments of the graph over all layers."""
    layers = [group[0] for group in geometry.own_layers]
    recurrent = any(geometry.kinds[layer] in (RECURRENT, PARALLEL) for layer in layers)
    rows, state, last = _recurrent_rows(geometry) if recurrent else (0, 0, 0)
    tables = geometry.per_layer_width * geometry.layers
    widths = [pick(geometry.ffn_width, layer) for layer in layers]
    attending = tuple(dict.fromkeys(_attending(geometry, layers)))
    key_turns, value_turns = _turns(geometry, attending)
    return Moments(
        layer=max(_feed_forward_rows(geometry, layer) for layer in layers) + 2 * tables,
        recurrent=rows,
        state=state,
        last=last,
        pairs=LIGHTNING_SQUARES * pick(geometry.heads, 0) if _lightning(geometry) else 0,
        delta="delta" in architecture(geometry).recurrent,
        attending=attending,
        spared=max(widths) if max(widths) <= tables else 0,
        full=any(not layer.slides for layer in attending),
        sliding=any(layer.slides for layer in attending),
        widest=max((layer.values for layer in attending), default=0),
        key_turns=key_turns,
        value_turns=value_turns,
    )


def _kept(geometry: Geometry) -> Kept:
    return KEPT.get(geometry.architecture, USUALLY_KEPT)


def _feed_forward_rows(geometry: Geometry, layer: int) -> int:
    kind, blocks, kept = geometry.kinds[layer], architecture(geometry), _kept(geometry)
    if kind not in blocks.ffn_kinds:
        return 0
    if geometry.has_experts(layer):
        matrices = 1 if "plain_experts" in blocks.experts else kept.expert_matrices
        width = geometry.expert_latent_width or geometry.width
        per_expert = width + matrices * geometry.expert_ffn_width
        return geometry.experts_used * per_expert + kept.experts * geometry.width
    attends = kind not in (RECURRENT, FEED_FORWARD) and not geometry.uses_mla and kept.queries
    queries = geometry.queries(layer) if attends else 0
    matrices = 1 if "plain" in blocks.dense else 3
    rows = kept.dense * geometry.width + max(queries, 2 * geometry.width)
    return matrices * pick(geometry.ffn_width, layer) + rows + _stream_rows(geometry)


def _stream_rows(geometry: Geometry) -> int:
    """What Gemma 3n's four streams add to a row of the usual ones."""
    if "altup" not in architecture(geometry).layer:
        return 0
    tables = geometry.per_layer_width * geometry.layers
    rows = 1 if STREAMS * geometry.width <= tables else 1 + STREAM_ROWS
    return rows * geometry.width


def _attending(geometry: Geometry, layers: list[int]) -> Iterator[Attending]:
    for layer in layers:
        if geometry.kinds[layer] in (RECURRENT, FEED_FORWARD):
            continue
        heads, mla = pick(geometry.heads, layer), geometry.uses_mla
        latent = geometry.kv_lora_rank + geometry.rope_dim
        yield Attending(
            rows=_attention_rows(geometry, layer),
            heads=heads,
            queries=geometry.queries(layer),
            slides=slides(geometry, layer),
            keys=latent if mla else geometry.keys(layer),
            values=geometry.kv_lora_rank if mla else geometry.values(layer),
            latent=heads * latent if mla else 0,
        )


def _attention_rows(geometry: Geometry, layer: int) -> int:
    """Queries wider than the model find no room that something else has left."""
    width, queries, blocks = geometry.width, geometry.queries(layer), architecture(geometry)
    wide = queries > width
    if geometry.uses_mla:
        latent = geometry.kv_lora_rank + geometry.rope_dim
        return 2 * pick(geometry.heads, layer) * latent + queries + 5 * width
    if geometry.per_layer_width:
        return 2 * geometry.per_layer_width * geometry.layers + 5 * width
    if geometry.kinds[layer] == PARALLEL:
        return 4 * width + 2 * queries
    if geometry.kinds[layer] in _kept(geometry).unrotated:
        return 4 * width + queries + wide * width
    if "gated_qkv" in blocks.attention:
        return 5 * width + (2 + wide) * queries
    around = 4 if "fused_qkv" in blocks.attention else _kept(geometry).attention
    return around * width + (1 + wide) * queries


def _lightning(geometry: Geometry) -> bool:
    return architecture(geometry).recurrent.startswith("lightning")


def _recurrent_rows(geometry: Geometry) -> tuple[int, int, int]:
    """Rows of the mixer, elements of a conversation's state, and those of its last inputs."""
    inner, groups = geometry.ssm_inner, geometry.ssm_groups * geometry.ssm_state
    convolved, recurrent = inner + 2 * groups, architecture(geometry).recurrent
    state, last = geometry.ssm_state * inner, max(geometry.ssm_conv - 1, 0) * convolved
    if recurrent.startswith("mamba"):
        projected = inner + convolved + geometry.ssm_heads
        rows = projected + 2 * convolved + inner + 5 * geometry.width
        return rows, state, last
    if recurrent.startswith("short"):
        return 0, 0, 0
    if _lightning(geometry):
        return 5 * (inner + geometry.width), 0, 0
    return 4 * inner + 4 * groups + geometry.width, state, last
