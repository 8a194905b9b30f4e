"""Command R, Aya and North: where they have norms, windows and experts."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    changed,
    geometry,
    parsed,
    problems,
    without,
)


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


def test_mixtures_have_a_wider_dense_layer_first_and_may_hold_a_prediction_layer() -> None:
    found = geometry(MINIMAL["Command-A-Plus"])
    assert (found.dense_lead_layers, found.ffn_width, found.expert_ffn_width) == (1, 6144, 768)
    assert (found.shared_ffn_width, found.mtp_optional, found.sliding_window) == (768, 1, 4096)


def test_files_with_images_hold_either() -> None:
    for name, model_type in (("command-r7b", "cohere2"), ("Command-A-Plus", "cohere2_moe")):
        inside = {"model_type": "cohere2_vision", "text_config": MINIMAL[name]}
        assert parsed(inside).model_type == model_type
        assert geometry(inside) == geometry(MINIMAL[name])


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("Command-R", {"use_qk_norm": True}, "use_qk_norm must be true from 64 layers on"),
        ("Command-R", {"tie_word_embeddings": False}, "tie_word_embeddings must be true: llama"),
        ("command-r7b", {"tie_word_embeddings": False}, "tie_word_embeddings is “false”; llama.cp"),
        ("command-r7b", {"sliding_window_pattern": 2}, "layer_types must make every layer global"),
        ("Command-A-Plus", {"layer_types": None}, "layer_types is missing."),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(changed(name, **keys))[0].startswith(start)
