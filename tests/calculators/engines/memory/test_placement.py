"""Where a model sits in a machine, from bytes alone."""

from dataclasses import replace
from typing import get_args

import pytest

from calculators import catalog
from calculators.engines.machine import custom_machine, memory_budget
from calculators.engines.memory import Setup
from calculators.engines.memory.placement import (
    Placement,
    Status,
    layers_on_card,
    place,
    room_for,
    status_for,
)
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


def test_a_card_is_tight_only_up_to_what_is_usually_free_since_the_rest_spills() -> None:
    card = replace(LAPTOP, spill_bytes=8 * 2**30, usable_low_bytes=0)
    assert room_for(NEEDED, replace(card, usable_bytes=NEEDED.total_bytes)) == "tight"
    assert room_for(NEEDED, replace(card, usable_bytes=NEEDED.total_bytes - 1)) == ""


def test_without_the_table_of_words_all_layers_may_sit_on_a_card() -> None:
    card = replace(LAPTOP, spill_bytes=8 * 2**30, usable_low_bytes=0)
    assert status_for(NEEDED, replace(card, usable_bytes=NEEDED.card_bytes)) == "tight"
    less = replace(card, usable_bytes=NEEDED.card_bytes - 1)
    assert status_for(NEEDED, less) == "partial_offload"


@pytest.mark.parametrize(
    ("model", "vram_gib", "changed", "expected"),
    [
        ("qwen3-8b", 7, {}, Placement(status="tight", layers=36, gpu_layers=36)),
        ("qwen3-8b", 4, {}, Placement(status="partial_offload", layers=36, gpu_layers=19)),
        (
            "qwen3-8b",
            3,
            {"context": 32_768},
            Placement(status="partial_offload", layers=36, gpu_layers=7),
        ),
        ("qwen3-8b", 1, {}, Placement(status="partial_offload", layers=36, gpu_layers=0)),
        (
            "qwen3.6-27b",
            16,
            {"slots": 4},
            Placement(status="partial_offload", layers=64, gpu_layers=63),
        ),
        ("qwen3-235b-a22b", 8, {}, Placement(status="does_not_fit", layers=94)),
    ],
)
def test_layers_on_a_graphics_card(
    model: str, vram_gib: float, changed: dict[str, int], expected: Placement
) -> None:
    assert placed(model, vram_gib, **changed) == expected


def test_only_a_split_model_has_a_share_on_the_card() -> None:
    assert placed("qwen3-8b", 4).share == 19 / 36
    assert placed("qwen3-8b", 1).share == 0
    assert placed("qwen3-8b", 7).share == 1
    assert place(QWEN, USUAL, NEEDED, LAPTOP) == Placement(status="fits", layers=36)
    assert place(QWEN, USUAL, NEEDED, LAPTOP).share == 1


def test_all_layers_without_the_output_matrix_count_as_one_fewer() -> None:
    all_but_output = NEEDED.card_bytes - 1
    card = replace(LAPTOP, spill_bytes=2**35, usable_bytes=all_but_output)
    assert layers_on_card(QWEN, USUAL, NEEDED, card) == 35
