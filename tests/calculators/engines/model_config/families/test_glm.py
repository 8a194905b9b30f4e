"""GLM: half of each head is rotated; mixtures keep their prediction layer; an indexer to share."""

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


@pytest.mark.parametrize(
    ("name", "architecture"), [("GLM-4-9B", "chatglm"), ("GLM-4-9B-0414", "glm4")]
)
def test_half_of_each_head_is_rotated_and_q_k_and_v_have_biases(
    name: str, architecture: str
) -> None:
    found = geometry(MINIMAL[name])
    assert (found.architecture, found.key_dim, found.rope_dim) == (architecture, 128, 64)
    assert (found.qkv_bias, found.ffn_width) == (True, 13_696)
    assert not geometry(changed(name, attention_bias=False)).qkv_bias


def test_prediction_layers_that_the_file_keeps_are_counted_as_published() -> None:
    found = parsed(MINIMAL["glm-4.5-air"])
    assert found.geometry.mtp_layers == 1
    assert parameters(found.geometry) == 110_468_824_832
    assert found.assumptions == ()


@pytest.mark.parametrize(
    ("name", "lead", "norm"), [("glm-4.5-air", 1, False), ("glm-4.7", 3, True)]
)
def test_first_layers_are_dense_and_norms_follow_their_switch(
    name: str, lead: int, norm: bool
) -> None:
    found = geometry(MINIMAL[name])
    assert (found.dense_lead_layers, found.qk_norm, found.router_bias) == (lead, norm, True)
    assert problems(without(name, "first_k_dense_replace")) == (missing("first_k_dense_replace"),)


def test_the_first_layer_of_flash_is_dense_without_a_word_in_the_file() -> None:
    found = parsed(without("glm-4.7-flash", "first_k_dense_replace", "mlp_layer_types"))
    assert (found.geometry.architecture, found.geometry.dense_lead_layers) == ("deepseek2", 1)
    assert "first_k_dense_replace 1" in found.assumptions[0]


def test_layers_that_share_an_indexer_keep_no_keys_of_their_own() -> None:
    config: dict[str, Any] = PUBLISHED["zai-org--GLM-5"]
    assert geometry(config).indexer_dim == 128
    assert geometry(config | {"indexer_types": ["full", "shared"] * 39}).indexer_dim == (128, 0)


def test_a_list_of_indexers_has_one_for_each_layer() -> None:
    assert problems(changed("zai-org--GLM-5", indexer_types=["full"])) == (
        "indexer_types must be a list of 78 names, one per layer.",
    )
