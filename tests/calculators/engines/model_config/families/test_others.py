"""Makers with one or two families, in alphabetical order."""

from typing import Any

import pytest

from calculators.engines.memory import Setup, kv_cache_bytes
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


def test_mellum_has_experts_in_every_layer_and_a_window_in_three_of_four() -> None:
    found = geometry(MINIMAL["Mellum2-12B-A2.5B"])
    assert (found.pattern, found.sliding_window) == ("sssg", 1024)
    assert (found.experts, found.experts_used, found.shared_ffn_width) == (64, 8, 0)


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


def test_a_token_runs_twice_through_nanbeige_with_two_caches() -> None:
    found = geometry(MINIMAL["Nanbeige4.2-3B"])
    assert (found.layers, found.passes) == (16, 2)
    once = kv_cache_bytes(geometry(without("Nanbeige4.2-3B", "num_loops")), Setup(context=4096))
    assert kv_cache_bytes(found, Setup(context=4096)) == 2 * once


def test_a_pair_of_grovemoes_experts_shares_another() -> None:
    assert geometry(MINIMAL["GroveMoE"]).chunk_ffn_width == 128


def test_smallthinker_has_a_window_in_three_of_four_layers_or_none() -> None:
    wide, small = geometry(MINIMAL["SmallThinker-21B-A3B"]), MINIMAL["SmallThinker-4B-A0.6B"]
    assert (wide.pattern, wide.sliding_window) == ("gsss", 4096)
    assert (geometry(small).pattern, geometry(small).sliding_window) == ("g", 0)


def test_plamo_counts_its_windows_or_has_none() -> None:
    assert geometry(MINIMAL["PLaMo-3-8B"]).pattern == "sssssssg"
    assert geometry(without("PLaMo-3-8B", "window_size")).pattern == "g"
    usual = without("PLaMo-3-8B", "sliding_window_pattern")  # every eighth layer has none
    assert geometry(usual) == geometry(MINIMAL["PLaMo-3-8B"])


def test_mimo_has_more_kv_heads_where_it_has_a_window() -> None:
    found = geometry(PUBLISHED["XiaomiMiMo--MiMo-V2-Flash"])
    assert (found.kinds[:7], found.kinds[-1], found.sliding_window) == ("gssssgs", "g", 128)
    assert (found.key_dim, found.value_dim, found.dense_lead_layers) == (192, 128, 1)
    assert isinstance(found.kv_heads, tuple)
    assert found.kv_heads[:2] == (4, 8)


def test_step_has_more_heads_where_it_has_a_window() -> None:
    found = geometry(MINIMAL["Step-3.5-Flash"])
    assert (found.pattern, found.heads, found.kv_heads) == ("gsss", (64, 96, 96, 96), 8)
    assert (found.dense_lead_layers, found.shared_ffn_width) == (3, 1280)
    assert problems(without("Step-3.5-Flash", "layer_types")) == (missing("layer_types"),)


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("Trinity-Mini", {"global_attn_every_n_layers": 2}, "global_attn_every_n_layers and"),
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
        ("Maincoder-1B", {"use_qk_norm": False}, "use_qk_norm must be true: llama.cpp expects"),
        ("Mellum2-12B-A2.5B", {"layer_types": None}, "layer_types is missing."),
        ("Mellum2-12B-A2.5B", {"use_sliding_window": False}, "use_sliding_window must be true: ll"),
        ("Mellum2-12B-A2.5B", {"mlp_layer_types": ["dense"] * 28}, "mlp_layer_types must be all"),
        ("seed-oss-36b", {"attention_out_bias": True}, "attention_out_bias is true; only false"),
        ("smollm3-3b", {"mlp_bias": True}, "mlp_bias is true; only false is supported for"),
        ("StableLM-2-1.6B", {"use_parallel_residual": True}, "use_parallel_residual is true; only"),
        ("SmallThinker-21B-A3B", {"sliding_window_size": 512}, "sliding_window_layout must make"),
        ("BitNet-2B", {"tie_word_embeddings": False}, "tie_word_embeddings must be true"),
        ("Jais-2-8B", {"mlp_bias": False}, "mlp_bias must be true: llama.cpp expects it of"),
        ("Maple", {"num_shared_experts": 1}, "num_shared_experts must be 0: llama.cpp knows"),
        ("Spark-X2.5-1.7B", {"headwise_attn_output_gate": False}, "headwise_attn_output_gate must"),
        ("StarCoder2-7B", {"use_bias": False}, "use_bias must be true: llama.cpp expects it"),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert name in ALL
    assert problems(changed(name, **keys))[0].startswith(start)
