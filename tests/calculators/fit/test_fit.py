"""The whole question, as the form, the terminal and a batch line ask it."""

import csv
import json
from functools import cache
from pathlib import Path

import pytest

from calculators.errors import InputErrors
from calculators.fit import FIT
from calculators.results import Result
from tests.golden.cases import CONFIG

DATA = Path(__file__).parents[2] / "data"

# Models that stand both in the catalog and in what llama.cpp reported of itself.
MEASURED = {
    "DeepSeek-V2-Lite": None,
    "Gemma-3-270M": "gemma-3-270m",
    "Gemma-3-4B": "gemma-3-4b",
    "Gemma-3-12B": "gemma-3-12b",
    "Gemma-3-27B": "gemma-3-27b",
    "Gemma-4-E2B": "gemma-4-e2b",
    "Gemma-4-E4B": "gemma-4-e4b",
    "Granite-4.0-H-Small": "granite-4.0-h-small",
    "Llama-3.1-8B": "llama-3.1-8b",
    "Llama-3.2-3B": "llama-3.2-3b",
    "Nemotron-3-Nano-30B-A3B": "nemotron-3-nano-30b-a3b",
    "OLMo-3-7B": "olmo-3-7b",
    "Phi-4": "phi-4",
    "Qwen3-8B": "qwen3-8b",
    "Qwen3-30B-A3B": "qwen3-30b-a3b",
    "Qwen3-Next-80B-A3B": "qwen3-next-80b-a3b",
    "Qwen3.5-9B": "qwen3.5-9b",
    "SmolLM3-3B": "smollm3-3b",
    "gpt-oss-20b": "gpt-oss-20b",
}


def ask(**inputs: object) -> Result:
    return FIT.answer(inputs)


def figure(result: Result, name: str) -> float:
    value = result.figure(name).value
    assert value is not None
    return value


def refusals(**inputs: object) -> dict[str, str]:
    with pytest.raises(InputErrors) as errors:
        ask(**inputs)
    return {problem.field: problem.message for problem in errors.value.problems}


@cache
def reported() -> list[dict[str, str]]:
    with (DATA / "groundtruth.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if MEASURED.get(row["model"])]
    return [row for row in rows if row["kv_type_k"] == row["kv_type_v"]]


def test_asked_like_the_runtime_was_it_gives_what_the_runtime_reported() -> None:
    asked = 0
    for row in reported():
        result = ask(
            model=MEASURED[row["model"]],
            quantization=row["quant"],
            context=row["n_ctx"],
            kv_cache_type=row["kv_type_k"],
            flash_attention=row["flash_attn"],
            slots=row["n_seq"],
            micro_batch=row["n_ubatch"],
        )
        cache = figure(result, "kv_cache_bytes") + figure(result, "recurrent_state_bytes")
        assert cache == int(row["kv_total_bytes"]), row
        assert figure(result, "weights_bytes") / 2**20 == pytest.approx(
            float(row["weights_mib"]), rel=0.005
        ), row
        asked += 1
    assert asked > 300


def test_a_model_that_fits_says_how_much_stays_free() -> None:
    result = ask(model="qwen3-8b", machine="laptop-16gb", context="8192")
    assert result.verdict.status == "fits"
    assert result.verdict.headline == "Yes. It needs 5.91 GiB of the 11.0 GiB a model may use here."
    assert result.verdict.reasons == ("5.09 GiB stay free, with a few documents and mail open.",)


def test_a_model_that_does_not_fit_comes_with_changes_that_do() -> None:
    result = ask(model="qwen3-32b", machine="laptop-16gb", context="8192")
    assert result.verdict.status == "does_not_fit"
    assert result.changes
    for change in result.changes:
        changed = FIT.answer({**result.inputs, **change.inputs})
        assert changed.verdict.status in ("fits", "tight"), change


def test_too_large_for_the_card_is_partial_offload_with_a_number_of_layers() -> None:
    result = ask(model="qwen3-14b", machine="laptop-rtx-4060-8gb-16gb-ram", context="8192")
    assert result.verdict.status == "partial_offload"
    assert 0 < figure(result, "gpu_layers") < 40


def test_the_longest_context_is_the_longest() -> None:
    inputs = {"model": "llama-3.1-8b", "machine": "laptop-16gb", "quantization": "Q5_K_M"}
    longest = int(figure(FIT.answer({**inputs, "context": "1024"}), "max_context_tokens"))
    assert 0 < longest < 131_072
    assert figure(FIT.answer({**inputs, "context": longest}), "free_bytes") >= 0
    assert figure(FIT.answer({**inputs, "context": longest + 256}), "free_bytes") < 0


def test_beyond_the_trained_context_it_answers_with_a_warning() -> None:
    result = ask(model="qwen3-8b", context="131072", machine="mac-studio-m3-ultra-96gb")
    assert any("was built for 40,960 tokens" in reason for reason in result.verdict.reasons)


def test_a_pasted_config_is_a_model_like_any_other() -> None:
    pasted = ask(model="custom", model_config=json.dumps(CONFIG), context="8192")
    listed = ask(model="llama-3.2-1b", context="8192")
    for name in ("weights_bytes", "kv_cache_bytes", "compute_buffer_bytes", "total_bytes"):
        assert figure(pasted, name) == figure(listed, name)


@pytest.mark.parametrize(
    ("inputs", "field", "said"),
    [
        ({"model": "custom"}, "model_config", "it is empty"),
        ({"model": "custom", "model_config": "x" * 1_000_000}, "model_config", "256,000"),
        ({"model": "custom", "model_config": "{"}, "model_config", "JSON"),
        (
            {"model": "custom", "model_config": '{"model_type": "quantum"}'},
            "model_config",
            "quantum",
        ),
        (
            {"kv_cache_type": "q8_0", "flash_attention": "off"},
            "kv_cache_type",
            "needs flash attention",
        ),
        (
            {"machine": "custom", "memory_kind": "dedicated", "vram_gib": "0"},
            "vram_gib",
            "“0” is below the limit. Type a number from 1 to 1,024 GiB.",
        ),
        ({"machine": "my-pc"}, "machine", "is not in the list"),
    ],
)
def test_what_cannot_be_answered_is_said_beside_its_field(
    inputs: dict[str, object], field: str, said: str
) -> None:
    assert said in refusals(**inputs)[field]


def test_the_parts_of_the_total_add_up() -> None:
    result = ask(model="nemotron-3-nano-30b-a3b", slots="4", machine="dgx-spark-128gb")
    parts = ("weights", "kv_cache", "recurrent_state", "compute_buffer", "output_buffer")
    total = sum(figure(result, f"{part}_bytes") for part in parts)
    assert figure(result, "total_bytes") == total
    assert result.chart is not None
    assert result.chart.total == total
