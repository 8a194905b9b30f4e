"""MiniMax: partly rotated heads, experts, an index."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, problems


def test_half_of_each_head_of_minimax_is_rotated() -> None:
    assert geometry(MINIMAL["minimax-m2.7"]).rope_dim == 64
    assert geometry(changed("minimax-m2.7", rotary_dim=128)).rope_dim == 0


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("minimax-m2.7", {"shared_intermediate_size": 8}, "shared_intermediate_size must be 0: ll"),
        ("MiniMax-Text-01", {"shared_intermediate_size": 8}, "shared_intermediate_size must be 0"),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(changed(name, **keys))[0].startswith(start)


def test_the_first_layers_of_minimax_m3_are_dense_and_have_no_index() -> None:
    found = geometry(MINIMAL["MiniMax-M3"])
    assert (found.dense_lead_layers, found.ffn_width, found.shared_ffn_width) == (3, 12_288, 3072)
    assert isinstance(found.indexer_dim, tuple)
    assert (found.indexer_dim[:4], found.indexer_rows) == ((0, 0, 0, 128), 2)
    listed = changed("MiniMax-M3", first_k_dense_replace=None, moe_layer_freq=[0] * 3 + [1] * 57)
    assert geometry(listed) == found
