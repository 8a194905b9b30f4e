"""The whole question, as the form, the terminal and a batch line ask it."""

import csv
import json
from functools import cache

import pytest

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.results import Result
from calculators.engines.memory.requirement import MEASURED_COMPUTE
from calculators.questions.fit import FIT
from tests.calculators.engines.memory.b11549 import every_run
from tests.calculators.questions.fit.asking import ALONE, ask, value
from tests.golden.cases import CONFIG
from tests.paths import DATA


def refusals(**inputs: object) -> dict[str, str]:
    with pytest.raises(InputErrors) as errors:
        ask(**inputs)
    return {problem.field: problem.message for problem in errors.value.problems}


@cache
def catalogued() -> dict[str, str]:
    """Ids of the catalog by Hugging Face repository."""
    return {
        repo.lower(): model.id
        for model in catalog.models().values()
        for repo in (model.hf_repo, *model.same_geometry)
    }


@cache
def reported(file: str) -> list[tuple[str, dict[str, str]]]:
    """What llama.cpp reported of models that stand in the catalog, with their ids."""
    with (DATA / "groundtruth.csv").open(encoding="utf-8") as lines:
        repos = {row["model"]: row["hf_id"].lower() for row in csv.DictReader(lines)}
    with (DATA / file).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    ids = {name: ident for name, repo in repos.items() if (ident := find(repo))}
    return [(ids[row["model"]], row) for row in rows if row["model"] in ids]


def find(repo: str) -> str | None:
    """Repositories differ in their ending only: the base model, or one tuned to follow orders."""
    known = catalogued()
    return next(
        (known[name] for name in (repo, f"{repo}-it", f"{repo}-instruct") if name in known), None
    )


def as_asked(ident: str, row: dict[str, str]) -> dict[str, object]:
    return {
        "model": ident,
        "quantization": row["quant"],
        "context": row["n_ctx"],
        "kv_cache_type": row["kv_type_k"],
        "flash_attention": row["flash_attn"],
        "slots": row["n_seq"],
        "micro_batch": row["n_ubatch"],
        **ALONE,
    }


def test_asked_like_the_runtime_was_it_gives_what_the_runtime_reported() -> None:
    rows = reported("groundtruth.csv")
    assert len({ident for ident, _ in rows}) >= 25
    off = []
    for ident, row in rows:
        result = ask(**as_asked(ident, row))
        cache = value(result, "kv_cache_bytes") + value(result, "recurrent_state_bytes")
        assert cache == int(row["kv_total_bytes"]), row
        off.append(value(result, "total_bytes") / 2**20 / float(row["total_mib_nout1"]) - 1)
    assert max(map(abs, off)) < 0.02
    assert sum(map(abs, off)) / len(off) < 0.002


def test_the_server_s_four_slots_are_what_the_server_reported() -> None:
    rows = [
        each
        for each in reported("groundtruth.csv")
        if each[1]["kv_total_mib_server_default_4slots"]
    ]
    assert len(rows) > 200
    for ident, row in rows:
        result = ask(**as_asked(ident, row) | {"slots": 4, "unified_cache": "on"})
        cache = value(result, "kv_cache_bytes") + value(result, "recurrent_state_bytes")
        expected = float(row["kv_total_mib_server_default_4slots"])
        assert cache / 2**20 == pytest.approx(expected, abs=0.006), row


def test_weights_are_those_of_the_file_to_the_byte() -> None:
    rows = reported("groundtruth_quants.csv")
    assert len(rows) > 200
    for ident, row in rows:
        result = ask(model=ident, quantization=row["quant"], machine="mac-studio-m3-ultra-512gb")
        assert value(result, "weights_bytes") == int(row["weights_bytes"]), row


@pytest.mark.parametrize("flash_attention", [True, False])
def test_the_range_of_the_working_space_holds_all_that_was_reported(flash_attention: bool) -> None:
    low, high = MEASURED_COMPUTE[flash_attention]
    runs = [run for run in every_run()[0] if run.setup.flash_attention == flash_attention]
    shares = []
    for run in runs[::7]:
        result = ask(
            model=run.model,
            machine="mac-studio-m3-ultra-512gb",
            quantization=run.setup.quantization,
            context=run.setup.context,
            kv_cache_type=run.setup.kv_cache_type,
            flash_attention=flash_attention,
            slots=run.setup.slots,
            unified_cache=run.setup.unified_cache,
            micro_batch=run.setup.micro_batch,
        )
        shares.append(run.compute_bytes / value(result, "compute_buffer_bytes"))
    assert low <= min(shares) < max(shares) <= high


def on_card(vram_gib: float) -> Result:
    return ask(machine="custom", memory_kind="dedicated", vram_gib=vram_gib, model="qwen3-8b")


def test_a_card_that_holds_all_layers_is_tight_and_not_partial() -> None:
    result = on_card(6.75)
    assert (result.verdict.status, value(result, "gpu_layers")) == ("tight", 36)


def test_the_longest_context_does_not_depend_on_the_one_asked_for() -> None:
    machine = "laptop-rtx-4060-8gb-16gb-ram"
    asked = (ask(model="qwen3-14b", machine=machine, context=c) for c in (1024, 8192, 131_072))
    assert {value(result, "max_context_tokens") for result in asked} == {40_960}


def test_too_large_for_the_card_is_partial_offload_with_a_number_of_layers() -> None:
    result = ask(model="qwen3-14b", machine="laptop-rtx-4060-8gb-16gb-ram", context="8192")
    assert result.verdict.status == "partial_offload"
    assert 0 < value(result, "gpu_layers") < 40


def test_the_longest_context_is_the_longest() -> None:
    inputs = {"model": "llama-3.1-8b", "machine": "laptop-16gb", "quantization": "Q5_K_M", **ALONE}
    longest = int(value(FIT.answer({**inputs, "context": "1024"}), "max_context_tokens"))
    assert 0 < longest < 131_072
    assert value(FIT.answer({**inputs, "context": longest}), "free_bytes") >= 0
    assert value(FIT.answer({**inputs, "context": longest + 256}), "free_bytes") < 0


def test_a_pasted_config_is_a_model_like_any_other() -> None:
    pasted = ask(model="custom", model_config=json.dumps(CONFIG), context="8192")
    listed = ask(model="llama-3.2-1b", context="8192")
    for name in ("weights_bytes", "kv_cache_bytes", "compute_buffer_bytes", "total_bytes"):
        assert value(pasted, name) == value(listed, name)


@pytest.mark.parametrize(
    ("inputs", "field", "said"),
    [
        ({"model": "custom"}, "model_config", "Nothing was pasted."),
        ({"model": "custom", "model_config": "x" * 1_000_000}, "model_config", "262,144"),
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
