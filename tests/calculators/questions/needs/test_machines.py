"""The machines of the catalog with one model on each, and the least memory that would do."""

import pytest

from calculators import catalog
from calculators.questions.finder.candidates import Place
from calculators.questions.fit import FIT
from calculators.questions.needs.machines import KINDS, least_gib, listings, needed, sure
from tests.calculators.questions.needs.asking import GEMMA, TOO_LARGE, case


def test_what_surely_runs_it_comes_first_then_the_cheapest_then_the_least_memory() -> None:
    found = case(**GEMMA)
    listed = listings(found.model, found.quantization, found.finder)
    assert [each.key for each in listed] == sorted(each.key for each in listed)
    first, second = listed[:2]
    assert first.key == (Place.SURE, 1299, 16, "macbook-air-m5-16gb")
    assert second.key == (Place.SURE, 1639, 64, "ryzen-ai-max-395-64gb")
    dated = sum(each.machine.price is not None for each in sure(listed))
    assert all(each.machine.price is None for each in sure(listed)[dated:])


def test_a_price_is_told_with_what_it_is_for_and_when() -> None:
    found = case(**GEMMA)
    assert found.found[0].price_words == "1,299 US dollars (smallest version, 2026-06-25)"
    assert found.sure[-1].price_words == "no dated price"


def test_each_machine_is_counted_with_its_own_system() -> None:
    machines = {each.machine.id: each.machine for each in case(**GEMMA).found}
    assert machines["ryzen-ai-max-395-64gb"] == catalog.machine("ryzen-ai-max-395-64gb")


@pytest.mark.parametrize(
    ("inputs", "least"),
    [
        (GEMMA, (24, 16, 12)),
        (GEMMA | {"quantization": "Q8_0"}, (24, 24, 16)),
        (TOO_LARGE, (1536, 1536, 1024)),
    ],
)
def test_the_least_memory_by_kind(inputs: dict[str, object], least: tuple[int, ...]) -> None:
    found = case(**inputs)
    wanted = {kind: needed(found.model, found.quantization, found.finder, kind) for kind in KINDS}
    assert wanted["apple"] == found.wanted
    assert wanted["integrated"].needed_bytes == found.wanted.total_bytes
    assert tuple(least_gib(wanted[kind], kind, found.finder) for kind in KINDS) == least


def test_beyond_the_usual_sizes_there_is_none() -> None:
    wanted = case(model="kimi-k2.6", quantization="F16", context=262_144)
    assert wanted.least["apple"] is None


def test_each_machine_of_the_list_says_what_fit_says() -> None:
    found = case(**GEMMA)
    for listing in found.found[::12]:
        fit = FIT.answer(
            {
                "model": found.model.id,
                "quantization": found.quantization,
                "machine": listing.machine.id,
                "context": found.finder.context,
            }
        )
        assert fit.verdict.status == listing.found.status
        assert fit.figure("total_bytes").value == listing.found.needed.total_bytes
