"""Several equal cards, against what llama.cpp reports and what users posted."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.machine import custom_machine, memory_budget
from calculators.engines.memory import Setup, layer_state_bytes
from calculators.engines.memory.beside import Extra
from calculators.engines.memory.cards import NOTHING_FIXED, Fixed, Load
from calculators.engines.memory.geometry import RECURRENT
from calculators.engines.memory.placement import (
    Placement,
    card_room,
    place,
    reach_bytes,
    status_for,
)
from calculators.engines.memory.requirement import Requirement, requirement
from calculators.engines.memory.setup import Beside
from calculators.engines.memory.split import Laid, _copied, laid_out, shares, told, whole_layers

MIB, GIB = 2**20, 2**30
DATA = Path("tests/data/several_cards.csv")
PADDING = 64 * 1024
"""llama.cpp aligns each tensor; so much, on a card."""
STATUSES = ("does_not_fit", "partial_offload", "tight", "fits")
MODELS = ("qwen3-8b", "qwen3-30b-a3b", "llama-3.3-70b", "gpt-oss-120b", "gemma-3-27b")


def rows() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


def even(layers: int, cards: int) -> tuple[int, ...]:
    """Layers on each card as llama.cpp splits them by free memory, where all have as much."""
    places = [layer * cards // layers for layer in range(layers)]
    return tuple(places.count(card) for card in range(cards))


def reported(row: dict[str, str]) -> tuple[Load, tuple[int, ...]]:
    """What the cards of a row have to hold by our rules, and how many layers lie on each."""
    geometry = catalog.model(row["model"]).geometry
    setup = Setup(
        context=int(row["context"]),
        quantization=row["quantization"],
        micro_batch=int(row["micro_batch"]),
        slots=int(row["slots"]),
        cards=int(row["cards"]),
    )
    laid, experts = laid_out(geometry, setup), int(row["n_cpu_moe"])
    there = min(int(row["layers_on_cards"]), geometry.layers + 1)
    aside = geometry.layers + 1 - there
    gone = zip(laid.parts[:aside], laid.kept[:aside], strict=True)
    largest = [max(part.matrix, *part.expert_matrices, kept) for part, kept in gone]
    copied = max(largest, default=0)
    copied = max([copied, *(_copied(geometry, part) for part in laid.parts[:experts])])
    load = laid.load(NOTHING_FIXED, aside=aside, experts_aside=experts, copied=copied)
    return load, numbers(row["split"]) or even(there, setup.cards)


def name_of(row: dict[str, str]) -> str:
    return f"{row['model']} {row['context']} {row['cards']} {row['split']}"


@pytest.mark.parametrize("row", rows(), ids=name_of)
def test_each_card_holds_what_llama_cpp_says(row: dict[str, str]) -> None:
    load, counts = reported(row)
    held, whole = load.on_each(counts), row["layers_on_cards"] == "99" and row["n_cpu_moe"] == "0"
    weights, context, work = (
        numbers(row[f"card_{each}"]) for each in ("weights", "context", "compute")
    )
    assert len(counts) <= int(row["cards"])
    for card, mine in enumerate(held):
        space = load.later if card else load.first
        assert mine - space == pytest.approx(weights[card] + context[card], abs=PADDING)
        # Later cards need up to a row or two less than the first, which is counted for all.
        assert 0.82 <= work[card] / space <= 1.04 if whole else 0.69 <= work[card] / space <= 1.1
        total = weights[card] + context[card] + work[card]
        assert mine == pytest.approx(total, rel=0.019 if whole else 0.021)
    if not row["split"] and len(counts) < int(row["cards"]):
        assert not any(weights[len(counts) :])


def test_on_the_whole_the_cards_are_met_to_a_thousandth() -> None:
    errors = []
    for row in rows():
        load, counts = reported(row)
        parts = (numbers(row[f"card_{each}"]) for each in ("weights", "context", "compute"))
        errors.append(abs(sum(load.on_each(counts)) / sum(map(sum, parts)) - 1))
    assert len(errors) >= 190
    assert sum(errors) / len(errors) < 0.002


def test_keys_values_and_states_follow_their_layers() -> None:
    """ggml-org/llama.cpp#22404: two cards, KV 4,608 and 3,584 MiB, states 90.40 and 59.23."""
    laid = laid_out(catalog.model("qwen3.6-27b").geometry, Setup(context=131_072, cards=2))
    first, second = sum(laid.kept[:38]) / MIB, sum(laid.kept[38:]) / MIB
    assert (first, second) == pytest.approx((4608 + 90.40, 3584 + 59.23), abs=0.01)


def test_three_cards_with_as_much_free_share_the_layers_evenly() -> None:
    """Public notes of 2026, three Arc A770, four slots: states of 92.12, 83.75 and 75.38 MiB."""
    geometry = catalog.model("qwen3.6-35b-a3b").geometry  # as Qwen3.5 35B-A3B
    state, start, found = 4 * layer_state_bytes(geometry), 0, []
    for count in even(geometry.layers + 1, 3):
        found.append(geometry.kinds[start : start + count].count(RECURRENT) * state / MIB)
        start += count
    assert found == pytest.approx((92.12, 83.75, 75.38), abs=0.01)


def test_four_cards_hold_what_was_posted_of_a_long_context() -> None:
    """ollama/ollama#16310: Devstral 24B, F16, 256k tokens, 94 GB on four cards."""
    geometry = catalog.model("mistral-small-3.2-24b").geometry  # the same
    setup = Setup(context=262_144, quantization="F16", cards=4)
    needed = requirement(geometry, setup)
    assert needed.load is not None
    assert sum(needed.load.on_each(needed.load.evened(4))) == pytest.approx(94e9, rel=0.005)


def test_filling_and_evening() -> None:
    load = Load(layers=(5, 5, 5, 5), output=3, first=4, later=2)
    assert load.filled(1, 27) == (5,)
    assert load.filled(1, 26) is None
    assert (load.filled(2, 15), load.filled(2, 14)) == ((2, 3), None)  # 5 + 5 + 3 + 2 on the second
    assert load.on_each((2, 3)) == (14, 15)
    assert load.evened(2) == (2, 3)


def test_parts_beside_the_model_have_their_place() -> None:
    geometry = catalog.model("qwen3.6-27b").geometry
    beside = Beside(cuda=True, predicts=True, projector=catalog.model("qwen3.6-27b").projector)
    setup = Setup(context=8192, kv_cache_type="q8_0", cards=2, beside=beside)
    needed, bare = requirement(geometry, setup), requirement(geometry, Setup(context=8192, cards=2))
    found = {extra.key: extra for extra in needed.extras}
    assert needed.fixed == Fixed(
        first=needed.extra_bytes("projector", "picture"),
        each=needed.extra_bytes("cache_copy"),
        last=needed.extra_bytes("draft"),
    )
    assert found["context"].card == "each"
    assert needed.fixed.first > 0 < needed.fixed.last
    assert bare.fixed == NOTHING_FIXED
    assert Extra("picture", 1, 1, 1, "exact").card == "first"


def test_flags_name_the_layers_of_each_card() -> None:
    geometry = catalog.model("glm-4.5-air").geometry
    assert told(geometry, Setup(context=256, cards=2), (20, 27)) == (20, 27 + geometry.mtp_layers)
    assert told(geometry, Setup(context=256), (47,)) == ()
    assert shares(()) == ""


def placed(
    model: str, setup: Setup, *, cards: int, vram: float, ram: float
) -> tuple[Requirement, Placement]:
    """Where a model lies on so many cards."""
    machine = custom_machine(memory_kind="dedicated", ram_gib=ram, vram_gib=vram, cards=cards)
    geometry, several = (
        catalog.model(model).geometry,
        Setup(context=setup.context, quantization=setup.quantization, cards=cards),
    )
    needed, budget = requirement(geometry, several), memory_budget(machine)
    found = place(geometry, several, needed, budget)
    assert found.status == status_for(needed, budget)
    assert all(held <= card_room(budget) for held in found.each_bytes)
    assert reach_bytes(needed, budget) <= budget.usable_bytes + budget.spill_bytes
    return needed, found


cases = given(
    model=st.sampled_from(MODELS),
    context=st.sampled_from((512, 8192, 40_960, 131_072)),
    quantization=st.sampled_from(("Q4_K_M", "Q8_0")),
    vram=st.sampled_from((2, 4, 6, 8, 12, 16, 24, 48, 80)),
    ram=st.sampled_from((8, 32, 64, 128)),
    cards=st.integers(1, 7),
)


@cases
def test_one_more_card_never_fits_less_and_never_takes_more_of_a_card(
    model: str, context: int, quantization: str, vram: int, ram: int, cards: int
) -> None:
    setup = Setup(context=context, quantization=quantization)
    needed, one = placed(model, setup, cards=cards, vram=vram, ram=ram)
    _, more = placed(model, setup, cards=cards + 1, vram=vram, ram=ram)
    assert STATUSES.index(more.status) >= STATUSES.index(one.status)
    if one.status in ("fits", "tight"):
        assert max(more.each_bytes) <= max(one.each_bytes, default=needed.card_bytes)
    if one.status == more.status == "partial_offload":
        assert (more.gpu_layers or 0) >= (one.gpu_layers or 0) or more.split.host_experts  # type: ignore[union-attr]
        assert more.split.host_token_bytes <= one.split.host_token_bytes  # type: ignore[union-attr]


@cases
def test_every_layer_lies_on_one_card_or_in_main_memory(
    model: str, context: int, quantization: str, vram: int, ram: int, cards: int
) -> None:
    setup = Setup(context=context, quantization=quantization)
    _, found = placed(model, setup, cards=cards + 1, vram=vram, ram=ram)
    geometry = catalog.model(model).geometry
    if found.counts:
        assert sum(found.counts) == (found.gpu_layers or 0) + 1 + geometry.mtp_layers
        assert min(found.counts) >= 1


@pytest.mark.parametrize("model", MODELS)
def test_one_card_is_as_it_was(model: str) -> None:
    geometry, setup = catalog.model(model).geometry, Setup(context=8192)
    needed = requirement(geometry, setup)
    assert (needed.load, needed.high_load, needed.cards) == (None, None, 1)
    room = needed.card_bytes
    assert whole_layers(geometry, setup, room).card_bytes == pytest.approx(room, abs=1)
    laid: Laid = laid_out(geometry, setup)
    assert laid.copies == (0, 0)
    assert laid.load(NOTHING_FIXED).on_each((geometry.layers + 1,)) == (needed.card_bytes,)
