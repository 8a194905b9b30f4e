"""DeepSeek and Kimi: latent attention, an indexer, delta attention between."""

import json
from dataclasses import replace
from typing import Any

import pytest

from calculators.engines.memory import parameters
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


def test_latent_attention_has_one_kv_head_and_may_lack_a_query_rank() -> None:
    found = geometry(MINIMAL["DeepSeek-V2-Lite"])
    assert (found.kv_heads, found.key_dim, found.value_dim) == (1, 192, 128)
    assert (found.kv_lora_rank, found.q_lora_rank, found.router_bias) == (512, 0, False)


def test_a_file_that_leaves_the_query_rank_out_is_refused() -> None:
    assert problems(without("DeepSeek-V2-Lite", "q_lora_rank")) == (missing("q_lora_rank"),)


def test_shared_experts_are_counted_as_one_of_their_joint_width() -> None:
    found = geometry(MINIMAL["DeepSeek-V2-Lite"])
    assert (found.expert_ffn_width, found.shared_ffn_width) == (1408, 2 * 1408)
    assert geometry(changed("DeepSeek-V2-Lite", n_shared_experts=0)).shared_ffn_width == 0


@pytest.mark.parametrize(
    ("name", "method", "biased"),
    [
        ("DeepSeek-V2-Lite", "greedy", False),
        ("DeepSeek-V2-Lite", "noaux_tc", True),
        ("DeepSeek-V3", "noaux_tc", True),
        ("DeepSeek-V3", "greedy", False),
    ],
)
def test_the_router_has_a_bias_where_its_method_needs_one(
    name: str, method: str, biased: bool
) -> None:
    assert geometry(changed(name, topk_method=method)).router_bias == biased


def test_prediction_layers_are_left_out_and_told() -> None:
    found = parsed(MINIMAL["DeepSeek-V3"])
    assert found.geometry.mtp_layers == 0
    assert found.assumptions == (
        "Layers for multi-token prediction are left out: llama.cpp loads them only on request.",
    )
    assert found.geometry.mtp_optional == 0  # the converter drops them from every file
    assert geometry(PUBLISHED["deepseek-ai--DeepSeek-V3.2"]).mtp_optional == 1


def test_the_first_of_the_line_has_ordinary_attention() -> None:
    found = geometry(MINIMAL["DeepSeek-MoE-16B"])
    assert (found.architecture, found.uses_mla) == ("deepseek", False)
    assert (found.kv_heads, found.dense_lead_layers, found.shared_ffn_width) == (16, 1, 2816)


def test_an_indexer_in_every_layer() -> None:
    found = geometry(PUBLISHED["deepseek-ai--DeepSeek-V3.2"])
    assert (found.indexer_heads, found.indexer_dim) == (64, 128)
    assert problems(without("deepseek-ai--DeepSeek-V3.2", "index_head_dim")) == (
        missing("index_head_dim"),
    )


def test_deepseek_v4_keeps_a_window_everywhere_and_entries_for_4_or_128_tokens() -> None:
    found = geometry(PUBLISHED["deepseek-ai--DeepSeek-V4-Flash"])
    assert (found.pattern, found.sliding_window, found.key_dim) == ("s", 128, 512)
    assert found.compress == (0, 0) + (4, 128) * 20 + (4,)
    assert found.indexer_dim == (0, 0) + (128, 0) * 20 + (128,)
    assert (found.hash_layers, found.streams, found.output_groups) == (3, 4, 8)
    assert parameters(found) == 284_334_567_511  # “284B”


def test_newer_files_of_deepseek_v4_name_the_kinds_of_their_layers() -> None:
    listed = PUBLISHED["deepseek-ai--DeepSeek-V4-Flash"]
    names = {0: "sliding", 4: "compressed_sparse", 128: "heavily_compressed"}
    kinds = [names[ratio] + "_attention" for ratio in listed["compress_ratios"][:43]]
    newer = {k: v for k, v in listed.items() if k not in ("compress_ratios", "num_hash_layers")}
    blocks = ["hash_moe"] * 3 + ["moe"] * 40
    assert geometry(newer | {"layer_types": kinds, "mlp_layer_types": blocks}) == geometry(listed)


@pytest.mark.parametrize(
    ("ratios", "problem"),
    [
        (None, missing("compress_ratios")),
        ([4], "compress_ratios must list 0, 4 or 128 for each of 43 layers."),
        ([8] * 43, "compress_ratios must list 0, 4 or 128 for each of 43 layers."),
    ],
)
def test_entries_for_other_numbers_of_tokens_are_refused(ratios: Any, problem: str) -> None:
    config = PUBLISHED["deepseek-ai--DeepSeek-V4-Flash"] | {"compress_ratios": ratios}
    assert problems(config) == (problem,)


def test_kimi_k2_is_a_deepseek_v3_in_a_file_of_either_name() -> None:
    config: dict[str, Any] = json.loads(json.dumps(MINIMAL["kimi-k2.6"]))
    assert parsed(config).model_type == "kimi_k2"
    config["text_config"]["model_type"] = "deepseek_v3"
    assert parsed(config).model_type == "deepseek_v3"
    assert geometry(config) == geometry(MINIMAL["kimi-k2.6"])


def test_kimi_linear_lists_its_attention_layers() -> None:
    found = geometry(MINIMAL["Kimi-Linear-48B-A3B"])
    assert found.kinds == "rrrg" * 6 + "rrg"
    assert (found.kv_heads, found.key_dim, found.context_trained) == (1, 192, 1_048_576)


def test_kimi_linear_has_a_state_of_its_own_heads() -> None:
    found = geometry(MINIMAL["Kimi-Linear-48B-A3B"])
    assert (found.ssm_heads, found.ssm_groups, found.ssm_state) == (32, 32, 128)
    assert (found.ssm_inner, found.ssm_conv) == (4096, 4)


def kimi_linear(**keys: Any) -> dict[str, Any]:
    linear = MINIMAL["Kimi-Linear-48B-A3B"]["linear_attn_config"] | keys
    return changed("Kimi-Linear-48B-A3B", linear_attn_config=linear)


def test_attention_layers_that_kimi_linear_cannot_have_are_refused() -> None:
    for odd in ([], None, [0], [28], ["4"], [[4]], {"4": 4}):
        assert problems(kimi_linear(full_attn_layers=odd)) == (
            "full_attn_layers must list numbers of layers, from 1 to 27.",
        )


def test_heads_of_kimi_linear_must_agree() -> None:
    assert problems(kimi_linear(num_heads=16)) == (
        "num_heads of linear_attn_config must be num_attention_heads: llama.cpp expects it.",
    )
    assert missing("linear_attn_config") in problems(
        changed("Kimi-Linear-48B-A3B", linear_attn_config=4)
    )
    assert problems(kimi_linear(short_conv_kernel_size=None)) == (
        missing("short_conv_kernel_size"),
    )


def test_newer_names_of_kimi_linears_keys_go_before_the_older_ones() -> None:
    assert geometry(changed("Kimi-Linear-48B-A3B", n_routed_experts=128)) == replace(
        geometry(MINIMAL["Kimi-Linear-48B-A3B"]), experts=128
    )


def test_a_long_list_of_layers_is_read_in_no_time() -> None:
    assert geometry(kimi_linear(full_attn_layers=[4] * 80_000)).kinds.count("g") == 1


def test_all_the_weights_of_deepseek_v3_without_its_prediction_layer() -> None:
    assert parameters(geometry(MINIMAL["DeepSeek-V3"])) == 671_026_419_200


def test_kimi_k3_is_a_kimi_linear_with_experts_in_a_narrower_space() -> None:
    found = geometry(MINIMAL["Kimi-K3"])
    assert (found.architecture, found.expert_latent_width) == ("kimi-k3", 3584)
    assert (found.kinds[:4], found.kinds[-1], found.q_lora_rank) == ("rrrg", "g", 1536)
    assert parameters(found) == 2_779_483_135_584  # “2.8T”
