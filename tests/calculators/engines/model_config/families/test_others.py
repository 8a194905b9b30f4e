"""Makers with one or two families, in alphabetical order."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import (
    ALL,
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
    ("name", "architecture"),
    [
        ("AFM-4.5B", "arcee"),
        ("Aya-23-8B", "command-r"),
        ("ERNIE-4.5-0.3B", "ernie4_5"),
        ("InternLM2-7B", "internlm2"),
        ("InternLM3-8B", "llama"),
        ("Maincoder-1B", "maincoder"),
        ("apertus-8b", "apertus"),
        ("smollm3-3b", "smollm3"),
    ],
)
def test_a_plain_dense_model_sees_everything_in_every_layer(name: str, architecture: str) -> None:
    found = geometry(MINIMAL[name])
    assert (found.architecture, found.pattern, found.experts) == (architecture, "g", 0)


def test_trinity_has_two_dense_layers_and_a_window_in_three_of_four() -> None:
    found = geometry(MINIMAL["Trinity-Mini"])
    assert (found.pattern, found.sliding_window, found.dense_lead_layers) == ("sssg", 2048, 2)
    assert (found.experts, found.shared_ffn_width, found.router_bias) == (128, 1024, True)


def test_apertus_scales_rope_like_llama_3_unless_told_otherwise() -> None:
    assert geometry(changed("apertus-8b", rope_parameters=None, rope_scaling=None)).rope_factors
    linear = {"rope_type": "linear"}
    assert not geometry(changed("apertus-8b", rope_parameters=linear)).rope_factors


def test_command_r_sees_further_than_its_positions_say() -> None:
    assert geometry(MINIMAL["Command-R"]).context_trained == 131_072
    assert geometry(without("Command-R", "model_max_length")).context_trained == 8192


def test_the_largest_command_r_has_norms_of_q_and_k() -> None:
    found = geometry(MINIMAL["Command-R-Plus"])
    assert (found.layers, found.qk_norm) == (64, True)
    assert not geometry(MINIMAL["Command-R"]).qk_norm


def test_command_r7b_has_a_window_in_three_of_four_layers() -> None:
    found = geometry(MINIMAL["command-r7b"])
    assert (found.pattern, found.sliding_window, found.tied_embeddings) == ("sssg", 4096, True)


def test_dots_has_a_dense_layer_two_shared_experts_and_a_bias_in_the_router() -> None:
    found = geometry(MINIMAL["dots.llm1"])
    assert (found.dense_lead_layers, found.router_bias) == (1, True)
    assert (found.expert_ffn_width, found.shared_ffn_width) == (1408, 2816)


def test_mixtures_of_ernie_name_their_experts_differently() -> None:
    found = geometry(MINIMAL["ERNIE-4.5-21B-A3B"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (64, 6, 1536)
    assert (found.shared_ffn_width, found.dense_lead_layers, found.router_bias) == (3072, 1, True)


def test_every_other_layer_of_gpt_oss_is_global_and_all_have_experts_and_biases() -> None:
    found = geometry(PUBLISHED["openai--gpt-oss-20b"])
    assert (found.pattern, found.sliding_window) == ("sg", 128)
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (32, 4, 2880)
    assert (found.qkv_bias, found.output_bias) == (True, True)


def test_a_global_layer_of_laguna_is_followed_by_three_with_more_query_heads() -> None:
    found = geometry(MINIMAL["laguna-xs-2.1"])
    assert (found.pattern, found.sliding_window, found.rope_dim) == ("gsss", 512, 64)
    assert found.heads == (48, 64, 64, 64)
    assert (found.dense_lead_layers, found.shared_ffn_width) == (1, 512)


def test_lfm2_works_out_its_feed_forward_size() -> None:
    config = MINIMAL["lfm2.5-1.2b"]
    assert geometry(config).ffn_width == 8192
    assert geometry(config | {"block_auto_adjust_ff_dim": False}).ffn_width == 12_288
    assert geometry(config | {"block_ffn_dim_multiplier": 1.1}).ffn_width == 9216


def test_older_files_of_lfm2_number_their_attention_layers() -> None:
    config = without("lfm2.5-1.2b", "layer_types")
    numbered = config | {"full_attn_idxs": [2, 5, 8, 10, 12, 14]}
    assert geometry(numbered).pattern == geometry(MINIMAL["lfm2.5-1.2b"]).pattern
    for odd in (None, [], "2", [[2]]):
        assert problems(config | {"full_attn_idxs": odd}) == (missing("layer_types"),)


def test_mixtures_of_lfm2_begin_with_two_dense_layers() -> None:
    found = geometry(MINIMAL["lfm2-24b-a2b"])
    assert (found.pattern, found.shortconv_cache, found.dense_lead_layers) == ("rrgr", 3, 2)
    assert (found.ffn_width, found.experts, found.expert_ffn_width) == (11_776, 64, 1536)


def test_the_class_tells_the_versions_of_ling_apart() -> None:
    assert geometry(MINIMAL["Ling-lite"]).architecture == "bailingmoe"
    assert geometry(MINIMAL["Ling-mini-2.0"]).architecture == "bailingmoe2"
    (problem,) = problems(without("Ling-lite", "architectures"))
    assert problem == "architectures is missing. Paste the whole config.json of the model."


def test_only_the_newer_ling_has_a_dense_layer_and_half_rotated_heads() -> None:
    old, new = geometry(MINIMAL["Ling-lite"]), geometry(MINIMAL["Ling-mini-2.0"])
    assert (old.dense_lead_layers, old.rope_dim, old.shared_ffn_width) == (0, 0, 2816)
    assert (new.dense_lead_layers, new.rope_dim, new.shared_ffn_width) == (1, 64, 512)
    own = changed("Ling-mini-2.0", moe_shared_expert_intermediate_size=1024)
    assert geometry(own).shared_ffn_width == 1024


def test_mellum_has_experts_in_every_layer_and_a_window_in_three_of_four() -> None:
    found = geometry(MINIMAL["Mellum2-12B-A2.5B"])
    assert (found.pattern, found.sliding_window) == ("sssg", 1024)
    assert (found.experts, found.experts_used, found.shared_ffn_width) == (64, 8, 0)


def test_minicpm_holds_factors_for_a_long_context() -> None:
    assert geometry(MINIMAL["MiniCPM4-8B"]).rope_factors
    assert not geometry(changed("MiniCPM4-8B", rope_scaling=None)).rope_factors


def test_half_of_each_head_of_minimax_is_rotated() -> None:
    assert geometry(MINIMAL["minimax-m2.7"]).rope_dim == 64
    assert geometry(changed("minimax-m2.7", rotary_dim=128)).rope_dim == 0


def test_seed_has_biases_of_q_k_and_v_only() -> None:
    found = geometry(MINIMAL["seed-oss-36b"])
    assert (found.qkv_bias, found.output_bias, found.ffn_bias) == (True, False, False)
    assert not geometry(changed("seed-oss-36b", attention_bias=False)).qkv_bias


def test_a_quarter_of_each_head_of_stablelm_is_rotated() -> None:
    found = geometry(MINIMAL["StableLM-3B-4E1T"])
    assert (found.key_dim, found.rope_dim, found.qkv_bias) == (80, 20, False)
    assert geometry(MINIMAL["StableLM-2-1.6B"]).qkv_bias


def test_starcoder_has_biases_everywhere_and_its_window_is_told() -> None:
    found = parsed(MINIMAL["StarCoder2-7B"])
    assert found.geometry.qkv_bias
    assert found.geometry.output_bias
    assert found.geometry.ffn_bias
    assert found.assumptions == (
        "sliding_window 4,096 is ignored: llama.cpp keeps the whole context for “starcoder2”.",
    )


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("Trinity-Mini", {"global_attn_every_n_layers": 2}, "global_attn_every_n_layers and"),
        ("Command-R", {"use_qk_norm": True}, "use_qk_norm must be true from 64 layers on"),
        ("Command-R", {"tie_word_embeddings": False}, "tie_word_embeddings must be true: llama"),
        ("command-r7b", {"tie_word_embeddings": False}, "tie_word_embeddings is “false”; llama.cp"),
        ("command-r7b", {"sliding_window_pattern": 2}, "layer_types must make every layer global"),
        ("dots.llm1", {"num_key_value_heads": 8}, "num_key_value_heads must equal num_attention"),
        ("dots.llm1", {"moe_layer_freq": 2}, "moe_layer_freq must be 1: llama.cpp expects"),
        ("ERNIE-4.5-21B-A3B", {"moe_layer_interval": 2}, "moe_layer_interval must be 1 and"),
        ("ERNIE-4.5-21B-A3B", {"moe_num_shared_experts": 1}, "moe_intermediate_size x moe_num"),
        ("openai--gpt-oss-20b", {"attention_bias": False}, "attention_bias is “false”; llama.cpp"),
        ("InternLM2-7B", {"bias": True}, "bias is true; only false is supported for “internlm2”."),
        ("InternLM3-8B", {"qkv_bias": True}, "qkv_bias is true; only false is supported for"),
        ("laguna-xs-2.1", {"gating": "per-layer"}, "gating must be true or “per-head”; other"),
        ("laguna-xs-2.1", {"gating_types": ["a"]}, "gating must be true or “per-head”; other"),
        ("laguna-xs-2.1", {"layer_types": None}, "layer_types is missing."),
        ("lfm2.5-1.2b", {"conv_bias": True}, "conv_bias is true; only false is supported for"),
        (
            "lfm2.5-1.2b",
            {"block_auto_adjust_ff_dim": True, "block_ffn_dim_multiplier": 1e-9},
            "block_ffn_dim_multiplier is too small for",
        ),
        ("Ling-lite", {"first_k_dense_replace": 1}, "first_k_dense_replace must be 0"),
        ("Ling-lite", {"use_qk_norm": True}, "use_qk_norm is true; only false is supported"),
        ("Ling-mini-2.0", {"num_shared_experts": 2}, "num_shared_experts must be 1; other numbers"),
        ("Ling-mini-2.0", {"use_qk_norm": False}, "use_qk_norm must be true: llama.cpp expects"),
        ("Maincoder-1B", {"use_qk_norm": False}, "use_qk_norm must be true: llama.cpp expects"),
        ("Mellum2-12B-A2.5B", {"layer_types": None}, "layer_types is missing."),
        ("Mellum2-12B-A2.5B", {"use_sliding_window": False}, "use_sliding_window must be true: ll"),
        ("Mellum2-12B-A2.5B", {"mlp_layer_types": ["dense"] * 28}, "mlp_layer_types must be all"),
        ("MiniCPM4-8B", {"tie_word_embeddings": None}, "tie_word_embeddings is missing; releases"),
        ("MiniCPM4-8B", {"num_experts": 8}, "num_experts must be 0: mixtures are not supported"),
        ("minimax-m2.7", {"shared_intermediate_size": 8}, "shared_intermediate_size must be 0: ll"),
        ("seed-oss-36b", {"attention_out_bias": True}, "attention_out_bias is true; only false"),
        ("smollm3-3b", {"mlp_bias": True}, "mlp_bias is true; only false is supported for"),
        ("StableLM-2-1.6B", {"use_parallel_residual": True}, "use_parallel_residual is true; only"),
        ("StarCoder2-7B", {"use_bias": False}, "use_bias must be true: llama.cpp expects it"),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert name in ALL
    assert problems(changed(name, **keys))[0].startswith(start)
