"""Phi: biases and part of each head at first, then two lists of rope factors."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, problems


def test_phi_2_has_biases_everywhere_and_rotates_part_of_each_head() -> None:
    found = geometry(MINIMAL["Phi-2"])
    assert (found.architecture, found.key_dim, found.rope_dim) == ("phi2", 80, 32)
    assert (found.qkv_bias, found.output_bias, found.ffn_bias) == (True, True, True)
    assert found.ffn_width == 4 * found.width


@pytest.mark.parametrize(
    ("name", "rope_dim", "factors"),
    [("Phi-3.5-mini", 0, True), ("phi-4", 0, False), ("phi-4-mini", 96, True)],
)
def test_files_for_a_long_context_hold_rope_factors(
    name: str, rope_dim: int, factors: bool
) -> None:
    found = geometry(MINIMAL[name])
    assert (found.rope_dim, found.rope_factors) == (rope_dim, factors)


def test_every_layer_of_the_mixture_has_experts_and_biases_of_attention() -> None:
    found = geometry(MINIMAL["Phi-3.5-MoE"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (16, 2, 6400)
    assert (found.qkv_bias, found.output_bias, found.ffn_bias) == (True, True, False)


@pytest.mark.parametrize(
    ("name", "keys", "problem"),
    [
        (
            "Phi-2",
            {"intermediate_size": 8192},
            "intermediate_size must be 4 x hidden_size, and num_key_value_heads equal to "
            "num_attention_heads: llama.cpp's converter expects it of Phi.",
        ),
        (
            "Phi-2",
            {"qk_layernorm": True},
            "qk_layernorm is true; only false is supported for “phi”.",
        ),
        (
            "Phi-3.5-MoE",
            {"lm_head_bias": False},
            "lm_head_bias must be true: llama.cpp expects it of “phimoe”.",
        ),
        (
            "Phi-3.5-mini",
            {"rope_scaling": {"long_factor": [1.0], "short_factor": [1.0]}},
            "long_factor and short_factor must be lists of 48 numbers.",
        ),
    ],
)
def test_another_phi_is_refused(name: str, keys: dict[str, Any], problem: str) -> None:
    assert problems(changed(name, **keys)) == (problem,)
