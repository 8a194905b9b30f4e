"""What is recorded about training: dated, and of models that are in the catalog."""

import re

import pytest

from calculators import catalog
from calculators.engines.training import hosted, record, trainers


def test_records_have_a_source_and_a_day() -> None:
    for dated in (*record().tensor_rates.values(), *record().findings.values()):
        assert dated.source.url.startswith("https://")
        assert dated.source.checked == record().checked
    for trainer in trainers().values():
        assert re.fullmatch(r"2026-\d\d-\d\d", trainer.as_of)
        assert set(trainer.usd_per_mtok) <= set(catalog.models())


@pytest.mark.parametrize(
    ("billions", "span"), [(1, (0.48, 1.35)), (16, (0.48, 1.35)), (17, (1.5, 4.12)), (101, None)]
)
def test_a_price_by_size_holds_up_to_so_many_weights(
    billions: int, span: tuple[float, float] | None
) -> None:
    found = trainers()["together"].price("any", parameters=billions * 10**9)
    assert (found and (found.train_low, found.train_high)) == span
    assert found is None or found.read is found.write is None


def test_a_price_by_model_tells_training_reading_and_writing_apart() -> None:
    found = trainers()["tinker"].price("qwen3-8b", parameters=8_190_735_360)
    assert found is not None
    assert (found.train_low, found.train_high, found.read, found.write) == (0.44, 0.44, 0.195, 0.6)


def test_the_trainer_that_was_chosen_comes_first_where_it_sells_the_model() -> None:
    assert hosted("qwen3.5-9b", trainer="tinker").trainer.id == "prime-intellect"
    assert hosted("qwen3-8b", trainer="prime-intellect").trainer.id == "tinker"
