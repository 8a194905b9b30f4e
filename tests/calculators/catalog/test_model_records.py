"""Every model record against figures that were worked out without this project's code."""

import csv
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from calculators.catalog import geometry_from
from calculators.catalog.build import read_records
from calculators.engines.memory import (
    Geometry,
    Setup,
    kv_cache,
    parameters,
    slot_state_bytes,
    tensors,
    weights,
)
from tests.paths import ROOT

DATA = ROOT / "tests" / "data"
RECORDS: dict[str, dict[str, Any]] = {
    record["id"]: record
    for record in read_records(ROOT / "calculators" / "data" / "models", "models")
}

NOT_TENSORS = {"gemma-4-26b-a4b": 30 * 128, "apertus-8b": 32 * 2}
"""Published weights that are no tensors to llama.cpp: a scale for each expert and layer of Gemma 4,
two learned numbers of each layer's activation in Apertus."""
OTHER_ORDER = {"nemotron-3-nano-4b": 0.013}
"""computed_sizes.csv took another order of layers, which moves the better-quantized ones."""


def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CACHES = {row["model"]: row for row in rows("models/caches.csv")}
SIZES: dict[str, dict[str, int]] = defaultdict(dict)
for size in rows("computed_sizes.csv"):
    SIZES[size["model"]][size["quantization"]] = int(size["tensor_bytes"])


def geometry(model: str) -> Geometry:
    """The main model: the figures compared here leave prediction layers out."""
    return replace(geometry_from(RECORDS[model]["geometry"]), mtp_layers=0)


def rope_factors(model: str) -> int:
    return sum(t.elements for t in tensors(geometry(model)) if t.name.startswith("rope_f"))


def test_every_model_is_compared() -> None:
    assert RECORDS.keys() == CACHES.keys() == SIZES.keys()
    assert len(RECORDS) >= 85


@pytest.mark.parametrize("model", RECORDS)
def test_the_number_of_weights_is_the_published_one(model: str) -> None:
    published = int(CACHES[model]["parameters"]) - NOT_TENSORS.get(model, 0)
    # Gemma 4's rope factors are in the published figure, because no file lacks them.
    added = 0 if geometry(model).architecture == "gemma4" else rope_factors(model)
    assert parameters(geometry(model)) == published + added


@pytest.mark.parametrize("model", RECORDS)
def test_quantized_files_have_the_expected_size(model: str) -> None:
    for quantization, expected in SIZES[model].items():
        found = weights(geometry(model), quantization).file_bytes
        assert found == pytest.approx(expected, rel=OTHER_ORDER.get(model, 0.005)), quantization


@pytest.mark.parametrize("model", RECORDS)
def test_one_more_token_of_context_costs_the_expected_bytes(model: str) -> None:
    cache = kv_cache(geometry(model), Setup(context=4096))
    row = CACHES[model]
    assert cache.full_bytes == int(row["kv_bytes_per_token"]) * cache.cells.full
    assert cache.sliding_bytes == int(row["kv_bytes_per_sliding_cell"]) * cache.cells.sliding


@pytest.mark.parametrize("model", RECORDS)
def test_the_recurrent_state_has_the_expected_size(model: str) -> None:
    assert slot_state_bytes(geometry(model)) == int(CACHES[model]["recurrent_bytes"])


@pytest.mark.parametrize("model", RECORDS)
@pytest.mark.parametrize("context", [4096, 8192, 32_768, 131_072])
def test_a_whole_conversation_has_the_expected_size(model: str, context: int) -> None:
    expected = CACHES[model][f"total_{context}"]
    found = kv_cache(geometry(model), Setup(context=context)).total_bytes
    reaches = RECORDS[model]["context_max"] >= context
    assert expected == (str(found + slot_state_bytes(geometry(model))) if reaches else "")


def published_sizes() -> list[tuple[str, str, float, float]]:
    return [
        (model, size["quantization"], size["gib"], size["precision"])
        for model, record in RECORDS.items()
        for size in record.get("published_size", ())
    ]


def test_published_files_have_the_computed_size_but_for_publishers_own_mixes() -> None:
    off = {
        (model, quantization)
        for model, quantization, gib, precision in published_sizes()
        if abs(weights(geometry(model), quantization).file_bytes / 2**30 - gib)
        > precision / 2 + 0.005 * gib
    }
    assert off == OWN_MIXES
    assert len(published_sizes()) >= 100


OWN_MIXES = {
    ("gemma-4-26b-a4b", "MXFP4_MOE"),
    ("gemma-4-26b-a4b", "Q4_K_M"),
    ("gemma-4-31b", "Q4_K_M"),
    ("gemma-4-e2b", "Q4_K_M"),
    ("gemma-4-e2b", "Q8_0"),
    ("gemma-4-e4b", "Q4_K_M"),
    ("gemma-4-e4b", "Q8_0"),
    ("glm-4.7-flash", "Q4_K_M"),
    ("nemotron-3-nano-4b", "Q4_K_M"),
    ("qwen3-0.6b", "F16"),  # stores the output matrix twice
    ("qwen3-0.6b", "Q4_K_M"),  # the same
    ("qwen3-next-80b-a3b", "MXFP4_MOE"),
    ("qwen3.5-4b", "Q4_K_M"),
    ("qwen3.6-35b-a3b", "MXFP4_MOE"),
}
"""Files whose publisher gives some tensors another type than llama-quantize does unasked."""


@pytest.mark.parametrize("model", RECORDS)
def test_sources_name_the_repository_and_how_it_was_read(model: str) -> None:
    record = RECORDS[model]
    assert record["source"][0]["url"] == f"https://huggingface.co/{record['hf_repo']}"
    assert any(source["url"].endswith("/ggml-org/llama.cpp") for source in record["source"])


def test_gpt_oss_is_offered_in_its_own_format_only() -> None:
    for model in ("gpt-oss-20b", "gpt-oss-120b"):
        assert RECORDS[model]["quantizations"] == ["MXFP4_MOE"]
        assert RECORDS[model]["recommended_quantization"] == "MXFP4_MOE"
