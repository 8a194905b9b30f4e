"""Granite: dense, mixtures, and mostly Mamba-2 from 4.0 on."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    changed,
    geometry,
    missing,
    problems,
    without,
)


def test_granite_without_mamba_layers_is_a_plain_granite() -> None:
    found = geometry(MINIMAL["granite-4.1-3b"])
    assert (found.architecture, found.pattern, found.ssm_inner) == ("granite", "g", 0)


def test_a_shared_expert_is_what_a_class_of_its_own_adds() -> None:
    config = MINIMAL["Granite-3.1-3B-A800M"]
    assert geometry(config).shared_ffn_width == 0
    shared = config | {
        "model_type": "granitemoeshared",
        "architectures": ["GraniteMoeSharedForCausalLM"],
        "shared_intermediate_size": 1024,
    }
    found = geometry(shared)
    assert (found.architecture, found.shared_ffn_width) == ("granitemoe", 1024)


def test_nine_of_ten_layers_of_granite_4_are_mamba_2() -> None:
    found = geometry(MINIMAL["granite-4.0-h-micro"])
    assert (found.architecture, found.pattern) == ("granitehybrid", "rrrrrgrrrr")
    assert (found.ssm_inner, found.ssm_heads, found.ssm_state) == (2 * found.width, 64, 128)
    assert (found.ssm_groups, found.ssm_conv, found.ffn_width) == (1, 4, 8192)


def test_its_mixtures_have_a_shared_expert_too() -> None:
    found = geometry(MINIMAL["granite-4.0-h-tiny"])
    assert (found.experts, found.experts_used, found.expert_ffn_width) == (64, 6, 512)
    assert (found.shared_ffn_width, found.ffn_width) == (1024, 0)


def test_a_mixture_without_mamba_layers_is_a_plain_mixture() -> None:
    attention = changed("granite-4.0-h-tiny", layer_types=["attention"] * 40)
    assert geometry(attention).architecture == "granitemoe"


@pytest.mark.parametrize(
    ("name", "keys", "problem"),
    [
        (
            "granite-4.0-h-micro",
            {"mamba_expand": 4},
            "mamba_expand must be 2: llama.cpp expects it of Granite.",
        ),
        (
            "granite-4.0-h-micro",
            {"mamba_conv_bias": False},
            "mamba_conv_bias is “false”; llama.cpp's converter expects true.",
        ),
        (
            "granite-4.0-h-micro",
            {"mamba_d_head": 32},
            "mamba_n_heads 64 x mamba_d_head 32 is not the inner size 4,096.",
        ),
        (
            "granite-4.1-3b",
            {"shared_intermediate_size": 4096},
            "intermediate_size 8,192 and shared_intermediate_size 4,096 must be equal in a model "
            "without experts.",
        ),
        (
            "Granite-3.1-3B-A800M",
            {"mlp_bias": True},
            "mlp_bias is true; only false is supported for “granitemoe”.",
        ),
    ],
)
def test_another_granite_is_refused(name: str, keys: dict[str, Any], problem: str) -> None:
    assert problems(changed(name, **keys)) == (problem,)


def test_which_layers_are_mamba_2_is_never_guessed() -> None:
    assert problems(without("granite-4.0-h-micro", "layer_types")) == (missing("layer_types"),)


def test_granite_with_a_window_begins_with_a_global_layer() -> None:
    for name in ("Granite-SWA-3B", "Granite-MoE-SWA"):
        found = geometry(MINIMAL[name])
        assert (found.architecture, found.pattern, found.sliding_window) == (
            "granite_swa",
            "gsss",
            128,
        )
        assert geometry(without(name, "layer_types")) == found
    assert (found.experts, found.shared_ffn_width) == (32, 1024)
