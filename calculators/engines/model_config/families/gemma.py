"""Gemma, by Google: sliding layers from Gemma 2 on, per-layer embeddings and more from 3n on."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, Geometry, PerLayer, pick
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.reader import per_layer

_GEMMA3N_OWN_CACHES = 20
_GEMMA3N_CONSTANTS = {"altup_num_inputs": 4, "laurel_rank": 64}


@family("gemma", "GemmaForCausalLM")
def gemma(c: Config) -> Geometry:
    """Gemma 1; llama.cpp never stores an output matrix."""
    c.refuse_true("attention_bias")
    return replace(c.dense("gemma", tied=True), tied_embeddings=True)


@family("gemma2", "Gemma2ForCausalLM")
def gemma2(c: Config) -> Geometry:
    """Gemma 2: every other layer is global; llama.cpp never stores an output matrix."""
    return replace(_windowed(c, "gemma2", period=2), tied_embeddings=True)


@family("gemma3_text", "Gemma3ForConditionalGeneration", "Gemma3ForCausalLM", inside="gemma3")
def gemma3(c: Config) -> Geometry:
    """Gemma 3: every sixth layer is global."""
    return _windowed(c, "gemma3", period=6)


def _windowed(c: Config, architecture: str, period: int) -> Geometry:
    c.refuse_true("attention_bias")
    return c.with_window(c.dense(architecture, tied=True), c.fixed_pattern(period))


@family("gemma3n_text", "Gemma3nForConditionalGeneration", "Gemma3nForCausalLM", inside="gemma3n")
def gemma3n(c: Config) -> Geometry:
    """Gemma 3n: the first 20 layers have a cache, the later ones reuse it."""
    c.refuse_true("attention_bias")
    for key, value in _GEMMA3N_CONSTANTS.items():
        c.require(
            c.values.get(key, value) == value, f"{key} must be {value}, as llama.cpp expects."
        )
    layers = c.number("num_hidden_layers")
    shared = c.number("num_kv_shared_layers", least=0)
    c.require(
        layers - shared == _GEMMA3N_OWN_CACHES,
        f"num_kv_shared_layers is {shared} of {layers} layers; llama.cpp expects "
        f"{_GEMMA3N_OWN_CACHES} layers with a cache of their own.",
    )
    geometry = c.attention("gemma3n", tied=True)
    return replace(
        c.with_window(geometry, c.layer_types(layers, 5)),
        per_layer_width=c.number("hidden_size_per_layer_input"),
        shared_kv_layers=shared,
        ffn_width=c.numbers("intermediate_size", layers) or c.number("intermediate_size"),
    )


@family("gemma4_text", "Gemma4ForConditionalGeneration", "Gemma4ForCausalLM", inside="gemma4")
@family("gemma4_unified_text", "Gemma4UnifiedForConditionalGeneration", inside="gemma4_unified")
def gemma4(c: Config) -> Geometry:
    """Gemma 4, from E2B with its shared caches to 26B-A4B with experts beside each dense block."""
    c.refuse_true("attention_bias")
    if c.has("per_layer_config"):
        c.refuse("per_layer_config is not supported; use the config.json of the original model.")
    layers = c.number("num_hidden_layers")
    shared = c.number("num_kv_shared_layers", least=0)
    geometry = c.attention("gemma4", tied=True)
    geometry = replace(
        c.with_window(geometry, c.layer_types(layers, 6)),
        rope_factors=True,
        per_layer_width=c.number("hidden_size_per_layer_input", least=0),
        shared_kv_layers=shared,
        values_from_keys=c.flag("attention_k_eq_v"),
    )
    c.require(
        shared < layers and geometry.kinds[-1] == GLOBAL,
        f"num_kv_shared_layers must be below the {layers} layers, and the last layer global.",
    )
    geometry = _with_global_heads(c, geometry)
    geometry = replace(geometry, ffn_width=_feed_forward(c, layers, shared))
    if c.flag("enable_moe_block"):
        return c.with_experts(geometry, used="top_k_experts")
    return geometry


def _with_global_heads(c: Config, geometry: Geometry) -> Geometry:
    """Global layers have heads of their own size and, in some models, fewer KV heads."""
    sliding_heads = pick(geometry.kv_heads, 0)
    global_heads = c.optional("num_global_key_value_heads", least=1) or sliding_heads
    global_dim, sliding_dim = c.number("global_head_dim"), pick(geometry.key_dim, 0)
    return replace(
        geometry,
        kv_heads=_by_kind(geometry, sliding_heads, global_heads),
        key_dim=_by_kind(geometry, sliding_dim, global_dim),
    )


def _by_kind(geometry: Geometry, sliding: int, everywhere: int) -> PerLayer:
    return per_layer([everywhere if kind == GLOBAL else sliding for kind in geometry.kinds])


def _feed_forward(c: Config, layers: int, shared: int) -> PerLayer:
    """Layers that reuse a cache have a feed-forward block of double width in E2B."""
    width = c.number("intermediate_size")
    double = 2 * width if c.flag("use_double_wide_mlp") else width
    return per_layer([width] * max(layers - shared, 0) + [double] * min(shared, layers))
