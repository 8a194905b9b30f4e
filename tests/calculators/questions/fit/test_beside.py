"""What is loaded beside a model, as reports measured it and as the other questions count it."""

import json

import pytest

from calculators import catalog
from calculators.core.results import StackedBar
from calculators.questions.finder.case import Case as FinderCase
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.fit import FIT
from calculators.questions.speed import SPEED
from tests.calculators.questions.fit.asking import ask, value

GIB = 2**30
CARD = {"machine": "pc-rtx-3090-24gb-64gb-ram", "other_apps": "nothing"}
SPILLED = {**CARD, "model": "qwen3.6-27b", "kv_cache_type": "q8_0", "context": 121_600}
"""unslothai/unsloth#6718: 23.6 GiB at its peak, and a part in main memory."""
HELD = SPILLED | {"context": 98_560}
"""The same report: 21.9 GiB, all on the card."""
VISION = {
    "model_type": "qwen3_vl_moe",
    "text_config": {
        "model_type": "qwen3_vl_moe_text",
        "hidden_size": 2048,
        "num_hidden_layers": 48,
        "num_attention_heads": 32,
        "num_key_value_heads": 4,
        "head_dim": 128,
        "intermediate_size": 6144,
        "moe_intermediate_size": 768,
        "num_experts": 128,
        "num_experts_per_tok": 8,
        "vocab_size": 151_936,
        "max_position_embeddings": 262_144,
    },
    "vision_config": {
        "depth": 27,
        "hidden_size": 1152,
        "intermediate_size": 4304,
        "deepstack_visual_indexes": [8, 16, 24],
    },
    "tie_word_embeddings": False,
}


def test_what_a_report_saw_spilling_is_never_said_to_fit() -> None:
    assert ask(**SPILLED).verdict.status == "tight"
    assert ask(**HELD).verdict.status in ("fits", "tight")
    with_layers = ask(**SPILLED, draft="mtp", file_size="16.67 GiB")
    assert with_layers.verdict.status != "fits"
    assert value(with_layers, "total_bytes") / GIB > 22.5


def test_a_model_that_takes_pictures_needs_what_ollama_said() -> None:
    pasted = {"model": "custom", "model_config": json.dumps(VISION), "context": 4096}
    result = ask(**pasted, program="ollama", machine="mac-mini-m4-32gb")
    # continuedev/continue#9668: “model requires more system memory (19.3 GiB)” of qwen3-vl:30b
    assert value(result, "total_bytes") / GIB == pytest.approx(19.3, rel=0.015)
    laptop = ask(**pasted, program="ollama", machine="laptop-16gb")
    assert laptop.verdict.headline.startswith("No. It needs 19.1 GiB even without the second copy")


def test_each_part_has_its_figure_its_piece_of_the_bar_and_its_step() -> None:
    result = ask(**SPILLED, draft="qwen3-0.6b", turns=4)
    basis = {each.name: each.basis for each in result.figures}
    assert basis["projector_bytes"] == "exact"
    assert basis["picture_bytes"] == basis["draft_bytes"] == basis["cache_copy_bytes"] == "estimate"
    assert basis["context_bytes"] == "reported"
    assert result.figure("chat_bytes").note == "in main memory, beside the card"
    assert isinstance(result.chart, StackedBar)
    assert result.chart.total == value(result, "total_bytes")
    titles = [each.title for each in result.steps]
    assert "Part for pictures" in titles
    assert "Guessing ahead" in titles


def test_a_part_whose_shape_is_not_known_is_a_range_and_is_told() -> None:
    result = ask(model="gemma-3n-e4b", machine="macbook-air-m4-16gb")
    part = result.figure("projector_bytes")
    assert (part.basis, part.low) == ("assumed", 0)
    assert any("we could not establish" in each for each in result.verdict.reasons)


def test_every_part_can_be_left_out() -> None:
    whole = ask(model="gemma-3-4b", turns=2)
    without = {"image": "off", "second_copy": "off", "draft": "none", "turns": 0}
    alone = ask(model="gemma-3-4b", **without)
    names = {each.name for each in whole.figures} - {each.name for each in alone.figures}
    assert names == {"projector_bytes", "picture_bytes", "second_copy_bytes", "chat_bytes"}
    parts = sum(value(whole, name) for name in names)
    assert value(whole, "total_bytes") - value(alone, "total_bytes") == parts


def test_it_says_which_of_the_files_is_counted() -> None:
    asked = {"model": "qwen3.6-27b", "machine": "pc-rtx-5090-32gb-64gb-ram"}
    said = "Files of this model come with its prediction layers, 251 MiB more, and without; "
    server = ask(**asked, program="llama-server").notes
    (note,) = [each for each in server if each.startswith(said)]
    assert note.endswith("llama.cpp loads them only when told to.")
    assert any(
        "Ollama uses them by itself" in each for each in ask(**asked, program="ollama").notes
    )
    assert not any("prediction layers" in each for each in ask(model="qwen3-8b").notes)


def test_the_second_copy_of_a_small_model_is_in_its_total() -> None:
    result = ask(model="llama-3.2-1b", machine="laptop-8gb", context=4096)
    copy = value(result, "second_copy_bytes")
    assert copy / 2**20 == pytest.approx(445.5, abs=0.1)
    assert result.verdict.status == "fits"


def test_a_chat_fills_main_memory_turn_by_turn() -> None:
    result = ask(model="gemma-3-12b", machine="laptop-16gb", quantization="Q8_0")
    [table] = result.tables
    assert table.columns == ("After", "Kept")
    assert table.rows[0] == ("1 turn", "640 MiB")
    assert table.rows[-1] == ("16 turns", "10.0 GiB")
    assert not ask(model="qwen3-8b").tables
    assert not ask(model="gemma-3-12b", program="lm-studio").tables


def test_a_size_of_the_reader_s_file_wins_over_ours() -> None:
    result = ask(model="qwen3.6-27b", machine="mac-studio-m4-max-128gb", file_size="17.9 GB")
    assert value(result, "weights_bytes") == 17_900_000_000
    assert "Counted with the size of your file, 16.7 GiB, and not with ours." in (
        result.verdict.reasons
    )
    ours = ask(model="qwen3.6-27b", machine="mac-studio-m4-max-128gb")
    assert any("UD-Q4_K_XL has 16.7 GiB" in each for each in ours.verdict.reasons)


OWN = {"model": "gemma-4-12b", "machine": "laptop-16gb", "file_size": "UD-Q2_K_XL 5 GB"}


def test_the_working_and_the_bits_are_of_the_reader_s_own_file() -> None:
    result = ask(**OWN)
    steps = {each.title: each for each in result.steps}
    assert steps["Weights"].formula == "the size of your file"
    assert steps["Weights"].outcome == "5,000,000,000 bytes = 4.66 GiB"
    assert steps["Memory needed"].working.startswith("5,000,000,000 + ")
    bits = result.figure("bits_per_weight")
    assert bits.value == pytest.approx(5e9 * 8 / 11_907_350_576)
    assert bits.basis == result.figure("weights_bytes").basis == "your choice"
    assert not any("Weights, KV cache and recurrent state are exact" in n for n in result.notes)


@pytest.mark.parametrize("size", ["2.5 GB", "5 GB", "7.4 GB", "12 GB"])
def test_the_second_copy_of_an_own_file_is_an_estimate_and_never_more_than_the_file(
    size: str,
) -> None:
    result = ask(**OWN | {"file_size": size})
    copy = result.figure("second_copy_bytes")
    assert copy.basis == "estimate"
    assert copy.value is not None
    assert (copy.low, copy.high) == (0, copy.value)
    share = copy.value / value(result, "weights_bytes")
    usual = ask(**OWN | {"file_size": ""})
    assert share == pytest.approx(
        value(usual, "second_copy_bytes") / value(usual, "weights_bytes"), rel=1e-6
    )


@pytest.mark.parametrize("machine", ["laptop-8gb", "laptop-16gb", "mac-studio-m4-max-128gb"])
@pytest.mark.parametrize("quantization", ["Q2_K", "Q4_K_M", "BF16"])
def test_advice_for_another_file_clears_the_size_of_this_one(
    machine: str, quantization: str
) -> None:
    inputs = OWN | {"machine": machine, "quantization": quantization}
    for change in ask(**inputs).changes:
        if {"quantization", "model"} & change.inputs.keys():
            assert change.inputs["file_size"] == ""
            ask(**inputs | dict(change.inputs))
    loss = [each.text for each in ask(**inputs).changes if "more loss" in each.text]
    assert not any(each.startswith(("Q8_0", "Q6_K", "Q5_K_M")) for each in loss)


MACHINES = ("laptop-16gb", "macbook-air-m4-16gb", "pc-rtx-3060-12gb-32gb-ram")


@pytest.mark.parametrize("machine", MACHINES)
def test_finder_and_speed_count_what_fit_counts(machine: str) -> None:
    for found in FinderCase(FinderInputs(machine=machine, purpose="documents")).found:
        inputs = {
            "model": found.model.id,
            "quantization": found.quantization,
            "machine": machine,
            "context": 16_384,
        }
        fit = FIT.answer(inputs)
        assert (value(fit, "total_bytes"), fit.verdict.status) == (
            found.needed.total_bytes,
            found.status,
        )
    first = FinderCase(FinderInputs(machine=machine, purpose="documents")).first
    assert first is not None
    timed = SPEED.answer(
        {
            "model": first.model.id,
            "quantization": first.quantization,
            "machine": machine,
            "context": 16_384,
        }
    )
    assert value(timed, "total_bytes") == first.needed.total_bytes


@pytest.mark.parametrize(
    "model", [m for m in catalog.models() if m.startswith(("qwen3.6", "gemma-4"))]
)
def test_without_pictures_less_is_needed(model: str) -> None:
    whole, text = (ask(model=model, image=image) for image in ("usual", "off"))
    assert value(whole, "total_bytes") > value(text, "total_bytes")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("ollama", "LLAMA_ARG_REPACK=0 in its environment stops it."),
        ("llama-server", "--no-repack stops it."),
        ("lm-studio", "We know of no switch for it in LM Studio."),
    ],
)
def test_each_program_is_told_in_its_own_way(program: str, said: str) -> None:
    reasons = ask(model="qwen3-14b", machine="laptop-16gb", program=program).verdict.reasons
    assert any(said in each for each in reasons)


def test_a_switch_is_named_in_the_way_of_the_program() -> None:
    named = {"ollama": " (LLAMA_ARG_REPACK=0)", "llama-server": " (--no-repack)", "lm-studio": ""}
    for program, switch in named.items():
        texts = [change.text for change in FIT.answer({"program": program}).changes]
        assert any(text.startswith(f"Without the second copy{switch}: ") for text in texts)
