"""Models until 2024 whose makers have one or two here, many with names of keys of their own."""

from dataclasses import replace

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.document import is_object
from calculators.engines.model_config.reader import Reader, per_layer

_GPT2_KEYS = {
    "hidden_size": "n_embd",
    "num_hidden_layers": "n_layer",
    "num_attention_heads": "n_head",
    "max_position_embeddings": "n_positions",
}


def _own_attention(c: Config, architecture: str, *, kv_heads: int = 0, tied: bool) -> Geometry:
    """Attention whose heads fill the width, and a block four times as wide, biased everywhere."""
    c.values["num_key_value_heads"] = kv_heads or c.number("num_attention_heads")
    c.values.pop("head_dim", None)
    geometry = c.attention(architecture, tied=tied, square=True)
    return replace(geometry, ffn_width=4 * geometry.width)


def _part(c: Config, key: str) -> Reader:
    """An object of settings inside the file."""
    inner = c.values.get(key)
    if not is_object(inner):
        c.refuse_missing(key)
        inner = {}
    return Reader(inner, c.model_type)


@family("arctic", "ArcticForCausalLM")
def arctic(c: Config) -> Geometry:
    """Arctic of Snowflake: a dense block as wide as the model beside 128 experts."""
    c.needs("parallel_attn_mlp_res")
    geometry = c.attention("arctic", square=True)
    return c.with_experts(geometry, "num_local_experts", "intermediate_size")


@family("baichuan", "BaichuanForCausalLM", "BaiChuanForCausalLM")
def baichuan(c: Config) -> Geometry:
    """Baichuan 1 and 2."""
    c.refuse_true("tie_word_embeddings")
    if c.has("model_max_length"):
        c.renamed(max_position_embeddings="model_max_length")
    return c.dense("baichuan", square=True)


@family("bloom", "BloomForCausalLM", "BloomModel")
def bloom(c: Config) -> Geometry:
    """BLOOM of BigScience; the converter writes `seq_length` as the context, or the width."""
    if c.has("n_embed"):
        c.renamed(hidden_size="n_embed")
    c.renamed(num_hidden_layers="n_layer")
    if not c.has("num_attention_heads"):
        c.renamed(num_attention_heads="n_head")
    c.values["max_position_embeddings"] = c.number("seq_length", c.number("hidden_size"))
    return _own_attention(c, "bloom", tied=True)


@family("dbrx", "DbrxForCausalLM")
def dbrx(c: Config) -> Geometry:
    """DBRX of Databricks: sixteen experts, of which four work."""
    c.refuse_true("tie_word_embeddings")
    keys = {"hidden_size": "d_model", "num_hidden_layers": "n_layers"}
    c.renamed(**keys, num_attention_heads="n_heads", max_position_embeddings="max_seq_len")
    blocks, attention = _part(c, "ffn_config"), _part(c, "attn_config")
    c.values["num_key_value_heads"] = attention.number("kv_n_heads")
    geometry = c.attention("dbrx", square=True)
    found = replace(
        geometry,
        experts=blocks.number("moe_num_experts"),
        experts_used=blocks.number("moe_top_k"),
        expert_ffn_width=blocks.number("ffn_hidden_size"),
    )
    c.problems.extend(attention.problems + blocks.problems)
    return found


@family("falcon", "FalconForCausalLM", "RWForCausalLM")
def falcon(c: Config) -> Geometry:
    """Falcon 7B, 40B, 180B and 2 11B of TII; their converter writes a context of 2,048 tokens."""
    c.refuse_true("bias", "alibi")
    c.needs("parallel_attn", default=True)
    for key, older in (("num_hidden_layers", "n_layer"), ("num_attention_heads", "n_head")):
        if c.has(older):
            c.renamed(**{key: older})
    newer = c.flag("new_decoder_architecture")
    kv_heads = c.optional("num_kv_heads") or c.optional("n_head_kv") or 1
    c.values["max_position_embeddings"] = _FALCON_CONTEXT
    if not c.has("tie_word_embeddings"):
        c.note("An output matrix of its own is counted, as Falcon’s published files have one.")
    geometry = _own_attention(c, "falcon", kv_heads=kv_heads, tied=False)
    return replace(geometry, second_norm=newer and c.optional("num_ln_in_parallel_attn") != 1)


_FALCON_CONTEXT = 2048


@family("gpt2", "GPT2LMHeadModel")
def gpt2(c: Config) -> Geometry:
    """GPT-2 of OpenAI: learned positions, the embedding is the output."""
    c.renamed(**_GPT2_KEYS)
    return _own_attention(c, "gpt2", tied=True)


@family("gpt_bigcode", "GPTBigCodeForCausalLM")
def gpt_bigcode(c: Config) -> Geometry:
    """StarCoder of BigCode: learned positions, one KV head."""
    c.needs("multi_query", default=True)
    c.renamed(**_GPT2_KEYS)
    return _own_attention(c, "starcoder", kv_heads=1, tied=True)


@family("gpt_neox", "GPTNeoXForCausalLM")
def gpt_neox(c: Config) -> Geometry:
    """Pythia and GPT-NeoX of EleutherAI: biases everywhere, an output matrix of its own."""
    c.needs("attention_bias", default=True)
    c.refuse_true("tie_word_embeddings")
    return replace(
        _own_attention(c, "gptneox", tied=False), ffn_width=c.number("intermediate_size")
    )


@family("git", "Grok1ForCausalLM")
@family("grok-1", "GrokForCausalLM", "Grok1ForCausalLM", "Grok1ModelForCausalLM")
def grok(c: Config) -> Geometry:
    """Grok 1 and 2 of xAI; Grok 2 has a dense block beside its experts."""
    geometry = c.attention("grok", square=True)
    beside = c.flag("residual_moe")
    width = "moe_intermediate_size" if c.has("moe_intermediate_size") else "intermediate_size"
    geometry = c.with_experts(geometry, "num_local_experts", width)
    return replace(geometry, ffn_width=c.number("intermediate_size") if beside else 0)


@family("mpt", "MPTForCausalLM")
def mpt(c: Config) -> Geometry:
    """MPT of MosaicML: no biases, no positions, the embedding is the output."""
    c.needs("no_bias")
    keys = {"hidden_size": "d_model", "num_hidden_layers": "n_layers"}
    c.renamed(**keys, num_attention_heads="n_heads", max_position_embeddings="max_seq_len")
    attention = _part(c, "attn_config")
    if not attention.flag("alibi") or attention.flag("qk_ln"):
        c.refuse("attn_config must have alibi true and qk_ln false, as in MPT 7B and 30B.")
    return _own_attention(c, "mpt", kv_heads=attention.optional("kv_n_heads"), tied=True)


@family("openelm", "OpenELMForCausalLM")
def openelm(c: Config) -> Geometry:
    """OpenELM of Apple: heads and blocks grow from layer to layer."""
    c.needs("share_input_output_layers", "normalize_qk_projections", default=True)
    keys = {"hidden_size": "model_dim", "num_hidden_layers": "num_transformer_layers"}
    c.renamed(**keys, max_position_embeddings="max_context_length")
    layers, width = c.number("num_hidden_layers"), c.number("hidden_size")
    return Geometry(
        architecture="openelm",
        layers=layers,
        width=width,
        vocabulary=c.number("vocab_size"),
        tied_embeddings=True,
        heads=c.numbers("num_query_heads", layers),
        kv_heads=c.numbers("num_kv_heads", layers),
        key_dim=c.number("head_dim"),
        ffn_width=per_layer(_openelm_widths(c, layers, width)),
        context_trained=c.number("max_position_embeddings"),
    )


def _openelm_widths(c: Config, layers: int, width: int) -> list[int]:
    """Multiples of the width, rounded to a whole number of `ffn_dim_divisor`."""
    step, listed = c.number("ffn_dim_divisor", 256), c.values.get("ffn_multipliers")
    shares = listed if isinstance(listed, list) else []
    if len(shares) != layers or not all(
        isinstance(n, (int, float)) and 0 < n < 100 for n in shares
    ):
        c.refuse(f"ffn_multipliers must be a list of {layers:,} numbers, one per layer.")
        return [1]
    rounded = [max(step, int(n * width + step / 2) // step * step) for n in shares]
    return [
        n + step if n < 0.9 * share * width else n for n, share in zip(rounded, shares, strict=True)
    ]


@family("orion", "OrionForCausalLM")
def orion(c: Config) -> Geometry:
    """Orion of OrionStar: norms with biases."""
    c.refuse_true("tie_word_embeddings")
    if c.has("max_sequence_length"):
        c.renamed(max_position_embeddings="max_sequence_length")
    return c.dense("orion", square=True)


@family("qwen", "QWenLMHeadModel")
def qwen(c: Config) -> Geometry:
    """The first Qwen: one matrix for Q, K and V; its file counts gate and up together."""
    c.refuse_true("tie_word_embeddings")
    if not c.has("max_position_embeddings"):
        c.renamed(max_position_embeddings="seq_length")
    geometry = _own_attention(c, "qwen", tied=False)
    return replace(geometry, ffn_width=c.number("intermediate_size") // 2)


@family("xverse", "XverseForCausalLM")
def xverse(c: Config) -> Geometry:
    """XVERSE."""
    c.refuse_true("tie_word_embeddings")
    return c.dense("xverse", square=True)
