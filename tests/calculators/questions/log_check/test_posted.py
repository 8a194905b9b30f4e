"""Logs that people posted, each a kind of its own: read as their report says."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest

from calculators.core.errors import InputErrors
from calculators.core.results import Result
from calculators.questions.log_check import LOG_CHECK
from calculators.questions.log_check.examples import SERVER
from calculators.questions.log_check.reading import read
from tests.paths import DATA

MIB = 2**20


def log(name: str) -> str:
    return (DATA / "logs" / f"{name}.log").read_text(encoding="utf-8")


def ask(text: str, **inputs: object) -> Result:
    return LOG_CHECK.answer({"log": text, **inputs})


def mib(result: Result) -> dict[str, float]:
    """The figures that are in bytes, as MiB."""
    return {
        each.name.removesuffix("_bytes"): round((each.value or 0) / MIB, 2)
        for each in result.figures
        if each.unit == "bytes"
    }


def rows(result: Result, table: int = 0) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in result.tables[table].rows}


READ: dict[str, dict[str, float]] = {
    "mtp-file": {"log_cache_full": 4352.0, "log_state": 598.5, "log_weights": 17068.97},
    "load-failed": {"failed": 16384.0, "log_weights": 4685.30},
    "memory-table": {"log_on_cuda0": 14193, "log_on_main_memory": 72, "log_weights": 13169},
    "ollama-forecast": {
        **{"needed": 10752.0, "offered": 30208.0, "log_weights": 6963.2, "log_cache": 1331.2},
        **{"log_image_weights": 795.9, "log_image_compute": 1024.0},
    },
    "experts-in-memory": {"log_weights": 21623.30, "log_on_cuda0": 19201.62},
    "image-part": {
        "log_compute": 1925.29,
        "log_image_weights": 887.99,
        "log_image_compute": 273.03,
    },
    "state-on-two-cards": {"log_state": 149.63, "log_on_cuda0": 4698.40, "log_on_cuda1": 3643.23},
    "ollama-two-cards": {"log_cache": 10342.4, "log_weights": 33689.6},
    "ollama-named": {"said_total": 11980.8, "log": 11974.4, "log_cache_full": 1536.0},
    "unknown-cache-type": {"log_cache_full": 1988.25},
    "probe-then-load": {
        **{"log_weights": 1100.0, "log_cache": 2200.0, "log_state": 20.0, "log_compute": 330.0},
        **{"log_host": 440.0, "log_image_compute": 10.0},
    },
    "drafts-output": {"log_output": 0.95, "predicted_output": 0.95},
    "four-slots-vulkan": {"log_compute": 501.02},
    "ik-two-cards": {
        **{"log_file": 21101.57, "log_cache_full": 1920.0, "log_state": 62.81},
        **{"log_compute": 4198.26, "log_host": 600.08, "log": 6782.10},
    },
    "mac-private-mapped": {"log_weights": 1918.35, "predicted_weights": 1918.35},
    "split": {"log_weights": 4725.87, "log_compute": 248.0, "log_cache_full": 4096.0},
}
"""Sizes in MiB."""


@pytest.mark.parametrize(("name", "expected"), READ.items(), ids=READ)
def test_every_size_of_a_posted_log_is_read(name: str, expected: dict[str, float]) -> None:
    found = mib(ask(log(name)))
    assert {each: found.get(each) for each in expected} == expected


SAID = {
    "mtp-file": ("differs", "The log: Qwen3.6 27B, Q4_K_M, 131,072 tokens"),
    "load-failed": ("failed", "The log: Llama 3.1 8B, Q4_K_M, 131,072 tokens"),
    "memory-table": ("read", "The log: A model not in our list, or not named"),
    "ollama-forecast": ("read", "The log: A model not in our list, or not named"),
    "experts-in-memory": ("agrees", "The log: Qwen3.6 35B-A3B, Q4_K_M"),
    "image-part": ("agrees", "The log: Qwen3.6 35B-A3B, 65,536 tokens"),
    "state-on-two-cards": ("agrees", "The log: Qwen3.6 27B, 131,072 tokens"),
    "ollama-two-cards": ("read", "The log: A model not in our list, or not named, 65,536 tokens"),
    "ollama-named": ("part", "The log: Qwen3-Coder 30B-A3B, 16,384 tokens"),
    "unknown-cache-type": ("read", "The log: Qwen3.8 27B, 180,224 tokens"),
    "probe-then-load": ("read", "The log: A model not in our list, or not named"),
    "router-speed": ("read", "The log: A model not in our list, or not named"),
    "drafts-output": ("agrees", "The log: Qwen3.6 27B, 192,000 tokens"),
    "four-slots-vulkan": ("agrees", "The log: Qwen3.6 35B-A3B, 4,096 tokens"),
    "ik-two-cards": ("differs", "The log: Qwen3.6 35B-A3B, Q4_K_M, 98,304 tokens"),
    "mac-private-mapped": ("agrees", "The log: Llama 3.2 3B, Q4_K_M"),
    "split": ("agrees", "The log: Llama 3.1 8B, Q4_0, 32,768 tokens"),
    "progress": ("read", "The log: A model not in our list, or not named"),
}


@pytest.mark.parametrize(("name", "expected"), SAID.items(), ids=SAID)
def test_what_a_posted_log_is_of_and_what_becomes_of_it(
    name: str, expected: tuple[str, str]
) -> None:
    result = ask(log(name))
    assert (result.verdict.status, result.asked) == expected


def test_a_file_with_its_guessing_layer_is_of_the_same_model() -> None:
    result = ask(log("mtp-file"))
    assert result.verdict.reasons[0] == (
        "The file has the layer that guesses ahead (+0.42 B weights): 251 MiB, which are loaded "
        "too."
    )
    found = rows(result)
    assert found["Conversation (KV cache)"][-1] == found["Fixed state"][-1] == "none"
    assert ask(log("mtp-file"), model="qwen3.6-27b").verdict == result.verdict


def test_a_load_that_failed_says_at_what_and_what_helps() -> None:
    verdict = ask(log("load-failed")).verdict
    assert verdict.headline == (
        "The load failed: 16,384 MiB for the conversation (KV cache) could not be had on CUDA0."
    )
    assert verdict.word == "Failed"
    assert verdict.reasons[:3] == (
        "A shorter context (-c), one slot (-np 1) or a cache of type q8_0 (-ctk q8_0 -ctv q8_0) "
        "needs less.",
        "We predict 16.0 GiB for it, with 131,072 tokens in f16.",
        "What the log holds until then: weights in memory (4.58 GiB).",
    )
    changes = [each.text for each in ask(log("load-failed")).changes]
    assert "A cache of type q8_0 (-ctk q8_0 -ctv q8_0): 7.50 GiB less." in changes


def test_llama_cpp_s_table_of_memory_is_read_by_device() -> None:
    assert rows(ask(log("memory-table")), table=1) == {
        "CUDA0": ("13,169.00 MiB", "38.00 MiB", "985.00 MiB", "14,193.00 MiB"),
        "Main memory": ("0.00 MiB", "57.00 MiB", "15.00 MiB", "72.00 MiB"),
    }


def test_what_ollama_reckoned_is_named_part_by_part() -> None:
    assert ask(log("ollama-forecast")).verdict.headline == (
        "Ollama reckoned that it needs 10.5 GiB: weights 6.8 GiB, conversation 1.3 GiB, image part "
        "795.9 MiB, its working space 1.0 GiB. It offered 29.5 GiB."
    )
    compared = ask(log("ollama-forecast"), model="gemma-3-12b", quantization="Q4_K_M")
    assert rows(compared)["Weights in memory"] == ("6.80 GiB", "6.79 GiB", "none")
    assert rows(compared)["Image part, working space"] == ("1.00 GiB", "not predicted", "")


def test_a_view_of_the_file_that_spans_the_card_is_counted_once() -> None:
    verdict = ask(log("experts-in-memory")).verdict
    assert verdict.headline.startswith("The log says 21.1 GiB, within the range of our prediction")
    assert verdict.reasons[0] == (
        "CPU_Mapped shows 21.1 GiB: a view of the file that spans what lies on the graphics side "
        "too. It is counted once."
    )


def test_the_image_part_stands_apart() -> None:
    """The lines are of the larger model's image part, whose last layer is wider."""
    found = rows(ask(log("image-part")))
    assert found["Image part, weights"] == ("887.99 MiB", "860.98 MiB", "none")
    assert found["Image part, working space"] == ("273.03 MiB", "248.10 MiB", "none")
    larger = log("mtp-file") + "load_hparams: model size:         887.99 MiB\n"
    assert rows(ask(larger))["Image part, weights"] == ("887.99 MiB", "887.99 MiB", "none")


def test_what_lies_beside_a_model_without_a_prediction_is_named() -> None:
    image = "load_hparams: model size:         887.99 MiB\n"
    assert ask(log("mac-private-mapped") + image).verdict.headline == (
        "The log and our prediction agree: 1.87 GiB. Beside it there is image part, weights "
        "(888 MiB): 2.74 GiB in all."
    )


def test_ollama_s_engine_says_flash_attention_and_type_of_the_cache() -> None:
    (load,) = read(log("ollama-named")).loads
    assert load.context.flash_attention is True
    typed = log("ollama-named").replace("KvCacheType:", "KvCacheType:q8_0")
    result = ask(typed.replace("1.5 GiB", "816.0 MiB"))
    assert result.steps[0].working == "16,384 tokens, 1, one cache, q8_0, 512 tokens, on"
    assert rows(result)["Conversation (KV cache)"] == ("816.00 MiB", "816.00 MiB", "none")
    off = ask(log("ollama-named").replace("FlashAttention:Enabled", "FlashAttention:Disabled"))
    assert any(each.startswith("Flash attention is off") for each in off.verdict.reasons)


def test_an_unknown_type_of_cache_has_no_prediction() -> None:
    result = ask(log("unknown-cache-type"))
    assert result.verdict.reasons == (
        "The type turbo3/turbo2 of the cache is not known here, so there is no prediction for it.",
    )
    assert not result.changes
    assert not any("predicted" in each.name for each in result.figures)


def test_the_printed_speed_counts_and_the_headline_is_about_writing() -> None:
    result = ask(log("router-speed"))
    assert result.figures[0].value == 52.93
    assert result.verdict.headline == (
        "It wrote 52.93 tokens a second and read 496.93 tokens a second. "
        "The log has no lines about memory."
    )
    assert result.verdict.reasons == (
        "llama.cpp prints sizes with -lv 4, not at its usual verbosity.",
    )


def test_progress_is_a_speed_so_far() -> None:
    result = ask(log("progress"))
    assert (result.figures[0].value, result.figures[0].note) == (19.66, "so far")
    done = log("progress") + log("router-speed")
    assert ask(done).figures[0].value == 52.93


def test_where_the_log_names_no_outputs_every_token_counts_as_one() -> None:
    found = mib(ask(log("four-slots-vulkan")))
    assert found["predicted_compute"] == pytest.approx(found["log_compute"], rel=0.05)


def test_nothing_is_said_to_agree_over_a_part_of_the_log() -> None:
    headline = ask(log("ik-two-cards")).verdict.headline
    assert headline == (
        "The log holds 6.62 GiB. Of it 2.52 GiB can be compared: we predict 2.59 GiB. "
        "Not predicted: working space (4.10 GiB). They differ in: file on disk."
    )
    standard = log("ik-two-cards").replace("20.607 GiB", "19.703 GiB")
    verdict = ask(standard).verdict
    assert (verdict.status, verdict.word) == ("part", "Compared in part")
    assert "agree" not in verdict.headline


def test_a_split_load_needs_more_working_space_and_does_not_differ() -> None:
    result = ask(log("split"))
    found = mib(result)
    assert found["predicted_compute"] == pytest.approx(found["log_compute"], rel=0.15)
    assert result.verdict.reasons[0].startswith(
        "Part of the model is in main memory. Such a split needs more working space on the card "
        "than a full load"
    )


def test_what_is_copied_from_main_memory_may_be_the_output_matrix() -> None:
    """A public server.log of Ollama, RTX 3060 12 GB, QwQ 32B, 2026-08-30: 916.08 = 609.08 + …"""
    lines = (
        "print_info: file type = Q4_K - Medium",
        "print_info: general.name = DeepSeek R1 Distill Qwen 32B",
        "load_tensors: offloaded 29/65 layers to GPU",
        "load_tensors: CUDA0 model buffer size = 8128.64 MiB",
        "llama_context: n_ctx = 8192",
        "sched_reserve: CUDA0 compute buffer size = 916.08 MiB",
    )
    assert "Working space" not in ask("\n".join(lines)).verdict.headline


# --- What such logs hold besides ---------------------------------------------------------------

HEAD = log("load-failed").partition("ggml_backend_cuda")[0]
CACHE = (
    "llama_kv_cache: size = 16384.00 MiB (131072 cells, 32 layers, 1/1 seqs), K (f16): 0, "
    "V (f16): 0\n"
)
WORKING = "sched_reserve: CUDA0 compute buffer size = 564.00 MiB\n"

FAILED = {
    "Vulkan": (
        "ggml_vulkan: Device memory allocation of size 17179869184 failed.\n"
        "ggml_vulkan: vk::Device::allocateMemory: ErrorOutOfDeviceMemory\n"
        "llama_init_from_model: failed to initialize the context: "
        "failed to allocate buffer for kv cache\n",
        "The load failed: 16,384 MiB for the conversation (KV cache) could not be had on Vulkan.",
    ),
    "Metal": (
        "ggml_metal_buffer_init: error: failed to allocate buffer, size =  1024.50 MiB\n"
        "llama_init_from_model: failed to initialize the context: "
        "failed to allocate buffer for kv cache\n",
        "The load failed: 1,024.50 MiB for the conversation (KV cache) could not be had on Metal.",
    ),
    "SYCL": (
        "ggml_backend_sycl_buffer_type_alloc_buffer: can't allocate 17179869184 Bytes of memory on "
        "device\nalloc_tensor_range: failed to allocate SYCL0 buffer of size 17179869184\n",
        "The load failed: 16,384 MiB for the conversation (KV cache) could not be had on SYCL0.",
    ),
    "a processor": (
        "ggml_aligned_malloc: insufficient memory (attempted to allocate 16384.00 MB)\n"
        "ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 17179869184",
        "The load failed: 16,384 MiB for the conversation (KV cache) could not be had in main "
        "memory.",
    ),
    "working space": (
        CACHE + "ggml_gallocr_reserve_n_impl: failed to allocate ROCm0 buffer of size 591407104\n"
        "graph_reserve: failed to allocate compute buffers\n",
        "The load failed: 564.01 MiB for the working space could not be had on ROCm0.",
    ),
    "fixed state": (
        "ggml_backend_alloc_ctx_tensors_from_buft: failed to allocate CUDA0 buffer of size "
        "156893184\nllama_init_from_model: failed to initialize the context: "
        "failed to allocate buffer for rs cache\n",
        "The load failed: 149.62 MiB for the fixed state could not be had on CUDA0.",
    ),
    "image part": (
        CACHE + WORKING + "alloc_tensor_range: failed to allocate CUDA0 buffer of size 851226624\n"
        "srv    load_model: failed to load multimodal model, '/m/mmproj.gguf'\n",
        "The load failed: 811.79 MiB for the image part could not be had on CUDA0.",
    ),
    "draft": (
        CACHE + WORKING + "alloc_tensor_range: failed to allocate CUDA0 buffer of size 851226624\n"
        "srv    load_model: failed to load draft model, '/m/draft.gguf'\n",
        "The load failed: 811.79 MiB for the draft that guesses ahead could not be had on CUDA0.",
    ),
    "while it works": (
        CACHE + WORKING + "main: model loaded\nCUDA error: out of memory\n",
        "It ran out of memory while it worked.",
    ),
    "Vulkan without a size": (
        "llama_model_load: error loading model: vk::Device::allocateMemory: "
        "ErrorOutOfDeviceMemory\n",
        "The load failed at the weights.",
    ),
    "no reason": ("srv    load_model: failed to load model, '/m/x.gguf'\n", "The load failed."),
    "tried again": (
        "ggml_gallocr_reserve_n_impl: failed to allocate CUDA1 buffer of size 54262464512\n"
        "sched_reserve: compute buffer allocation failed, retrying without pipeline parallelism\n",
        "The load failed: 51,748.72 MiB for the working space could not be had on CUDA1. "
        "Then it tried again another way.",
    ),
}


@pytest.mark.parametrize(("lines", "headline"), FAILED.values(), ids=FAILED)
def test_memory_that_could_not_be_had(lines: str, headline: str) -> None:
    verdict = ask(HEAD + lines).verdict
    assert (verdict.status, verdict.headline) == ("failed", headline)


REFUSED = {
    "in JSON": '{"error":"model requires more system memory (5.3 GiB) than is available '
    '(3.3 GiB)"}',
    "in a terminal": "Error: 500 Internal Server Error: model requires more system memory "
    "(5.3 GiB) than is available (3.3 GiB)",
    "in the log": 'time=2026-03-25T09:28:05.821+08:00 level=INFO source=sched.go:470 msg="Load '
    'failed" error="model requires more system memory (5.3 GiB) than is available (3.3 GiB)"',
    "as a warning": 'level=WARN source=server.go:1044 msg="model request too large for system" '
    'requested="5.3 GiB" available="3.3 GiB" total="7.6 GiB" free="2.1 GiB" swap="1.2 GiB"',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_load_that_ollama_refused(text: str) -> None:
    """https://github.com/ollama/ollama/issues/15049 and seven like it."""
    result = ask(text)
    assert result.verdict.headline == (
        "The program refused to load it: it needs 5.3 GiB of memory, and 3.3 GiB was free."
    )
    assert mib(result) == {"failed": 5427.2, "available": 3379.2}


def test_lm_studio_s_guardrail_says_what_it_needs() -> None:
    """https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1202."""
    result = ask(
        "Error: Model loading was stopped due to insufficient system resources. Under the current "
        "settings, this model requires approximately 273.25 GB of memory, and continuing …"
    )
    assert result.verdict.headline.endswith("it needs 273.25 GiB of memory.")


def test_a_failure_that_was_got_over_is_named_beside_the_load_that_came() -> None:
    later = HEAD.replace("131072", "8192") + CACHE.replace("16384.00", "1024.00").replace(
        "131072", "8192"
    )
    verdict = ask(log("load-failed") + later).verdict
    assert verdict.status == "agrees"
    assert verdict.reasons[0] == (
        "An attempt failed: 16,384 MiB for the conversation (KV cache) could not be had on CUDA0. "
        "The program tried again and went on."
    )


def test_a_load_that_failed_for_another_reason_names_no_part() -> None:
    text = "llama_model_load: error loading model: unknown model architecture: 'quantum'\n"
    verdict = ask(text).verdict
    assert verdict.headline == "The load failed."
    assert verdict.reasons[0].startswith("The log does not say that memory was the reason.")


def test_pinned_memory_that_could_not_be_had_is_no_failure() -> None:
    harmless = "ggml_cuda_host_malloc: failed to allocate 1900.00 MiB of pinned memory\n"
    assert ask(harmless + log("mac-private-mapped")).verdict.status == "agrees"


def test_a_fit_probe_of_two_cards_is_replaced_by_the_load() -> None:
    """Ollama's llm/llama_server_test.go, "rc21 fit probe accounting"."""
    probe = (
        "load_tensors: CPU model buffer size = 0.00 MiB\n"
        "load_tensors: CUDA0 model buffer size = 0.00 MiB\n"
        "llama_context: CUDA_Host  output buffer size = 0.95 MiB\n"
        "llama_kv_cache: CUDA0 KV buffer size = 0.00 MiB\n"
    )
    both = (
        "llama_memory_recurrent: CUDA0 RS buffer size = 90.40 MiB\n"
        "llama_memory_recurrent: CUDA1 RS buffer size = 59.23 MiB\n"
        "sched_reserve: CUDA0 compute buffer size = 9952.25 MiB\n"
        "sched_reserve: CUDA1 compute buffer size = {} MiB\n"
        "sched_reserve: CUDA_Host compute buffer size = 8272.31 MiB\n"
    )
    load = (
        "load_tensors: CPU model buffer size = 682.03 MiB\n"
        "load_tensors: CUDA0 model buffer size = 8171.01 MiB\n"
        "load_tensors: CUDA1 model buffer size = 6618.25 MiB\n"
        "llama_kv_cache: CUDA0 KV buffer size = 9216.00 MiB\n"
        "llama_kv_cache: CUDA1 KV buffer size = 7168.00 MiB\n"
    )
    image = (
        "alloc_compute_meta: CUDA0 compute buffer size = 248.10 MiB\n"
        "alloc_compute_meta: CPU compute buffer size = 24.93 MiB\n"
    )
    result = ask(probe + both.format("6436.28") + load + both.format("6276.28") + image)
    found = mib(result)
    assert (found["log_graphics"], found["log"]) == (47799.52, 56779.74)
    assert result.verdict.headline == (
        "The log holds 55.4 GiB, of it 46.7 GiB on the graphics side. "
        "I can’t tell which model it is: choose it above."
    )


def test_a_draft_out_of_the_same_file_is_not_the_model() -> None:
    """https://github.com/ggml-org/llama.cpp/pull/22673: the second load shows the file again."""
    head = "loaded meta data with 55 key-value pairs and 753 tensors from {} (version GGUF V3)\n"
    main = (
        "load_tensors: CPU_Mapped model buffer size = 21623.30 MiB\n"
        "llama_kv_cache: size = 2560.00 MiB (131072 cells, 10 layers, 1/1 seqs), K (f16), V (f16)\n"
        "sched_reserve: CUDA0 compute buffer size = 493.00 MiB\n"
    )
    draft = main.replace("2560.00", "256.00").replace("10 layers", "1 layers")
    partial = "done_getting_tensors: partial load — used {} of 753 tensors in the file\n"
    first = head.format("a.gguf") + partial.format(730) + main
    for middle in (head.format("a.gguf") + partial.format(23), head.format("a.gguf"), ""):
        found = mib(ask(first + middle + draft))
        assert (found["log_cache"], found["log_draft"]) == (2560, 749)


def test_a_graphics_chip_without_memory_of_its_own_sees_the_file_too() -> None:
    """https://github.com/ggml-org/llama.cpp/pull/16095."""
    lines = (
        "load_tensors: offloaded 49/49 layers to GPU\n"
        "load_tensors: CPU_Mapped model buffer size = 25265.84 MiB\n"
        "load_tensors: Vulkan0 model buffer size = 27246.99 MiB\n"
    )
    assert mib(ask(lines))["log_weights"] == 27246.99


def test_disjoint_halves_of_a_file_add_up() -> None:
    """https://github.com/ggml-org/llama.cpp/issues/13729: the sum is the file."""
    lines = (
        "load_tensors: offloaded 30/49 layers to GPU\n"
        "load_tensors: CUDA0 model buffer size = 10750.86 MiB\n"
        "load_tensors: CPU_Mapped model buffer size = 6940.48 MiB\n"
    )
    assert mib(ask(lines))["log_weights"] == 17691.34


TABLES = {
    "of September 2025": "llama_print_memory_breakdown: memory breakdown:      total   free     "
    "self   model   context   compute    unaccounted\nllama_print_memory_breakdown:   - CUDA0 (RTX "
    "4090):  24080 = 9436 + (14193 = 13169 +      38 +     985) +         451\n"
    "llama_print_memory_breakdown:   - CPU (EPYC 7742):  515628              72 =     0 +      57 "
    "+      15\n",
    "behind a container's name": "llama-1  | 0.00.603.363 I common_memory_breakdown_print: |   - "
    "CUDA0 (RTX 4090)   | 24080 = 9436 + (14193 = 13169 + 38 + 985) + -451 |\n"
    "llama-1  | 0.00.603.363 I common_memory_breakdown_print: |   - Host | 72 = 0 + 57 + 15 |\n",
    "in JSON": json.dumps(
        {
            "type": "fit_memory_breakdown",
            "rows": [
                {"name": "CUDA0", "self": 14193, "model": 13169, "context": 38, "compute": 985},
                {"name": "Host", "self": 72, "model": 0, "context": 57, "compute": 15},
            ],
        }
    ),
    "the last of several": log("memory-table").replace("13169", "99") + log("memory-table"),
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_other_forms_of_the_table_of_memory(text: str) -> None:
    assert mib(ask(text)) == mib(ask(log("memory-table")))


SPEEDS = {
    "llama.cpp of 2024": "llama_print_timings:      eval time =  4825.14 ms /   127 runs   ( "
    "37.99 ms per token,    26.32 tokens per second)",
    "llama.cpp of 2025": "llama_perf_context_print: prompt eval time =  0.00 ms /  1 tokens ( 0.00 "
    "ms per token, inf tokens per second)\nllama_perf_context_print:  eval time = 4825.14 ms / 127 "
    "runs ( 37.99 ms per token, 26.32 tokens per second)",
    "llama.cpp's chat": "[ Prompt: 100.0 t/s | Generation: 26.32 t/s ]",
    "an answer of llama-server": '{"timings":{"predicted_n":9,"predicted_per_second":26.32}}',
    "an answer of Ollama": '{"done":true,"eval_count":2632,"eval_duration":100000000000}',
    "ollama run --verbose": "eval rate:            26.32 tokens/s",
    "LM Studio's window": "26.32 tok/sec • 1234 tokens • 0.21s to first token",
    "LM Studio's log": '    "tokens_per_second": 26.32,',
    "koboldcpp": "Process:0.12s (100.00T/s), Generate:2.34s (26.32T/s), Total:2.46s",
}


def test_both_speeds_are_called_speeds_of_something() -> None:
    said = LOG_CHECK.answer({"log": SPEEDS["llama.cpp's chat"]}).figures
    labels = [each.label for each in said if each.unit == "tokens a second"]
    assert labels == ["Speed of the answer", "Speed of reading your text"]


@pytest.mark.parametrize("text", SPEEDS.values(), ids=SPEEDS)
def test_other_forms_of_speed(text: str) -> None:
    assert ask(text).figures[0].value == 26.32


def test_reading_has_a_speed_so_far_too() -> None:
    line = (
        "slot print_timing: id  0 | task 0 | prompt processing, n_tokens =   4096, "
        "progress = 0.50, t =   3.50 s / 1170.29 tokens per second"
    )
    assert ask(line).verdict.headline.startswith("It read 1,170.29 tokens a second so far.")


WRAPPED = {
    "Windows": "{}\r",
    "Docker's file": '{{"log":{json},"stream":"stderr","time":"2026-01-01T00:00:00Z"}}',
    "journalctl -o json": '{{"MESSAGE":{json},"_HOSTNAME":"h"}}',
    "llama.cpp --log-jsonl": '{{"type":"log","time":123,"level":"I","msg":{json}}}',
    "key=value": 'time=2026-01-01 level=INFO source=x.go:1 msg="{}"',
    "docker compose": "llama-server-1  | {}",
    "kubectl logs": "2026-05-14T22:14:14.195Z stderr F {}",
    "a router": "[64126] 2.20.112.764 I {}",
    "LM Studio": "[2025-11-01 10:11:12][DEBUG] {}",
    "a quotation": "> {}",
    "colours": "\x1b[34m0.00.612.795\x1b[0m \x1b[32mI \x1b[0m{}\x1b[0m",
}


@pytest.mark.parametrize("wrapped", WRAPPED.values(), ids=WRAPPED)
def test_a_line_is_read_whatever_it_is_wrapped_in(wrapped: str) -> None:
    lines = [wrapped.format(line, json=json.dumps(line)) for line in SERVER.splitlines()]
    assert read("\n".join(lines)) == read(SERVER)


def test_old_names_of_2024_and_of_ik_llama_cpp() -> None:
    """https://github.com/ollama/ollama/issues/6279, out of a journal."""
    lines = (
        "llm_load_print_meta: arch             = llama",
        "llm_load_print_meta: model ftype      = Q4_0",
        "llm_load_print_meta: model params     = 70.55 B",
        "llm_load_print_meta: model size       = 37.22 GiB (4.53 BPW)",
        "llm_load_print_meta: n_layer          = 80",
        "llm_load_print_meta: general.name     = Meta Llama 3.1 70B Instruct",
    )
    result = ask("\n".join(f"Sep 11 01:16:09 lena ollama[1884]: {line}" for line in lines))
    assert (result.verdict.status, result.asked) == ("agrees", "The log: Llama 3.3 70B, Q4_0")
    assert mib(result)["log_file"] == 38113.28


def test_a_build_that_counts_the_guessing_layer_apart() -> None:
    """llama.cpp b11549 prints `n_layer` without it and `n_layer_all` with it."""
    apart = log("mtp-file").replace(
        "n_layer               = 65", "n_layer = 64\nprint_info: n_layer_all = 65"
    )
    assert ask(apart).asked == ask(log("mtp-file")).asked
    assert ask(apart.replace("n_layer_all = 65", "n_layer_all = 66")).asked.startswith(
        "The log: A model not in our list"
    )


def test_an_image_part_that_is_loaded_first_is_kept() -> None:
    image = (
        "load_hparams: model size:         887.99 MiB\n"
        "reserve_compute_meta:      CUDA0 compute buffer size =   121.25 MiB\n"
    )
    load = (
        "llama_model_loader: loaded meta data with 9 pairs and 9 tensors from a.gguf (version 3)\n"
    )
    found = mib(ask(image + load + log("mac-private-mapped")))
    assert (found["log_image_weights"], found["log_image_compute"]) == (887.99, 121.25)
    assert found["log_weights"] == 1918.35


def test_a_draft_model_of_its_own_stands_apart() -> None:
    draft = (
        "srv    load_model: loading draft model '/m/draft.gguf'\n"
        "llama_model_loader: loaded meta data with 9 pairs and 9 tensors from d.gguf (version 3)\n"
        "load_tensors:        CUDA0 model buffer size =   500.00 MiB\n"
        "llama_kv_cache:      CUDA0 KV buffer size =   100.00 MiB\n"
    )
    result = ask(log("mac-private-mapped") + draft)
    assert mib(result)["log_draft"] == 600
    assert result.verdict.status == "agrees"


def test_a_context_of_a_draft_in_the_same_load_stands_apart() -> None:
    draft = (
        "srv    load_model: creating MTP draft context against the target model '/m/a.gguf'\n"
        "llama_context: constructing llama_context\n"
        "llama_context: n_ctx         = 131072\n"
        "llama_kv_cache:      CUDA0 KV buffer size =   272.00 MiB\n"
    )
    found = mib(ask(log("mtp-file") + draft))
    assert (found["log_cache_full"], found["log_draft"]) == (4352, 272)


NUMBERED = (
    "print_info: general.name = x{}\n",
    "load_tensors: D{} model buffer size = 1 MiB\n",
    "llama_kv_cache: D{} KV buffer size = 1 MiB\n",
    "llama_kv_cache: size = 1 MiB (1 cells, 1 layers, 1/1 seqs), K (f{}): 1 MiB, V (f16): 1 MiB\n",
    "| - D{} | 1 = 2 + 3 + 4 |\n",
    "loading draft model\nload_tensors: C{} model buffer size = 1 MiB\nKV buffer size = 1 MiB\n",
)


@pytest.mark.parametrize("line", NUMBERED)
def test_no_log_takes_long_to_answer(line: str) -> None:
    """A log of a megabyte in which no two lines are the same."""
    text = "".join(map(line.format, range(1_000_000 // len(line))))[:1_000_000]
    started = time.process_time()
    with suppress(InputErrors):
        ask(text)
    assert time.process_time() - started < 6
