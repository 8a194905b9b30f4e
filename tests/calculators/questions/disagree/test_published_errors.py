"""Figures that tools were seen to print, each beside the right one.

A formula of the lab gives the tool's figure, which shows that it is what the tool computes; and
what we say is needed is the right one. GiB unless said otherwise; the tools were run on 2026-11-23.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from calculators import catalog
from calculators.core.results import Result
from calculators.engines.memory import Geometry, Setup, kv_cache, weights
from calculators.questions.disagree import DISAGREE
from calculators.questions.disagree.formulas import FORMULAS, Question
from calculators.questions.fit import FIT
from tests.calculators.engines.memory.geometries import geometries

GIB = 2**30

# DeepSeek-V3 and LFM2 2.6B are shaped as these two are, but for the index of the former
DEEPSEEK_V3 = replace(
    catalog.model("deepseek-v3.2").geometry,
    architecture="deepseek2",
    indexer_heads=0,
    indexer_dim=0,
)


def geometry(ident: str) -> Geometry:
    return DEEPSEEK_V3 if ident == "deepseek-v3" else catalog.model(ident).geometry


def formula_cache(key: str, ident: str, context: int) -> float:
    question = Question(geometry=geometry(ident), quantization="Q4_K_M", context=context)
    return FORMULAS[key].work(question).cache_bytes / GIB


@pytest.mark.parametrize(
    ("key", "ident", "context", "printed", "right"),
    [
        ("all_layers", "gemma-3-27b", 131_072, 62.0, 10.4),
        ("all_layers", "gemma-4-31b", 131_072, 120, 10.8),
        ("head_size_guessed", "deepseek-v3", 32_768, 53.4, 2.14),
        ("head_size_guessed", "kimi-k2.6", 32_768, 53.4, 2.14),
        ("all_layers", "gpt-oss-20b", 131_072, 6.0, 3.02),
        ("all_layers", "nemotron-3-nano-30b-a3b", 262_144, 13.0, 1.5),
        ("all_layers", "lfm2.5-2.6b", 32_768, 1.875, 0.5),
        ("head_size_guessed", "gemma-3-27b", 131_072, 81.4, 10.4),
        ("head_size_guessed", "qwen3-0.6b", 40_960, 2.19, 4.38),
        ("cache_from_root", "gpt-oss-20b", 131_072, 35.1 * 10**9 / GIB, 3.02),
    ],
)
def test_a_printed_conversation_is_what_its_formula_gives_and_ours_is_right(
    key: str, ident: str, context: int, printed: float, right: float
) -> None:
    assert formula_cache(key, ident, context) == pytest.approx(printed, rel=0.02)
    # the right figures count the window alone; llama.cpp keeps a micro-batch beside it
    window_alone = kv_cache(geometry(ident), Setup(context=context, micro_batch=0)).total_bytes
    assert window_alone / GIB == pytest.approx(right, rel=0.01)
    needed = kv_cache(geometry(ident), Setup(context=context)).total_bytes
    assert window_alone <= needed <= 1.04 * window_alone


@pytest.mark.parametrize(
    ("ident", "context", "printed", "right"),
    [
        ("llama-3.1-8b", 131_072, 3.5, 16.0),
        ("qwen3-0.6b", 40_960, 0.10, 4.4),
        ("gemma-3-27b", 131_072, 2.1, 10.4),
        ("deepseek-v3", 32_768, 16.2, 2.14),
        ("qwen3-0.6b", 32_768, 1.7, 3.5),
    ],
)
def test_conversations_guessed_from_the_parameter_count_are_right_here(
    ident: str, context: int, printed: float, right: float
) -> None:
    needed = kv_cache(geometry(ident), Setup(context=context, micro_batch=0)).total_bytes / GIB
    assert needed == pytest.approx(right, rel=0.01)
    assert not 0.55 < printed / needed < 2


@pytest.mark.parametrize(
    ("ident", "right"),
    [("qwen3-next-80b-a3b", 6.0), ("qwen3.6-35b-a3b", 5.0), ("qwen3.6-27b", 16.0)],
)
def test_where_a_tool_was_right_so_are_we(ident: str, right: float) -> None:
    assert kv_cache(geometry(ident), Setup(context=262_144)).total_bytes / GIB == right


def test_deepseek_v2_lite_keeps_a_seventh_of_what_was_printed() -> None:
    lite = geometries()["DeepSeek-V2-Lite"]
    assert kv_cache(lite, Setup(context=32_768)).total_bytes / GIB == pytest.approx(0.95, abs=0.005)


def test_a_rounded_cache_keeps_its_scales_so_it_is_more_than_a_half_and_a_quarter() -> None:
    model = geometry("llama-3.1-8b")
    full = kv_cache(model, Setup(context=8192)).total_bytes
    shares = [
        kv_cache(model, Setup(context=8192, kv_cache_type=kind)).total_bytes / full
        for kind in TYPES
    ]
    assert shares == [34 / 64, 18 / 64]


TYPES = ("q8_0", "q4_0")


@pytest.mark.parametrize(
    ("ident", "quantization", "printed", "right"),
    [
        ("gpt-oss-20b", "MXFP4_MOE", 0.9, 11.3),
        ("gpt-oss-20b", "MXFP4_MOE", 9.7, 11.3),
        ("gpt-oss-120b", "MXFP4_MOE", 54.4, 59.02),
        ("gemma-4-31b", "Q4_K_M", 17.4, 17.4),
        ("mistral-small-3.2-24b", "Q4_K_M", 4.5, 13.34),
    ],
)
def test_weights_are_those_of_the_file(
    ident: str, quantization: str, printed: float, right: float
) -> None:
    size = weights(geometry(ident), quantization).file_bytes / GIB
    assert size == pytest.approx(right, rel=0.005)
    assert printed <= size * 1.005


def fit(**inputs: object) -> Result:
    return FIT.answer(inputs)


def on_a_card(ident: str, *, vram_gib: int, ram_gib: int, **inputs: object) -> Result:
    return fit(
        model=ident,
        machine="custom",
        memory_kind="dedicated",
        vram_gib=vram_gib,
        ram_gib=ram_gib,
        **inputs,
    )


def test_a_model_of_a_trillion_parameters_does_not_run_in_76_gb_more() -> None:
    result = on_a_card("kimi-k2.6", vram_gib=24, ram_gib=64 + 76)
    assert result.verdict.status == "does_not_fit"


def test_llama_8b_at_its_longest_context_does_not_fit_a_24_gb_card() -> None:
    asked = {"context": 131_072, "quantization": "Q8_0"}
    result = on_a_card("llama-3.1-8b", vram_gib=24, ram_gib=32, **asked)
    assert result.verdict.status == "partial_offload"


def test_a_70b_does_not_fit_a_24_gb_card_at_32k() -> None:
    result = on_a_card("llama-3.3-70b", vram_gib=24, ram_gib=64, context=32_768)
    assert result.verdict.status == "partial_offload"


def test_an_8_gb_mac_runs_a_small_model() -> None:
    result = fit(model="qwen3-0.6b", machine="custom", memory_kind="apple", ram_gib=8, context=4096)
    assert result.verdict.status == "fits"


def test_a_27b_takes_a_tenth_of_a_gib_of_working_space_and_fits_40k_on_24_gb() -> None:
    result = on_a_card("qwen3.8-27b", vram_gib=24, ram_gib=32, context=40_223)
    figures = {each.name: each.value or 0 for each in result.figures}
    assert figures["kv_cache_bytes"] / GIB == pytest.approx(2.5, abs=0.05)
    assert figures["compute_buffer_bytes"] / GIB < 0.25
    assert result.verdict.status == "fits"
    assert figures["max_context_tokens"] > 40_223


def test_gemma_4_31b_needs_room_beside_its_file() -> None:
    result = fit(model="gemma-4-31b", context=131_072)
    figures = {each.name: each.value or 0 for each in result.figures}
    more = figures["total_bytes"] - figures["weights_bytes"]
    assert more / GIB > 10.8


def test_facts_that_tools_had_wrong() -> None:
    oss = geometry("gpt-oss-20b")
    assert (oss.experts, oss.experts_used) == (32, 4)
    assert catalog.model("gemma-4-31b").licence == "Apache-2.0"
    assert catalog.model("gemma-3-27b").context_max == 131_072


def test_a_mac_is_unified_memory_and_nothing_else() -> None:
    result = fit(machine="custom", memory_kind="apple", ram_gib=128)
    assert "macOS" in " ".join(result.notes)
    assert "CUDA" not in str(result)


def test_the_lab_shows_the_span_that_was_seen() -> None:
    """From 2.1 to 81 GiB for one conversation: the right one lies among them."""
    result = DISAGREE.answer({"model": "gemma-3-27b", "context": 131_072})
    shown = {each.name: (each.value or 0) / GIB for each in result.figures}
    assert shown["kv_cache_bytes"] == pytest.approx(10.6, abs=0.05)
    assert shown["all_layers_cache_bytes"] == pytest.approx(62)
    assert shown["head_size_guessed_cache_bytes"] == pytest.approx(81.4, abs=0.05)
