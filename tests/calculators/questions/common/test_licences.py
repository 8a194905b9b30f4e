"""Licences in a word for a list, and what they ask of tuned models."""

import pytest

from calculators import catalog
from calculators.questions.common.licences import TERMS_WORDS, duties, licence_words, terms


@pytest.mark.parametrize("model", catalog.models().values(), ids=lambda model: model.id)
def test_every_model_has_a_word_and_a_paragraph(model: catalog.Model) -> None:
    assert licence_words(model) == model.licence + TERMS_WORDS[terms(model)]
    text = duties(model)
    assert f"{model.name} is under {model.licence}. Tuning it for yourselves " in text
    assert " Passing the result on " in text
    assert text.endswith(".")
    assert ".." not in text


def test_a_policy_beside_an_open_licence_is_no_free_licence() -> None:
    found = {model.id for model in catalog.models().values() if terms(model) == "policy"}
    assert found == {"apertus-8b", "muse-glimmer-30b"}


def test_a_model_without_known_terms_is_never_offered_to_a_business(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("calculators.questions.common.licences.all_terms", dict)
    assert terms(catalog.model("qwen3-8b")) == "no business"


def test_a_llama_that_is_passed_on_keeps_its_name() -> None:
    assert "let its name begin with “Llama”" in duties(catalog.model("llama-3.1-8b"))


def test_a_model_for_research_says_so() -> None:
    assert duties(catalog.model("command-r7b")).startswith(
        "Command R7B 12-2024 is under CC-BY-NC-4.0. Tuning it for yourselves is not permitted."
    )
