"""Gemma: patterns of windows, per-layer embeddings, shared caches, heads by kind of layer."""

from typing import Any

import pytest

from calculators.engines.memory.geometry import pick
from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    PUBLISHED,
    changed,
    geometry,
    parsed,
    problems,
)


@pytest.mark.parametrize(
    ("name", "pattern", "window"),
    [
        ("Gemma-7B", "g", 0),
        ("Gemma-2-9B", "sg", 4096),
        ("gemma-3-1b", "sssssg", 512),
        ("gemma-3-4b", "sssssg", 1024),
        ("gemma-3n-e4b", "ssssg", 512),
        ("gemma-4-e2b", "ssssg", 512),
        ("gemma-4-12b", "sssssg", 1024),
    ],
)
def test_the_pattern_of_each_generation(name: str, pattern: str, window: int) -> None:
    found = geometry(MINIMAL[name])
    assert (found.pattern, found.sliding_window) == (pattern, window)


def test_the_output_matrix_is_stored_unless_tied_or_never_converted() -> None:
    untied = {"tie_word_embeddings": False}
    assert not geometry(MINIMAL["gemma-3-1b"] | untied).tied_embeddings
    assert geometry(MINIMAL["Gemma-2-9B"] | untied).tied_embeddings
    assert geometry(MINIMAL["Gemma-7B"] | untied).tied_embeddings


def test_a_layout_that_llama_cpp_would_not_follow_is_refused() -> None:
    (problem,) = problems(changed("gemma-3-1b", layer_types=["full_attention"] * 26))
    assert problem == (
        "layer_types must make every layer global whose number divides by 6: "
        "llama.cpp assumes so for “gemma3_text”."
    )


def test_the_last_15_layers_of_gemma_3n_reuse_a_cache() -> None:
    found = geometry(MINIMAL["gemma-3n-e4b"])
    assert (found.layers, found.shared_kv_layers, found.per_layer_width) == (35, 15, 256)
    assert found.ffn_width == 16_384


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (
            {"num_kv_shared_layers": 10},
            "num_kv_shared_layers is 10 of 35 layers; llama.cpp expects 20 layers with a cache of "
            "their own.",
        ),
        ({"laurel_rank": 32}, "laurel_rank must be 64, as llama.cpp expects."),
        ({"altup_num_inputs": 2}, "altup_num_inputs must be 4, as llama.cpp expects."),
        (
            {"intermediate_size": [16_384] * 3},
            "intermediate_size must be a list of 35 numbers, one per layer.",
        ),
    ],
)
def test_another_gemma_3n_is_refused(keys: dict[str, Any], problem: str) -> None:
    assert problems(changed("gemma-3n-e4b", **keys)) == (problem,)


def test_global_layers_of_gemma_4_have_larger_heads_and_fewer_of_them() -> None:
    found = geometry(MINIMAL["gemma-4-12b"])
    assert found.kv_heads == (8, 8, 8, 8, 8, 1)
    assert found.key_dim == (256, 256, 256, 256, 256, 512)
    assert (found.values_from_keys, found.rope_factors) == (True, True)


def test_layers_of_e2b_that_reuse_a_cache_have_a_block_of_double_width() -> None:
    found = geometry(MINIMAL["gemma-4-e2b"])
    assert (found.layers, found.shared_kv_layers) == (35, 20)
    assert [pick(found.ffn_width, layer) for layer in (0, 14, 15, 34)] == [6144, 6144, 12288, 12288]


def test_experts_stand_beside_the_dense_block_of_every_layer() -> None:
    found = geometry(PUBLISHED["google--gemma-4-26B-A4B"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (128, 8, 704)
    assert found.ffn_width == 2112


def test_the_unified_model_has_a_longer_context_by_default() -> None:
    found = parsed(MINIMAL["gemma-4-12b"])
    assert (found.model_type, found.context_max) == ("gemma4_unified_text", 262_144)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (
            {"per_layer_config": {}},
            "per_layer_config is not supported; use the config.json of the original model.",
        ),
        (
            {"num_kv_shared_layers": 35},
            "num_kv_shared_layers must be below the 35 layers, and the last layer global.",
        ),
        (
            {"layer_types": ["sliding_attention"] * 35},
            "num_kv_shared_layers must be below the 35 layers, and the last layer global.",
        ),
    ],
)
def test_another_gemma_4_is_refused(keys: dict[str, Any], problem: str) -> None:
    assert problems(changed("gemma-4-e2b", **keys)) == (problem,)
