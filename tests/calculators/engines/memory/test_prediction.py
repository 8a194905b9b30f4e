"""Multi-token-prediction layers: a file may hold them, and `draft-mtp` loads them."""

import pytest

from calculators import catalog
from calculators.engines.memory import (
    Geometry,
    Setup,
    compute_buffer_bytes,
    kv_cache_bytes,
    parameters,
    prediction_layers,
    recurrent_state_bytes,
    sizes,
    with_prediction,
    without_prediction,
)
from tests.calculators.engines.memory.geometries import read

RUNS = read("prediction_layers.csv")
WITH_THEM = {
    "deepseek-v3.2": 685_355_329_792,
    "glm-4.7-flash": 31_221_488_576,
    "nemotron-3-super-120b-a12b": 123_611_012_096 + 41 * 512,  # with the routers’ biases
    "qwen3.6-27b": 27_320_697_856,
    "qwen3.6-35b-a3b": 35_505_251_456,
}
"""Weights with these layers: as Hugging Face counts them, Qwen’s as llama.cpp does."""


def geometry(model: str) -> Geometry:
    return catalog.model(model).geometry


def setup(row: dict[str, str]) -> Setup:
    return Setup(
        context=int(row["context"]),
        quantization=row["quant"],
        slots=int(row["slots"]),
        draft_tokens=int(row["draft_tokens"]),
    )


def ident(row: dict[str, str]) -> str:
    return f"{row['model']}-{row['part']}-{row['slots']}"


@pytest.mark.parametrize("row", RUNS, ids=ident)
def test_weights_with_and_without_them_equal_llama_cpp(row: dict[str, str]) -> None:
    found = sizes(with_prediction(geometry(row["model"])), row["quant"])
    loaded = found.loaded_bytes if row["part"] == "plain" else found.file_bytes
    assert loaded == int(row["weights_bytes"])


@pytest.mark.parametrize("row", RUNS, ids=ident)
def test_the_context_of_model_and_draft_equals_llama_cpp(row: dict[str, str]) -> None:
    whole = geometry(row["model"])
    used = prediction_layers(whole) if row["part"] == "draft" else whole
    assert used is not None
    found = kv_cache_bytes(used, setup(row))
    if row["part"] != "draft":  # a prediction layer attends; it has no state
        found += recurrent_state_bytes(used, setup(row))
    assert found == int(row["context_bytes"])


@pytest.mark.parametrize("row", [row for row in RUNS if row["part"] != "draft"], ids=ident)
def test_the_working_space_holds_a_state_for_each_token_guessed(row: dict[str, str]) -> None:
    share = compute_buffer_bytes(geometry(row["model"]), setup(row)) / int(row["compute_bytes"])
    # with four slots the room of one state is found elsewhere in some models
    assert 0.999 < share < (1.07 if row["slots"] == "4" and row["draft_tokens"] == "3" else 1.005)


@pytest.mark.parametrize("model", WITH_THEM)
def test_the_number_of_weights_is_the_published_one(model: str) -> None:
    whole = with_prediction(geometry(model))
    assert parameters(whole) == WITH_THEM[model]
    assert parameters(without_prediction(whole)) == catalog.model(model).parameters


def test_some_files_always_hold_them_and_count_them() -> None:
    glm = geometry("glm-4.5-air")
    assert (glm.mtp_layers, glm.mtp_optional, with_prediction(glm)) == (1, 0, glm)
    assert without_prediction(glm).mtp_optional == 1
    assert with_prediction(without_prediction(glm)) == glm


def test_a_model_without_them_stays_as_it_is() -> None:
    llama = geometry("llama-3.1-8b")
    assert with_prediction(llama) == without_prediction(llama) == llama
    assert prediction_layers(llama) is None


def test_the_layers_alone_attend_to_everything_and_keep_the_sizes_of_their_place() -> None:
    alone = prediction_layers(geometry("glm-5.2"))
    assert alone is not None
    assert (alone.layers, alone.kinds, alone.indexer_dim) == (1, "g", (128,))
    assert alone.has_experts(0)
