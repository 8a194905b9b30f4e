"""Every set-up that llama.cpp b11549 was asked about, against what the engine says of it."""

from collections.abc import Iterable
from statistics import fmean

import pytest

from calculators import catalog
from calculators.engines.memory import (
    Geometry,
    Setup,
    cache_refusal,
    compute_buffer_bytes,
    kv_cache_bytes,
    recurrent_state_bytes,
    sizes,
    types_of,
)
from calculators.engines.memory.compute import KEPT, MEASURED
from calculators.engines.memory.quantization import tensor_bytes, tensor_types
from calculators.engines.memory.requirement import (
    MEASURED_COMPUTE,
    UNMEASURED_COMPUTE,
    compute_range,
)
from tests.calculators.engines.memory.b11549 import Run, every_run, half, knowing_only
from tests.calculators.engines.memory.geometries import read

LOADED, REFUSED = every_run()
PARTS = read("b11549_parts.csv")
ALIGNMENT = 32


def context(run: Run) -> int:
    found = kv_cache_bytes(run.geometry, run.setup)
    return found + recurrent_state_bytes(run.geometry, run.setup)


def working_errors(runs: Iterable[Run]) -> list[float]:
    return [compute_buffer_bytes(run.geometry, run.setup) / run.compute_bytes - 1 for run in runs]


def test_every_model_and_every_row_is_here() -> None:
    assert (len(LOADED), len(REFUSED)) == (1940, 320)
    assert len({run.model for run in LOADED}) == 85
    assert {run.architecture for run in LOADED} == MEASURED


def test_context_and_state_equal_the_report_to_the_byte() -> None:
    assert [run for run in LOADED if context(run) != run.context_bytes] == []


def test_what_llama_cpp_refuses_is_refused() -> None:
    for run in REFUSED:
        assert "flash attention" in cache_refusal(
            run.geometry, types_of(run.setup), run.setup.flash_attention
        )


def padding(run: Run) -> int:
    """Every tensor starts at a multiple of 32 bytes."""
    return sum(
        -tensor_bytes(each.tensor, kind) % ALIGNMENT * len(each.layers)
        for each, kind in tensor_types(run.geometry, run.setup.quantization)
        if each.tensor.layer < run.geometry.layers
    )


def test_weights_differ_by_a_second_table_and_padding_alone() -> None:
    for run in {(run.model, run.setup.quantization): run for run in LOADED}.values():
        known = sizes(run.geometry, run.setup.quantization).loaded_bytes
        known += run.copied_bytes + run.unpublished_bytes + padding(run)
        assert known == run.weights_bytes, run.model
        assert padding(run) < 2000


def test_the_second_table_is_gemma_s_alone() -> None:
    found = {run.architecture for run in LOADED if run.copied_bytes}
    assert found == {"gemma3n", "gemma4"}
    tied = {run.architecture for run in LOADED if run.geometry.tied_embeddings}
    assert found < tied  # of other architectures one table serves as both


def test_the_total_is_within_a_known_error() -> None:
    errors = []
    for run in LOADED:
        known = sizes(run.geometry, run.setup.quantization).loaded_bytes + context(run)
        errors.append((known + compute_buffer_bytes(run.geometry, run.setup)) / run.total_bytes - 1)
    assert fmean(map(abs, errors)) < 0.00005
    assert max(map(abs, errors)) < 0.009


@pytest.mark.parametrize(("flash", "mean", "close"), [(True, 0.0007, 0.96), (False, 0.001, 0.9)])
def test_the_working_space_is_within_a_known_error(flash: bool, mean: float, close: float) -> None:
    errors = working_errors(run for run in LOADED if run.setup.flash_attention == flash)
    assert fmean(map(abs, errors)) < mean
    assert fmean(abs(error) < 0.001 for error in errors) > close


@pytest.mark.parametrize("flash", [True, False])
def test_the_stated_range_is_that_of_these_runs(flash: bool) -> None:
    errors = working_errors(run for run in LOADED if run.setup.flash_attention == flash)
    reported = [1 / (1 + error) for error in errors]
    low, high = MEASURED_COMPUTE[flash]
    assert low <= min(reported) < low + 0.01
    assert high - 0.01 < max(reported) <= high


@pytest.mark.parametrize(("seen", "mean"), [(0, 0.017), (1, 0.001)])
def test_models_that_the_rules_never_saw_are_met_as_well(seen: int, mean: float) -> None:
    kept_out = half(1 - seen)
    with knowing_only(half(seen)):
        errors = working_errors(run for run in LOADED if run.model in kept_out)
    assert len(kept_out) in (42, 43)
    assert fmean(map(abs, errors)) < mean


def test_an_architecture_without_a_measurement_has_a_wider_range() -> None:
    low, high = UNMEASURED_COMPUTE
    for architecture in KEPT.keys() & MEASURED:
        own = [run for run in LOADED if run.architecture == architecture]
        others = [run.model for run in LOADED if run.architecture != architecture]
        with knowing_only(others):
            reported = [1 / (1 + error) for error in working_errors(own)]
        assert low <= min(reported)
        assert max(reported) <= high
    command_r = Geometry(architecture="command-r", layers=1, width=8, vocabulary=8)
    assert compute_range(command_r) == (low, high)
    assert compute_range(LOADED[0].geometry) == MEASURED_COMPUTE[True]


def test_a_log_may_be_of_an_older_build() -> None:
    low, high = compute_range(LOADED[0].geometry, any_build=True)
    assert (low, high) == (0.85, 1.19)


# Keys and values of different types, and cards


def set_up(row: dict[str, str]) -> Setup:
    return Setup(
        context=int(row["context"]),
        quantization=row["quant"],
        kv_cache_type=row["keys"],
        v_cache_type=row["values"],
        flash_attention=row["flash"] == "1",
    )


TYPES = [row for row in PARTS if row["set"] == "types"]
CARDS = [row for row in PARTS if row["set"] == "card"]


def ident(row: dict[str, str]) -> str:
    flash = "flash" if row["flash"] == "1" else "plain"
    return f"{row['model']}-{row['context']}-{row['keys']}-{row['values']}-{flash}"


@pytest.mark.parametrize("row", TYPES, ids=ident)
def test_keys_and_values_of_any_two_types_equal_the_report(row: dict[str, str]) -> None:
    geometry, setup = catalog.model(row["model"]).geometry, set_up(row)
    refusal = cache_refusal(geometry, types_of(setup), setup.flash_attention)
    assert bool(refusal) == (not row["compute_bytes"])
    if not refusal:
        assert kv_cache_bytes(geometry, setup) == int(row["context_bytes"])
        found = compute_buffer_bytes(geometry, setup)
        assert found == pytest.approx(int(row["compute_bytes"]), rel=0.0005)


@pytest.mark.parametrize("row", CARDS, ids=ident)
def test_on_a_card_the_input_s_row_is_elsewhere(row: dict[str, str]) -> None:
    found = compute_buffer_bytes(catalog.model(row["model"]).geometry, set_up(row), on_gpu=True)
    assert found == pytest.approx(int(row["compute_bytes"]), rel=0.03)


@pytest.mark.parametrize(
    ("model", "context", "plain", "copied"),
    [("llama-3.1-8b", 131_072, 244, 680), ("qwen3-8b", 32_768, 136, 200)],
)
def test_a_card_copies_a_quantized_layer_into_16_bits(
    model: str, context: int, plain: int, copied: int
) -> None:
    geometry = catalog.model(model).geometry
    for cache_type, reported in (("f16", plain), ("q8_0", copied)):
        setup = Setup(context=context, kv_cache_type=cache_type)
        found = compute_buffer_bytes(geometry, setup, on_gpu=True)
        assert found / 2**20 == pytest.approx(reported, abs=0.5)
