"""LFM2: short convolutions, attention between."""

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


def test_lfm2_works_out_its_feed_forward_size() -> None:
    config = MINIMAL["lfm2.5-1.2b"]
    assert geometry(config).ffn_width == 8192
    assert geometry(config | {"block_auto_adjust_ff_dim": False}).ffn_width == 12_288
    assert geometry(config | {"block_ffn_dim_multiplier": 1.1}).ffn_width == 9216


def test_older_files_of_lfm2_number_their_attention_layers() -> None:
    config = without("lfm2.5-1.2b", "layer_types")
    numbered = config | {"full_attn_idxs": [2, 5, 8, 10, 12, 14]}
    assert geometry(numbered).pattern == geometry(MINIMAL["lfm2.5-1.2b"]).pattern
    for odd in (None, [], "2", [[2]]):
        assert problems(config | {"full_attn_idxs": odd}) == (missing("layer_types"),)


def test_mixtures_of_lfm2_begin_with_two_dense_layers() -> None:
    found = geometry(MINIMAL["lfm2-24b-a2b"])
    assert (found.pattern, found.shortconv_cache, found.dense_lead_layers) == ("rrgr", 3, 2)
    assert (found.ffn_width, found.experts, found.expert_ffn_width) == (11_776, 64, 1536)


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("lfm2.5-1.2b", {"conv_bias": True}, "conv_bias is true; only false is supported for"),
        (
            "lfm2.5-1.2b",
            {"block_auto_adjust_ff_dim": True, "block_ffn_dim_multiplier": 1e-9},
            "block_ffn_dim_multiplier is too small for",
        ),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(changed(name, **keys))[0].startswith(start)
