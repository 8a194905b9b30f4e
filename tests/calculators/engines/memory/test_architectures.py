"""What llama.cpp reports for a file of each newer architecture, read from a config.json."""

from statistics import fmean

import pytest

from calculators.engines.memory import (
    ARCHITECTURES,
    Geometry,
    Setup,
    compute_buffer_bytes,
    kv_cache,
    kv_cache_bytes,
    recurrent_state_bytes,
)
from calculators.engines.memory.quantization import tensor_bytes, tensor_types
from calculators.engines.memory.requirement import compute_range
from tests.calculators.engines.memory.geometries import read
from tests.calculators.engines.model_config.configs import ALL, geometry

RUNS = read("architectures.csv")
ALIGNMENT = 32
"""llama.cpp begins each tensor at a multiple of so many bytes."""


def model(row: dict[str, str]) -> Geometry:
    return geometry(ALL[row["model"]])


def setup(row: dict[str, str]) -> Setup:
    names = {"quantization": row["quant"]}
    return Setup(context=int(row["context"]), slots=int(row["slots"]), **names)


def aligned_bytes(geometry: Geometry, quantization: str) -> int:
    """Bytes of all tensors that are loaded, each with what it takes to align the next."""
    return sum(
        -(-tensor_bytes(tensor, kind) // ALIGNMENT) * ALIGNMENT * len(layers)
        for (tensor, layers), kind in tensor_types(geometry, quantization)
        if tensor.layer < geometry.layers
    )


def ident(row: dict[str, str]) -> str:
    return f"{row['model']}-{row['slots']}"


@pytest.mark.parametrize("row", RUNS[::2], ids=ident)
def test_weights_equal_llama_cpp_to_the_byte(row: dict[str, str]) -> None:
    found = model(row)
    assert found.architecture == row["architecture"]
    assert aligned_bytes(found, row["quant"]) == int(row["weights_bytes"])


@pytest.mark.parametrize("row", RUNS, ids=ident)
def test_the_context_equals_llama_cpp_to_the_byte(row: dict[str, str]) -> None:
    found, used = model(row), setup(row)
    cache = kv_cache(found, used)
    assert cache.total_bytes == sum(cache.layer_bytes) == kv_cache_bytes(found, used)
    assert cache.total_bytes + recurrent_state_bytes(found, used) == int(row["context_bytes"])


FURTHER_OFF = {"Falcon-7B", "Kimi-K3", "SmallThinker-4B-A0.6B"}
"""Models whose working space is off by more than 7%, at most by a fifth."""


@pytest.mark.parametrize("row", RUNS, ids=ident)
def test_working_space_is_met_to_seven_hundredths_of_most(row: dict[str, str]) -> None:
    found = compute_buffer_bytes(model(row), setup(row)) / int(row["compute_bytes"])
    assert abs(found - 1) < (0.21 if row["model"] in FURTHER_OFF else 0.07)


@pytest.mark.parametrize("row", RUNS, ids=ident)
def test_working_space_lies_in_the_range_that_is_said(row: dict[str, str]) -> None:
    low, high = compute_range(model(row))
    assert low <= int(row["compute_bytes"]) / compute_buffer_bytes(model(row), setup(row)) <= high


def test_the_total_is_off_by_a_thousandth_on_average() -> None:
    assert fmean(map(total_error, RUNS)) < 0.001


def total_error(row: dict[str, str]) -> float:
    known = int(row["weights_bytes"]) + int(row["context_bytes"])
    found = compute_buffer_bytes(model(row), setup(row))
    return abs(found - int(row["compute_bytes"])) / (known + int(row["compute_bytes"]))


def test_each_architecture_was_compared_with_llama_cpp_somewhere() -> None:
    earlier = {row["arch"] for name in ("groundtruth.csv",) for row in read(name)}
    newer = {row["architecture"] for row in RUNS}
    assert newer <= set(ARCHITECTURES)
    assert {"deepseek4", "cohere2moe", "granite_swa"} <= newer - earlier
