"""What licences ask of tuned models."""

import pytest

from calculators import catalog
from calculators.questions.common.licences import DUTIES, NOT_ESTABLISHED, duties


@pytest.mark.parametrize("model", catalog.models().values(), ids=lambda model: model.id)
def test_every_licence_is_described_or_said_to_be_not_established(model: catalog.Model) -> None:
    text = duties(model)
    assert model.licence in text
    assert text.endswith(".")
    assert (model.licence in DUTIES) != (NOT_ESTABLISHED in text)


def test_a_llama_that_is_passed_on_keeps_its_name() -> None:
    assert "name must begin with “Llama”" in duties(catalog.model("llama-3.1-8b"))
