"""Qwen, by Alibaba."""

from dataclasses import replace

from calculators.engines.memory.geometry import RECURRENT, Geometry
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.reader import MIXERS, every, repeated

QWEN_PREDICTION = "mtp_num_hidden_layers"


@family("qwen2", "Qwen2ForCausalLM")
def qwen2(c: Config) -> Geometry:
    """Qwen2 and 2.5; the class always has Q, K and V biases."""
    return _qwen2(c, "qwen2")


@family("qwen2_vl_text", "Qwen2VLForConditionalGeneration", inside="qwen2_vl")
@family("qwen2_5_vl_text", "Qwen2_5_VLForConditionalGeneration", inside="qwen2_5_vl")
def qwen2_vl(c: Config) -> Geometry:
    """The text part of Qwen2-VL and Qwen2.5-VL."""
    return _qwen2(c, "qwen2vl")


def _qwen2(c: Config, architecture: str) -> Geometry:
    c.note_ignored_window(switch="use_sliding_window")
    return replace(c.dense(architecture, square=True), qkv_bias=True)


@family("qwen2_moe", "Qwen2MoeForCausalLM")
def qwen2_moe(c: Config) -> Geometry:
    """Qwen1.5 and Qwen2 mixtures: routed experts beside a shared one."""
    c.needs_experts_everywhere()
    c.refuse_true("tie_word_embeddings")
    geometry = c.with_experts(c.attention("qwen2moe", square=True))
    shared = c.number("shared_expert_intermediate_size")
    return replace(geometry, qkv_bias=True, shared_ffn_width=shared)


@family("qwen3", "Qwen3ForCausalLM")
@family("qwen3_vl_text", "Qwen3VLForConditionalGeneration", inside="qwen3_vl")
def qwen3(c: Config) -> Geometry:
    """Qwen3 dense models, and the text part of Qwen3-VL."""
    c.note_ignored_window(switch="use_sliding_window")
    c.refuse_true("attention_bias")
    return c.dense("qwen3vl" if c.nested else "qwen3")


@family("qwen3_moe", "Qwen3MoeForCausalLM")
@family("qwen3_vl_moe_text", "Qwen3VLMoeForConditionalGeneration", inside="qwen3_vl_moe")
def qwen3_moe(c: Config) -> Geometry:
    """Qwen3 mixtures, and the text part of their VL models: no shared expert."""
    c.needs_experts_everywhere()
    c.refuse_true("attention_bias")
    architecture = "qwen3vlmoe" if c.nested else "qwen3moe"
    return c.with_experts(c.attention(architecture, tied=c.nested))


@family("qwen3_next", "Qwen3NextForCausalLM")
def qwen3_next(c: Config) -> Geometry:
    """Qwen3-Next: three gated delta nets to one attention layer, experts everywhere.

    Its files hold one prediction layer, which the config doesn't name and llama.cpp's converter
    finds by its tensors.
    """
    return replace(_with_shared_expert(c, _delta_net(c, "qwen3next")), mtp_optional=1)


@family("qwen3_5_text", "Qwen3_5ForConditionalGeneration", "Qwen3_5ForCausalLM", inside="qwen3_5")
def qwen3_5(c: Config) -> Geometry:
    """Qwen3.5 and later dense models."""
    return c.with_ffn(_delta_net(c, "qwen35"))


@family(
    "qwen3_5_moe_text",
    "Qwen3_5MoeForConditionalGeneration",
    "Qwen3_5MoeForCausalLM",
    inside="qwen3_5_moe",
)
def qwen3_5_moe(c: Config) -> Geometry:
    """Qwen3.5 and later mixtures."""
    return _with_shared_expert(c, _delta_net(c, "qwen35moe"))


def _delta_net(c: Config, architecture: str) -> Geometry:
    c.refuse_true("attention_bias")
    if not c.flag("attn_output_gate", True):
        c.refuse("attn_output_gate is “false”; llama.cpp expects gated attention here.")
    c.note_left_out_mtp(QWEN_PREDICTION)
    layers = c.number("num_hidden_layers")
    state, value_dim = c.number("linear_key_head_dim"), c.number("linear_value_head_dim")
    c.require(
        state == value_dim,
        f"linear_key_head_dim {state} and linear_value_head_dim {value_dim} must be equal: "
        "llama.cpp knows one state size.",
    )
    geometry = replace(c.attention(architecture), mtp_optional=c.optional(QWEN_PREDICTION))
    listed = c.names("layer_types", MIXERS, layers)
    interval = c.optional("full_attention_interval", least=1) or 4
    return replace(
        geometry,
        pattern=repeated(listed) if listed else every(interval, RECURRENT, layers),
        rope_dim=c.rotated(geometry, 0.25),
        ssm_inner=value_dim * c.number("linear_num_value_heads"),
        ssm_heads=c.number("linear_num_value_heads"),
        ssm_state=state,
        ssm_groups=c.number("linear_num_key_heads"),
        ssm_conv=c.number("linear_conv_kernel_dim"),
    )


def _with_shared_expert(c: Config, geometry: Geometry) -> Geometry:
    c.needs_experts_everywhere()
    geometry = c.with_experts(geometry)
    return replace(geometry, shared_ffn_width=c.number("shared_expert_intermediate_size"))
