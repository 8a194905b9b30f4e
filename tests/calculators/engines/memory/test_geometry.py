import dataclasses
from typing import Any

import pytest

from calculators.engines.memory.geometry import Geometry, pick

GEMMA = Geometry(
    architecture="gemma4",
    layers=8,
    width=2048,
    vocabulary=1000,
    pattern="ssg",
    heads=8,
    kv_heads=(4, 4, 1),
    key_dim=(256, 256, 512),
)


def test_a_value_may_differ_from_layer_to_layer_and_repeats() -> None:
    assert [pick((256, 256, 512), layer) for layer in range(5)] == [256, 256, 512, 256, 256]
    assert pick(128, 7) == 128


def test_the_pattern_repeats_until_every_layer_has_a_kind() -> None:
    assert GEMMA.kinds == "ssgssgss"


def test_widths_of_a_layer_follow_from_heads_and_head_size() -> None:
    assert (GEMMA.queries(0), GEMMA.keys(0), GEMMA.values(0)) == (2048, 1024, 1024)
    assert (GEMMA.queries(2), GEMMA.keys(2), GEMMA.values(2)) == (4096, 512, 512)


def test_the_value_size_is_the_key_size_unless_given() -> None:
    assert dataclasses.replace(GEMMA, value_dim=64).values(0) == 256


@pytest.mark.parametrize(
    ("lead", "step", "with_experts"),
    [(0, 1, [0, 1, 2, 3, 4, 5, 6, 7]), (3, 1, [3, 4, 5, 6, 7]), (0, 2, [1, 3, 5, 7])],
)
def test_experts_start_after_the_dense_layers_and_may_skip_some(
    lead: int, step: int, with_experts: list[int]
) -> None:
    geometry = dataclasses.replace(GEMMA, experts=8, dense_lead_layers=lead, expert_layer_step=step)
    assert [layer for layer in range(8) if geometry.has_experts(layer)] == with_experts


@pytest.mark.parametrize("pattern", ["", "x", "gG"])
def test_an_unknown_kind_of_layer_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="must use the letters 'gsrpf'"):
        dataclasses.replace(GEMMA, pattern=pattern)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("layers", 0, "layers must be at least 1"),
        ("width", -1, "width must be at least 1"),
        ("heads", -8, "heads must be 0 or more, not -8"),
        ("key_dim", (), r"key_dim must be 0 or more, not \(\)"),
        ("kv_heads", (4, -4), "kv_heads must be 0 or more"),
    ],
)
def test_sizes_no_model_has_are_refused(field: str, value: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        dataclasses.replace(GEMMA, **{field: value})
