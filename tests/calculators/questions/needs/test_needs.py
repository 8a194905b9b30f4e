"""The reverse question: a model is given, and a machine is looked for."""

import pytest

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.results import Result
from calculators.questions.finder.purposes import PURPOSES
from calculators.questions.fit import FIT
from calculators.questions.needs import NEEDS
from calculators.questions.needs.machines import SIZES_GIB


def ask(**inputs: object) -> Result:
    return NEEDS.answer(inputs)


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


def test_the_answer_is_an_amount_of_memory_and_a_machine() -> None:
    result = ask(model="gemma-4-12b")
    assert result.verdict.headline == (
        "Gemma 4 12B in Q4_K_M needs 7.52 GiB: 16 GB of memory in a PC, or a graphics card with "
        "12 GB."
    )
    assert result.verdict.reasons[1] == (
        "Cheapest with a dated price: MacBook Air M5, 16 GB, 1,299 US dollars (smallest version, "
        "2026-06-25)."
    )


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


def test_a_model_for_no_machine_of_the_catalog_says_so() -> None:
    result = ask(model="kimi-k2.6", quantization="Q8_0")
    assert result.verdict.status == "none"
    assert (result.tables, result.changes) == ((), ()) or result.changes
    assert result.verdict.reasons[0].startswith("None of the machines")


def test_what_would_make_do_with_less_keeps_its_promise() -> None:
    result = ask(model="gemma-4-12b", quantization="Q8_0", pace="quick")
    assert result.changes
    for change in result.changes:
        changed = NEEDS.answer({**result.inputs, **change.inputs})
        assert changed.tables[0].rows[0][0] in change.text


def test_a_purpose_beyond_the_model_is_refused_with_the_fix() -> None:
    with pytest.raises(InputErrors) as errors:
        ask(model="phi-4", context=32768)
    assert [problem.message for problem in errors.value.problems] == [
        "Phi-4 14B was built for 16,384 tokens of context. Choose another purpose or model."
    ]


def test_a_mix_for_experts_is_refused_where_there_are_none() -> None:
    with pytest.raises(InputErrors) as errors:
        ask(model="qwen3-8b", quantization="MXFP4_MOE")
    assert [problem.field for problem in errors.value.problems] == ["quantization"]


@pytest.mark.parametrize("model", catalog.models())
def test_every_model_has_an_answer(model: str) -> None:
    result = ask(model=model, pace="any")
    assert value(result, "machines_sure") <= value(result, "machines_running")
