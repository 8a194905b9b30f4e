"""Llama, its chunks in version 4, and Muse Glimmer."""

from dataclasses import replace
from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    changed,
    geometry,
    missing,
    problems,
)


def test_llama_2_has_one_kv_head_for_each_query_head_and_llama_3_has_8() -> None:
    old, new = geometry(MINIMAL["Llama-2-7B"]), geometry(MINIMAL["llama-3.1-8b"])
    assert (old.kv_heads, old.rope_factors, old.ffn_width) == (32, False, 11_008)
    assert (new.kv_heads, new.rope_factors, new.ffn_width) == (8, True, 14_336)


def test_a_file_may_name_the_older_class() -> None:
    assert geometry(changed("Llama-2-7B", architectures=["LLaMAForCausalLM"])).layers == 32


def test_three_of_four_layers_of_llama_4_see_a_chunk() -> None:
    found = geometry(MINIMAL["llama-4-scout"])
    assert (found.pattern, found.sliding_window, found.context_trained) == (
        "sssg",
        8192,
        10_485_760,
    )


def test_its_experts_are_as_wide_as_the_shared_one_and_narrower_than_a_dense_block() -> None:
    found = geometry(MINIMAL["llama-4-scout"])
    assert (found.experts, found.experts_used, found.expert_layer_step) == (16, 1, 1)
    assert (found.expert_ffn_width, found.shared_ffn_width, found.ffn_width) == (8192, 8192, 16_384)
    assert geometry(changed("llama-4-scout", interleave_moe_layer_step=2)) == replace(
        found, expert_layer_step=2
    )


@pytest.mark.parametrize(
    "keys",
    [{"attention_chunk_size": 4096}, {"layer_types": ["full_attention", "chunked_attention"] * 24}],
)
def test_other_chunks_are_refused(keys: dict[str, Any]) -> None:
    assert problems(changed("llama-4-scout", **keys)) == (
        "attention_chunk_size and layer_types must be those of Llama 4: chunks of 8,192 tokens, "
        "every fourth layer with full attention.",
    )


def test_every_fourth_layer_of_muse_glimmer_is_global() -> None:
    found = geometry(MINIMAL["muse-glimmer-30b"])
    assert (found.layers, found.pattern, found.sliding_window) == (52, "sssg", 2048)


def test_a_number_of_layers_that_4_does_not_divide_needs_a_list() -> None:
    assert problems(changed("muse-glimmer-30b", num_hidden_layers=50)) == (missing("layer_types"),)
    listed = ["full_attention"] + ["sliding_attention"] * 48 + ["full_attention"]
    found = geometry(changed("muse-glimmer-30b", num_hidden_layers=50, layer_types=listed))
    assert found.kinds == "g" + "s" * 48 + "g"
