"""The shape of a language model: every number the memory formulas need, and nothing else.

The names follow GGUF metadata, the header of a llama.cpp model file. A value that differs from
layer to layer is a tuple that repeats until every layer has one: `key_dim=(256, 256, 256, 512)`
gives every fourth layer 512.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from typing import Any

PerLayer = int | tuple[int, ...]
"""One number for all layers, or a tuple that repeats over the layers."""

GLOBAL = "g"
"""Attention over the whole context."""
SLIDING = "s"
"""Attention over the last `sliding_window` tokens (also Llama 4's chunks)."""
RECURRENT = "r"
"""A fixed-size state instead of a KV cache: Mamba-2, gated delta net or short convolution."""
PARALLEL = "p"
"""Attention and a recurrent mixer side by side in one layer (Falcon-H1)."""
FEED_FORWARD = "f"
"""No mixer at all, only a feed-forward block (Nemotron-H)."""

OVERLAPPING = 4
"""Entries of DeepSeek V4's compressed cache that stand for so many tokens overlap the next."""

LAYER_KINDS = GLOBAL + SLIDING + RECURRENT + PARALLEL + FEED_FORWARD


def pick(value: PerLayer, layer: int) -> int:
    """Value of one layer; tuples repeat.

    >>> pick((8, 8, 1), 5)
    1
    """
    return value if isinstance(value, int) else value[layer % len(value)]


def _are_sizes(value: PerLayer) -> bool:
    return value >= 0 if isinstance(value, int) else bool(value) and min(value) >= 0


@dataclass(frozen=True, kw_only=True)  # without slots: what is asked often is worked out once
class Geometry:
    """Hyperparameters of one model, in elements unless said otherwise.

    Zero or False means "this model has none". Values of layers that do not use them are ignored
    (the KV heads of a recurrent layer, say), so a tuple may hold anything there.
    """

    architecture: str
    """llama.cpp's architecture name, such as "qwen3moe" (see `ARCHITECTURES`)."""
    layers: int
    """Layers of the main model; multi-token-prediction layers are `mtp_layers`."""
    width: int
    """Embedding length, also called hidden size."""
    vocabulary: int
    """Rows of the token embedding table."""
    tied_embeddings: bool = False
    """The output matrix is the token embedding table, stored once."""
    pattern: str = GLOBAL
    """Kind of each layer, repeated: "g" global, "s" sliding, "r" recurrent, "p" parallel, "f" FFN.

    Gemma 3 is "sssssg", Qwen3.5 "rrrg", Nemotron-H writes out all its layers.
    """

    # Attention
    heads: PerLayer = 0
    """Query heads."""
    kv_heads: PerLayer = 0
    """Key and value heads."""
    key_dim: PerLayer = 0
    """Elements of one key head as stored in the GGUF; never width / heads unless it says so.

    MLA models: elements of a full query/key head, nope + rope (192 for DeepSeek-V3).
    """
    value_dim: PerLayer = 0
    """Elements of one value head; 0 means the same as `key_dim`."""
    rope_dim: int = 0
    """Rotated elements of a head; 0 means all of `key_dim`. For MLA the rope part (64)."""
    sliding_window: int = 0
    """Tokens seen by the sliding layers."""
    qkv_bias: bool = False
    """Q, K and V projections have biases (Qwen2, GLM-4.5)."""
    output_bias: bool = False
    """The attention output projection has a bias."""
    qk_norm: bool = False
    """Norms of Q and K where the architecture leaves it open (GLM-4.5, Command R+)."""
    rope_factors: bool = False
    """The file stores rope frequencies or long/short factors (Llama 3.1+, Phi-3 long, Gemma 4)."""
    shared_kv_layers: int = 0
    """Last layers that reuse an earlier layer's KV cache (Gemma 3n, Gemma 4 E2B/E4B)."""
    values_from_keys: bool = False
    """Global layers have no V projection (Gemma 4 12B and larger); V is still cached."""

    # Multi-head latent attention (DeepSeek, Kimi, GLM-4.7-Flash, Mistral Small 4)
    kv_lora_rank: int = 0
    """Elements of the latent KV vector; more than 0 marks an MLA model."""
    q_lora_rank: int = 0
    """Elements of the latent query; 0 means one plain Q projection."""
    unfolded_rank: int = 0
    """Elements of a latent KV vector that llama.cpp unfolds before it caches it (MiniCPM3)."""
    indexer_heads: int = 0
    """Heads of the sparse-attention indexer (DeepSeek-V3.2, GLM-5); 0 means none."""
    indexer_dim: PerLayer = 0
    """Elements of one indexer key; 0 in layers that use another layer's indexer."""
    indexer_rows: int = 1
    """Vectors of that size which the index keeps for a token (MiniMax M3: 2, GLM-5.3-Flash: 3)."""

    # Compressed attention (DeepSeek V4)
    compress: PerLayer = 0
    """Tokens that one entry of a layer's compressed cache stands for (4 or 128); 0 for none."""
    output_groups: int = 0
    """Groups of heads whose outputs are put together first."""
    output_lora_rank: int = 0
    """Elements of the output of one such group."""

    # Feed-forward
    ffn_width: PerLayer = 0
    """Intermediate size of dense feed-forward blocks."""
    ffn_bias: bool = False
    """Dense feed-forward projections have biases."""
    experts: int = 0
    """Routed experts per mixture-of-experts layer; 0 means a dense model."""
    experts_used: int = 0
    """Routed experts each token uses."""
    expert_ffn_width: int = 0
    """Intermediate size of one routed expert."""
    shared_ffn_width: int = 0
    """Intermediate size of all shared experts together."""
    dense_lead_layers: int = 0
    """First layers that are dense in a mixture-of-experts model."""
    expert_layer_step: int = 1
    """Every n-th layer has experts (Llama 4 Maverick: 2)."""
    expert_latent_width: int = 0
    """Width the experts work in when not `width` (Nemotron 3 Super: 1024)."""
    chunk_ffn_width: int = 0
    """Intermediate size of an expert that a pair of others shares (GroveMoE)."""
    hash_layers: int = 0
    """First layers that pick experts by a fixed table of tokens (DeepSeek V4: 3)."""
    router_bias: bool = False
    """The router has a selection bias where the architecture leaves it open (DeepSeek-V3)."""

    # Recurrent layers
    ssm_inner: int = 0
    """Inner size of the recurrent mixer; for a gated delta net value heads * head dim."""
    ssm_state: int = 0
    """State size; for a gated delta net the head dim (128)."""
    ssm_groups: int = 0
    """Groups of B and C; for a gated delta net the number of key heads."""
    ssm_heads: int = 0
    """Heads (GGUF: time_step_rank); for a gated delta net the number of value heads."""
    ssm_conv: int = 0
    """Convolution kernel length."""
    shortconv_cache: int = 0
    """Kernel length of LFM2's short convolutions."""

    # Extras
    streams: int = 0
    """Copies of the width that run through the layers side by side (DeepSeek V4: 4)."""
    passes: int = 1
    """How often a token runs through the layers, each time with a cache of its own (Nanbeige)."""
    second_norm: bool = False
    """Attention and feed-forward block, side by side, have norms of their own (Falcon 40B)."""
    per_layer_width: int = 0
    """Elements per layer of the per-layer embeddings (Gemma 3n, Gemma 4 E2B/E4B: 256)."""
    mtp_layers: int = 0
    """Multi-token-prediction layers counted in the file (GLM-4.5: 1)."""
    mtp_optional: int = 0
    """Further such layers that its maker published: some files hold them, and none is counted
    (Qwen3.5: 1). `with_prediction` counts them."""
    context_trained: int = 0
    """Context length the model was trained for, in tokens; 0 means unknown."""

    def __post_init__(self) -> None:
        """Refuse numbers and patterns that no model has (ValueError names the field)."""
        if not self.pattern or set(self.pattern) - set(LAYER_KINDS):
            raise ValueError(f"pattern {self.pattern!r} must use the letters {LAYER_KINDS!r}")
        for name in ("layers", "width", "vocabulary", "expert_layer_step", "passes"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int | tuple) and not _are_sizes(value):
                raise ValueError(f"{field.name} must be 0 or more, not {value!r}")

    def __hash__(self) -> int:
        """The usual hash, kept: every cache of the engine asks for it."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, field.name) for field in fields(self)))

    @cached_property
    def kinds(self) -> str:
        """Kind of every layer, one letter each."""
        return (self.pattern * self.layers)[: self.layers]

    @cached_property
    def alike(self) -> tuple[tuple[int, ...], ...]:
        """Layers in groups whose members are the same in every size, so that one speaks for all.

        Multi-token-prediction layers follow the others, in groups of their own.

        >>> Geometry(architecture="gemma3", layers=7, width=8, vocabulary=8, pattern="sssg").alike
        ((0, 1, 2, 4, 5, 6), (3,))
        """
        groups: dict[tuple[object, ...], list[int]] = {}
        sizes = (self.heads, self.kv_heads, self.key_dim, self.value_dim)
        every = (*sizes, self.indexer_dim, self.ffn_width, self.compress)
        varying = [value for value in every if isinstance(value, tuple)]
        for layer in range(self.layers + self.mtp_layers):
            looks = (
                self.kinds[layer % self.layers],
                layer >= self.layers,
                layer >= self.layers - self.shared_kv_layers,
                self.has_experts(layer),
                layer < self.hash_layers,
                *[value[layer % len(value)] for value in varying],
            )
            groups.setdefault(looks, []).append(layer)
        return tuple(tuple(group) for group in groups.values())

    @property
    def own_layers(self) -> list[tuple[int, ...]]:
        """The groups of `alike` without multi-token-prediction layers."""
        return [group for group in self.alike if group[0] < self.layers]

    @property
    def uses_mla(self) -> bool:
        """Whether the cache holds latent vectors instead of keys and values."""
        return self.kv_lora_rank > 0

    def keys(self, layer: int) -> int:
        """Elements of one token's keys in a layer."""
        return pick(self.kv_heads, layer) * pick(self.key_dim, layer)

    def value_head_dim(self, layer: int) -> int:
        """Elements of one value head in a layer."""
        return pick(self.value_dim, layer) or pick(self.key_dim, layer)

    def values(self, layer: int) -> int:
        """Elements of one token's values in a layer."""
        return pick(self.kv_heads, layer) * self.value_head_dim(layer)

    def queries(self, layer: int) -> int:
        """Elements of one token's queries in a layer."""
        return pick(self.heads, layer) * pick(self.key_dim, layer)

    def has_experts(self, layer: int) -> bool:
        """Whether the layer's feed-forward block is a mixture of experts."""
        if not self.experts or layer < self.dense_lead_layers:
            return False
        return (layer + 1) % self.expert_layer_step == 0


@lru_cache(maxsize=256)
def with_prediction(geometry: Geometry) -> Geometry:
    """The model in a file that holds every multi-token-prediction layer its maker published.

    Files of one model come with them and without. llama.cpp's converter keeps them unless it is
    told `--no-mtp`; older ones left them out.

    >>> plain = Geometry(architecture="qwen35", layers=64, width=8, vocabulary=8, mtp_optional=1)
    >>> whole = with_prediction(plain)
    >>> whole.mtp_layers, whole.mtp_optional, with_prediction(whole) == whole
    (1, 0, True)
    """
    if not geometry.mtp_optional:
        return geometry
    return replace(geometry, mtp_layers=geometry.mtp_layers + geometry.mtp_optional, mtp_optional=0)


def without_prediction(geometry: Geometry) -> Geometry:
    """The model in a file without any multi-token-prediction layer."""
    every = geometry.mtp_layers + geometry.mtp_optional
    return replace(geometry, mtp_layers=0, mtp_optional=every) if geometry.mtp_layers else geometry


@lru_cache(maxsize=256)
def prediction_layers(geometry: Geometry) -> Geometry | None:
    """The multi-token-prediction layers as a model of their own, as the draft context sees them.

    Its KV cache is that of the draft context (`--spec-type draft-mtp`): each layer attends to the
    whole context. None where the maker published no such layer.

    >>> plain = Geometry(architecture="qwen35", layers=4, width=8, vocabulary=8, pattern="rrrg",
    ...                  mtp_optional=1)
    >>> alone = prediction_layers(plain)
    >>> alone.layers, alone.kinds, prediction_layers(alone)
    (1, 'g', None)
    """
    whole = with_prediction(geometry)
    if not whole.mtp_layers:
        return None
    alone = replace(
        whole,
        layers=whole.mtp_layers,
        mtp_layers=0,
        pattern=GLOBAL,
        shared_kv_layers=0,
        dense_lead_layers=0,
        expert_layer_step=1,
    )
    layers = range(whole.layers, whole.layers + whole.mtp_layers)
    differing: dict[str, Any] = {
        field.name: tuple(pick(value, layer) for layer in layers)
        for field in fields(whole)
        if isinstance(value := getattr(whole, field.name), tuple)
    }
    return replace(alone, **differing)
