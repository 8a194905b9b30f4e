"""A model of the catalog, or one that a pasted config.json describes."""

import json

import pytest

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.questions.common.model_inputs import (
    ModelInputs,
    can_have,
    check_mix,
    config_problems,
    model_options,
    quantization_options,
    subject_of,
)
from tests.golden.cases import CONFIG

PASTED = json.dumps(CONFIG)
DENSE, MIXTURE = (catalog.model(name).geometry for name in ("qwen3-8b", "gpt-oss-20b"))


def test_a_model_of_the_catalog_brings_its_name_its_mixes_and_its_sources() -> None:
    found, model = subject_of(ModelInputs(model="gpt-oss-20b")), catalog.model("gpt-oss-20b")
    assert (found.id, found.name, found.developer) == ("gpt-oss-20b", "gpt-oss 20B", "OpenAI")
    assert (found.geometry, found.context_max) == (model.geometry, 131_072)
    assert found.quantizations == ("MXFP4_MOE",)
    assert found.sources == model.sources[:2]


def test_a_pasted_model_is_named_by_its_file_and_may_be_quantized_as_one_likes() -> None:
    found = subject_of(ModelInputs(model="custom", model_config=PASTED))
    assert (found.id, found.name) == ("custom", "your pasted model (llama)")
    assert found.geometry == catalog.model("llama-3.2-1b").geometry
    assert found.context_max == 131_072
    assert {"Q4_K_M", "F16"} <= set(found.quantizations)
    assert "MXFP4_MOE" not in found.quantizations
    assert found.sources == ()


def test_what_is_wrong_with_a_pasted_file_is_said_in_sentences() -> None:
    assert config_problems(PASTED) == ()
    assert any("JSON" in each for each in config_problems("{"))


def test_only_a_mixture_of_experts_can_have_its_experts_alone_in_four_bits() -> None:
    assert can_have(MIXTURE, "MXFP4_MOE")
    assert not can_have(DENSE, "MXFP4_MOE")
    assert can_have(DENSE, "Q4_K_M")


def test_a_mix_that_the_model_cannot_have_is_refused_with_another() -> None:
    check_mix(MIXTURE, "MXFP4_MOE")
    with pytest.raises(InputErrors) as errors:
        check_mix(DENSE, "MXFP4_MOE", instead="another one")
    [problem] = errors.value.problems
    assert (problem.field, problem.message) == (
        "quantization",
        "Quantization: MXFP4_MOE is for mixtures of experts. Choose another one.",
    )


def test_menus_say_licence_and_bits() -> None:
    models = {option.value: (option.label, option.group) for option in model_options()}
    assert models["qwen3-8b"] == ("Qwen3 8B · Apache-2.0", "Alibaba (Qwen)")
    mixes = {option.value: option.label for option in quantization_options()}
    assert mixes["Q4_K_M"] == "Q4_K_M · 4-bit, the usual choice"
    assert mixes["Q5_0"] == "Q5_0"
