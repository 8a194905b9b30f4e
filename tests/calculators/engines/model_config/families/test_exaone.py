"""EXAONE: its own name for the number of layers, a window in the largest, experts in K-EXAONE."""

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


def test_exaone_3_counts_num_layers() -> None:
    assert geometry(changed("EXAONE-3.5-7.8B", num_layers=24)).layers == 24
    assert missing("num_layers") in problems(without("EXAONE-3.5-7.8B", "num_layers"))


@pytest.mark.parametrize(
    ("name", "pattern", "window"), [("EXAONE-4.0-1.2B", "g", 0), ("EXAONE-4.0-32B", "sssg", 4096)]
)
def test_only_the_model_of_64_layers_has_sliding_ones(name: str, pattern: str, window: int) -> None:
    found = geometry(MINIMAL[name])
    assert (found.pattern, found.sliding_window) == (pattern, window)


def test_k_exaone_has_one_dense_layer_and_a_shared_expert() -> None:
    found = geometry(MINIMAL["K-EXAONE-236B-A23B"])
    assert (found.pattern, found.dense_lead_layers, found.router_bias) == ("sssg", 1, True)
    assert (found.experts, found.shared_ffn_width, found.ffn_width) == (128, 2048, 18_432)


@pytest.mark.parametrize(
    ("name", "said"), [("EXAONE-4.0-32B", "EXAONE 4"), ("K-EXAONE-236B-A23B", "K-EXAONE")]
)
@pytest.mark.parametrize("pattern", ["LG", 3])
def test_another_pattern_is_refused(name: str, said: str, pattern: Any) -> None:
    assert problems(changed(name, sliding_window_pattern=pattern)) == (
        f"sliding_window_pattern must be 4 or “LLLG”, as in {said}.",
    )
    for usual in (4, "LLLG", None):
        assert geometry(changed(name, sliding_window_pattern=usual)).pattern == "sssg"
