"""Qwen: windows behind a switch, biases of Q, K and V, delta nets between attention layers."""

import pytest

from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    PUBLISHED,
    changed,
    geometry,
    missing,
    parsed,
    problems,
    without,
)


@pytest.mark.parametrize(
    ("name", "architecture", "biased"),
    [
        ("Qwen2.5-7B", "qwen2", True),
        ("Qwen2-VL-2B", "qwen2vl", True),
        ("Qwen2.5-VL-7B", "qwen2vl", True),
        ("Qwen1.5-MoE-A2.7B", "qwen2moe", True),
        ("qwen3-4b", "qwen3", False),
    ],
)
def test_q_k_and_v_have_biases_up_to_qwen2(name: str, architecture: str, biased: bool) -> None:
    found = geometry(MINIMAL[name])
    assert (found.architecture, found.qkv_bias) == (architecture, biased)
    assert not found.output_bias


def test_a_window_counts_only_where_its_switch_is_on() -> None:
    assert parsed(changed("Qwen2.5-7B", sliding_window=4096)).assumptions == ()
    switched = parsed(changed("qwen3-4b", sliding_window=4096, use_sliding_window=True))
    assert switched.assumptions == (
        "sliding_window 4,096 is ignored: llama.cpp keeps the whole context for “qwen3”.",
    )
    assert switched.geometry.sliding_window == 0


def test_qwen2_mixtures_have_a_shared_expert_of_a_width_of_its_own() -> None:
    found = geometry(MINIMAL["Qwen1.5-MoE-A2.7B"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (60, 4, 1408)
    assert found.shared_ffn_width == 5632
    assert problems(without("Qwen1.5-MoE-A2.7B", "shared_expert_intermediate_size")) == (
        missing("shared_expert_intermediate_size"),
    )


def test_qwen3_mixtures_have_none() -> None:
    found = geometry(PUBLISHED["Qwen--Qwen3-30B-A3B"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (128, 8, 768)
    assert found.shared_ffn_width == 0


def test_every_fourth_layer_of_qwen3_5_attends_and_a_quarter_of_its_heads_is_rotated() -> None:
    found = geometry(PUBLISHED["Qwen--Qwen3.5-27B"])
    assert (found.pattern, found.key_dim, found.rope_dim) == ("rrrg", 256, 64)
    assert (found.ssm_heads, found.ssm_state, found.ssm_inner) == (48, 128, 48 * 128)
    assert (found.ssm_groups, found.ssm_conv) == (16, 4)


def test_without_a_list_the_interval_says_which_layers_attend() -> None:
    config = without("qwen3-next-80b-a3b", "layer_types")
    assert geometry(config | {"full_attention_interval": None}).pattern == "rrrg"
    assert geometry(config | {"full_attention_interval": 6}).pattern == "rrrrrg"


def test_a_delta_net_of_another_build_is_refused() -> None:
    assert problems(changed("qwen3-next-80b-a3b", attn_output_gate=False)) == (
        "attn_output_gate is “false”; llama.cpp expects gated attention here.",
    )
    assert problems(changed("qwen3-next-80b-a3b", linear_value_head_dim=64)) == (
        "linear_key_head_dim 128 and linear_value_head_dim 64 must be equal: "
        "llama.cpp knows one state size.",
    )


def test_a_bias_that_no_qwen3_has_is_refused() -> None:
    (problem,) = problems(changed("qwen3-4b", attention_bias=True))
    assert problem == "attention_bias is true; only false is supported for “qwen3”."


def test_dense_layers_between_the_sparse_ones_are_refused() -> None:
    assert problems(changed("Qwen--Qwen3-30B-A3B", decoder_sparse_step=2)) == (
        "decoder_sparse_step must be 1: llama.cpp expects experts in every layer after the first.",
    )
