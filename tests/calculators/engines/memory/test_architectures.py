"""What llama.cpp reports for a file of each newer architecture, read from a config.json."""

import pytest

from calculators.engines.memory import (
    ARCHITECTURES,
    Geometry,
    Setup,
    kv_cache,
    kv_cache_bytes,
    recurrent_state_bytes,
)
from calculators.engines.memory.quantization import tensor_bytes, tensor_types
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


def test_each_architecture_was_compared_with_llama_cpp_somewhere() -> None:
    earlier = {row["arch"] for name in ("groundtruth.csv",) for row in read(name)}
    newer = {row["architecture"] for row in RUNS}
    assert newer <= set(ARCHITECTURES)
    assert {"deepseek4", "cohere2moe", "granite_swa"} <= newer - earlier
