"""Where a model sits in a machine, from bytes alone."""

from dataclasses import replace
from typing import get_args

import pytest

from calculators import catalog
from calculators.engines.machine import custom_machine, memory_budget
from calculators.engines.memory import Setup
from calculators.engines.memory.placement import Placement, Status, place, room_for, status_for
from calculators.engines.memory.requirement import requirement

USUAL = Setup(context=8192)
QWEN = catalog.model("qwen3-8b").geometry
NEEDED = requirement(QWEN, USUAL)
LAPTOP = memory_budget(catalog.machine("laptop-16gb"))


def placed(model: str, vram_gib: float, **changed: int) -> Placement:
    geometry, setup = catalog.model(model).geometry, replace(USUAL, **changed)
    machine = custom_machine(memory_kind="dedicated", ram_gib=32, vram_gib=vram_gib)
    needed = requirement(geometry, setup)
    return place(geometry, setup, needed, memory_budget(machine))


def test_a_catalog_meets_every_status() -> None:
    found = {
        status_for(requirement(model.geometry, USUAL), memory_budget(machine))
        for model in catalog.models().values()
        for machine in catalog.machines().values()
    }
    assert found == set(get_args(Status))


@pytest.mark.parametrize(
    ("limit", "bytes_there", "status"),
    [
        ("usable_low_bytes", NEEDED.high_bytes, "fits"),
        ("usable_low_bytes", NEEDED.high_bytes - 1, "tight"),
        ("usable_bytes", NEEDED.total_bytes, "tight"),
        ("usable_bytes", NEEDED.total_bytes - 1, "stretch"),
        ("usable_high_bytes", NEEDED.total_bytes, "stretch"),
        ("usable_high_bytes", NEEDED.total_bytes - 1, ""),
    ],
)
def test_it_fits_in_the_worst_case_is_tight_in_the_usual_and_a_stretch_in_the_best(
    limit: str, bytes_there: int, status: str
) -> None:
    names = ("usable_low_bytes", "usable_bytes", "usable_high_bytes")
    more = names[names.index(limit) :]
    amounts = dict.fromkeys(names, 0) | dict.fromkeys(more, LAPTOP.usable_high_bytes)
    assert room_for(NEEDED, replace(LAPTOP, **amounts | {limit: bytes_there})) == status


CARD = replace(LAPTOP, spill_bytes=8 * 2**30, usable_low_bytes=0)


def test_on_a_card_counts_what_is_loaded_there_and_the_rest_spills() -> None:
    assert room_for(NEEDED, replace(CARD, usable_low_bytes=NEEDED.card_high_bytes)) == "fits"
    assert room_for(NEEDED, replace(CARD, usable_bytes=NEEDED.card_bytes)) == "tight"
    assert room_for(NEEDED, replace(CARD, usable_bytes=NEEDED.card_bytes - 1)) == ""
    less = replace(CARD, usable_bytes=NEEDED.card_bytes - 1)
    assert status_for(NEEDED, less) == "partial_offload"


def test_main_memory_must_hold_what_stays_there() -> None:
    enough = replace(CARD, usable_bytes=NEEDED.card_bytes, spill_bytes=NEEDED.host_bytes)
    assert status_for(NEEDED, enough) == "tight"
    assert status_for(NEEDED, replace(enough, spill_bytes=NEEDED.host_bytes - 1)) == "does_not_fit"


def test_tables_of_words_and_layers_do_not_count_on_the_card() -> None:
    geometry = catalog.model("gemma-4-e4b").geometry
    setup = replace(USUAL, quantization="Q8_0")
    budget = memory_budget(catalog.machine("laptop-rtx-4060-8gb-16gb-ram"))
    needed = requirement(geometry, setup)
    assert needed.total_bytes > budget.usable_bytes
    assert needed.card_bytes == pytest.approx(5_092 * 2**20, rel=0.01)
    assert place(geometry, setup, needed, budget) == Placement(
        status="fits", layers=42, gpu_layers=42
    )


@pytest.mark.parametrize(
    ("model", "vram_gib", "changed", "status", "layers", "flag"),
    [
        ("qwen3-8b", 6.75, {}, "tight", 36, None),
        ("qwen3-8b", 4, {}, "partial_offload", 16, 17),
        ("qwen3-8b", 3, {"context": 32_768}, "partial_offload", 4, 5),
        ("qwen3-8b", 1, {}, "partial_offload", 0, 0),
        ("qwen3.6-27b", 16, {"slots": 4}, "partial_offload", 59, 60),
        ("qwen3-235b-a22b", 8, {}, "does_not_fit", None, None),
    ],
)
def test_layers_on_a_graphics_card(
    model: str,
    vram_gib: float,
    changed: dict[str, int],
    status: str,
    layers: int | None,
    flag: int | None,
) -> None:
    found = placed(model, vram_gib, **changed)
    assert (found.status, found.gpu_layers) == (status, layers)
    assert (found.split.flag if found.split else None) == flag


def test_only_a_split_model_has_a_share_on_the_card() -> None:
    assert placed("qwen3-8b", 4).share == 16 / 36
    assert placed("qwen3-8b", 1).share == 0
    assert placed("qwen3-8b", 7).share == 1
    assert place(QWEN, USUAL, NEEDED, LAPTOP) == Placement(status="fits", layers=36)
    assert place(QWEN, USUAL, NEEDED, LAPTOP).share == 1


def test_only_several_cards_have_what_each_of_them_holds() -> None:
    assert placed("qwen3-14b", 8).each_bytes == ()
    split = placed("qwen3-14b", 8).split
    assert split is not None
    assert (split.gpu_layers > 0, split.each_bytes) == (True, ())
