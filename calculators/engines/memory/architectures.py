"""Which building blocks each llama.cpp architecture is made of: a table, no code.

Sources: llama.cpp 0c1e57098 and b11549, src/models/*.cpp (tensors), src/llama-model.cpp (caches).
"""

from dataclasses import dataclass, replace

from calculators.engines.memory.geometry import FEED_FORWARD, LAYER_KINDS

PRE_NORM = "attn_norm ffn_norm"
SANDWICH_NORM = "attn_norm attn_post_norm ffn_norm ffn_post_norm"
SHARED_HEAD = "next_token_prediction next_token_norm"
"""A prediction layer that uses the model's own table and output matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """Names of `PARTS`, separated by spaces, by where they stand."""

    layer: str = PRE_NORM
    """In every layer."""
    attention: str = "qkv attn_output"
    """In layers with attention."""
    recurrent: str = ""
    """In recurrent layers, and beside attention in parallel ones."""
    dense: str = "gated_ffn"
    """Feed-forward block without experts."""
    experts: str = "router gated_experts shared_experts"
    """Feed-forward block with experts."""
    ffn_kinds: str = LAYER_KINDS
    """Kinds of layer that have a feed-forward block."""
    model: str = "token_embd output_norm output"
    """Outside the layers."""
    rope: str = "rope_freqs"
    """Rope factors, stored once when the model has any."""
    prediction: str = SHARED_HEAD
    """What a multi-token-prediction layer adds to an ordinary one."""
    kv_heads_per_layer: bool = False
    """GGUF writes 0 KV heads for layers without attention, so layer 0 may have none."""
    seventy_billion_layers: int = 0
    """Number of layers at which llama.cpp's quantizer takes the model for a 70B."""


LLAMA = Architecture()
QWEN3 = Architecture(attention="qkv attn_output head_norms")
QWEN_MOE = "router gated_experts shared_gate shared_experts"
BIASED_NORMS = "attn_norm attn_norm_bias ffn_norm ffn_norm_bias"
BIASED_OUTPUT_NORM = "token_embd output_norm output_norm_bias output"
GEMMA = replace(LLAMA, layer=SANDWICH_NORM)
OWN_HEAD = SHARED_HEAD + " next_token_head"
BIASED_ROUTER = "router router_bias gated_experts shared_experts"
OPTIONALLY_BIASED_ROUTER = "router optional_router_bias gated_experts shared_experts"
DEEPSEEK = Architecture(attention="mla", experts=OPTIONALLY_BIASED_ROUTER, prediction=OWN_HEAD)
QWEN35 = Architecture(
    layer="attn_norm attn_post_norm",
    attention="gated_qkv attn_output head_norms",
    recurrent="delta_net beta_and_alpha",
    experts=QWEN_MOE,
)
LFM2 = replace(
    QWEN3,
    recurrent="short_convolution",
    experts="router router_bias gated_experts",
    kv_heads_per_layer=True,
)
NEMOTRON_H = Architecture(
    layer="attn_norm",
    recurrent="mamba2 mamba2_norm",
    dense="plain_ffn",
    experts="router router_bias plain_experts plain_shared_experts",
    ffn_kinds=FEED_FORWARD,
    prediction="attn_post_norm " + SHARED_HEAD,
    kv_heads_per_layer=True,
)
FUSED = Architecture(attention="fused_qkv attn_output")
GPT2 = Architecture(
    layer=BIASED_NORMS,
    attention="biased_fused_qkv biased_attn_output",
    dense="biased_plain_ffn",
    model=BIASED_OUTPUT_NORM,
)

ARCHITECTURES: dict[str, Architecture] = {
    "afmoe": Architecture(
        layer=SANDWICH_NORM,
        attention="qkv attn_output head_norms query_gate",
        experts=BIASED_ROUTER,
    ),
    "apertus": replace(QWEN3, dense="plain_ffn"),
    "arcee": replace(LLAMA, dense="plain_ffn"),
    "arctic": Architecture(experts="square_ffn router expert_norm gated_experts"),
    "baichuan": LLAMA,
    "bailingmoe": LLAMA,
    "bailingmoe2": Architecture(
        attention="fused_qkv attn_output head_norms", experts=OPTIONALLY_BIASED_ROUTER
    ),
    "bailingmoe3": Architecture(
        attention="mla head_gate",
        recurrent="ling_delta_attention",
        experts=BIASED_ROUTER,
        prediction="next_token_prediction next_token_out_norm",
        kv_heads_per_layer=True,
    ),
    "bitnet": replace(LLAMA, layer=PRE_NORM + " sub_norms"),
    "bloom": replace(GPT2, model=BIASED_OUTPUT_NORM + " token_embd_norm"),
    "chatglm": replace(LLAMA, dense="fused_ffn"),
    "cohere2": replace(LLAMA, layer="attn_norm"),
    "cohere2moe": replace(LLAMA, layer="attn_norm", prediction="next_token_prediction"),
    "command-r": Architecture(layer="attn_norm", attention="qkv attn_output per_head_norms"),
    "dbrx": replace(FUSED, layer="attn_norm attn_out_norm"),
    "deci": Architecture(
        layer="ffn_norm_where_ffn",
        attention="attn_norm qkv attn_output",
        kv_heads_per_layer=True,
        seventy_billion_layers=80,
    ),
    "deepseek": LLAMA,
    "deepseek2": DEEPSEEK,
    "deepseek32": replace(DEEPSEEK, attention="mla indexer"),
    "deepseek4": Architecture(
        layer=PRE_NORM + " streams",
        attention="compressed_attention sinks",
        experts="router hashed_router_bias gated_experts shared_experts",
        model="token_embd output_norm output stream_head",
    ),
    "dots1": replace(QWEN3, experts=OPTIONALLY_BIASED_ROUTER),
    "ernie4_5": LLAMA,
    "ernie4_5-moe": replace(LLAMA, experts=OPTIONALLY_BIASED_ROUTER),
    "exaone": LLAMA,
    "exaone-moe": replace(QWEN3, experts=OPTIONALLY_BIASED_ROUTER),
    "exaone4": replace(QWEN3, layer="attn_post_norm ffn_post_norm"),
    "falcon": replace(
        FUSED,
        layer="attn_norm attn_norm_bias second_norm",
        dense="plain_ffn",
        model=BIASED_OUTPUT_NORM,
    ),
    "falcon-h1": Architecture(recurrent="mamba2 mamba2_norm"),
    "gemma": LLAMA,
    "gemma2": GEMMA,
    "gemma3": replace(GEMMA, attention="qkv attn_output head_norms"),
    "gemma3n": replace(
        GEMMA,
        layer=SANDWICH_NORM + " per_layer_embedding altup",
        attention="qkv attn_output head_norms",
        model="token_embd output_norm output per_layer_table altup_projections",
    ),
    "gemma4": replace(
        GEMMA,
        layer=SANDWICH_NORM + " layer_scale per_layer_embedding",
        attention="qkv attn_output head_norms",
        experts="gated_ffn router gated_experts gemma_expert_norms",
        model="token_embd output_norm output per_layer_table",
        rope="rope_freqs_global",
    ),
    "glm-dsa": replace(DEEPSEEK, attention="mla indexer", prediction=SHARED_HEAD),
    "glm4": replace(GEMMA, dense="fused_ffn"),
    "glm4moe": Architecture(
        layer="attn_norm attn_post_norm",
        attention="qkv attn_output optional_head_norms",
        experts=BIASED_ROUTER,
        prediction=OWN_HEAD,
    ),
    "gpt-oss": Architecture(
        layer="attn_norm attn_post_norm",
        attention="biased_qkv biased_attn_output sinks",
        experts="router gated_experts biased_experts",
    ),
    "gpt2": replace(GPT2, model=BIASED_OUTPUT_NORM + " positions"),
    "gptneox": GPT2,
    "granite": LLAMA,
    "granite_swa": replace(
        LLAMA,
        attention="qkv attn_output sinks",
        experts="router fused_gated_experts fused_shared_experts",
    ),
    "granitehybrid": replace(LLAMA, recurrent="mamba2 mamba2_norm", kv_heads_per_layer=True),
    "granitemoe": LLAMA,
    "grok": Architecture(
        layer="attn_norm attn_out_norm ffn_norm ffn_post_norm",
        experts="gated_ffn router gated_experts",
    ),
    "grovemoe": replace(QWEN3, experts="router gated_experts chunk_experts"),
    "hunyuan-dense": QWEN3,
    "hunyuan-moe": QWEN3,
    "hunyuan_vl": QWEN3,
    "hy_v3": replace(QWEN3, experts=BIASED_ROUTER),
    "hy_v4": Architecture(
        layer=PRE_NORM + " unmixed_streams",
        attention="mla output_gate sinks indexer",
        experts=OPTIONALLY_BIASED_ROUTER,
        model="token_embd output_norm output stream_head",
    ),
    "internlm2": LLAMA,
    "jais2": Architecture(
        layer=BIASED_NORMS,
        attention="qkv biased_attn_output",
        dense="biased_plain_ffn",
        model=BIASED_OUTPUT_NORM,
    ),
    "jamba": Architecture(recurrent="mamba1 jamba_norms", kv_heads_per_layer=True),
    "kimi-k3": Architecture(
        layer=PRE_NORM + " residual_scores",
        attention="mla output_gate",
        recurrent="gated_delta_attention",
        experts="router router_bias latent_experts shared_experts",
        model="token_embd output_norm output output_residual_score",
        kv_heads_per_layer=True,
    ),
    "kimi-linear": replace(
        DEEPSEEK, recurrent="kimi_delta_attention", experts=BIASED_ROUTER, kv_heads_per_layer=True
    ),
    "laguna": replace(
        QWEN3, attention="qkv attn_output head_norms head_gate", experts=BIASED_ROUTER
    ),
    "lfm2": LFM2,
    "lfm2moe": LFM2,
    "llama": replace(LLAMA, seventy_billion_layers=80),
    "llama4": LLAMA,
    "maincoder": QWEN3,
    "mamba": Architecture(layer="attn_norm", recurrent="mamba1", ffn_kinds=""),
    "mamba2": Architecture(layer="attn_norm", recurrent="mamba2 mamba2_norm", ffn_kinds=""),
    "maple": QWEN3,
    "mellum": QWEN3,
    "mimo2": replace(
        LLAMA, attention="qkv attn_output sliding_sinks", experts="router router_bias gated_experts"
    ),
    "minicpm": replace(LLAMA, rope="rope_long_short"),
    "minicpm3": Architecture(attention="latent_unfolded", rope="rope_long_short"),
    "minimax-01": replace(LLAMA, recurrent="lightning_attention", experts="router gated_experts"),
    "minimax-m2": Architecture(
        attention="qkv attn_output wide_norms", experts="router router_bias gated_experts"
    ),
    "minimax-m3": replace(QWEN3, experts=BIASED_ROUTER + " block_index"),
    "mistral3": LLAMA,
    "mistral4": DEEPSEEK,
    "mpt": replace(FUSED, dense="plain_ffn"),
    "muse-glimmer": replace(GEMMA, attention="qkv attn_output head_norms query_gate"),
    "nanbeige": LLAMA,
    "nemotron": Architecture(layer=BIASED_NORMS, dense="plain_ffn", model=BIASED_OUTPUT_NORM),
    "nemotron_h": NEMOTRON_H,
    "nemotron_h_moe": NEMOTRON_H,
    "olmo": replace(LLAMA, layer="", model="token_embd output", seventy_billion_layers=80),
    "olmo2": Architecture(
        layer="attn_post_norm ffn_post_norm", attention="qkv attn_output wide_norms"
    ),
    "olmoe": Architecture(attention="qkv attn_output wide_norms"),
    "openelm": replace(FUSED, attention="fused_qkv attn_output head_norms"),
    "orion": Architecture(layer=BIASED_NORMS, model=BIASED_OUTPUT_NORM),
    "pangu-embedded": replace(LLAMA, attention="qkv biased_attn_output"),
    "phi2": Architecture(
        layer="attn_norm attn_norm_bias",
        attention="biased_qkv biased_attn_output",
        dense="biased_plain_ffn",
        model=BIASED_OUTPUT_NORM + " output_bias",
    ),
    "phi3": Architecture(
        attention="fused_qkv attn_output", dense="fused_ffn", rope="rope_long_short"
    ),
    "phimoe": Architecture(
        layer=BIASED_NORMS,
        attention="biased_qkv biased_attn_output",
        model=BIASED_OUTPUT_NORM + " output_bias",
        rope="rope_long_short",
    ),
    "plamo3": Architecture(
        layer="plamo_norms", attention="fused_qkv attn_output head_norms", dense="fused_ffn"
    ),
    "qwen": Architecture(attention="biased_fused_qkv attn_output"),
    "qwen2": replace(LLAMA, attention="biased_qkv attn_output", seventy_billion_layers=80),
    "qwen2moe": Architecture(attention="biased_qkv attn_output", experts=QWEN_MOE),
    "qwen2vl": replace(LLAMA, attention="biased_qkv attn_output"),
    "qwen3": QWEN3,
    "qwen35": QWEN35,
    "qwen35moe": QWEN35,
    "qwen3moe": QWEN3,
    "qwen3next": replace(QWEN35, recurrent="delta_net fused_beta_alpha"),
    "qwen3vl": QWEN3,
    "qwen3vlmoe": QWEN3,
    "seed_oss": replace(LLAMA, layer="attn_norm attn_post_norm"),
    "smallthinker": LLAMA,
    "smollm3": LLAMA,
    "spark2_5": replace(LLAMA, attention="fused_qkv attn_output head_gate"),
    "stablelm": Architecture(layer=BIASED_NORMS, model=BIASED_OUTPUT_NORM),
    "starcoder": replace(GPT2, model=BIASED_OUTPUT_NORM + " positions"),
    "starcoder2": Architecture(
        layer=BIASED_NORMS,
        attention="biased_qkv biased_attn_output",
        dense="biased_plain_ffn",
        model=BIASED_OUTPUT_NORM,
    ),
    "step35": replace(
        QWEN3, attention="qkv attn_output head_norms head_gate", experts=BIASED_ROUTER
    ),
    "talkie": Architecture(
        layer="layer_scale gains", attention="qkv attn_output query_gain", model="token_embd output"
    ),
    "xverse": LLAMA,
}
"""Every architecture the memory engine knows, by llama.cpp's name."""
