"""From a pasted log to an answer: what users posted agrees, and what differs is explained."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.results import Result
from calculators.core.view import to_html, to_json, to_text
from calculators.engines.memory import repacked_bytes, weights
from calculators.questions.log_check import LOG_CHECK
from calculators.questions.log_check.examples import BENCH, OLLAMA_ENGINE, OLLAMA_VERBOSE, SERVER
from calculators.questions.log_check.inputs import MAX_CHARACTERS
from calculators.questions.log_check.recognition import recognised
from calculators.questions.log_check.report import Load
from tests.paths import DATA

MIB = 2**20


def ask(log: str, **inputs: object) -> Result:
    return LOG_CHECK.answer({"log": log, **inputs})


def table(result: Result) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in result.tables[0].rows}


def refusal(**inputs: object) -> str:
    with pytest.raises(InputErrors) as errors:
        LOG_CHECK.answer(inputs)
    return errors.value.problems[0].message


def test_the_example_agrees_part_by_part() -> None:
    result = ask(SERVER)
    assert result.asked == "The log: Gemma 3 4B, Q4_K_M, 8,192 tokens"
    assert result.verdict.status == "agrees"
    assert table(result) == {
        "File on disk": ("2.31 GiB", "2.31 GiB", "none"),
        "Weights in memory": ("2,368.31 MiB", "2,368.31 MiB", "none"),
        "KV cache, whole conversation": ("160.00 MiB", "160.00 MiB", "none"),
        "KV cache, sliding layers": ("522.00 MiB", "522.00 MiB", "none"),
        "Working space": ("91.52 MiB", "83 to 116 MiB", "none"),
        "Output buffer": ("4.00 MiB", "4.00 MiB", "none"),
        "In memory, as compared": ("3.07 GiB", "3.08 GiB", ""),
    }


def test_it_says_what_the_four_slots_are_and_cost() -> None:
    result = ask(SERVER)
    assert result.verdict.reasons[0] == (
        "4 slots share one cache of 8,192 tokens: 4 chats at a time."
    )
    assert result.changes[0].text == "One slot (-np 1) instead of 4: 348 MiB less."


@cache
def reported() -> list[dict[str, str]]:
    """What llama.cpp reported of models in the catalog, with flash attention and one slot."""
    with (DATA / "groundtruth.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    known = {model.hf_repo.lower(): model.id for model in catalog.models().values()}
    return [
        row | {"id": known[row["hf_id"].lower()]}
        for row in rows
        if row["hf_id"].lower() in known and row["flash_attn"] == "1"
    ]


def as_log(row: dict[str, str]) -> str:
    """The run as llama.cpp prints it: the sliding layers in a cache of their own."""
    quant = {"Q4_K_M": "Q4_K - Medium", "MXFP4_MOE": "MXFP4 MoE"}.get(row["quant"], row["quant"])
    lines = [
        f"print_info: file type = {quant}",
        f"print_info: arch = {row['arch']}",
        f"print_info: n_layer = {row['n_layers']}",
        f"print_info: n_embd = {row['n_embd']}",
        f"print_info: n_vocab = {row['n_vocab']}",
        f"print_info: general.name = {row['model']}",
        f"load_tensors: CPU_Mapped model buffer size = {row['weights_mib']} MiB",
        f"llama_context: n_seq_max = {row['n_seq']}",
        f"llama_context: n_ctx = {row['n_ctx']}",
        f"llama_context: n_ubatch = {row['n_ubatch']}",
        "llama_context: flash_attn = enabled",
        "llama_context: n_outputs_max = 1",
        f"sched_reserve: CPU compute buffer size = {row['compute_mib_nout1']} MiB",
    ]
    types = f"K ({row['kv_type_k']}): 0 MiB, V ({row['kv_type_v']}): 0 MiB"
    for name, mib in (("non-SWA", row["kv_full_mib"]), ("SWA", row["kv_swa_mib"])):
        lines += [f"llama_kv_cache_iswa: creating {name} KV cache, size = 0 cells"]
        lines += [f"llama_kv_cache: size = {mib} MiB ( 0 cells, 1 layers, 1/1 seqs), {types}"]
    if float(row["recurrent_mib"]):
        lines += [f"llama_memory_recurrent: size = {row['recurrent_mib']} MiB (1 cells, 1 seqs)"]
    return "\n".join(lines)


def test_every_run_of_llama_cpp_that_we_have_agrees() -> None:
    rows = reported()
    assert len({row["id"] for row in rows}) >= 25
    for row in rows:
        result = ask(as_log(row))
        assert result.verdict.status == "agrees", (row["model"], row["n_ctx"], table(result))
        assert catalog.model(row["id"]).name in result.asked


POSTED = {
    # https://github.com/ollama/ollama/issues/16480: two slots, a cache each
    "gpt-oss-120b": """
        print_info: arch                  = gpt-oss
        print_info: n_layer               = 36
        print_info: n_embd                = 2880
        llama_context: n_seq_max     = 2
        llama_context: n_ctx         = 262144
        llama_context: n_ubatch      = 1024
        llama_context: flash_attn    = enabled
        llama_context: kv_unified    = false
        llama_context: n_outputs_max = 2
        llama_context:  ROCm_Host  output buffer size =     1.53 MiB
        llama_kv_cache_iswa: creating non-SWA KV cache, size = 131072 cells
        llama_kv_cache:      ROCm0 KV buffer size =  9216.00 MiB
        llama_kv_cache: size = 9216.00 MiB (131072 cells,  18 layers,  2/2 seqs), K (f16): 4608.00 MiB, V (f16): 4608.00 MiB
        llama_kv_cache_iswa: creating     SWA KV cache, size = 1280 cells
        llama_kv_cache:      ROCm0 KV buffer size =    90.00 MiB
        """,  # noqa: E501
    # https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1862
    "qwen3.6-27b": """
        general.name = Qwen3.6-27B
        llama_kv_cache: size = 16384.00 MiB (262144 cells, 16 layers, 4/1 seqs)
        llama_memory_recurrent: size = 598.50 MiB (4 cells, 64 layers, 4 seqs)
        """,
    # https://github.com/qualcomm/GenieX/pull/1346: a micro-batch of 1,024
    "gemma-4-e4b": """
        general.name = gemma-4-E4B-it
        llama_context: n_ctx = 4096
        llama_context: n_ubatch = 1024
        llama_kv_cache_iswa: creating non-SWA KV cache, size = 4096 cells
        llama_kv_cache: HTP0 KV buffer size = 64.00 MiB
        llama_kv_cache_iswa: creating     SWA KV cache, size = 1536 cells
        llama_kv_cache: HTP0 KV buffer size = 60.00 MiB
        """,
    # https://github.com/ollama/ollama/pull/16031: two cards, tied embeddings
    "qwen3-4b": """
        general.name = Qwen3-4B
        file type = Q4_K - Medium
        load_tensors: offloaded 37/37 layers to GPU
        load_tensors:          CPU model buffer size =   304.28 MiB
        load_tensors:        CUDA0 model buffer size =   974.88 MiB
        load_tensors:        CUDA1 model buffer size =  1401.03 MiB
        """,
    # https://github.com/ggml-org/llama.cpp/issues/14235
    "qwen3-30b-a3b": """
        print_info: file type   = Q4_K - Medium
        print_info: file size   = 17.28 GiB (4.86 BPW)
        print_info: general.name = Qwen3-30B-A3B
        """,
}


@pytest.mark.parametrize(("ident", "log"), POSTED.items(), ids=POSTED)
def test_logs_that_users_posted_agree(ident: str, log: str) -> None:
    result = ask(log)
    assert catalog.model(ident).name in result.asked
    assert result.verdict.status == "agrees", table(result)


def test_slots_with_a_cache_each_split_the_context() -> None:
    reasons = ask(POSTED["gpt-oss-120b"]).verdict.reasons
    assert reasons[0] == "2 slots split the context: each chat gets 131,072 tokens."


def test_a_table_of_words_on_both_sides_is_explained() -> None:
    (reason,) = ask(POSTED["qwen3-4b"]).verdict.reasons
    assert reason.startswith("The table of words is there twice")


QWEN = """
print_info: general.name = Qwen3 8B
print_info: file type = {type}
print_info: file size = {file} GiB (4.91 BPW)
load_tensors: CPU_Mapped model buffer size = {weights} MiB
llama_context: n_ctx = {context}
"""


def qwen(more: str = "", **changed: object) -> Result:
    usual = {"type": "Q4_K - Medium", "file": "4.68", "weights": "4789.19", "context": 8192}
    return ask(QWEN.format(**{**usual, **changed}) + more)


def test_another_publisher_s_mix_is_named_as_the_cause() -> None:
    result = qwen(file="4.79", weights="4900.00")
    assert result.verdict.status == "differs"
    assert result.verdict.headline == (
        "The log says 4.79 GiB, our prediction 4.68 GiB. "
        "They differ in: file on disk, weights in memory."
    )
    assert result.verdict.reasons[0].startswith("The file is 2.4% larger than llama.cpp’s own")
    assert result.verdict.reasons[1] == "So its weights take 111 MiB more in memory too."


def test_weights_that_are_far_off_raise_a_doubt_about_the_model() -> None:
    result = ask(QWEN.format(type="Q8_0", file="4.68", weights="4789.19", context=8192))
    assert "check that the model and the quantization are those of the log" in str(result.verdict)


def test_a_model_that_the_log_contradicts_is_named_as_the_cause() -> None:
    result = ask(SERVER, model="qwen3-8b")
    assert result.verdict.status == "differs"
    assert result.verdict.reasons[0] == (
        "The log is of another model: what it tells of its layers is not Qwen3 8B."
    )
    assert "KV cache, whole conversation" in result.verdict.headline


def test_a_rounded_context_is_explained_by_the_command_line() -> None:
    log = "srv: llama-server -m x.gguf --ctx-size 5000\n" + QWEN.format(
        type="Q4_K - Medium", file="4.68", weights="4789.19", context=5120
    )
    assert "Asked for 5,000 tokens; llama.cpp rounds up to steps of 256: 5,120." in (
        ask(log).verdict.reasons
    )


def test_a_copy_for_the_processor_is_shown_apart() -> None:
    copy = repacked_bytes(catalog.model("qwen3-8b").geometry, "Q4_K_M") / MIB
    result = qwen(f"load_tensors: CPU_REPACK model buffer size = {copy:.2f} MiB\n")
    assert result.verdict.status == "agrees"
    assert "Rearranged copy of weights" in table(result)
    assert any("--no-repack" in reason for reason in result.verdict.reasons)


def test_prediction_layers_stay_on_the_disk() -> None:
    geometry = catalog.model("glm-4.5-air").geometry
    known = weights(geometry, "Q4_K_M")
    result = ask(
        "print_info: general.name = GLM-4.5-Air\nprint_info: file type = Q4_K - Medium\n"
        f"print_info: file size = {known.file_bytes / 2**30:.2f} GiB\n"
        f"load_tensors: CPU_Mapped model buffer size = {known.total_bytes / MIB:.2f} MiB\n"
    )
    assert result.verdict.status == "agrees"
    assert any("which are not loaded" in reason for reason in result.verdict.reasons)


def test_a_full_size_sliding_cache_is_named_with_its_cost() -> None:
    log = SERVER.replace(
        "llama_kv_cache_iswa: creating non-SWA",
        "llama_kv_cache_iswa: using full-size SWA cache\nllama_kv_cache_iswa: creating non-SWA",
    )
    log = log.replace("  522.00 MiB (  4608", "  928.00 MiB (  8192")
    result = ask(log)
    assert result.verdict.status == "agrees"
    assert any("--swa-full" in reason for reason in result.verdict.reasons)
    assert "Without --swa-full: 406 MiB less." in [change.text for change in result.changes]


def test_a_rounded_cache_whose_sliding_part_is_not() -> None:
    """Builds around April 2026 (llama.cpp PR 21277)."""
    log = SERVER.replace("160.00 MiB (  8192", " 85.00 MiB (  8192").replace(
        "K (f16):   80.00 MiB, V (f16):   80.00", "K (q8_0):   42.50 MiB, V (q8_0):   42.50"
    )
    assert ask(log).verdict.status == "agrees"


def test_keys_and_values_of_two_types() -> None:
    lines = "llama_kv_cache: size = 882.00 MiB ( 8192 cells, 36 layers, 1/1 seqs), {}"
    result = qwen(lines.format("K (f16): 576.00 MiB, V (q8_0): 306.00 MiB"))
    assert result.verdict.status == "agrees"


def test_apple_s_mapped_weights_are_counted_once() -> None:
    result = ask(
        "print_info: general.name = Qwen3-8B\nprint_info: file type = Q4_K - Medium\n"
        "load_tensors: offloaded 37/37 layers to GPU\n"
        "load_tensors: CPU_Mapped model buffer size = 333.84 MiB\n"
        "load_tensors: MTL0_Mapped model buffer size = 4789.19 MiB\n"
    )
    assert result.verdict.status == "agrees"


def test_a_part_on_a_card_is_no_exact_sum() -> None:
    log = QWEN.format(type="Q4_K - Medium", file="4.68", weights="4789.19", context=8192)
    result = ask(
        log + "load_tensors: offloaded 20/37 layers to GPU\n"
        "load_tensors: CUDA0 model buffer size = 2500.00 MiB\n"
    )
    assert result.verdict.status == "agrees"
    assert "20 of 37 layers are on the graphics side." in result.verdict.reasons


def test_ollama_s_own_engine_is_named_where_it_differs() -> None:
    """The thread does not say which model it is; one of nearly that size stands in."""
    result = ask(OLLAMA_ENGINE, model="qwen3-8b", quantization="Q8_0")
    assert result.verdict.status == "differs"
    assert "Ollama’s own engine" in result.verdict.reasons[0]


def test_without_a_known_model_the_sizes_are_still_shown() -> None:
    result = ask("load_tensors: CPU_Mapped model buffer size = 1234.56 MiB")
    assert result.verdict.status == "read"
    assert result.verdict.headline == (
        "The log holds 1.21 GiB. I can’t tell which model it is: choose it above."
    )
    assert result.figures[0].value == round(1234.56 * MIB)


def test_a_speed_alone_is_shown_as_reported() -> None:
    result = ask(OLLAMA_VERBOSE)
    assert result.figures[0].value == 24.61
    assert result.figures[0].basis == "reported"
    assert result.verdict.headline == (
        "It wrote 24.61 tokens a second and read 53.77 tokens a second. "
        "The log has no lines about memory."
    )


def test_a_row_of_llama_bench_names_model_and_file() -> None:
    result = ask(BENCH)
    assert result.asked == "The log: Llama 3.2 3B, Q4_K_M"
    assert result.verdict.status == "agrees"


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("qwen3:8b", "qwen3-8b"),
        ("Qwen3.8-27B-Q4_K_M.gguf", "qwen3.8-27b"),
        ("gemma-3-1b-it", "gemma-3-1b"),
        ("gemma4:31b", "gemma-4-31b"),
        ("Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf", "llama-3.1-8b"),
        ("llama3.2:3b", "llama-3.2-3b"),
        ("gpt-oss-20b-mxfp4.gguf", "gpt-oss-20b"),
        ("Mistral-Nemo-Instruct-2407-Q4_K_M.gguf", "mistral-nemo-12b"),
        ("Phi-4-mini-instruct", "phi-4-mini"),
        ("DeepSeek-R1-Distill-Qwen-14B", "deepseek-r1-distill-qwen-14b"),
        ("my-own-model", None),
        ("sha256-e9e56e8bb5f0fcd4", None),
    ],
)
def test_names_that_logs_give(name: str, ident: str | None) -> None:
    found = recognised(Load(names=[name]))
    assert (found.id if found else None) == ident


def test_a_name_does_not_win_over_the_shape() -> None:
    assert recognised(Load(names=["qwen3-8b"], shape={"n_layer": 12})) is None


@pytest.mark.parametrize("ident", sorted(catalog.models()))
def test_every_model_is_known_by_its_own_name_and_by_its_shape(ident: str) -> None:
    model = catalog.model(ident)
    named = recognised(Load(names=[f"{model.hf_repo.rpartition('/')[2]}-Q4_K_M.gguf"]))
    assert named is not None
    assert named.geometry == model.geometry
    shape = {
        "n_layer": model.geometry.layers,
        "n_embd": model.geometry.width,
        "n_vocab": model.geometry.vocabulary,
    }
    shaped = recognised(Load(architecture=model.geometry.architecture, shape=shape))
    assert shaped is None or shaped.geometry == model.geometry


def test_what_cannot_be_used_is_said_beside_the_field() -> None:
    assert refusal(log="").startswith("Your log: it is empty.")
    assert "no size and no speed in it that I know" in refusal(log="hello\nworld")
    long = refusal(log="x" * (MAX_CHARACTERS + 1))
    assert "the text has 1,000,001 characters, and the limit is 1,000,000" in long
    assert "mixtures of experts" in refusal(model="qwen3-8b", quantization="MXFP4_MOE")


def test_a_log_is_escaped_and_not_kept_in_the_answer() -> None:
    hostile = "<script>alert(1)</script>"
    result = ask(f"{SERVER}\nprint_info: general.name = {hostile}\n")
    assert hostile not in to_html(result)
    assert "alert" not in to_json(result) + to_text(result)
    assert "log" not in result.inputs


def test_the_log_is_private_so_no_link_holds_it() -> None:
    assert getattr(LOG_CHECK.field("log").input, "private", False) is True
