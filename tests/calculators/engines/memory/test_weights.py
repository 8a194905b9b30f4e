import json
from dataclasses import replace
from statistics import median

import pytest

from calculators.engines.memory import (
    CLASSES,
    gpu_output_bytes,
    layer_bytes,
    repacked_bytes,
    sizes,
    tensors,
    weights,
)
from calculators.engines.memory.weights import tensor_class
from tests.calculators.engines.memory.geometries import geometries, quantized_files, read, runs
from tests.calculators.engines.memory.more_geometries import GEOMETRIES

MIB = 2**20
MEASURED_COPIES = [row for row in quantized_files() if row["cpu_repack_extra_mib"]]

INDEXER_PROJECTION_BYTES = {"deepseek-v3.2": 61 * 7168 * 64 * 2, "glm-5.2": 78 * 6144 * 32 * 2}
"""computed_sizes.csv takes the indexer's projection as F16; llama.cpp's converter writes F32."""


@pytest.mark.parametrize("row", quantized_files(), ids=lambda row: f"{row['model']}-{row['quant']}")
def test_a_quantized_file_equals_llama_cpp_s_to_the_byte(row: dict[str, str]) -> None:
    found = weights(geometries()[row["model"]], row["quant"])
    assert found.file_bytes == int(row["weights_bytes"])
    elements = json.loads(row["elements_by_type"])
    assert elements in ({}, found.elements_by_type)


def test_the_median_error_over_all_quantized_files_is_zero() -> None:
    errors = [
        weights(geometries()[row["model"]], row["quant"]).file_bytes - int(row["weights_bytes"])
        for row in quantized_files()
    ]
    assert (len(errors), median(errors), max(errors), min(errors)) == (355, 0, 0, 0)


def test_loaded_weights_equal_llama_cpp_s_report_in_every_run() -> None:
    for row in runs():
        loaded = weights(geometries()[row["model"]], row["quant"]).total_bytes
        assert round(loaded / MIB, 2) == float(row["weights_mib"]), row["model"]


@pytest.mark.parametrize("model", GEOMETRIES)
def test_files_of_further_families_equal_an_independent_computation(model: str) -> None:
    rows = [row for row in read("computed_sizes.csv") if row["model"] == model]
    for row in rows:
        indexer = INDEXER_PROJECTION_BYTES.get(model, 0) * (row["quantization"] == "F16")
        found = weights(GEOMETRIES[model], row["quantization"]).file_bytes
        assert found == int(row["tensor_bytes"]) + indexer


def test_multi_token_prediction_layers_are_in_the_file_but_not_in_memory() -> None:
    glm = geometries()["GLM-4.5-Air"]
    with_prediction = weights(glm, "Q4_K_M")
    skipped = with_prediction.file_bytes - with_prediction.total_bytes
    assert abs(skipped / MIB - (69473.42 - 67175.73)) < 0.01
    assert weights(replace(glm, mtp_layers=0), "Q8_0").file_bytes == (
        weights(glm, "Q8_0").total_bytes
    )


@pytest.mark.parametrize("model", ["Qwen3-30B-A3B", "Qwen3.5-9B", "Gemma-4-E2B", "Llama-3.1-8B"])
def test_classes_types_and_layers_add_up(model: str) -> None:
    found = weights(geometries()[model], "Q4_K_M")
    assert tuple(found.by_class) == CLASSES
    assert sum(found.by_class.values()) == found.total_bytes
    assert sum(found.by_type.values()) == found.file_bytes
    assert sum(found.elements_by_type.values()) == found.parameters
    assert sum(found.layer_bytes) + found.outside_bytes == found.total_bytes


def test_most_of_a_mixture_of_experts_is_experts() -> None:
    found = weights(geometries()["Qwen3-30B-A3B"], "Q4_K_M")
    assert round(found.by_class["experts"] / found.total_bytes, 3) == 0.949


def test_layers_near_the_ends_weigh_more_in_a_mix() -> None:
    layers = layer_bytes(geometries()["Llama-3.1-8B"], "Q4_K_M")
    assert len(layers) == 32
    assert {layers[0], layers[31]} == {max(layers)}
    assert layers[4] == min(layers) < max(layers)


def test_a_tied_table_is_needed_on_both_sides_of_a_gpu() -> None:
    # posted log: Vulkan0 model buffer 1918.35 MiB, CPU_Mapped model buffer 308.23 MiB
    llama = geometries()["Llama-3.2-3B"]
    assert round(gpu_output_bytes(llama, "Q4_K_M") / MIB, 2) == 308.23
    assert round(weights(llama, "Q4_K_M").total_bytes / MIB, 2) == 1918.35


def test_an_untied_output_goes_to_the_gpu_and_the_embeddings_stay() -> None:
    qwen = geometries()["Qwen3-8B"]
    output = [t for t in tensors(qwen) if t.name == "output.weight"]
    assert gpu_output_bytes(qwen, "F16") == 2 * output[0].elements


def test_per_layer_embeddings_stay_on_the_cpu() -> None:
    table = 262144 * 1536 // 256 * 210
    assert gpu_output_bytes(geometries()["Gemma-4-E2B"], "Q4_K_M") == table


def test_totals_alone_are_those_of_the_detailed_answer() -> None:
    llama = geometries()["Llama-3.1-8B"]
    totals, detailed = sizes(llama, "Q4_K_M"), weights(llama, "Q4_K_M")
    assert totals.file_bytes == detailed.file_bytes
    assert totals.loaded_bytes == detailed.total_bytes
    assert totals.parameters == detailed.parameters
    assert totals.bits_per_weight == detailed.bits_per_weight
    assert round(totals.bits_per_weight, 2) == 4.89


# The second copy that a CPU computes with


@pytest.mark.parametrize("row", MEASURED_COPIES, ids=lambda row: f"{row['model']}-{row['quant']}")
def test_the_copy_equals_llama_cpp_s(row: dict[str, str]) -> None:
    found = repacked_bytes(geometries()[row["model"]], row["quant"]) / MIB
    assert abs(found - float(row["cpu_repack_extra_mib"])) <= 0.006 * 2


def test_every_type_measured_has_rows() -> None:
    assert {row["quant"] for row in MEASURED_COPIES} == {"Q8_0", "Q4_K_M", "Q4_0", "MXFP4_MOE"}


def test_only_four_bit_types_are_copied() -> None:
    llama = geometries()["Llama-3.1-8B"]
    assert repacked_bytes(llama, "Q8_0") == repacked_bytes(llama, "Q6_K") == 0
    share = repacked_bytes(llama, "Q4_0") / weights(llama, "Q4_0").total_bytes
    assert round(share, 2) == 0.84


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("token_embd.weight", "embedding"),
        ("output.weight", "output"),
        ("output_norm.weight", "other"),
        ("attn_q.weight", "attention"),
        ("attn_norm.weight", "other"),
        ("indexer.proj.weight", "attention"),
        ("ffn_up.weight", "ffn"),
        ("ffn_norm.weight", "other"),
        ("ffn_gate_inp.weight", "experts"),
        ("ffn_up_exps.weight", "experts"),
        ("ffn_up_shexp.weight", "experts"),
        ("ssm_in.weight", "recurrent"),
    ],
)
def test_norms_are_of_no_class_and_all_else_goes_by_its_name(name: str, expected: str) -> None:
    assert tensor_class(name) == expected
