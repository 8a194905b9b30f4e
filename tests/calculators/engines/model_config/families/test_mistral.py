"""Mistral: llama to llama.cpp or mistral3, latent attention in Small 4, eight experts."""

import pytest

from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, parsed


@pytest.mark.parametrize(
    ("name", "architecture"),
    [
        ("mistral-7b-v0.3", "llama"),
        ("mistral-nemo-12b", "llama"),
        ("mistral-small-3.2-24b", "mistral3"),
        ("ministral-3-8b", "mistral3"),
        ("mistral-small-4-119b", "mistral4"),
        ("Mixtral-8x7B", "llama"),
    ],
)
def test_what_llama_cpp_calls_it(name: str, architecture: str) -> None:
    assert geometry(MINIMAL[name]).architecture == architecture


def test_a_window_that_llama_cpp_ignores_is_told() -> None:
    found = parsed(changed("mistral-7b-v0.3", sliding_window=4096))
    assert found.geometry.sliding_window == 0
    assert found.assumptions == (
        "sliding_window 4,096 is ignored: llama.cpp keeps the whole context for “mistral”.",
    )


def test_heads_of_nemo_are_smaller_than_their_share_of_the_width() -> None:
    found = geometry(MINIMAL["mistral-nemo-12b"])
    assert (found.width, found.heads, found.key_dim) == (5120, 32, 128)


def test_small_4_has_latent_attention_and_no_dense_layer() -> None:
    found = geometry(MINIMAL["mistral-small-4-119b"])
    assert (found.kv_lora_rank, found.q_lora_rank, found.key_dim) == (256, 1024, 128)
    assert (found.dense_lead_layers, found.experts, found.router_bias) == (0, 128, False)


def test_two_of_eight_experts_of_mixtral_work() -> None:
    found = geometry(MINIMAL["Mixtral-8x7B"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (8, 2, 14_336)
    assert found.ffn_width == 0
