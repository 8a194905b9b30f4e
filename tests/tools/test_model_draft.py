import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from calculators.catalog import build as catalog_build
from calculators.catalog import geometry_from, model, models
from calculators.catalog.schema import check_model
from calculators.core.records import RecordError
from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.parse import parse_model_config
from tools.model_draft import draft_record, record_id
from tools.places import ROOT

CONFIGS = ROOT / "tests" / "data" / "configs"
MINIMAL: dict[str, object] = json.loads((CONFIGS / "minimal.json").read_text("utf-8"))
READ = "config.json, downloaded 2026-11-24"
DENSE = """# A draft from config.json. Replace each TODO, check the rest, then delete the notes.
# Weights counted from the geometry: 8,190,735,360. Compare with the published number.
id = "qwen3-8b"
name = "Qwen3 8B"  # check: as its developer writes it
developer = "Alibaba (Qwen)"
hf_repo = "Qwen/Qwen3-8B"
released = "TODO: YYYY-MM-DD, YYYY-MM or YYYY"
modalities = "TODO: what it takes in, of text, image, audio, video"
licence = "TODO: its name as published"
licence_osi = "TODO: yes, no, or not established"
context_max = 40_960
recommended_quantization = "Q4_K_M"  # check: the usual one, if it is offered
checked = "TODO: today, as a date without quotes"

[geometry]
architecture = "qwen3"
layers = 36
width = 4096
vocabulary = 151_936
heads = 32
kv_heads = 8
key_dim = 128
ffn_width = 12_288
context_trained = 40_960

[[source]]
title = "Qwen/Qwen3-8B on Hugging Face"
url = "https://huggingface.co/Qwen/Qwen3-8B"
"""


def config(name: str) -> str:
    return (CONFIGS / f"{name}.json").read_text("utf-8")


def lines(record: str) -> list[str]:
    """Those of its geometry, in any order, without what a person noted beside them."""
    table = record.partition("[geometry]\n")[2].partition("\n\n")[0]
    return sorted(line.partition("  # ")[0] for line in table.splitlines())


def geometry(draft: str) -> Geometry:
    return geometry_from(tomllib.loads(draft)["geometry"])


def completed(draft: str) -> str:
    """What a person makes of a draft."""
    text = draft.replace('"TODO: today, as a date without quotes"', "2026-11-24")
    for hint, found in (
        ("YYYY-MM-DD, YYYY-MM or YYYY", "2025-04-28"),
        ("yes, no, or not established", "yes"),
        ("https address", "https://example.com/news"),
    ):
        text = text.replace(f"TODO: {hint}", found)
    return text.replace("TODO: ", "")


def test_a_draft_reads_like_the_records() -> None:
    draft = draft_record("Qwen/Qwen3-8B", config("Qwen--Qwen3-8B"), read=READ)
    assert draft.startswith(DENSE)


@pytest.mark.parametrize("ident", sorted(MINIMAL.keys() & models().keys()))
def test_the_geometry_is_written_as_in_the_record_by_hand(ident: str) -> None:
    draft = draft_record(model(ident).hf_repo, json.dumps(MINIMAL[ident]), read=READ)
    record = (catalog_build.DATA / "models" / f"{ident}.toml").read_text("utf-8")
    assert lines(draft) == lines(record)


@pytest.mark.parametrize(
    ("file", "ident"),
    [
        ("Qwen--Qwen3-0.6B", "qwen3-0.6b"),
        ("Qwen--Qwen3-30B-A3B", "qwen3-30b-a3b"),
        ("Qwen--Qwen3.5-35B-A3B", "qwen3.6-35b-a3b"),
        ("deepseek-ai--DeepSeek-V3.2", "deepseek-v3.2"),
        ("google--gemma-4-26B-A4B", "gemma-4-26b-a4b"),
        ("openai--gpt-oss-20b", "gpt-oss-20b"),
    ],
)
def test_a_draft_has_the_geometry_of_the_record_by_hand(file: str, ident: str) -> None:
    found = geometry(draft_record(file.replace("--", "/"), config(file), read=READ))
    assert found == parse_model_config(config(file)).geometry
    by_hand = model(ident).geometry  # of a later release, some of them, with a longer context
    assert replace(found, context_trained=by_hand.context_trained) == by_hand


def test_a_release_before_differs_only_in_the_layers_that_keep_an_index() -> None:
    found = geometry(draft_record("zai-org/GLM-5", config("zai-org--GLM-5"), read=READ))
    later = model("glm-5.2").geometry
    same = {"context_trained": found.context_trained, "indexer_dim": found.indexer_dim}
    assert (found.indexer_dim, set(later.indexer_dim)) == (128, {0, 128})  # type: ignore[arg-type]
    assert replace(later, **same) == found  # type: ignore[arg-type]


def test_only_a_mixture_of_experts_is_asked_for_its_active_weights() -> None:
    asked = '\nactive_parameters = "TODO: as published, such as 3.3B"\n'
    assert asked in draft_record("a/b", config("Qwen--Qwen3-30B-A3B"), read=READ)
    assert "active_parameters" not in draft_record("a/b", config("Qwen--Qwen3-8B"), read=READ)


def test_what_the_config_leaves_open_is_noted_above_the_geometry() -> None:
    draft = draft_record("a/b", config("Qwen--Qwen3-VL-4B-Instruct"), read=READ)
    note = "The weights are those of the text model: images need a file of their own."
    assert f"# check: {note}\n[geometry]\n" in draft


def test_an_owner_without_records_is_asked_for_the_developer() -> None:
    draft = draft_record("somebody/Some_Model-1B", config("Qwen--Qwen3-8B"), read=READ)
    assert 'developer = "TODO: who trained it; the repository is somebody’s"' in draft
    assert 'id = "some-model-1b"\nname = "Some Model 1B"' in draft


@pytest.mark.parametrize(
    ("repository", "ident"),
    [
        ("Qwen/Qwen3-30B-A3B-Instruct-2507", "qwen3-30b-a3b"),
        ("swiss-ai/Apertus-8B-Instruct-2509", "apertus-8b"),
        ("nvidia/Some_Model-9B-BF16", "some-model-9b"),
        ("microsoft/phi-4", "phi-4"),
    ],
)
def test_the_id_leaves_out_how_a_model_was_tuned(repository: str, ident: str) -> None:
    assert record_id(repository) == ident


def test_the_catalog_refuses_a_draft_and_says_what_is_left_to_do() -> None:
    record = tomllib.loads(draft_record("a/b-1b", config("Qwen--Qwen3-30B-A3B"), read=READ))
    with pytest.raises(RecordError) as refused:
        check_model(record, "b-1b")
    assert str(refused.value) == (
        "b-1b: still a draft; fill in or leave out developer, released, modalities, licence, "
        "licence_osi, total_parameters, active_parameters, checked, source 1 establishes, "
        "source 2 title, source 2 read, source 3 title, source 3 url, source 3 read"
    )


def test_a_draft_completed_by_hand_is_a_record(tmp_path: Path) -> None:
    draft = draft_record("a/b-1b", config("google--gemma-4-26B-A4B"), read=READ)
    (tmp_path / "b-1b.toml").write_text(completed(draft), encoding="utf-8")
    (record,) = catalog_build.read_records(tmp_path, "models")
    assert record["checked"] == date(2026, 11, 24)
    assert geometry_from(record["geometry"]) == geometry(draft)
