"""Every form of line, and texts that are meant to do harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.questions.log_check.examples import (
    BENCH,
    EXAMPLES,
    HYBRID,
    OLLAMA_ENGINE,
    OLLAMA_VERBOSE,
    SERVER,
)
from calculators.questions.log_check.reading import read
from calculators.questions.log_check.report import Load, Report
from tests.laws import law

MIB = 2**20


def mib(load: Load) -> dict[str, float]:
    return {name: round(size.bytes / MIB, 2) for name, size in load.buffers.items()}


def test_llama_server_with_a_sliding_window() -> None:
    load = read(SERVER).load
    assert load.names == ["Gemma 3 4b It"]
    assert load.architecture == "gemma3"
    assert load.shape == {"n_ctx_train": 131072, "n_embd": 2560, "n_layer": 34, "n_vocab": 262208}
    assert load.file_type == "Q4_K - Medium"
    assert mib(load) == {"CPU_Mapped": 2368.31}
    context = load.context
    assert context.settings == {"slots": 4, "context": 8192, "micro_batch": 512, "outputs": 4}
    assert context.flash_attention
    assert context.unified_cache
    assert [(c.kind, c.cells, c.layers, c.streams, c.key_type) for c in context.caches] == [
        ("full", 8192, 5, 1, "f16"),
        ("sliding", 4608, 29, 1, "f16"),
    ]
    assert [round(cache.size.bytes / MIB) for cache in context.caches] == [160, 522]
    assert round(context.compute["CPU"].bytes / MIB, 2) == 91.52


@pytest.mark.parametrize(
    "before",
    [
        "Sep 10 23:59:40 host ollama[812]: ",
        "0.01.057.524 I ",
        "[47161] 0.01.057.524 I ",
        "\x1b[34m0.00.612.795\x1b[0m \x1b[32mI \x1b[0m",
        "2026-09-11T01:16:08 [DEBUG] ",
        "    ",
    ],
)
def test_what_stands_before_a_line_does_not_matter(before: str) -> None:
    text = "".join(f"{before}{line}\r\n" for line in SERVER.splitlines())
    assert read(text) == read(SERVER)


def test_lines_of_2024() -> None:
    """As in https://github.com/ollama/ollama/issues/8903."""
    report = read(
        "llm_load_print_meta: arch             = qwen2\n"
        "llm_load_tensors:      CUDA0 buffer size = 18508.35 MiB\n"
        "llama_new_context_with_model: n_ctx         = 8192\n"
        "llama_new_context_with_model: flash_attn    = 0\n"
        "llama_kv_cache_init:      CUDA0 KV buffer size =  2048.00 MiB\n"
        "llama_new_context_with_model: KV self size  = 2048.00 MiB, K (f16): 1024.00 MiB, "
        "V (f16): 1024.00 MiB\n"
        "llama_new_context_with_model:      CUDA0 compute buffer size =   696.00 MiB\n"
    )
    context = report.load.context
    assert mib(report.load) == {"CUDA0": 18508.35}
    assert context.settings == {"context": 8192}
    assert context.flash_attention is False
    assert context.cache_size.bytes == 2048 * MIB
    assert context.caches[0].value_type == "f16"


def test_a_hybrid_and_the_forms_of_speed() -> None:
    report = read(HYBRID)
    load = report.load
    assert load.names == ["Qwen3.5 9B"]
    assert load.file_type == "#15"
    assert (load.layers_on_gpu, load.layers_offered) == (33, 33)
    assert load.context.state.bytes == 50.25 * MIB
    assert report.writing.requests == 3
    assert report.reading.requests == 2


def test_a_row_of_llama_bench() -> None:
    report = read(BENCH)
    assert report.reading.tokens_per_s == pytest.approx(72.31)
    assert report.load.file.bytes / 2**30 == pytest.approx(1.87)
    assert report.load.parameters.bytes == pytest.approx(3.21e9)


def test_mixed_tests_of_llama_bench_are_no_speed_of_one_kind() -> None:
    row = "| llama 3B Q4_K - Medium | 1.87 GiB | 3.21 B | CPU | 8 | {} | 71.02 ± 0.02 |"
    assert not read(row.format("pp4096+tg128")).writing.requests
    assert not read(row.format("tg128 @ d16384")).writing.requests
    assert read(row.format("tg128")).writing.tokens_per_s == pytest.approx(71.02)


def test_ollama_verbose() -> None:
    """https://github.com/ollama/ollama/issues/1806."""
    report = read(OLLAMA_VERBOSE)
    assert report.writing.tokens_per_s == pytest.approx(24.61)
    assert report.reading.tokens_per_s == pytest.approx(53.77)


def test_ollama_s_own_engine() -> None:
    report = read(OLLAMA_ENGINE)
    assert report.from_ollama_engine
    assert mib(report.load) == {"CUDA0": 7168.0, "CPU": 285.7}
    assert round(report.load.context.cache_size.bytes / MIB, 1) == 912.2


def test_of_several_requests_the_last_one_s_printed_speed_counts() -> None:
    line = "eval time = {} ms / {} tokens ( 1.00 ms per token, {} tokens per second)\n"
    report = read(line.format(1000, 10, 10.5) + line.format(3000, 10, 3.25))
    assert report.writing.tokens_per_s == 3.25
    assert (report.writing.slowest, report.writing.fastest) == (3.25, 10.5)
    assert report.writing.requests == 2


def test_of_several_loads_the_last_of_the_large_ones_counts() -> None:
    """A server that is started twice, the second time with a small draft model beside it."""
    load = "loaded meta data with 9 key-value pairs and 9 tensors from {} (version GGUF V3)\n"
    size = "load_tensors: CPU_Mapped model buffer size = {} MiB\n"
    first = load.format("old.gguf") + size.format(4000)
    second = load.format("new.gguf") + size.format(5000)
    draft = load.format("draft.gguf") + size.format(300)
    assert read(first + second + draft).load.names == ["new.gguf"]


def test_a_slot_s_own_context_is_not_the_whole_one() -> None:
    text = "llama_context: n_ctx = 8192\nslot load_model: id 0 | task -1 | new slot, n_ctx = 2048\n"
    assert read(text).load.context.settings == {"context": 8192}


@pytest.mark.parametrize("text", ["", "\n\n", "hello", "n_ctx = 5", "size = 3 MiB", "| a | b |"])
def test_other_texts_say_nothing(text: str) -> None:
    assert read(text).is_empty


LARGEST = 1_000_000
HOSTILE = {
    "one endless line": "x = " * 50_000,
    "brackets": "size = " + "(1 cells," * 22_000,
    "bench rows": "| pp1" * 40_000,
    "spaces": " " * 200_000,
    "signs": "\x1b" * 200_000,
    "half lines": ("a " * 100 + " = 3 MiB\n") * 900,
    "many settings": "llama_context: n_ctx = 1\n" * 8_000,
    "many loads": "loaded meta data with 1 tensors from x (version\n" * 4_000,
    "many contexts": "constructing llama_context\nKV buffer size = 1 MiB\n" * 4_000,
    "numbers": ("KV buffer size = " + "9" * 900 + "\n") * 200,
    "Ollama": 'msg="kv cache" size="' * 9_000,
    "nothing but breaks": "\u2028\x85\r" * 60_000,
    "no characters": "\ud800\udfff" * 90_000,
    "short lines": "a = 1 MiB\n",
    "objects": '{"msg": {"msg": {"msg": "a = 3 MiB"}}}\n',
    "open objects": '{"a":' * 4000 + "}\n",
    "one object": '{"' * 9000 + "}",
    "rows": '{"type": "fit_memory_breakdown", "rows": [{}, {}, {}]}\n',
    "heads": "memory breakdown\n" + "| - a | 1 = 2 + 3 + 4 |\n" * 9,
    "weights and caches": "load_tensors: CPU model buffer size = 1 MiB\nKV buffer size = 1 MiB\n",
    "failures": "loaded meta data with\nallocating 1 MiB on device 0: cudaMalloc failed\n",
    "requests": "KvSize:1 Operation:commit\nKvSize:1 Operation:fit\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_the_largest_size_takes_long(text: str) -> None:
    started = time.process_time()
    read((text * (LARGEST // len(text) + 1))[:LARGEST])
    assert time.process_time() - started < 6


@law(100)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from("".join(EXAMPLES).splitlines()),
            st.sampled_from("".join(EXAMPLES).splitlines()).flatmap(
                lambda line: st.integers(0, len(line)).map(lambda end: line[:end])
            ),
        ),
        max_size=30,
    )
)
def test_any_mixture_of_whole_and_broken_lines_is_read(lines: list[str]) -> None:
    report = read("\n".join(lines))
    assert isinstance(report, Report)
    assert report.writing.tokens_per_s >= 0
    assert report.load.weights.bytes >= 0


@pytest.mark.parametrize(
    "line",
    [
        "print_info: n_layer = many",
        "common: n_layer = 99",
        "common: model size = 20 GiB",
        "common: flash_attn = 0",
        "common: n_ctx = 512",
        "load_tensors: offloaded some layers",
        "load_tensors: CPU_Mapped model buffer size = ?",
        "load_tensors: CUDA0 buffer size = ?",
        "llama_kv_cache: CUDA0 KV buffer size = ?",
        "llama_kv_cache: size = ?",
        "llama_new_context_with_model: KV self size = ?",
        "llama_context: CPU output buffer size = ?",
        "llama_context: CPU compute buffer size = ?",
        "llama_context: CUDA0 DSV4 csa_k state buffer size = ?",
        "llama_context: n_ctx = ?",
        "llama_context: Flash Attention was looked at",
        "llama_init_from_model: LoRA buffer size = ?",
        "load_hparams: model size: ?",
        "other: model size: 887.99 MiB",
        "| model | size | pp512 |",
        "Operation:close Parallel:9 KvSize:99",
        '{"msg": "cut off',
        '{"msg": ]}',
    ],
)
def test_a_line_that_is_cut_off_or_of_somebody_else_changes_nothing(line: str) -> None:
    assert read(f"{line}\n{SERVER}") == read(SERVER)
