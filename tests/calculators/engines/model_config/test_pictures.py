"""The part for pictures in a pasted config.json."""

import pytest

from calculators.engines.memory.projector import projector_bytes
from calculators.engines.model_config.pictures import projector_of, takes_pictures

QWEN = {
    "depth": 27,
    "hidden_size": 1152,
    "intermediate_size": 4304,
    "deepstack_visual_indexes": [8, 16, 24],
}


def test_a_shape_that_we_know_is_read() -> None:
    it = projector_of({"model_type": "qwen3_vl_moe", "vision_config": QWEN}, 2048)
    assert it is not None
    assert projector_bytes(it) == 1_087_017_920


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"model_type": "llama"},
        {"model_type": "qwen3_vl"},
        {"model_type": "qwen3_vl", "vision_config": []},
        {"model_type": "qwen3_vl", "vision_config": {"depth": "many"}},
        {"model_type": "qwen3_vl", "vision_config": QWEN | {"depth": True}},
        {"model_type": "qwen3_vl", "vision_config": QWEN | {"hidden_size": 10**30}},
        {"model_type": "gemma3n", "vision_config": QWEN},
    ],
)
def test_any_other_is_not_guessed(document: dict[str, object]) -> None:
    assert projector_of(document, 2048) is None


def test_whether_it_takes_pictures_is_told_all_the_same() -> None:
    assert takes_pictures({"model_type": "gemma3n", "vision_config": {}})
    assert not takes_pictures({"model_type": "llama"})
