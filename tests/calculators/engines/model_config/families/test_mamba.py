"""Mamba alone, beside attention in Falcon-H1, and among attention and experts in Jamba."""

from typing import Any

import pytest

from calculators.engines.memory import Setup, kv_cache, slot_state_bytes
from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, problems


def test_a_model_of_mamba_layers_has_no_cache_and_no_limit_of_its_own() -> None:
    found = geometry(MINIMAL["Mamba-2.8B"])
    assert kv_cache(found, Setup(context=8192)).total_bytes == 0
    assert slot_state_bytes(found) == 64 * 4 * 5120 * (16 + 3)
    assert found.context_trained == 1_048_576


def test_the_rank_of_the_time_step_is_a_sixteenth_of_the_width_rounded_up() -> None:
    assert geometry(changed("Mamba-2.8B", time_step_rank="auto")).ssm_heads == 2560 // 16
    odd = changed("Mamba-2.8B", time_step_rank="auto", hidden_size=2561, intermediate_size=5122)
    assert geometry(odd).ssm_heads == 161
    assert geometry(changed("Mamba-2.8B", time_step_rank=80)).ssm_heads == 80


def test_falcon_mamba_is_a_mamba() -> None:
    found = geometry(MINIMAL["Falcon-Mamba-7B"])
    assert (found.architecture, found.ssm_inner, found.ssm_heads) == ("mamba", 8192, 256)


def test_mamba_2_has_heads_and_groups() -> None:
    found = geometry(MINIMAL["Codestral-Mamba-7B"])
    assert (found.architecture, found.ssm_heads, found.ssm_groups) == ("mamba2", 128, 8)
    assert (found.ssm_inner, found.ssm_state, found.ssm_conv) == (8192, 128, 4)


def test_falcon_h1_has_attention_and_mamba_2_in_every_layer() -> None:
    found = geometry(MINIMAL["falcon-h1-7b"])
    assert (found.pattern, found.kv_heads, found.ffn_width) == ("p", 2, 12_288)
    assert (found.ssm_inner, found.ssm_heads, found.ssm_state, found.ssm_groups) == (
        3072,
        24,
        256,
        1,
    )


def test_one_expert_alone_is_an_ordinary_feed_forward_block() -> None:
    assert geometry(MINIMAL["Jamba-Reasoning-3B"]).experts == 0
    assert geometry(MINIMAL["Jamba-v0.1"]).expert_layer_step == 2


def test_one_layer_of_each_period_attends() -> None:
    assert geometry(MINIMAL["Jamba-v0.1"]).pattern == "rrrrgrrr"
    assert geometry(changed("Jamba-v0.1", attn_layer_offset=0)).pattern == "grrrrrrr"


@pytest.mark.parametrize(
    ("name", "keys", "problem"),
    [
        (
            "Mamba-2.8B",
            {"intermediate_size": 2560},
            "intermediate_size must be 2 x hidden_size: llama.cpp expects it of Mamba.",
        ),
        (
            "Mamba-2.8B",
            {"use_conv_bias": False},
            "use_conv_bias must be true: llama.cpp expects it of “mamba”.",
        ),
        (
            "Codestral-Mamba-7B",
            {"num_heads": 64},
            "num_heads x head_dim must be expand x hidden_size, 8,192.",
        ),
        (
            "falcon-h1-7b",
            {"mamba_n_heads": 23},
            "mamba_n_heads 23 x mamba_d_head 128 is not the inner size 3,072.",
        ),
        (
            "falcon-h1-7b",
            {"mamba_rms_norm": True},
            "mamba_rms_norm is true; only false is supported for “falcon_h1”.",
        ),
        (
            "Jamba-v0.1",
            {"attn_layer_offset": 8},
            "attn_layer_offset must be below attn_layer_period.",
        ),
        (
            "Jamba-v0.1",
            {"expert_layer_offset": 0},
            "expert_layer_offset must be expert_layer_period - 1, as in Jamba.",
        ),
    ],
)
def test_another_shape_is_refused(name: str, keys: dict[str, Any], problem: str) -> None:
    assert problems(changed(name, **keys)) == (problem,)
