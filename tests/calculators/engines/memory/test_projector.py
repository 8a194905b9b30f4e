"""The part for pictures against what llama.cpp b11549 reports of files of these shapes."""

import csv
import math

import pytest

from calculators import catalog
from calculators.engines.memory.projector import KINDS, Projector, picture_bytes, projector_bytes
from tests.paths import DATA

CATALOGUED = {
    "gemma3-4b": "gemma-3-4b",
    "gemma3-12b": "gemma-3-12b",
    "gemma3-27b": "gemma-3-27b",
    "q35-0.8b": "qwen3.5-0.8b",
    "q35-2b": "qwen3.5-2b",
    "q35-4b": "qwen3.5-4b",
    "q35-9b": "qwen3.5-9b",
    "q36-27b": "qwen3.6-27b",
    "q36-35b": "qwen3.6-35b-a3b",
    "q35-122b": "qwen3.5-122b-a10b",
    "g4-26b": "gemma-4-26b-a4b",
    "g4-31b": "gemma-4-31b",
    "small3.2": "mistral-small-3.2-24b",
    "min-3b": "ministral-3-3b",
    "min-8b": "ministral-3-8b",
    "min-14b": "ministral-3-14b",
    "small4": "mistral-small-4-119b",
    "kimi": "kimi-k2.6",
    "llama4": "llama-4-scout",
    "muse": "muse-glimmer-30b",
}
"""Models of the catalog by their name in the file of reports."""
STACKED = {"q3vl-2b": 2048, "q3vl-4b": 2560, "q3vl-8b": 4096, "q3vl-30b": 2048, "q3vl-32b": 5120}
SMALL_GEMMA = {"g4-e2b": 1536, "g4-e4b": 2560}


def shape(name: str) -> Projector:
    if name in CATALOGUED:
        found = catalog.model(CATALOGUED[name]).projector
        assert found is not None
        return found
    if name in STACKED:
        deep = {"kind": "qwen3vl", "output": STACKED[name], "deepstack": 3}
        if name in ("q3vl-2b", "q3vl-4b"):
            return Projector(layers=24, width=1024, ffn_width=4096, **deep)  # type: ignore[arg-type]
        return Projector(layers=27, width=1152, ffn_width=4304, **deep)  # type: ignore[arg-type]
    if name in SMALL_GEMMA:
        return Projector(
            kind="gemma4", layers=16, width=768, ffn_width=3072, output=SMALL_GEMMA[name]
        )
    return Projector(kind="gemma4u", width=3840, output=3840)


def reports() -> list[dict[str, str]]:
    with (DATA / "projectors.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", reports(), ids=lambda row: row["model"])
def test_weights_are_those_of_the_file_to_the_byte(row: dict[str, str]) -> None:
    sound = 2 * 640 * 3840 if row["model"] == "g4-12b" else 0  # the file tried had none
    assert projector_bytes(shape(row["model"])) - sound == int(row["weights_bytes"])


@pytest.mark.parametrize("row", reports(), ids=lambda row: row["model"])
def test_the_working_space_is_near_what_was_reported(row: dict[str, str]) -> None:
    it = shape(row["model"])
    assert picture_bytes(it) == pytest.approx(int(row["picture_bytes"]), rel=0.08)
    without = int(row["picture_bytes_without_flash_attention"])
    assert picture_bytes(it, flash_attention=False) == pytest.approx(without, rel=0.09)


def test_most_of_these_spaces_are_right_to_the_byte() -> None:
    off = [picture_bytes(shape(row["model"])) / int(row["picture_bytes"]) - 1 for row in reports()]
    assert sum(abs(each) < 0.002 for each in off) >= 20
    assert sum(map(abs, off)) / len(off) < 0.01


@pytest.mark.parametrize(
    ("model", "weights", "space"),
    [("qwen3.6-27b", 887.99, 248.10), ("qwen3.6-35b-a3b", 860.98, 248.10)],
)
def test_ollama_and_llama_cpp_print_the_same(model: str, weights: float, space: float) -> None:
    it = catalog.model(model).projector
    assert it is not None
    assert round(projector_bytes(it) / 2**20, 2) == weights
    assert round(picture_bytes(it) / 2**20, 2) == space


@pytest.mark.parametrize(("model", "gib"), [("gemma-4-e4b", 0.92), ("gemma-4-31b", 1.1)])
def test_published_files_have_that_size(model: str, gib: float) -> None:
    it = catalog.model(model).projector
    assert it is not None
    assert projector_bytes(it) / 2**30 == pytest.approx(gib, abs=0.05)


def test_a_larger_picture_takes_more_where_the_model_takes_larger_ones() -> None:
    qwen, gemma = shape("q36-27b"), shape("gemma3-4b")
    assert picture_bytes(qwen, largest=True) > 1.9 * picture_bytes(qwen)
    assert picture_bytes(gemma, largest=True) == picture_bytes(gemma)


def test_every_model_that_takes_pictures_has_a_shape_but_gemma_3n() -> None:
    every = [model for model in catalog.models().values() if model.takes_pictures]
    without = {model.id for model in every if not model.projector}
    assert without == {"gemma-3n-e2b", "gemma-3n-e4b"}
    kinds = {model.projector.kind for model in every if model.projector}
    assert kinds == set(KINDS) - {"qwen25vl"}


def test_the_image_part_of_qwen_2_5_vl_has_the_tensors_of_its_checkpoint() -> None:
    """Its 7B: https://huggingface.co/Qwen/Qwen2.5-VL-7B-Instruct, tensors named `visual.*`."""
    d, ffn, out, merged = 1280, 3420, 3584, 4 * 1280
    in_a_block = [d * d] * 4 + [d * ffn] * 3
    matrices = 32 * sum(in_a_block) + merged * merged + merged * out
    biases_and_norms = 32 * (4 * d + 2 * ffn + d + 2 * d) + d + merged + out
    patches = 3 * 2 * 14 * 14 * d
    assert matrices + biases_and_norms + patches == 676_550_144
    it = Projector(kind="qwen25vl", layers=32, width=d, ffn_width=ffn, output=out)
    assert projector_bytes(it) == 2 * matrices + 4 * (biases_and_norms + patches)
    # Of every patch at least six rows of the encoder's width are held at once.
    assert picture_bytes(it) > 4 * 8464 * 6 * d


def test_a_patch_is_a_square_of_three_colours_and_the_first_picture_a_square_of_patches() -> None:
    sides = {name: math.isqrt(kind.pixels // 3) for name, kind in KINDS.items()}
    assert {name: 3 * side**2 for name, side in sides.items()} == {
        name: kind.pixels for name, kind in KINDS.items()
    }
    assert set(sides.values()) == {14, 16, 48}
    for name, kind in KINDS.items():
        patches = kind.warm - (name == "llama4")  # it has one more that stands for the picture
        assert math.isqrt(patches) ** 2 == patches, name
        assert kind.warm <= kind.most
