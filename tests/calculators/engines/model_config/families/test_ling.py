"""Ling and Ring: one model_type, three versions."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    changed,
    geometry,
    problems,
    without,
)


def test_the_class_tells_the_versions_of_ling_apart() -> None:
    assert geometry(MINIMAL["Ling-lite"]).architecture == "bailingmoe"
    assert geometry(MINIMAL["Ling-mini-2.0"]).architecture == "bailingmoe2"
    (problem,) = problems(without("Ling-lite", "architectures"))
    assert problem == "architectures is missing. Paste the whole config.json of the model."


def test_only_the_newer_ling_has_a_dense_layer_and_half_rotated_heads() -> None:
    old, new = geometry(MINIMAL["Ling-lite"]), geometry(MINIMAL["Ling-mini-2.0"])
    assert (old.dense_lead_layers, old.rope_dim, old.shared_ffn_width) == (0, 0, 2816)
    assert (new.dense_lead_layers, new.rope_dim, new.shared_ffn_width) == (1, 64, 512)
    own = changed("Ling-mini-2.0", moe_shared_expert_intermediate_size=1024)
    assert geometry(own).shared_ffn_width == 1024


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("Ling-lite", {"first_k_dense_replace": 1}, "first_k_dense_replace must be 0"),
        (
            "Ling-3.0-Flash",
            {"gated_attention_proj_granularity_type": "element_wise"},
            "gated_attention_proj_granularity_type must be “head_wise”, as in Ling 3.",
        ),
        ("Ling-lite", {"use_qk_norm": True}, "use_qk_norm is true; only false is supported"),
        ("Ling-mini-2.0", {"num_shared_experts": 2}, "num_shared_experts must be 1; other numbers"),
        ("Ling-mini-2.0", {"use_qk_norm": False}, "use_qk_norm must be true: llama.cpp expects"),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(changed(name, **keys))[0].startswith(start)


def test_every_sixth_layer_of_ling_3_has_latent_attention_and_so_have_the_last() -> None:
    found = geometry(MINIMAL["Ling-3.0-Flash"])
    assert (found.pattern, found.kv_lora_rank, found.ssm_inner) == ("rrrrrg", 512, 4096)
    assert (found.experts, found.shared_ffn_width, found.mtp_optional) == (512, 768, 1)
    assert geometry(changed("Ling-3.0-Flash", num_hidden_layers=44)).kinds[-2:] == "gg"
