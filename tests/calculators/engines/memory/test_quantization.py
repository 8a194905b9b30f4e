from dataclasses import replace

import pytest

from calculators import catalog
from calculators.engines.memory import QUANTIZATIONS, Geometry, weights
from calculators.engines.memory.quantization import _is_expert as is_expert
from calculators.engines.memory.quantization import _quantized as quantized
from calculators.engines.memory.quantization import tensor_types
from calculators.engines.memory.tensor_types import fitting
from tests.calculators.engines.memory.geometries import geometries

README_BITS_PER_WEIGHT = {
    "IQ1_S": 2.0042,
    "IQ1_M": 2.1460,
    "IQ2_XXS": 2.3824,
    "IQ2_XS": 2.5882,
    "IQ2_S": 2.7403,
    "IQ2_M": 2.9294,
    "Q2_K_S": 2.9697,
    "Q2_K": 3.1593,
    "IQ3_XXS": 3.2548,
    "IQ3_XS": 3.4977,
    "Q3_K_S": 3.6429,
    "IQ3_S": 3.6606,
    "IQ3_M": 3.7628,
    "Q3_K_M": 3.9960,
    "Q3_K_L": 4.2979,
    "IQ4_XS": 4.4597,
    "Q4_K_S": 4.6672,
    "IQ4_NL": 4.6818,
    "Q4_K_M": 4.8944,
    "Q5_K_S": 5.5704,
    "Q5_K_M": 5.7036,
    "Q6_K": 6.5633,
    "Q8_0": 8.5008,
    "F16": 16.0005,
}
"""Llama-3.1-8B, as printed in llama.cpp 0c1e57098, tools/quantize/README.md."""

NOT_PRINTED = {"BF16", "Q5_1", "Q5_0", "Q4_1", "Q4_0", "MXFP4_MOE"}


@pytest.mark.parametrize("quantization", README_BITS_PER_WEIGHT)
def test_bits_per_weight_equal_llama_cpp_s_readme_to_four_decimals(quantization: str) -> None:
    figure = weights(geometries()["Llama-3.1-8B"], quantization).bits_per_weight
    assert round(figure, 4) == README_BITS_PER_WEIGHT[quantization]


def test_every_quantization_offered_is_checked_against_a_printed_figure() -> None:
    assert set(QUANTIZATIONS) - set(README_BITS_PER_WEIGHT) == NOT_PRINTED


def test_quantizations_are_listed_from_large_to_small() -> None:
    dense = [
        weights(geometries()["Llama-3.1-8B"], name).file_bytes
        for name in QUANTIZATIONS
        if name != "MXFP4_MOE"
    ]
    assert dense == sorted(dense, reverse=True)


@pytest.mark.parametrize(
    ("wanted", "row", "used"),
    [
        ("Q4_K", 4096, "Q4_K"),
        ("Q4_K", 2880, "Q5_0"),
        ("Q5_K", 2880, "Q5_1"),
        ("Q6_K", 640, "Q8_0"),
        ("Q2_K", 640, "Q4_0"),
        ("IQ4_XS", 640, "IQ4_NL"),
        ("Q4_0", 100, "F16"),
        ("Q4_K", 100, "F16"),
    ],
)
def test_a_row_that_blocks_do_not_divide_falls_back(wanted: str, row: int, used: str) -> None:
    assert fitting(wanted, row) == used


def types_of(geometry: Geometry, quantization: str, name: str) -> list[str]:
    return [
        kind for (tensor, _), kind in tensor_types(geometry, quantization) if tensor.name == name
    ]


MIXTRAL = replace(
    geometries()["Mistral-7B-v0.3"], experts=8, experts_used=2, expert_ffn_width=14336
)


def test_mixtral_keeps_its_small_attention_in_more_bits() -> None:
    assert set(types_of(MIXTRAL, "Q4_K_M", "attn_v.weight")) == {"Q8_0"}
    assert set(types_of(MIXTRAL, "Q4_K_M", "attn_k.weight")) == {"Q8_0"}
    assert set(types_of(MIXTRAL, "Q4_K_M", "attn_output.weight")) == {"Q5_K"}
    assert set(types_of(MIXTRAL, "Q3_K_L", "attn_output.weight")) == {"Q3_K"}
    assert set(types_of(MIXTRAL, "IQ2_XS", "attn_k.weight")) == {"Q4_K"}


def test_a_70b_keeps_its_values_in_five_bits() -> None:
    large = replace(geometries()["Llama-3.1-8B"], layers=80, heads=64, width=8192)
    assert set(types_of(large, "Q3_K_M", "attn_v.weight")) == {"Q5_K"}
    assert set(types_of(large, "IQ2_XS", "attn_v.weight")) == {"Q4_K"}
    older = replace(large, kv_heads=64)
    assert set(types_of(older, "Q3_K_S", "attn_v.weight")) == {"Q3_K"}


@pytest.mark.parametrize("architecture", ["qwen2", "deci"])
def test_other_makers_models_of_that_size_are_told_by_their_eighty_layers(
    architecture: str,
) -> None:
    large = replace(
        geometries()["Llama-3.1-8B"], architecture=architecture, layers=80, heads=64, width=8192
    )
    assert set(types_of(large, "Q3_K_M", "attn_v.weight")) == {"Q5_K"}
    assert "Q4_K" in types_of(replace(large, layers=81), "Q3_K_M", "attn_v.weight")


def test_what_has_a_third_dimension_counts_as_experts_but_for_ling_3() -> None:
    latent = catalog.model("glm-4.7-flash").geometry
    assert set(types_of(latent, "MXFP4_MOE", "attn_k_b.weight")) == {"MXFP4"}
    assert set(types_of(latent, "MXFP4_MOE", "ffn_gate_exps.weight")) == {"MXFP4"}
    runs = {run.tensor.name: run.tensor for run, _ in quantized(latent, "MXFP4_MOE")}
    ling = replace(latent, architecture="bailingmoe3")
    assert not is_expert(ling, runs["attn_k_b.weight"])
    assert is_expert(ling, runs["ffn_gate_exps.weight"])


def test_small_matrices_keep_their_precision() -> None:
    gemma = geometries()["Gemma-4-E2B"]
    assert types_of(gemma, "Q4_K_M", "per_layer_model_proj.weight") == ["F16"]
    assert set(types_of(MIXTRAL, "Q4_K_M", "ffn_gate_inp.weight")) == {"F32"}
    assert set(types_of(MIXTRAL, "Q4_K_M", "attn_norm.weight")) == {"F32"}


def test_an_unknown_quantization_is_named() -> None:
    with pytest.raises(ValueError, match="unknown quantization 'Q7'; known: F16"):
        weights(MIXTRAL, "Q7")
