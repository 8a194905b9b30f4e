"""The question, read: a model in its usual mix, a purpose, and the machines for both."""

import pytest

from calculators.core.errors import InputErrors
from tests.calculators.questions.needs.asking import GEMMA, LARGE, TOO_LARGE, case


def test_the_usual_mix_is_the_one_recommended_for_the_model() -> None:
    assert case(model="gpt-oss-20b").quantization == "MXFP4_MOE"
    assert case(model="qwen3-8b").quantization == "Q4_K_M"
    assert case(model="qwen3-8b", quantization="Q8_0").quantization == "Q8_0"


def test_purpose_and_wishes_are_those_of_finder_with_any_licence() -> None:
    finder = case(**GEMMA, purpose="code", pace="quick", other_apps="office").finder
    assert (finder.context, finder.purpose.label) == (16_384, "Help with code")
    assert (finder.values.licence, finder.pace.label) == ("any", "Twice as fast as I read")
    assert finder.other_apps.label == "Browser, video call, office"


def test_the_first_surely_runs_it() -> None:
    found = case(**GEMMA)
    assert found.first is not None
    assert found.first.machine.id == "macbook-air-m5-16gb"
    assert found.first is found.sure[0] is found.found[0]
    assert (len(found.sure), len(found.found)) == (70, 83)


def test_there_may_be_no_first() -> None:
    assert case(**TOO_LARGE).first is None
    assert len(case(**LARGE).found) == 1


@pytest.mark.parametrize(
    ("inputs", "field", "message"),
    [
        (
            {"model": "phi-4", "context": 32_768},
            "context",
            "Phi-4 14B was built for 16,384 tokens of context. Choose another purpose or model.",
        ),
        (
            {"model": "qwen3-8b", "quantization": "MXFP4_MOE"},
            "quantization",
            "Quantization: MXFP4_MOE is for mixtures of experts. Choose Q4_K_M.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(
    inputs: dict[str, object], field: str, message: str
) -> None:
    with pytest.raises(InputErrors) as errors:
        case(**inputs)
    [problem] = errors.value.problems
    assert (problem.field, problem.message) == (field, message)
