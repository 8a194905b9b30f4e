"""DeepSeek, and Kimi of Moonshot AI: most have multi-head latent attention.

That is one small vector per token instead of keys and values; other makers use it too.
"""

from dataclasses import replace

from calculators.engines.memory.geometry import GLOBAL, RECURRENT, SLIDING, Geometry
from calculators.engines.model_config.config import PREDICTION, Config, family
from calculators.engines.model_config.document import is_object
from calculators.engines.model_config.reader import Reader, numbers_in, per_layer, repeated

_V3_CLASSES = ("KimiK25ForConditionalGeneration", "DeepseekV3ForCausalLM")
_KIMI_KEYS = {
    "n_routed_experts": "num_experts",
    "n_shared_experts": "num_shared_experts",
    "num_experts_per_tok": "num_experts_per_token",
    "max_position_embeddings": "model_max_length",
}
"""Names of Kimi Linear's file for what the others call differently."""

INDEXED = 4
"""Entries of DeepSeek-V4 that stand for so many tokens are picked by an index."""
_COMPRESSED = {
    "sliding_attention": "s",
    "compressed_sparse_attention": "c",
    "heavily_compressed_attention": "h",
}
_RATIOS = {"s": 0, "c": INDEXED, "h": 128}


@family("deepseek", "DeepseekForCausalLM")
def deepseek(c: Config) -> Geometry:
    """DeepSeekMoE 16B, the first of the line, with ordinary attention."""
    c.needs_experts_everywhere()
    c.refuse_true("attention_bias")
    return with_lead_and_shared(c, c.attention("deepseek", square=True))


@family("deepseek_v2", "DeepseekV2ForCausalLM")
def deepseek_v2(c: Config) -> Geometry:
    """DeepSeek-V2 and V2-Lite."""
    biased = c.values.get("topk_method") == "noaux_tc"
    return replace(latent(c, "deepseek2"), router_bias=biased)


@family("deepseek_v3", *_V3_CLASSES, inside="kimi_k25")
@family("kimi_k2", *_V3_CLASSES, inside="kimi_k25")
def deepseek_v3(c: Config) -> Geometry:
    """DeepSeek-V3, R1 and Kimi K2: the router has a selection bias."""
    biased = c.values.get("topk_method", "noaux_tc") == "noaux_tc"
    return replace(latent(c, "deepseek2"), router_bias=biased)


@family("deepseek_v32", "DeepseekV32ForCausalLM")
def deepseek_v32(c: Config) -> Geometry:
    """DeepSeek-V3.2: an indexer in every layer picks the tokens to attend to."""
    geometry = replace(latent(c, "deepseek32"), router_bias=True)
    return with_indexer(c, replace(geometry, mtp_optional=c.optional(PREDICTION)))


@family("deepseek_v4", "DeepseekV4ForCausalLM")
def deepseek_v4(c: Config) -> Geometry:
    """DeepSeek-V4: a window in every layer, and entries that stand for 4 or 128 tokens in most.

    llama.cpp's converter puts prediction layers into a file of their own.
    """
    c.refuse_true("attention_bias", "mlp_bias", "tie_word_embeddings")
    c.note_left_out_mtp()
    geometry = c.attention("deepseek4")
    ratios = _ratios(c, geometry.layers)
    index = c.number("index_head_dim")
    hashed = c.values.get("mlp_layer_types")
    width = c.number("moe_intermediate_size")
    return replace(
        c.with_window(c.with_experts(geometry, "n_routed_experts"), SLIDING),
        rope_dim=c.optional("qk_rope_head_dim"),
        q_lora_rank=c.number("q_lora_rank"),
        output_groups=c.number("o_groups"),
        output_lora_rank=c.number("o_lora_rank"),
        compress=per_layer(ratios),
        indexer_heads=c.number("index_n_heads"),
        indexer_dim=per_layer([index if ratio == INDEXED else 0 for ratio in ratios]),
        streams=c.number("hc_mult"),
        shared_ffn_width=width * c.number("n_shared_experts"),
        hash_layers=hashed.count("hash_moe")
        if isinstance(hashed, list)
        else c.number("num_hash_layers", least=0),
    )


def _ratios(c: Config, layers: int) -> list[int]:
    """Tokens for one entry in each layer, listed as numbers or as kinds of attention."""
    listed = c.names("layer_types", _COMPRESSED, layers)
    if listed:
        return [_RATIOS[letter] for letter in listed]
    numbers = c.values.get("compress_ratios")
    if not isinstance(numbers, list) or not numbers[:layers]:
        c.refuse_missing("compress_ratios")
        return [0]
    known = [number for number in numbers[:layers] if number in _RATIOS.values()]
    if len(known) < layers:
        c.refuse(f"compress_ratios must list 0, 4 or 128 for each of {layers:,} layers.")
    return known or [0]


@family("kimi_linear", "KimiLinearForCausalLM", "KimiK3ForConditionalGeneration", inside="kimi_k3")
def kimi_linear(c: Config) -> Geometry:
    """Kimi Linear and K3: three layers of delta attention to one of latent attention.

    K3 has gates, scores of earlier layers, and experts that work in a narrower space.
    """
    third = c.has("attn_res_block_size")
    linear = c.values.get("linear_attn_config")
    if not is_object(linear):
        c.refuse_missing("linear_attn_config")
        linear = {}
    delta = Reader(linear, c.model_type)
    heads, size = delta.number("num_heads"), delta.number("head_dim")
    conv = delta.number("short_conv_kernel_size")
    c.problems.extend(delta.problems)
    for key, older in _KIMI_KEYS.items():
        c.values.setdefault(key, c.values.get(older))
    geometry = replace(latent(c, "kimi-k3" if third else "kimi-linear"), router_bias=True)
    c.require(
        heads == geometry.heads,
        "num_heads of linear_attn_config must be num_attention_heads: llama.cpp expects it.",
    )
    return replace(
        geometry,
        expert_latent_width=c.optional("routed_expert_hidden_size") if third else 0,
        pattern=_kimi_pattern(c, linear.get("full_attn_layers"), geometry.layers),
        ssm_inner=heads * size,
        ssm_state=size,
        ssm_groups=heads,
        ssm_heads=heads,
        ssm_conv=conv,
    )


def _kimi_pattern(c: Config, listed: object, layers: int) -> str:
    """Layers with latent attention are listed by number, counted from 1."""
    numbers, known = numbers_in(listed), range(1, layers + 1)
    if not numbers or not numbers <= frozenset(known):
        c.refuse(f"full_attn_layers must list numbers of layers, from 1 to {layers:,}.")
        return GLOBAL
    return repeated("".join(GLOBAL if i in numbers else RECURRENT for i in known))


def latent(c: Config, architecture: str) -> Geometry:
    """Latent attention, the first layers dense, then routed experts beside shared ones."""
    c.needs_experts_everywhere()
    c.refuse_true("attention_bias", "mlp_bias")
    c.note_left_out_mtp()
    layers = c.number("num_hidden_layers")
    rope_dim = c.number("qk_rope_head_dim")
    geometry = Geometry(
        architecture=architecture,
        layers=layers,
        width=c.number("hidden_size"),
        vocabulary=c.number("vocab_size"),
        tied_embeddings=c.flag("tie_word_embeddings"),
        heads=c.number("num_attention_heads"),
        kv_heads=1,  # the converter turns latent attention into one KV head
        key_dim=c.number("qk_nope_head_dim") + rope_dim,
        value_dim=c.number("v_head_dim"),
        rope_dim=rope_dim,
        kv_lora_rank=c.number("kv_lora_rank"),
        q_lora_rank=_query_rank(c),
        ffn_width=c.number("intermediate_size"),
        context_trained=c.number("max_position_embeddings"),
    )
    width = c.number("moe_intermediate_size")
    lead = c.leading_dense(layers, c.number("first_k_dense_replace", least=0))
    geometry = c.with_experts(geometry, "n_routed_experts")
    shared = width * c.number("n_shared_experts", least=0)
    return replace(geometry, shared_ffn_width=shared, dense_lead_layers=lead)


def _query_rank(c: Config) -> int:
    """Null means one plain projection; a file that leaves the key out means the class default."""
    return c.optional("q_lora_rank") if "q_lora_rank" in c.values else c.number("q_lora_rank")


def with_indexer(c: Config, geometry: Geometry) -> Geometry:
    """The sparse-attention indexer; layers may share that of an earlier one."""
    dim = c.number("index_head_dim")
    heads = c.number("index_n_heads")
    listed = c.names("indexer_types", {"full": "f", "shared": "s"}, geometry.layers)
    dims = per_layer([dim if kind == "f" else 0 for kind in listed]) if listed else dim
    return replace(geometry, indexer_heads=heads, indexer_dim=dims)


def with_lead_and_shared(c: Config, geometry: Geometry) -> Geometry:
    """Experts under the names that DeepSeek's files brought in, with ordinary attention."""
    width = c.number("moe_intermediate_size")
    geometry = c.with_experts(c.with_ffn(geometry), "n_routed_experts")
    return replace(
        geometry,
        shared_ffn_width=width * c.number("n_shared_experts"),
        dense_lead_layers=c.number("first_k_dense_replace", least=0),
    )
