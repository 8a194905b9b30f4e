"""Several equal graphics cards, as a reader describes them; and every calculator says the same."""

import re

import pytest

from calculators.core.errors import InputErrors
from calculators.core.results import Result, StackedBar
from calculators.questions.finder import FINDER
from calculators.questions.finder.case import Case as FinderCase
from calculators.questions.needs.machines import least_gib, needed
from calculators.questions.speed import SPEED
from tests.calculators.questions.fit.asking import ask, case, value

LARGE = "llama-3.3-70b"
CARDS = {"machine": "custom", "memory_kind": "dedicated", "ram_gib": 64}


def on(cards: int, vram: float, model: str = LARGE, **inputs: object) -> Result:
    return ask(**CARDS, cards=cards, vram_gib=vram, model=model, **inputs)


def each_card(result: Result) -> list[tuple[str, ...]]:
    [table] = [
        table for table in result.tables if table.title.startswith("What each graphics card")
    ]
    return list(table.rows)


def command(result: Result) -> str:
    [found] = [
        re.search(r"llama-server .*", each)
        for each in result.verdict.reasons
        if "llama-server -m" in each
    ]
    assert found is not None
    return found.group()


def test_what_one_card_cannot_hold_two_hold() -> None:
    one, two = on(1, 24), on(2, 24)
    assert (one.verdict.status, two.verdict.status) == ("partial_offload", "fits")
    assert two.verdict.headline == (
        "Yes, on the 2 graphics cards. The fullest needs 21.3 GiB of the 22.9 GiB free on each."
    )
    assert command(two) == "llama-server -m FILE -c 8192 -ngl 99 -ts 41,40 -fit off -np 1"
    assert [row[:2] for row in each_card(two)] == [("1", "41"), ("2", "40")]
    assert any("one after another" in each for each in two.verdict.reasons)


def test_what_one_card_holds_is_not_shared() -> None:
    one, two = on(1, 24, "qwen3-8b"), on(2, 24, "qwen3-8b")
    assert (
        two.verdict.headline == "Yes. It needs 5.59 GiB of the 22.9 GiB free on one graphics card."
    )
    assert command(two) == "llama-server -m FILE -c 8192 -ngl 99 -sm none -fit off -np 1"
    assert value(one, "card_bytes") == value(two, "card_bytes")
    assert not any(table.title.startswith("What each") for table in two.tables)


def test_of_more_cards_than_it_takes_the_fewest_are_used() -> None:
    found = on(4, 24)
    assert found.verdict.headline.startswith("Yes, on 2 of the 4 graphics cards.")
    assert len(each_card(found)) == 2


def test_too_few_cards_hold_whole_layers_and_the_rest_is_in_main_memory() -> None:
    found = on(3, 12)
    assert found.verdict.status == "partial_offload"
    assert (
        "the 3 graphics cards have 32.7 GiB free: 59 of 80 layers fit there"
        in found.verdict.headline
    )
    assert command(found) == "llama-server -m FILE -c 8192 -ngl 60 -ts 20,21,19 -fit off -np 1"


def test_where_only_the_sum_would_do_it_says_what_is_never_cut() -> None:
    found = on(6, 8.2)
    assert found.verdict.status == "partial_offload"
    assert any(
        "a layer, here up to" in each and "is never cut" in each for each in found.verdict.reasons
    )


def test_experts_in_main_memory_and_layers_on_several_cards() -> None:
    found = on(2, 8, "qwen3-30b-a3b")
    assert command(found).startswith(
        "llama-server -m FILE -c 8192 -ngl 99 --n-cpu-moe 14 -ts 31,18 "
    )


@pytest.mark.parametrize(("cards", "vram"), [(1, 48), (2, 24), (3, 12), (2, 80)])
def test_the_working_adds_up_to_the_figures(cards: int, vram: float) -> None:
    found = on(cards, vram, kv_cache_type="q8_0")
    steps = {step.title: step for step in found.steps}
    [title] = [each for each in steps if each.startswith("On ")]
    parts = [int(part.replace(",", "")) for part in steps[title].working.split(" + ")]
    assert sum(parts) == value(found, "card_bytes")
    parts = [int(part.replace(",", "")) for part in steps["Memory needed"].working.split(" + ")]
    assert sum(parts) == value(found, "total_bytes")
    bar = found.chart
    assert isinstance(bar, StackedBar)
    if found.verdict.status == "fits":
        assert sum(each.value for each in bar.segments) == value(found, "card_bytes")


def test_several_cards_count_only_where_they_are_described() -> None:
    listed = {"machine": "pc-rtx-4090-24gb-64gb-ram", "model": LARGE}
    assert case(**listed, cards=4).budget == case(**listed).budget


@pytest.mark.parametrize("cards", [0, 9, "two"])
def test_no_card_and_more_than_eight_are_refused(cards: object) -> None:
    with pytest.raises(InputErrors) as refused:
        ask(**CARDS, cards=cards)
    [problem] = refused.value.problems
    assert problem.field == "cards"
    assert "Equal graphics cards" in problem.message


def test_finder_and_fit_say_the_same_of_several_cards() -> None:
    described = CARDS | {"cards": 3, "vram_gib": 16, "bandwidth_gb_s": 448}
    found = FinderCase(FINDER.read(described))
    assert len(found.found) > 20
    for each in found.found:
        there = case(
            **CARDS,
            cards=3,
            vram_gib=16,
            model=each.model.id,
            quantization=each.quantization,
            context=found.context,
        )
        assert (each.status, each.needed) == (there.placement.status, there.needed)


def test_more_cards_write_no_faster_than_one_that_holds_as_much() -> None:
    described = CARDS | {"model": LARGE, "bandwidth_gb_s": 936}
    two = SPEED.answer(described | {"cards": 2, "vram_gib": 24})
    one = SPEED.answer(described | {"cards": 1, "vram_gib": 48})
    assert two.figure("decode_tokens_per_s") == one.figure("decode_tokens_per_s")
    assert any("write no faster" in each for each in two.verdict.reasons)
    split = SPEED.answer(described | {"cards": 1, "vram_gib": 24})
    assert (split.figure("decode_tokens_per_s").value or 0) < (
        two.figure("decode_tokens_per_s").value or 0
    )


def test_needs_and_fit_agree_on_the_least_card() -> None:
    finder = FinderCase(FINDER.read({}))
    here = case(model="qwen3-14b", context=finder.context, **CARDS).model
    model = finder.first.model if finder.first else here
    quantization = model.recommended_quantization
    least = least_gib(needed(model, quantization, finder, "dedicated"), "dedicated", finder)
    assert least is not None
    asked = {"model": model.id, "quantization": quantization, "context": finder.context}
    for cards in (1, 2):
        described = CARDS | {"ram_gib": 32, "vram_gib": least, "cards": cards}
        assert case(**asked, **described).placement.status == "fits"
