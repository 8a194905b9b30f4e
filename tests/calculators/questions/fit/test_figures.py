"""The numbers of an answer, and its bar."""

import json

import pytest

from calculators.core.results import StackedBar
from tests.calculators.questions.fit.asking import ABOVE, ALONE, FITS, SPLIT, TOO_LARGE, ask, value
from tests.golden.cases import CONFIG

GIB = 2**30


def bar(**inputs: object) -> StackedBar:
    chart = ask(**inputs).chart
    assert isinstance(chart, StackedBar)
    return chart


def test_parts_come_first_then_the_total_then_what_it_is_compared_with() -> None:
    result = ask(**FITS)
    assert {each.name: each.value for each in result.figures} == {
        "weights_bytes": 5_021_827_072,
        "kv_cache_bytes": 1_207_959_552,
        "recurrent_state_bytes": 0,
        "compute_buffer_bytes": 125_847_552,
        "output_buffer_bytes": 607_744,
        "total_bytes": 6_356_241_920,
        "usable_bytes": 11 * GIB,
        "free_bytes": 11 * GIB - 6_356_241_920,
        "max_context_tokens": 40_960,
        "bits_per_weight": pytest.approx(4.904885),
    }
    assert result.highlights == ("total_bytes", "max_context_tokens")


def test_each_is_exact_an_estimate_or_an_assumption() -> None:
    basis = {each.name: each.basis for each in ask(**SPLIT).figures}
    assert basis["kv_cache_bytes"] == basis["bits_per_weight"] == "exact"
    assert basis["total_bytes"] == basis["gpu_layers"] == "estimate"
    assert basis["usable_bytes"] == basis["free_bytes"] == "assumed"


def test_the_parts_of_the_total_add_up() -> None:
    result = ask(model="nemotron-3-nano-30b-a3b", slots="4", machine="dgx-spark-128gb")
    parts = ("weights", "kv_cache", "recurrent_state", "compute_buffer", "output_buffer")
    total = sum(value(result, f"{part}_bytes") for part in parts)
    assert value(result, "total_bytes") == total
    assert result.chart is not None
    assert result.chart.total == total


def test_layers_that_are_not_loaded_are_no_part_of_the_memory() -> None:
    result = ask(model="glm-4.5-air", quantization="Q4_K_M", machine="dgx-spark-128gb")
    in_memory = value(result, "weights_bytes") - value(result, "skipped_weights_bytes")
    assert isinstance(result.chart, StackedBar)
    assert result.chart.segments[0].value == in_memory


def test_what_spills_is_compared_with_card_and_main_memory_together() -> None:
    result, chart = ask(**SPLIT), bar(**SPLIT)
    assert result.figure("total_bytes").note == "of about 17.9 GiB on both sides"
    assert (chart.limit_label, chart.mark_label) == (
        "Graphics card and main memory",
        "of that on the card",
    )
    assert (chart.limit, chart.mark) == (19_219_978_650, value(result, "usable_bytes"))


def test_without_spilling_the_bar_ends_at_what_a_model_may_use() -> None:
    chart = bar(**FITS)
    assert [(each.label, each.value) for each in chart.segments] == [
        ("Weights", 5_021_827_072),
        ("Conversation (KV cache)", 1_207_959_552),
        ("Working space", 125_847_552 + 607_744),
    ]
    assert (chart.limit, chart.limit_label, chart.mark) == (11 * GIB, "A model may use", None)


@pytest.mark.parametrize(
    ("inputs", "tokens", "note"),
    [
        (FITS, 40_960, "all this model was built for"),
        (TOO_LARGE, 0, "the rest leaves it no room"),
        (ABOVE, 0, "the rest leaves it no room"),
        ({"model": "gemma-4-12b", **ALONE}, 218_624, "before the memory runs out"),
        (
            {"model": "qwen3-8b", "machine": "laptop-rtx-4060-8gb-16gb-ram", "context": 1024},
            17_664,
            "before the memory runs out",
        ),
        (
            {"model": "llama-3.1-8b", "machine": "laptop-rtx-4060-8gb-16gb-ram"},
            19_968,
            "before the memory runs out",
        ),
    ],
)
def test_the_longest_context_says_what_ends_it(
    inputs: dict[str, object], tokens: int, note: str
) -> None:
    longest = ask(**inputs).figure("max_context_tokens")
    assert (longest.value, longest.note) == (tokens, note)


def test_a_short_trained_context_is_all_of_it() -> None:
    config = json.dumps({**CONFIG, "max_position_embeddings": 1000})
    result = ask(model_config=config, model="custom", machine="mac-studio-m3-ultra-96gb")
    longest = result.figure("max_context_tokens")
    assert (longest.value, longest.note) == (1000, "all this model was built for")


def test_the_longest_context_is_one_of_the_card_and_one_of_both_sides() -> None:
    asked = {
        "machine": "pc-rtx-3090-24gb-64gb-ram",
        "model": "qwen3.6-27b",
        "context": 121_600,
        "kv_cache_type": "q8_0",
        "other_apps": "nothing",
        "image": "off",
        "draft": "none",
    }
    result = ask(**asked)
    alone, both = result.figure("max_context_tokens"), result.figure("split_context_tokens")
    assert alone.label == "Longest context on the graphics card"
    assert (both.label, both.value) == ("With a part in main memory, slower", 262_144)
    assert alone.low is not None
    assert alone.value is not None
    assert alone.low < alone.value < 262_144
    assert any(f"A longer context, {alone.low:,} tokens: fits" in e.text for e in result.changes)
    assert ask(**asked | {"context": int(alone.low)}).verdict.status == "fits"
    assert ask(**asked | {"context": int(alone.value)}).verdict.status == "tight"
    assert (
        ask(**SPLIT | {"model": "qwen3-32b"})
        .figure("max_context_tokens")
        .label.endswith("on both sides")
    )
