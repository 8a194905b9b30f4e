"""The reverse question: a model is given, and a machine is looked for."""

import pytest

from calculators import catalog
from calculators.questions.finder.purposes import PURPOSES
from calculators.questions.fit import FIT
from calculators.questions.needs.machines import SIZES_GIB
from tests.calculators.questions.needs.asking import ask, value


@pytest.mark.parametrize("model", ["qwen3.5-2b", "gemma-4-12b", "qwen3.8-27b", "gpt-oss-120b"])
def test_the_least_memory_surely_fits_and_the_next_smaller_size_does_not(model: str) -> None:
    result = ask(model=model)
    sizes = {"integrated": "ram_gib", "apple": "ram_gib", "dedicated": "vram_gib"}
    for kind, field in sizes.items():
        least = int(value(result, f"least_{kind}_gib"))
        smaller = SIZES_GIB[SIZES_GIB.index(least) - 1]
        same = {
            "model": model,
            "quantization": catalog.model(model).recommended_quantization,
            "context": PURPOSES["everyday"].context,
            "machine": "custom",
            "memory_kind": kind,
            "ram_gib": 32,
        }
        assert FIT.answer({**same, field: least}).verdict.status == "fits"
        assert FIT.answer({**same, field: smaller}).verdict.status != "fits"


def test_machines_with_a_dated_price_come_first_and_the_cheapest_of_them_before_all() -> None:
    rows = ask(model="gemma-4-12b").tables[0].rows
    prices = [row[1] for row in rows]
    dated = [price for price in prices if price != "no dated price"]
    assert prices[: len(dated)] == dated
    amounts = [float(price.partition(" ")[0].replace(",", "")) for price in dated]
    assert amounts == sorted(amounts)
    assert len(dated) == 7


def test_a_price_is_a_source_to_open() -> None:
    urls = {source.url for source in ask(model="gemma-4-12b").sources}
    for machine in catalog.machines().values():
        if machine.price and machine.ram_gib >= 16:
            assert machine.price.url in urls


def test_few_bits_that_the_reader_chose_are_no_reproach() -> None:
    result = ask(model="qwen3-8b", quantization="Q3_K_M")
    assert result.verdict.status == "found"
    assert value(result, "total_bytes") < value(ask(model="qwen3-8b"), "total_bytes")


def test_a_larger_wish_leaves_fewer_machines() -> None:
    counts = [
        value(ask(model="gemma-4-12b", **inputs), "machines_sure")
        for inputs in (
            {"pace": "any"},
            {"pace": "reading"},
            {"pace": "quick"},
            {"pace": "quick", "quantization": "Q8_0"},
            {"pace": "quick", "quantization": "Q8_0", "other_apps": "office"},
        )
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] > 0


@pytest.mark.parametrize("model", catalog.models())
def test_every_model_has_an_answer(model: str) -> None:
    result = ask(model=model, pace="any")
    assert value(result, "machines_sure") <= value(result, "machines_running")
