"""A card and main memory together, against what llama.cpp reports (tests/data/README.md)."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from calculators import catalog
from calculators.engines.machine import custom_machine, memory_budget
from calculators.engines.memory import Setup
from calculators.engines.memory.placement import fitted, place
from calculators.engines.memory.requirement import requirement
from calculators.engines.memory.split import (
    Split,
    best_split,
    experts_aside,
    layer_parts,
    whole_layers,
)

MIB, GIB = 2**20, 2**30
DATA = Path("tests/data")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def setup_of(row: dict[str, str]) -> Setup:
    slots = int(row.get("slots", 1))
    return Setup(context=int(row["context"]), quantization=row["quantization"], slots=slots)


def name_of(row: dict[str, str]) -> str:
    return f"{row['model']} {row['context']}"


MIXTURES = [row for row in rows("experts_aside.csv") if row["n_cpu_moe"] != "0"]
MOVED = [row for row in MIXTURES if row["n_cpu_moe"].startswith("fit")]
ALL_ASIDE = [row for row in MIXTURES if row["n_cpu_moe"] == "all"]


@pytest.mark.parametrize("row", rows("split_loads.csv"), ids=name_of)
def test_the_most_layers_that_fit_are_right_or_one_too_few(row: dict[str, str]) -> None:
    geometry, room = catalog.model(row["model"]).geometry, int(row["usable_mib"]) * MIB
    found = whole_layers(geometry, setup_of(row), room)
    assert found.card_bytes <= room
    assert int(row["most_ngl"]) - (found.gpu_layers + 1) in (0, 1)


@pytest.mark.parametrize("row", ALL_ASIDE, ids=name_of)
def test_with_all_experts_aside_both_sides_hold_what_llama_cpp_says(row: dict[str, str]) -> None:
    geometry, card = catalog.model(row["model"]).geometry, int(row["card_bytes"])
    found = experts_aside(geometry, setup_of(row), card + 64 * MIB)
    assert found is not None
    assert found.host_experts == geometry.layers
    assert found.card_bytes == pytest.approx(card, rel=0.03)
    assert found.host_bytes == pytest.approx(int(row["host_bytes"]), rel=0.001)


@pytest.mark.parametrize("row", MOVED, ids=name_of)
def test_fit_moves_as_many_experts_as_we_say_within_one_layer(row: dict[str, str]) -> None:
    geometry, setup = catalog.model(row["model"]).geometry, setup_of(row)
    needed, room = requirement(geometry, setup), int(row["free_mib"]) * MIB
    machine = custom_machine(memory_kind="dedicated", ram_gib=128, vram_gib=8)
    budget = replace(memory_budget(machine), usable_bytes=room)
    found = fitted(geometry, setup, needed, budget)
    assert found is not None
    assert abs(found.host_experts - int(row["n_cpu_moe"].removeprefix("fit "))) <= 1
    assert found.card_bytes == pytest.approx(int(row["card_bytes"]), rel=0.055)
    assert found.host_bytes == pytest.approx(int(row["host_bytes"]), rel=0.05)


def test_experts_of_twelve_layers_aside_take_what_was_measured() -> None:
    geometry = catalog.model("gpt-oss-20b").geometry
    setup = Setup(context=8192, quantization="MXFP4_MOE")
    found = experts_aside(geometry, setup, 6_540 * MIB)
    assert found is not None
    assert (found.host_experts, found.flags) == (12, "-ngl 99 --n-cpu-moe 12 -fit off")
    assert found.card_bytes == pytest.approx(6_517 * MIB, rel=0.005)
    assert found.each_bytes == ()  # told of several cards alone


def test_fit_leaves_a_model_alone_that_leaves_it_a_gibibyte() -> None:
    geometry, setup = catalog.model("qwen3-8b").geometry, Setup(context=8192)
    needed = requirement(geometry, setup)
    machine = custom_machine(memory_kind="dedicated", ram_gib=32, vram_gib=8)
    enough = replace(memory_budget(machine), usable_bytes=needed.card_bytes + GIB)
    assert fitted(geometry, setup, needed, enough) is None
    less = replace(enough, usable_bytes=enough.usable_bytes - 1)
    assert place(geometry, setup, needed, less).status != "partial_offload"
    moved = fitted(geometry, setup, needed, less)
    assert moved is not None
    assert moved.gpu_layers < geometry.layers


@pytest.mark.parametrize("ram_gib", [32, 64])
@pytest.mark.parametrize("vram_gib", [6, 8, 12, 16])
@pytest.mark.parametrize(
    "model", ["qwen3.6-35b-a3b", "gpt-oss-20b", "gpt-oss-120b", "qwen3-30b-a3b"]
)
def test_mixtures_keep_experts_in_main_memory_where_that_holds_them(
    model: str, vram_gib: int, ram_gib: int
) -> None:
    each = catalog.model(model)
    setup = Setup(context=8192, quantization=each.recommended_quantization)
    machine = custom_machine(memory_kind="dedicated", ram_gib=ram_gib, vram_gib=vram_gib)
    budget, needed = memory_budget(machine), requirement(each.geometry, setup)
    placed = place(each.geometry, setup, needed, budget)
    if model == "gpt-oss-120b" and ram_gib == 32:
        assert placed.status == "does_not_fit"
    elif model == "gpt-oss-20b" and vram_gib == 16:
        assert placed.status == "fits"
    else:
        split = placed.split
        assert split is not None
        assert placed.gpu_layers == each.geometry.layers
        assert 0 < split.host_experts <= each.geometry.layers
        assert split.card_bytes <= budget.usable_bytes
        assert split.host_bytes <= budget.spill_bytes
        assert split.flags == f"-ngl 99 --n-cpu-moe {split.host_experts} -fit off"


def test_a_dense_model_and_a_small_main_memory_have_whole_layers_alone() -> None:
    dense, mixture = catalog.model("qwen3-14b").geometry, catalog.model("qwen3-30b-a3b").geometry
    setup = Setup(context=8192)
    assert experts_aside(dense, setup, 6 * GIB) is None
    assert experts_aside(mixture, setup, GIB) is None
    assert best_split(mixture, setup, room=6 * GIB, ram=GIB).host_experts == 0
    assert best_split(mixture, setup, room=6 * GIB, ram=32 * GIB).host_experts > 0


def test_a_card_of_six_gigabytes_holds_what_its_log_says() -> None:
    """A public server.log of Ollama 0.30, RTX 2060 6 GB, Hermes 3 8B, 2026-06-28: logs/split.log.

    15 of 33 layers: 2,049.43 MiB of weights, 14 of 32 times 128 MiB of the conversation, 248 MiB
    of working space; in the 4.90 GiB that llama.cpp called free no more than 17 and the output fit.
    """
    geometry = catalog.model("llama-3.1-8b").geometry  # the same
    setup = Setup(context=32_768, quantization="Q4_0")
    fifteen = whole_layers(geometry, setup, (2050 + 14 * 128 + 277) * MIB)
    assert fifteen.flag == 15
    assert fifteen.card_weights_bytes / MIB == pytest.approx(2049.43, abs=0.03)
    assert fifteen.card_kept_bytes == 14 * 128 * MIB
    assert fifteen.card_work_bytes / MIB == pytest.approx(248, rel=0.12)
    assert whole_layers(geometry, setup, round(4.90 * GIB)).gpu_layers <= 17


def test_sixteen_gigabytes_with_all_experts_aside_hold_what_two_reports_say() -> None:
    """Qwen3.6 35B-A3B, contexts not named.

    truespar/paddock#8: 18.3 “GB” of experts in main memory, 2.75 GB on the card.
    ollama/ollama#11772: 2.9 GB on an RTX 5080.
    """
    geometry, setup = catalog.model("qwen3.6-35b-a3b").geometry, Setup(context=8192)
    found = experts_aside(geometry, setup, 2_530 * MIB)
    assert found is not None
    assert found.experts_share > 0.97
    whole = sum(part.experts for part in layer_parts(geometry, "Q4_K_M"))
    assert whole / GIB == pytest.approx(18.3, rel=0.01)
    assert 2.5e9 <= found.card_bytes <= 2.9e9


def test_without_large_batches_nothing_is_copied_to_the_card() -> None:
    geometry, room = catalog.model("gemma-3-12b").geometry, 7_000 * MIB
    small = whole_layers(geometry, Setup(context=32_768, micro_batch=31), room)
    large = whole_layers(geometry, Setup(context=32_768, micro_batch=32), room)
    assert small.gpu_layers > large.gpu_layers


def test_prediction_layers_count_as_layers_and_come_last() -> None:
    geometry = catalog.model("glm-4.5-air").geometry
    split: Split = whole_layers(geometry, Setup(context=8192), 8 * GIB)
    assert split.flag == split.gpu_layers + 1 + geometry.mtp_layers


def test_a_card_too_small_for_the_output_matrix_holds_nothing() -> None:
    geometry = catalog.model("qwen3-8b").geometry
    split = whole_layers(geometry, Setup(context=8192), 100 * MIB)
    assert (split.flag, split.gpu_layers, split.card_bytes) == (0, 0, 0)
    assert split.host_bytes > requirement(geometry, Setup(context=8192)).loaded_bytes
