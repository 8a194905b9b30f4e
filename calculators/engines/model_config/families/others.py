"""Families of makers that have one or two here, in alphabetical order."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, SLIDING, Geometry, pick
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.families.deepseek import with_lead_and_shared
from calculators.engines.model_config.reader import MIXERS, every, numbers_in, repeated

_COHERE_LAYERS_WITH_NORMS = 64
_TRINITY_PERIOD = 4


@family("arcee", "ArceeForCausalLM")
def arcee(c: Config) -> Geometry:
    """AFM of Arcee AI: like Llama, but without a gate in the feed-forward block."""
    return c.llama_like("arcee")


@family("afmoe", "AfmoeForCausalLM")
def afmoe(c: Config) -> Geometry:
    """Trinity of Arcee AI: gated attention, four norms per layer, first layers dense."""
    c.refuse_true("attention_bias")
    geometry = c.with_experts(c.attention("afmoe"))
    pattern = every(_TRINITY_PERIOD, SLIDING, geometry.layers)
    c.require(
        c.number("global_attn_every_n_layers", _TRINITY_PERIOD) == _TRINITY_PERIOD
        and c.layer_types(geometry.layers, _TRINITY_PERIOD) == pattern,
        "global_attn_every_n_layers and layer_types must make every fourth layer global: "
        "llama.cpp assumes so for “afmoe”.",
    )
    geometry = c.with_window(geometry, pattern)
    return replace(
        geometry,
        rope_factors=c.has_llama3_rope(),
        ffn_width=c.number("intermediate_size"),
        shared_ffn_width=geometry.expert_ffn_width * c.number("num_shared_experts"),
        dense_lead_layers=c.number("num_dense_layers", least=0),
        router_bias=True,
    )


@family("apertus", "ApertusForCausalLM")
def apertus(c: Config) -> Geometry:
    """Apertus of Swiss AI; its class scales rope like Llama 3 unless told otherwise."""
    geometry = c.llama_like("apertus")
    return replace(geometry, rope_factors=not c.rope() or c.has_llama3_rope())


@family("cohere", "CohereForCausalLM")
def cohere(c: Config) -> Geometry:
    """Command R and Aya of Cohere: the embedding is the output; large ones norm Q and K."""
    c.refuse_true("attention_bias")
    c.needs("tie_word_embeddings", default=True)
    geometry = c.attention("command-r", tied=True, square=True)
    qk_norm = c.flag("use_qk_norm")
    c.require(
        qk_norm == (geometry.layers >= _COHERE_LAYERS_WITH_NORMS),
        f"use_qk_norm must be true from {_COHERE_LAYERS_WITH_NORMS} layers on, and false below: "
        "llama.cpp goes by the number of layers.",
    )
    return replace(
        c.with_ffn(geometry),
        qk_norm=qk_norm,
        context_trained=c.optional("model_max_length", least=1) or geometry.context_trained,
    )


@family("cohere2", "Cohere2ForCausalLM")
def cohere2(c: Config) -> Geometry:
    """Cohere's Command R7B: every fourth layer is global; the embedding is the output."""
    c.refuse_true("attention_bias")
    if not c.flag("tie_word_embeddings", True):
        c.refuse("tie_word_embeddings is “false”; llama.cpp expects tied embeddings here.")
    return c.with_window(c.dense("cohere2", tied=True, square=True), c.fixed_pattern(4))


@family("dots1", "Dots1ForCausalLM")
def dots1(c: Config) -> Geometry:
    """dots.llm1 of rednote: norms of Q and K, and a selection bias in the router."""
    c.needs_experts_everywhere()
    c.refuse_true("attention_bias", "tie_word_embeddings")
    c.note_ignored_window()
    geometry = c.attention("dots1")
    c.require(
        geometry.kv_heads == geometry.heads,
        "num_key_value_heads must equal num_attention_heads: llama.cpp expects it of dots.llm1.",
    )
    return replace(with_lead_and_shared(c, geometry), router_bias=True)


@family("ernie4_5", "Ernie4_5ForCausalLM", "Ernie4_5_ForCausalLM")
def ernie4_5(c: Config) -> Geometry:
    """Baidu's ERNIE 4.5 dense models."""
    c.refuse_true("use_bias")
    return c.dense("ernie4_5", tied=True)


@family("ernie4_5_moe", "Ernie4_5_MoeForCausalLM")
def ernie4_5_moe(c: Config) -> Geometry:
    """Baidu's ERNIE 4.5 mixtures: all layers after the first dense ones have experts."""
    c.refuse_true("use_bias")
    c.note_left_out_mtp()
    geometry = c.attention("ernie4_5-moe", tied=True)
    last, width = c.values.get("moe_layer_end_index", -1), c.number("moe_intermediate_size")
    shared, ffn_width = c.number("moe_num_shared_experts", least=0), c.number("intermediate_size")
    c.require(
        c.number("moe_layer_interval") == 1 and last in (-1, geometry.layers - 1),
        "moe_layer_interval must be 1 and moe_layer_end_index the last layer: "
        "llama.cpp expects experts in every layer after the first.",
    )
    c.require(
        not shared or ffn_width // pick(geometry.kv_heads, 0) == shared * width,
        "moe_intermediate_size x moe_num_shared_experts must be intermediate_size / "
        "num_key_value_heads: llama.cpp's converter takes the shared experts' size from there.",
    )
    return replace(
        c.with_experts(geometry, "moe_num_experts", used="moe_k"),
        ffn_width=ffn_width,
        shared_ffn_width=shared * width,
        dense_lead_layers=c.number("moe_layer_start_index", least=0),
        router_bias=c.flag("moe_use_aux_free", True),
    )


@family("gpt_oss", "GptOssForCausalLM")
def gpt_oss(c: Config) -> Geometry:
    """OpenAI's gpt-oss: every other layer is global, experts and biases everywhere."""
    if not c.flag("attention_bias", True):
        c.refuse("attention_bias is “false”; llama.cpp expects biases in gpt-oss.")
    c.refuse_true("tie_word_embeddings")
    geometry = replace(c.attention("gpt-oss"), qkv_bias=True, output_bias=True)
    geometry = c.with_experts(geometry, "num_local_experts", "intermediate_size")
    return c.with_window(geometry, c.fixed_pattern(2))


@family("internlm2", "InternLM2ForCausalLM")
def internlm2(c: Config) -> Geometry:
    """InternLM2 and 2.5 of Shanghai AI Laboratory."""
    c.refuse_true("bias", "tie_word_embeddings")
    return c.dense("internlm2", square=True)


@family("internlm3", "InternLM3ForCausalLM")
def internlm3(c: Config) -> Geometry:
    """InternLM3 of Shanghai AI Laboratory; llama.cpp calls it llama."""
    c.refuse_true("bias", "qkv_bias")
    return c.dense("llama")


@family("laguna", "LagunaForCausalLM")
def laguna(c: Config) -> Geometry:
    """Laguna of Poolside: a global layer, then three sliding ones with more query heads."""
    c.refuse_true("attention_bias")
    layers = c.number("num_hidden_layers")
    if c.values.get("gating", True) not in (True, "per-head") or c.values.get("gating_types"):
        c.refuse("gating must be true or “per-head”; other gates are not supported.")
    geometry = c.attention("laguna")
    heads = c.numbers("num_attention_heads_per_layer", layers) or c.number("num_attention_heads")
    geometry = c.with_experts(c.with_ffn(replace(geometry, heads=heads)))
    geometry = replace(
        geometry,
        shared_ffn_width=c.number("shared_expert_intermediate_size"),
        dense_lead_layers=c.leading_dense(layers, 1),
    )
    if not c.has("layer_types"):
        c.refuse_missing("layer_types")
    geometry = replace(geometry, rope_dim=c.rotated(geometry, 0.5))
    return c.with_window(geometry, c.layer_types(layers, 4))


@family("lfm2", "Lfm2ForCausalLM", "LFM2ForCausalLM")
def lfm2(c: Config) -> Geometry:
    """LFM2 and 2.5 of Liquid AI: short convolutions with some attention layers between."""
    return replace(_short_convolutions(c, "lfm2"), ffn_width=_lfm2_width(c))


@family("lfm2_moe", "Lfm2MoeForCausalLM")
def lfm2_moe(c: Config) -> Geometry:
    """LFM2 mixtures of Liquid AI: the first layers dense, the others experts."""
    geometry = c.with_experts(c.with_ffn(_short_convolutions(c, "lfm2moe")))
    return replace(geometry, dense_lead_layers=c.number("num_dense_layers", least=0))


def _short_convolutions(c: Config, architecture: str) -> Geometry:
    c.refuse_true("conv_bias", "attention_bias")
    layers = c.number("num_hidden_layers")
    return replace(
        c.attention(architecture, tied=c.flag("tie_embedding", True), square=True),
        pattern=_lfm2_pattern(c, layers),
        shortconv_cache=c.number("conv_L_cache"),
    )


def _lfm2_pattern(c: Config, layers: int) -> str:
    """Kinds from `layer_types`, or the numbers of the attention layers in older files."""
    listed = c.names("layer_types", MIXERS, layers)
    if listed:
        return repeated(listed)
    numbers = numbers_in(c.values.get("full_attn_idxs"))
    if not numbers:
        c.refuse_missing("layer_types")
    return repeated("".join(GLOBAL if i in numbers else RECURRENT for i in range(layers)))


def _lfm2_width(c: Config) -> int:
    """The config holds a size from which the real one is worked out, as in Llama's first code."""
    key = "block_ff_dim" if c.has("block_ff_dim") else "intermediate_size"
    width = c.number(key)
    if not c.flag("block_auto_adjust_ff_dim", True):
        return width
    multiple = c.number("block_multiple_of", 256)
    adjusted = int(c.multiplier("block_ffn_dim_multiplier") * int(2 * width / 3))
    c.require(adjusted > 0, f"block_ffn_dim_multiplier is too small for {key} {width:,}.")
    return multiple * -(-adjusted // multiple)


@family("bailing_moe", "BailingMoeForCausalLM", "BailingMoeV2ForCausalLM")
def bailing_moe(c: Config) -> Geometry:
    """Ling and Ring of inclusionAI: both versions have one model_type, so the class tells which."""
    c.refuse_true("use_bias", "use_qkv_bias", "tie_word_embeddings")
    listed = c.values.get("architectures")
    if not isinstance(listed, list) or not listed:
        c.refuse_missing("architectures")
    newer = isinstance(listed, list) and listed[:1] == ["BailingMoeV2ForCausalLM"]
    return _ling2(c) if newer else _ling(c)


def _ling(c: Config) -> Geometry:
    c.refuse_true("use_qk_norm")
    if c.number("first_k_dense_replace", least=0):
        c.refuse("first_k_dense_replace must be 0: llama.cpp expects experts in every layer.")
    geometry = c.attention("bailingmoe")
    width = c.number("moe_intermediate_size")
    geometry = c.with_experts(geometry)
    return replace(geometry, shared_ffn_width=width * c.number("num_shared_experts"))


def _ling2(c: Config) -> Geometry:
    c.needs("use_qk_norm")
    c.note_left_out_mtp()
    if c.number("num_shared_experts") != 1:
        c.refuse("num_shared_experts must be 1; other numbers were not checked.")
    geometry = c.attention("bailingmoe2", square=True)
    width = c.number("moe_intermediate_size")
    geometry = replace(geometry, rope_dim=c.rotated(geometry, 0.5))
    geometry = c.with_experts(c.with_ffn(geometry))
    return replace(
        geometry,
        shared_ffn_width=c.optional("moe_shared_expert_intermediate_size") or width,
        dense_lead_layers=c.number("first_k_dense_replace", least=0),
        router_bias=c.flag("moe_router_enable_expert_bias"),
    )


@family("maincoder", "MaincoderForCausalLM")
def maincoder(c: Config) -> Geometry:
    """Maincoder of Maincode: norms of Q and K."""
    c.refuse_true("attention_bias", "mlp_bias")
    c.needs("use_qk_norm", default=True)
    c.note_ignored_window()
    return c.dense("maincoder")


@family("mellum", "MellumForCausalLM")
def mellum(c: Config) -> Geometry:
    """Mellum 2 of JetBrains: norms of Q and K, no shared expert; the file lists its layers."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    c.needs("use_sliding_window", default=True)
    c.note_left_out_mtp()
    c.note_left_out_mtp("num_mtp_layers")
    geometry = c.with_experts(c.attention("mellum"))
    if c.leading_dense(geometry.layers, 0):
        c.refuse("mlp_layer_types must be all sparse: llama.cpp expects experts in every layer.")
    if not c.has("layer_types"):
        c.refuse_missing("layer_types")
    return c.with_window(geometry, c.layer_types(geometry.layers, 4))


@family("minicpm", "MiniCPMForCausalLM")
def minicpm(c: Config) -> Geometry:
    """MiniCPM 1, 2 and 4 of OpenBMB: long-context files hold two lists of rope factors."""
    if not c.has("tie_word_embeddings"):
        c.refuse("tie_word_embeddings is missing; releases of MiniCPM differ in it.")
    if c.optional("num_experts") > 0:
        c.refuse("num_experts must be 0: mixtures are not supported for “minicpm”.")
    geometry = c.attention("minicpm", square=True)
    return c.with_ffn(replace(geometry, rope_factors=c.has_long_factors(geometry)))


@family("minimax_m2", "MiniMaxM2ForCausalLM")
def minimax_m2(c: Config) -> Geometry:
    """MiniMax M2: norms of Q and K over all heads, no shared expert."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    if c.optional("shared_intermediate_size"):
        c.refuse("shared_intermediate_size must be 0: llama.cpp knows no shared expert here.")
    geometry = c.attention("minimax-m2")
    geometry = c.with_experts(geometry, "num_local_experts", "intermediate_size")
    rope_dim = c.optional("rotary_dim", least=1)
    return replace(geometry, rope_dim=0 if rope_dim == geometry.key_dim else rope_dim)


@family("seed_oss", "SeedOssForCausalLM")
def seed_oss(c: Config) -> Geometry:
    """Seed-OSS of ByteDance: biases on Q, K and V only."""
    c.refuse_true("attention_out_bias", "mlp_bias")
    geometry = c.attention("seed_oss")
    return c.with_ffn(replace(geometry, qkv_bias=c.flag("attention_bias", True)))


@family("smollm3", "SmolLM3ForCausalLM")
def smollm3(c: Config) -> Geometry:
    """SmolLM3 of Hugging Face."""
    c.note_ignored_window(switch="use_sliding_window")
    c.refuse_true("attention_bias", "mlp_bias")
    return c.dense("smollm3", tied=True)


@family("stablelm", "StableLmForCausalLM")
def stablelm(c: Config) -> Geometry:
    """StableLM 3B and 2 1.6B of Stability AI; the 12B has other norms and is not supported."""
    c.refuse_true("qk_layernorm", "use_parallel_residual", "tie_word_embeddings")
    geometry = c.attention("stablelm", square=True)
    return replace(
        geometry,
        rope_dim=c.rotated(geometry, 0.25),
        qkv_bias=c.flag("use_qkv_bias"),
        ffn_width=c.number("intermediate_size"),
    )


@family("starcoder2", "Starcoder2ForCausalLM")
def starcoder2(c: Config) -> Geometry:
    """StarCoder2 of BigCode: biases everywhere."""
    c.needs("use_bias", default=True)
    c.note_ignored_window()
    geometry = c.dense("starcoder2", tied=True, square=True)
    return replace(geometry, qkv_bias=True, output_bias=True, ffn_bias=True)
