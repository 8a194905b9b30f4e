"""Hunyuan: dynamic rope means 256k, one shared expert; Hy3 has a prediction layer."""

from dataclasses import replace
from typing import Any

import pytest

from calculators.engines.memory import parameters
from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    changed,
    geometry,
    missing,
    parsed,
    problems,
    without,
)


def test_dynamic_rope_means_a_context_of_256k() -> None:
    assert geometry(MINIMAL["Hunyuan-7B"]).context_trained == 262_144
    assert geometry(changed("Hunyuan-7B", rope_scaling=None)).context_trained == 32_768


def test_older_files_name_the_head_size_differently() -> None:
    config = without("Hunyuan-7B", "head_dim") | {"attention_head_dim": 64}
    assert geometry(config).key_dim == 64


def test_one_shared_expert_is_as_large_as_each_of_the_others() -> None:
    found = geometry(MINIMAL["Hunyuan-A13B"])
    assert (found.experts, found.experts_used) == (64, 8)
    assert found.expert_ffn_width == found.shared_ffn_width == 3072


def test_a_number_may_be_a_list_that_has_it_for_every_layer() -> None:
    for keys in ({"moe_topk": 8}, {"moe_topk": [8] * 32}):
        assert geometry(changed("Hunyuan-A13B", **keys)).experts_used == 8


@pytest.mark.parametrize(
    ("name", "keys", "problem"),
    [
        (
            "Hunyuan-A13B",
            {"moe_topk": [8] * 31 + [4]},
            "moe_topk must be the same in all layers: llama.cpp expects it.",
        ),
        (
            "Hunyuan-A13B",
            {"num_shared_expert": 2},
            "moe_intermediate_size must be intermediate_size, num_shared_expert 1 and "
            "moe_layer_num_skipped 0: llama.cpp expects it of Hunyuan.",
        ),
        ("Hunyuan-7B", {"num_experts": 2}, "num_experts must be 1 in a dense model."),
        (
            "Hunyuan-7B",
            {"max_position_embeddings": 65_536},
            "max_position_embeddings must be 32,768 or 262,144 beside dynamic rope: llama.cpp's "
            "converter expects it of Hunyuan.",
        ),
        (
            "Hunyuan-7B",
            {"use_qk_norm": False},
            "use_qk_norm must be true: llama.cpp expects it of “hunyuan_v1_dense”.",
        ),
    ],
)
def test_another_hunyuan_is_refused(name: str, keys: dict[str, Any], problem: str) -> None:
    assert problems(changed(name, **keys)) == (problem,)


def test_the_prediction_layer_makes_up_what_is_missing_from_the_published_count() -> None:
    hy3 = geometry(MINIMAL["Hy3"])
    assert parameters(replace(hy3, mtp_layers=1)) == 298_786_155_776


def test_the_first_layer_of_hy3_is_dense_without_a_word_in_the_file() -> None:
    found = parsed(without("Hy3", "first_k_dense_replace", "mlp_layer_types"))
    assert (found.geometry.dense_lead_layers, found.geometry.ffn_width) == (1, 13_312)
    assert "first_k_dense_replace 1" in found.assumptions[0]
    assert problems(without("Hy3", "num_shared_experts")) == (missing("num_shared_experts"),)


def test_the_text_part_of_hunyuan_ocr_keeps_its_context() -> None:
    found = geometry(MINIMAL["HunyuanOCR"])
    assert (found.architecture, found.context_trained) == ("hunyuan_vl", 32_768)
    assert found.tied_embeddings
    plain = changed("HunyuanOCR", rope_scaling=None)
    assert geometry(plain) == found


def test_hy4_has_an_index_in_some_layers_or_none() -> None:
    found = geometry(MINIMAL["Hy4-preview"])
    assert (found.indexer_dim, found.streams, found.dense_lead_layers) == ((128, 0, 0, 0), 4, 1)
    none = geometry(without("Hy4-preview", "indexer_types"))
    assert (none.indexer_heads, none.indexer_dim) == (0, 0)
