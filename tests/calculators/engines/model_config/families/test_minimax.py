"""MiniMax: partly rotated heads, experts, an index."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, problems


def test_half_of_each_head_of_minimax_is_rotated() -> None:
    assert geometry(MINIMAL["minimax-m2.7"]).rope_dim == 64
    assert geometry(changed("minimax-m2.7", rotary_dim=128)).rope_dim == 0


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [("minimax-m2.7", {"shared_intermediate_size": 8}, "shared_intermediate_size must be 0: ll")],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(changed(name, **keys))[0].startswith(start)
