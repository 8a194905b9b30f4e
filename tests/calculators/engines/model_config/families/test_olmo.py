"""OLMo: norms without weights, then norms of Q and K, then sliding layers, then experts."""

import pytest

from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, problems


@pytest.mark.parametrize(
    ("name", "architecture", "pattern"),
    [
        ("OLMo-7B", "olmo", "g"),
        ("OLMo-2-7B", "olmo2", "g"),
        ("olmo-3-7b", "olmo2", "sssg"),
        ("OLMoE-1B-7B", "olmoe", "g"),
    ],
)
def test_each_version(name: str, architecture: str, pattern: str) -> None:
    found = geometry(MINIMAL[name])
    assert (found.architecture, found.pattern) == (architecture, pattern)


def test_every_layer_of_olmoe_has_experts() -> None:
    found = geometry(MINIMAL["OLMoE-1B-7B"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (64, 8, 1024)
    assert found.ffn_width == 0


def test_kv_heads_of_olmoe_are_as_many_as_its_query_heads() -> None:
    assert problems(changed("OLMoE-1B-7B", num_key_value_heads=4)) == (
        "num_key_value_heads must equal num_attention_heads: llama.cpp expects it of OLMoE.",
    )


@pytest.mark.parametrize("name", ["OLMo-2-7B", "olmo-3-7b", "OLMoE-1B-7B"])
def test_an_output_matrix_of_its_own_is_expected_from_olmo_2_on(name: str) -> None:
    (problem,) = problems(changed(name, tie_word_embeddings=True))
    assert problem.startswith("tie_word_embeddings is true; only false is supported for")
    assert geometry(MINIMAL["OLMo-1B"]).tied_embeddings
