"""Figures that users posted from their logs, against the engine."""

import pytest

from tests.calculators.engines.memory.posted import (
    ESTIMATED,
    EXACT,
    FILES,
    MIB,
    MODELS,
    NOT_COMPUTED,
    ROWS,
    computed_bytes,
)


@pytest.mark.parametrize(("model", "quantity", "quantization"), FILES)
def test_posted_weights(model: str, quantity: str, quantization: str) -> None:
    posted = ROWS[model, quantity, quantization]["posted_mib"]
    found = computed_bytes(model, quantity, quantization)
    assert found is not None
    # a size printed as 17.28 GiB is known to half a hundredth of a GiB
    printed_step = 10.24 if "GiB" in quantity else 10.0 ** -len(posted.partition(".")[2])
    assert abs(found / MIB - float(posted)) <= 0.51 * printed_step


@pytest.mark.parametrize("key", EXACT)
def test_posted_caches_and_states(key: tuple[str, str]) -> None:
    assert abs(EXACT[key](MODELS[key[0]]) / MIB - posted_mib(key)) <= 0.006


@pytest.mark.parametrize("key", ESTIMATED)
def test_posted_working_buffers(key: tuple[str, str]) -> None:
    figure, tolerance = ESTIMATED[key]
    assert abs(figure(MODELS[key[0]]) / MIB - posted_mib(key)) <= tolerance


def posted_mib(key: tuple[str, str]) -> float:
    return next(float(row["posted_mib"]) for name, row in ROWS.items() if name[:2] == key)


def test_every_posted_figure_is_computed_or_listed_as_out_of_reach() -> None:
    computed = set(EXACT) | set(ESTIMATED) | {key[:2] for key in FILES}
    assert computed | NOT_COMPUTED == {key[:2] for key in ROWS}
    assert not computed & NOT_COMPUTED
