"""MiniCPM: rope factors, and latent vectors that are unfolded."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, problems


def test_minicpm_holds_factors_for_a_long_context() -> None:
    assert geometry(MINIMAL["MiniCPM4-8B"]).rope_factors
    assert not geometry(changed("MiniCPM4-8B", rope_scaling=None)).rope_factors


def test_minicpm3_has_a_cache_for_every_head() -> None:
    found = geometry(MINIMAL["MiniCPM3-4B"])
    assert (found.kv_heads, found.key_dim, found.value_dim) == (40, 96, 64)
    assert (found.unfolded_rank, found.uses_mla, found.rope_factors) == (256, False, True)


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("MiniCPM4-8B", {"tie_word_embeddings": None}, "tie_word_embeddings is missing; releases"),
        ("MiniCPM4-8B", {"num_experts": 8}, "num_experts must be 0: mixtures are not supported"),
        ("MiniCPM3-4B", {"num_key_value_heads": 8}, "v_head_dim must be hidden_size /"),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(changed(name, **keys))[0].startswith(start)
