"""The answer in words, for each way a model can sit in a machine."""

import re

import pytest

from calculators import catalog
from calculators.questions.fit.verdict import LOOKS
from tests.calculators.questions.fit.asking import (
    ABOVE,
    COPIED,
    FITS,
    NEARLY,
    SPLIT,
    TIGHT,
    TOO_LARGE,
    ask,
    value,
)


@pytest.mark.parametrize(
    ("inputs", "status", "word", "headline"),
    [
        (FITS, "fits", "Fits", "Yes. It needs 5.92 GiB of the 11.0 GiB a model may use here."),
        (TIGHT, "tight", "Tight", "Only just. It needs 9.78 GiB; about 11.0 GiB is free."),
        (
            ABOVE,
            "stretch",
            "Fits with luck",
            "Perhaps. It needs 5.27 GiB, and about 4.00 GiB is usually free for a model.",
        ),
        (
            NEARLY,
            "tight",
            "Tight",
            "Only just. It needs 5.59 GiB, and about 5.65 GiB is usually free on the graphics "
            "card.",
        ),
        (
            SPLIT,
            "partial_offload",
            "Needs partial offload",
            "Partly. It needs 9.78 GiB, and the graphics card has 6.90 GiB free: 28 of 40 layers "
            "fit there.",
        ),
        (
            TOO_LARGE,
            "does_not_fit",
            "Does not fit",
            "No. It needs 20.6 GiB, and a model may use 11.0 GiB here.",
        ),
        (
            TOO_LARGE | {"model": "qwen3-235b-a22b", "machine": "laptop-rtx-4060-8gb-16gb-ram"},
            "does_not_fit",
            "Does not fit",
            "No. It needs 134 GiB, and card and main memory have 17.9 GiB here.",
        ),
    ],
)
def test_each_status_has_its_word_and_its_sentence(
    inputs: dict[str, object], status: str, word: str, headline: str
) -> None:
    verdict = ask(**inputs).verdict
    assert (verdict.status, verdict.word, verdict.headline) == (status, word, headline)
    assert (verdict.sign, verdict.tone) == (LOOKS[status].sign, LOOKS[status].tone)


def test_what_fits_says_how_much_stays_free() -> None:
    assert ask(**FITS).verdict.reasons == (
        "That leaves 5.08 GiB free, with a few documents and mail open.",
    )


@pytest.mark.parametrize(
    ("inputs", "meaning"),
    [
        (
            TIGHT,
            "Tight: it fits in the memory that's usually free, but not in the worst case that we "
            "assume.",
        ),
        (
            NEARLY,
            "Tight: it fits in the memory that's usually free, but not in the worst case that we "
            "assume.",
        ),
        (ABOVE, "It only fits in the best case that we assume, with more memory free than usual."),
    ],
)
def test_what_is_tight_or_a_matter_of_luck_says_what_that_means(
    inputs: dict[str, object], meaning: str
) -> None:
    assert ask(**inputs).verdict.reasons[0] == meaning


@pytest.mark.parametrize(
    ("inputs", "assumption"),
    [
        (TIGHT, "9.50 to 13.0 GiB here, with a few documents and mail open."),
        (NEARLY, "5.45 to 5.75 GiB here, with a few documents and mail open."),
        (ABOVE, "3.00 to 5.50 GiB here, with nothing else open."),
    ],
)
def test_and_that_the_limit_is_an_assumption(inputs: dict[str, object], assumption: str) -> None:
    said = f"We assume that a model may use {assumption}"
    assert ask(**inputs).verdict.reasons[1] == said


@pytest.mark.parametrize("machine", [*catalog.machines()][::4])
def test_tight_is_never_said_of_more_than_is_usually_free(machine: str) -> None:
    for model in list(catalog.models())[::5]:
        result = ask(model=model, machine=machine, context=2048)
        copied = sum(each.value or 0 for each in result.figures if each.name == "second_copy_bytes")
        held = "card_bytes" if catalog.machine(machine).kind == "dedicated" else "total_bytes"
        over = value(result, "total_bytes") - copied > value(result, "usable_bytes")
        if result.verdict.word == "Tight":
            assert value(result, held) - copied <= value(result, "usable_bytes")
        if result.verdict.word == "Fits with luck":
            assert over


@pytest.mark.parametrize(
    ("vram_gib", "slowness"), [(6, "somewhat slower"), (4, "slower"), (2, "much slower")]
)
def test_the_more_layers_beside_the_card_the_slower(vram_gib: float, slowness: str) -> None:
    card = {"machine": "custom", "memory_kind": "dedicated", "vram_gib": vram_gib}
    assert ask(model="qwen3-8b", **card).verdict.reasons[0] == (
        f"The other layers run from main memory. It works, but it's {slowness}."
    )


def test_a_card_without_room_for_a_layer_says_so() -> None:
    verdict = ask(machine="custom", memory_kind="dedicated", vram_gib=1, model="qwen3-8b").verdict
    assert "not one layer fits there" in verdict.headline
    assert verdict.reasons[0].startswith("All layers run from main memory.")


def test_a_pc_that_is_too_small_stalls_and_a_mac_meets_the_limit_of_macos() -> None:
    assert ask(**TOO_LARGE).verdict.reasons[0] == (
        "It is 9.60 GiB short. A system that runs out of memory swaps to disk and stalls."
    )
    mac = ask(model="qwen3-14b", machine="macbook-air-m4-16gb", context=32_768)
    assert mac.verdict.reasons[0] == ("It is 2.89 GiB over what macOS lets the graphics side hold.")


def test_a_second_copy_for_the_processor_is_told_where_it_would_not_fit() -> None:
    verdict = ask(**COPIED).verdict
    assert (verdict.status, verdict.headline) == (
        "tight",
        "Only just: 15.7 GiB, or 9.78 GiB without a second copy, of about 11.0 GiB free.",
    )
    assert verdict.reasons[0] == (
        "Tight: it fits in the memory that's usually free, but the second copy doesn't."
    )
    assert verdict.reasons[2] == (
        "On the processor, llama.cpp keeps a second copy of some weights, 5.93 GiB. "
        "LLAMA_ARG_REPACK=0 in its environment stops it. A laptop short of room "
        "swapped to disk and wrote half as fast."
    )
    server = ask(**COPIED, program="llama-server").verdict.reasons[2]
    assert "5.93 GiB. --no-repack stops it." in server
    on_a_mac = ask(model="qwen3-14b", machine="macbook-air-m4-16gb", context=4096)
    assert not any("--no-repack" in each for each in on_a_mac.verdict.reasons)


def test_beyond_the_trained_context_it_answers_with_a_warning() -> None:
    result = ask(model="qwen3-8b", context="131072", machine="mac-studio-m3-ultra-96gb")
    assert any("was built for 40,960 tokens" in reason for reason in result.verdict.reasons)


def test_a_mix_that_nobody_publishes_is_told_what_there_is() -> None:
    assert ask(model="gpt-oss-20b", quantization="Q4_K_M").verdict.reasons[-1] == (
        "This model is published ready-made as MXFP4_MOE; other mixes of it gain nothing."
    )


def test_the_question_names_only_settings_that_are_not_the_usual_ones() -> None:
    assert ask(model="qwen3-8b").asked == (
        "Qwen3 8B, Q4_K_M, 8,192 tokens · Laptop, 16 GB (such as Intel Core i5-1335U), a few "
        "documents and mail open"
    )
    unusual = {"slots": 8, "unified_cache": "off", "flash_attention": "off", "micro_batch": 2048}
    assert ask(model="qwen3-8b", **unusual).asked.startswith(
        "Qwen3 8B, Q4_K_M, 8,192 tokens, no flash attention, 8 separate slots, micro-batch 2,048 ·"
    )
    assert (
        ", q8_0 KV cache, 2 shared slots ·"
        in ask(model="qwen3-8b", kv_cache_type="q8_0", slots=2).asked
    )


MIXTURE = {
    "model": "qwen3.6-35b-a3b",
    "machine": "pc-rtx-5080-16gb-32gb-ram",
    "context": 8192,
    "other_apps": "nothing",
    "program": "llama-server",
    "image": "off",
}


def test_a_mixture_keeps_experts_in_main_memory_with_the_flags_and_the_time() -> None:
    verdict = ask(**MIXTURE).verdict
    assert (verdict.status, verdict.word) == ("partial_offload", "Experts in main memory")
    assert verdict.headline.endswith(
        "all layers fit there once the experts of 12 of 40 stay in main memory."
    )
    start, speed = verdict.reasons[1:3]
    assert start.endswith("llama-server -m FILE -c 8192 -ngl 99 --n-cpu-moe 12 -fit off -np 1")
    assert re.match(r"So 14\.. GiB lies on the card and 5\... GiB in main memory\. It ", speed)
    assert speed.endswith("a rough guess.")


def test_the_command_names_every_setting_that_was_counted() -> None:
    unusual = {"slots": 2, "kv_cache_type": "q8_0", "micro_batch": 256}
    start = ask(**MIXTURE | unusual).verdict.reasons[1]
    assert start.endswith("-fit off -np 2 -kvu -ctk q8_0 -ctv q8_0 -ub 256")
    plain = ask(**MIXTURE, flash_attention="false").verdict.reasons[1]
    assert plain.endswith("-fa off")


def test_what_llama_cpp_would_do_by_itself_is_said_where_it_differs() -> None:
    card = {"machine": "laptop-rtx-4060-8gb-32gb-ram", "quantization": "Q5_K_M"}
    full = ask(model="llama-3.1-8b", context=8192, **card).verdict
    assert full.status in ("fits", "tight")
    (said,) = (each for each in full.reasons if "--fit" in each)
    assert "of 32 layers into main memory" in said
    assert "-ngl 99, -fit off or --fit-target 256" in said
    small = ask(model="qwen3-8b", machine="pc-rtx-4090-24gb-64gb-ram").verdict
    assert not any("--fit" in each for each in small.reasons)


def test_a_split_in_two_never_has_more_layers_than_were_measured_to_fit() -> None:
    distilled = ask(
        model="deepseek-r1-distill-qwen-32b",
        machine="pc-rtx-3060-12gb-32gb-ram",
        context=8192,
        kv_cache_type="q8_0",
        other_apps="nothing",
    )
    assert 30 <= value(distilled, "gpu_layers") <= 34
    assert value(distilled, "gpu_layers_flag") == value(distilled, "gpu_layers") + 1


@pytest.mark.parametrize(
    ("program", "first"),
    [
        ("lm-studio", "In LM Studio switch on “Force Model Expert Weights onto CPU”. llama.cpp’s"),
        ("ollama", "Ollama has no setting for that and moves whole layers. llama.cpp’s server has"),
    ],
)
def test_other_programs_are_told_what_they_can_do_with_experts(program: str, first: str) -> None:
    assert ask(**MIXTURE | {"program": program}).verdict.reasons[1].startswith(first)
