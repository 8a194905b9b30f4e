"""Families of makers that have one or two here, in alphabetical order."""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, SLIDING, Geometry, pick
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.document import is_object
from calculators.engines.model_config.families.deepseek import with_lead_and_shared
from calculators.engines.model_config.reader import Reader, every, per_layer, repeated

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


@family("bitnet", "BitNetForCausalLM", "BitnetForCausalLM")
def bitnet(c: Config) -> Geometry:
    """BitNet of Microsoft, without its packed files of 1.58 bits: two more norms in each layer."""
    c.refuse_true("attention_bias")
    c.needs("tie_word_embeddings", default=True)
    return c.dense("bitnet", tied=True, square=True)


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


@family("grove_moe", "GroveMoeForCausalLM", "modeling_grove_moe.GroveMoeForCausalLM")
def grove_moe(c: Config) -> Geometry:
    """GroveMoE of inclusionAI: each pair of experts shares another of the width of a head."""
    c.refuse_true("attention_bias")
    geometry = c.with_experts(c.attention("grovemoe"))
    return replace(geometry, chunk_ffn_width=pick(geometry.key_dim, 0))


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


@family("jais2", "Jais2ForCausalLM")
def jais2(c: Config) -> Geometry:
    """Jais 2 of Inception: norms with biases, a block without a gate."""
    c.needs("attention_bias", "mlp_bias", default=True)
    return replace(c.dense("jais2"), qkv_bias=True, output_bias=True, ffn_bias=True)


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


@family("maincoder", "MaincoderForCausalLM")
def maincoder(c: Config) -> Geometry:
    """Maincoder of Maincode: norms of Q and K."""
    c.refuse_true("attention_bias", "mlp_bias")
    c.needs("use_qk_norm", default=True)
    c.note_ignored_window()
    return c.dense("maincoder")


@family("maple", "MapleForCausalLM")
def maple(c: Config) -> Geometry:
    """Maple of Deepgrove: a window in some layers, experts in all."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    if c.optional("num_shared_experts"):
        c.refuse("num_shared_experts must be 0: llama.cpp knows no shared expert here.")
    geometry = c.with_experts(c.attention("maple"))
    return _windowed(c, replace(geometry, rope_dim=c.rotated(geometry)))


def _windowed(c: Config, geometry: Geometry) -> Geometry:
    """A window in the layers that the file lists."""
    if not c.has("layer_types"):
        c.refuse_missing("layer_types")
    return c.with_window(geometry, c.layer_types(geometry.layers, 4))


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


@family("mimo_v2_flash", "MiMoV2FlashForCausalLM", "MiMoV2ForCausalLM")
def mimo_v2(c: Config) -> Geometry:
    """MiMo V2 of Xiaomi: five layers with a window, sinks and more KV heads to a global one."""
    c.refuse_true("attention_bias", "add_full_attention_sink_bias", "tie_word_embeddings")
    c.needs("add_swa_attention_sink_bias", default=True)
    c.note("Layers for multi-token prediction, which its files may hold, are not counted.")
    layers, listed = c.number("num_hidden_layers"), c.values.get("hybrid_layer_pattern")
    if isinstance(listed, list) and len(listed) == layers and set(map(str, listed)) <= {"0", "1"}:
        kinds = "".join(SLIDING if each else GLOBAL for each in listed)
    else:
        kinds = (c.layer_types(layers, 6) * layers)[:layers]
    geometry = c.with_experts(c.with_ffn(c.attention("mimo2")), "n_routed_experts")
    heads = c.number("num_key_value_heads"), c.number("swa_num_key_value_heads")
    frequent = c.values.get("moe_layer_freq")
    lead = frequent.index(1) if isinstance(frequent, list) and 1 in frequent else 0
    return replace(
        c.with_window(geometry, repeated(kinds)),
        kv_heads=per_layer([heads[kind == SLIDING] for kind in kinds]),
        value_dim=c.number("v_head_dim"),
        dense_lead_layers=c.leading_dense(layers, lead),
        router_bias=True,
    )


@family("nanbeige", "NanbeigeForCausalLM")
def nanbeige(c: Config) -> Geometry:
    """Nanbeige 4.2: a token runs through the layers more than once, each time with a cache."""
    geometry = c.llama_like("nanbeige")
    return replace(geometry, passes=c.optional("num_loops", least=1) or 1)


@family("PanguEmbedded", "PanguEmbeddedForCausalLM")
def pangu_embedded(c: Config) -> Geometry:
    """openPangu Embedded of Huawei: biases of attention."""
    c.needs("bias", default=True)
    return replace(c.dense("pangu-embedded"), qkv_bias=True, output_bias=True)


@family("plamo3", "Plamo3ForCausalLM", "PLaMo3ForCausalLM")
def plamo3(c: Config) -> Geometry:
    """PLaMo 3 of Preferred Networks: a window in most layers, four norms in each."""
    geometry = c.dense("plamo3")
    window, period = c.optional("window_size") or c.optional("sliding_window"), 8
    given = c.values.get("sliding_window_pattern")
    if not window:
        return geometry
    if isinstance(given, int):
        period = c.number("sliding_window_pattern")
    return replace(geometry, pattern=every(period, SLIDING, geometry.layers), sliding_window=window)


@family("seed_oss", "SeedOssForCausalLM")
def seed_oss(c: Config) -> Geometry:
    """Seed-OSS of ByteDance: biases on Q, K and V only."""
    c.refuse_true("attention_out_bias", "mlp_bias")
    geometry = c.attention("seed_oss")
    return c.with_ffn(replace(geometry, qkv_bias=c.flag("attention_bias", True)))


@family("smallthinker", "SmallThinkerForCausalLM")
def smallthinker(c: Config) -> Geometry:
    """SmallThinker: experts in every layer; a window of 4,096 tokens in three of four, or none."""
    geometry = c.with_experts(
        c.attention("smallthinker"),
        "moe_num_primary_experts",
        "moe_ffn_hidden_size",
        "moe_num_active_primary_experts",
    )
    listed = c.values.get("sliding_window_layout")
    if not isinstance(listed, list) or not any(listed):
        return geometry
    pattern = repeated("".join(SLIDING if each else GLOBAL for each in listed))
    c.require(
        (pattern * geometry.layers)[: geometry.layers]
        == ("gsss" * geometry.layers)[: geometry.layers]
        and c.number("sliding_window_size") == _THINKER_WINDOW,
        "sliding_window_layout must make every fourth layer global, from the first on, and "
        "sliding_window_size be 4,096: llama.cpp expects it of SmallThinker.",
    )
    return replace(geometry, pattern="gsss", sliding_window=_THINKER_WINDOW)


_THINKER_WINDOW = 4096


@family("smollm3", "SmolLM3ForCausalLM")
def smollm3(c: Config) -> Geometry:
    """SmolLM3 of Hugging Face."""
    c.note_ignored_window(switch="use_sliding_window")
    c.refuse_true("attention_bias", "mlp_bias")
    return c.dense("smollm3", tied=True)


@family("spark2_5", "Spark2_5ForCausalLM")
def spark2_5(c: Config) -> Geometry:
    """Spark X2.5 of iFLYTEK: one matrix for Q, K and V, a gate for each head."""
    c.needs("headwise_attn_output_gate")
    return _windowed(c, c.dense("spark2_5"))


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


@family("step3p5", "Step3p5ForCausalLM", "Step3p7ForConditionalGeneration", inside="step3p7")
def step3p5(c: Config) -> Geometry:
    """Step 3.5 and 3.7 of StepFun: three layers with a window and more heads to a global one."""
    c.refuse_true("attention_bias", "tie_word_embeddings")
    c.note_left_out_mtp()
    c.values["num_key_value_heads"] = c.number("num_attention_groups")
    geometry, other = c.with_ffn(c.attention("step35")), c.values.get("attention_other_setting")
    layers = geometry.layers
    types = c.values.get("layer_types")
    c.values["layer_types"] = types[:layers] if isinstance(types, list) else types
    if not c.has("layer_types"):
        c.refuse_missing("layer_types")
    kinds = (c.layer_types(layers, 4) * layers)[:layers]
    inner = Reader(other if is_object(other) else c.values, c.model_type)
    heads = pick(geometry.heads, 0), inner.number("num_attention_heads")
    kv_heads = pick(geometry.kv_heads, 0), inner.number("num_attention_groups")
    listed = c.values.get("moe_layers_enum")
    numbers = (
        [int(n) for n in listed.split(",") if n.strip().isdigit()]
        if isinstance(listed, str)
        else []
    )
    geometry = c.with_experts(geometry, "moe_num_experts", used="moe_top_k")
    return replace(
        c.with_window(geometry, repeated(kinds)),
        heads=per_layer([heads[kind == SLIDING] for kind in kinds]),
        kv_heads=per_layer([kv_heads[kind == SLIDING] for kind in kinds]),
        shared_ffn_width=c.number("share_expert_dim"),
        dense_lead_layers=c.leading_dense(layers, min(numbers, default=0)),
        router_bias=True,
        rope_factors=c.has_llama3_rope(),
    )


@family("talkie", "TalkieForCausalLM")
def talkie(c: Config) -> Geometry:
    """Talkie: norms without weights, gains in their place."""
    c.refuse_true("tie_word_embeddings")
    return c.dense("talkie")
