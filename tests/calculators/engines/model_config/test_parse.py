"""From a config.json to a geometry: files as published, what they leave open, what is refused."""

import csv
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalog import geometry_from
from calculators.catalog.build import read_records
from calculators.engines.memory import ARCHITECTURES, parameters
from calculators.engines.model_config.defaults import DEFAULTS
from calculators.engines.model_config.document import ConfigError
from calculators.engines.model_config.families import FAMILIES, OUTER, SUPPORTED
from calculators.engines.model_config.parse import POPULAR, parse_model_config
from tests.calculators.engines.memory.geometries import read
from tests.calculators.engines.model_config.configs import (
    ALL,
    CONFIGS,
    MINIMAL,
    PUBLISHED,
    changed,
    geometry,
    missing,
    parsed,
    problems,
    without,
)
from tests.paths import ROOT

RECORDS = {
    record["id"]: geometry_from(record["geometry"])
    for record in read_records(ROOT / "calculators" / "data" / "models", "models")
}
VERBATIM = {
    "Qwen--Qwen3-0.6B": "qwen3-0.6b",
    "Qwen--Qwen3-8B": "qwen3-8b",
    "Qwen--Qwen3-30B-A3B": "qwen3-30b-a3b",
    "Qwen--Qwen3-235B-A22B": "qwen3-235b-a22b",
    "Qwen--Qwen3.5-27B": "qwen3.6-27b",
    "Qwen--Qwen3.5-35B-A3B": "qwen3.6-35b-a3b",
    "Qwen--Qwen3.5-397B-A17B": "qwen3.5-397b-a17b",
    "deepseek-ai--DeepSeek-V3.2": "deepseek-v3.2",
    "google--gemma-4-26B-A4B": "gemma-4-26b-a4b",
    "openai--gpt-oss-20b": "gpt-oss-20b",
    "openai--gpt-oss-120b": "gpt-oss-120b",
    "zai-org--GLM-5": "glm-5.2",
}
SHORTER_CONTEXT = {
    "Qwen--Qwen3-30B-A3B": 40_960,
    "Qwen--Qwen3-235B-A22B": 40_960,
    "zai-org--GLM-5": 202_752,
}
"""First releases of models whose record describes a later one of the same shape."""
SHARED_INDEX = ("glm-5.2",)
"""Of the same shape but for layers that keep no index of their own, as in the first release."""


# Files as published


@pytest.mark.parametrize("name", VERBATIM)
def test_a_published_file_gives_the_geometry_of_its_record(name: str) -> None:
    found = parsed(PUBLISHED[name])
    record = RECORDS[VERBATIM[name]]
    if VERBATIM[name] in SHARED_INDEX:
        record = replace(record, indexer_dim=found.geometry.indexer_dim)
    assert found.context_max == SHORTER_CONTEXT.get(name, record.context_trained)
    assert replace(found.geometry, context_trained=record.context_trained) == record


@pytest.mark.parametrize(
    ("name", "record", "architecture"),
    [
        ("Qwen--Qwen3-VL-4B-Instruct", "qwen3-4b", "qwen3vl"),
        ("Qwen--Qwen3-VL-30B-A3B-Instruct", "qwen3-30b-a3b", "qwen3vlmoe"),
    ],
)
def test_the_text_part_of_qwen3_vl_is_a_qwen3(name: str, record: str, architecture: str) -> None:
    assert geometry(PUBLISHED[name]) == replace(RECORDS[record], architecture=architecture)


@pytest.mark.parametrize("name", sorted(MINIMAL.keys() & RECORDS.keys()))
def test_a_minimal_file_gives_the_geometry_of_its_record(name: str) -> None:
    assert geometry(MINIMAL[name]) == RECORDS[name]


def published_counts() -> list[dict[str, str]]:
    with (CONFIGS / "parameters.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", published_counts(), ids=lambda row: row["model"])
def test_models_without_a_record_have_the_published_number_of_weights(row: dict[str, str]) -> None:
    found = parameters(geometry(MINIMAL[row["model"]]))
    assert found == int(row["parameters"]) + int(row["rope_factors"])


def test_minimax_text_01_has_the_456_billion_weights_that_its_makers_name() -> None:
    assert parameters(geometry(MINIMAL["MiniMax-Text-01"])) == 456_089_655_296


@pytest.mark.parametrize("kinds", [[0, 1], [2] * 80, [[1]] * 80, "all", None])
def test_its_kinds_of_attention_must_be_said_of_each_layer(kinds: object) -> None:
    (problem,) = problems(changed("MiniMax-Text-01", attn_type_list=kinds))
    assert problem == "attn_type_list must have a 0 or a 1 for each of 80 layers."


def test_every_minimal_file_is_compared_with_something() -> None:
    reported = {row["model"] for row in read("architectures.csv")} & MINIMAL.keys()
    assert MINIMAL.keys() == {row["model"] for row in published_counts()} | reported | (
        MINIMAL.keys() & RECORDS.keys()
    )


def test_every_family_is_read_by_some_file() -> None:
    read = {parsed(config).model_type for config in ALL.values()}
    assert FAMILIES.keys() - read == {
        "granitemoeshared",
        "grok-1",
        "minimax_m1",
        "minimax_m3_vl_text",
    }  # like others of their makers


def test_every_architecture_of_the_engine_is_read_from_some_file() -> None:
    assert {geometry(config).architecture for config in ALL.values()} == set(ARCHITECTURES)


def test_every_family_is_named_to_readers_among_them_multimodal_ones() -> None:
    assert len(SUPPORTED) == 127
    assert OUTER["mistral3"] == ("mistral", "ministral3", "mistral4")
    assert OUTER["kimi_k25"] == ("kimi_k2", "deepseek_v3")
    assert {"gemma3", "kimi_k25", "qwen3_vl", "llama"} <= set(SUPPORTED)
    assert not any(name.endswith("_text") for name in SUPPORTED)


# What a file leaves open


def test_keys_that_equal_class_defaults_are_taken_from_there_and_told() -> None:
    assert parsed(MINIMAL["gemma-3-4b"]).assumptions == (
        "Not in the file, so the defaults for “gemma3_text” count: num_attention_heads 8, "
        "vocab_size 262,208, num_key_value_heads 4, head_dim 256, max_position_embeddings 131,072.",
        "The weights are those of the text model: images need a file of their own.",
    )


def test_a_complete_file_needs_no_assumption() -> None:
    assert parsed(MINIMAL["llama-3.1-8b"]).assumptions == ()


def test_a_multimodal_file_without_a_text_part_of_its_own_is_told_too() -> None:
    assert parsed(MINIMAL["Qwen2.5-VL-7B"]).assumptions == (
        "The weights are those of the text model: images need a file of their own.",
    )


def test_a_text_part_that_names_no_model_type_has_the_first_of_its_file() -> None:
    config = changed("mistral-small-3.2-24b")
    del config["text_config"]["model_type"]
    assert parsed(config).model_type == "mistral"


def test_the_longest_context_is_that_of_the_geometry() -> None:
    found = parsed(MINIMAL["Command-R"])
    assert (found.model_type, found.context_max) == ("cohere", 131_072)


def test_the_name_is_the_last_part_of_the_path_or_the_model_type() -> None:
    def name(**keys: Any) -> str:
        return parsed(changed("phi-4", **keys)).name

    assert name() == "phi3"
    assert name(_name_or_path="microsoft/phi-4") == "phi-4"
    assert name(_name_or_path="./out\x07put/<b>mine</b>/") == "b>"
    assert name(_name_or_path=17) == "phi3"
    assert name(_name_or_path="x" * 200) == "x" * 80


def test_a_file_without_a_class_goes_by_its_model_type() -> None:
    assert geometry(changed("phi-4", architectures=[])) == RECORDS["phi-4"]
    assert geometry(without("phi-4", "architectures")) == RECORDS["phi-4"]


# What is refused


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Nothing was pasted. Paste the whole config.json of the model."),
        ("[1, 2]", "This is a JSON list, not an object. Paste the file from { to }."),
        ("null", "This is a JSON null, not an object. Paste the file from { to }."),
        ("12", "This is a JSON number, not an object. Paste the file from { to }."),
        (
            '{"model_type": }',
            "This is not JSON: Expecting value at line 1, column 16. "
            "Paste the whole file, unchanged.",
        ),
        (
            '{"a": "' + "x" * 1_000_000 + '"}',
            "The text is 976 kB; the limit is 256 kB. Paste config.json only, not the tokenizer "
            "or the weights' index.",
        ),
        ("[" * 100_000, "The JSON nests more than 32 levels deep; a config.json does not."),
        (
            '{"vocab_size": ' + "9" * 5000 + "}",
            "This is not a config.json: a number in it is too long.",
        ),
        ("{}", "model_type is missing. Paste the whole config.json of the model."),
        (
            '{"model_type": "llama", "text_config": {}}',
            "text_config is not expected in a file of model_type “llama”.",
        ),
        ('{"model_type": "gemma3", "text_config": 3}', "text_config is “3”; it must be an object."),
        (
            '{"model_type": "mistral3", "text_config": {"model_type": "qwen2"}}',
            "text_config.model_type is “qwen2”; “mistral3” files are supported with mistral or "
            "ministral3 or mistral4.",
        ),
    ],
    ids=lambda value: value[:24],
)
def test_what_is_not_a_config_is_refused_in_one_sentence(text: str, problem: str) -> None:
    assert problems(text) == (problem,)


def test_an_unknown_architecture_is_refused_with_what_is_supported() -> None:
    (problem,) = problems({"model_type": "perceptron"})
    assert problem.startswith("model_type “perceptron” is not supported: its tensors were not")
    assert problem.endswith(f"{len(SUPPORTED)} are, among them {', '.join(POPULAR)}.")
    assert set(POPULAR) <= set(SUPPORTED)


def test_a_file_of_an_unknown_model_type_is_read_by_its_class_as_llama_cpp_does() -> None:
    own = MINIMAL["llama-3.1-8b"] | {"model_type": "our_llama"}
    assert geometry(own) == geometry(MINIMAL["llama-3.1-8b"])
    assert parsed(own).model_type == "llama"
    (problem,) = problems(own | {"architectures": ["PerceptronForCausalLM"]})
    assert problem.startswith("model_type “our_llama” is not supported")


@pytest.mark.parametrize("value", [3, None, ["llama"], {}])
def test_a_model_type_that_is_no_text_is_refused(value: Any) -> None:
    (problem,) = problems({"model_type": value})
    assert problem.startswith("model_type ")


def test_brackets_inside_text_are_not_nesting() -> None:
    assert geometry(changed("phi-4", note="[" * 200 + '\\"' + "{" * 200)).layers == 40


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-3, "“-3”"),
        (0, "“0”"),
        (2.5, "“2.5”"),
        ("32", "“32”"),
        (True, "“true”"),
        (10**60, "“a number with more than 40 digits”"),
        (float("nan"), "“nan”"),
        ([32], "a list"),
        ({"a": 1}, "an object"),
    ],
)
def test_a_nonsensical_number_is_named_with_its_limits(value: Any, shown: str) -> None:
    assert problems(changed("llama-3.1-8b", num_hidden_layers=value)) == (
        f"num_hidden_layers is {shown}; it must be a whole number from 1 to 1,000.",
    )


def test_all_problems_are_told_at_once() -> None:
    config = changed("llama-3.1-8b", hidden_size=-1, vocab_size="many", attention_bias="yes")
    del config["num_hidden_layers"]
    assert problems(config) == (
        "hidden_size is “-1”; it must be a whole number from 1 to 1,000,000.",
        "num_hidden_layers is missing. Paste the whole config.json of the model.",
        "vocab_size is “many”; it must be a whole number from 1 to 10,000,000.",
        "attention_bias is “yes”; it must be true or false.",
    )


@pytest.mark.parametrize(
    "key", ["num_hidden_layers", "hidden_size", "num_attention_heads", "vocab_size"]
)
@pytest.mark.parametrize("name", ["llama-3.1-8b", "qwen3-4b", "glm-4.7-flash", "lfm2.5-1.2b"])
def test_no_size_is_ever_guessed_in_a_file_of_a_text_model(name: str, key: str) -> None:
    assert missing(key) in problems(without(name, key))


def test_lists_must_have_one_known_name_for_each_layer() -> None:
    assert problems(changed("olmo-3-7b", layer_types=["full_attention"])) == (
        "layer_types must be a list of 32 names, one per layer.",
    )
    assert problems(changed("olmo-3-7b", layer_types=["sideways"] * 32)) == (
        "layer_types has “sideways”; known names are full_attention, sliding_attention.",
    )
    assert problems(changed("nemotron-3-nano-4b", hybrid_override_pattern="MX")) == (
        "hybrid_override_pattern must be 42 letters, one per layer, of “M*-”.",
    )


def test_another_head_or_a_draft_model_is_another_shape() -> None:
    (problem,) = problems(changed("qwen3-4b", architectures=["Qwen3ForSequenceClassification"]))
    assert problem == (
        "architectures has “Qwen3ForSequenceClassification”; a “qwen3” file is supported with "
        "Qwen3ForCausalLM."
    )
    (problem,) = problems(changed("llama-3.1-8b", draft_vocab_size=32_000))
    assert problem == "draft_vocab_size marks a draft model; only main models are supported."


def test_more_experts_used_than_there_are() -> None:
    assert problems(changed("Mixtral-8x7B", num_experts_per_tok=9)) == (
        "Each token uses 9 experts, but there are 8.",
    )


# Anything at all

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
SMALL = st.integers(min_value=-2, max_value=2000)
KNOWN = {key for defaults in DEFAULTS.values() for key in defaults}


def sentences(text: str) -> tuple[str, ...]:
    try:
        return parse_model_config(text).assumptions
    except ConfigError as error:
        return error.problems or ("refused without a reason" * 100,)


def is_read_or_refused(text: str) -> None:
    assert all(0 < len(sentence) < 2000 and "\n" not in sentence for sentence in sentences(text))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    is_read_or_refused(text)


@given(st.dictionaries(st.text(max_size=10), JSON, max_size=6), st.sampled_from(sorted(FAMILIES)))
def test_any_object_is_read_or_refused(config: dict[str, Any], model_type: str) -> None:
    is_read_or_refused(json.dumps(config | {"model_type": model_type}))


@given(st.data())
def test_any_change_to_a_real_file_is_read_or_refused(data: st.DataObject) -> None:
    config = dict(MINIMAL[data.draw(st.sampled_from(sorted(MINIMAL)))])
    inner = dict(config["text_config"]) if "text_config" in config else config
    known = st.sampled_from(sorted(inner.keys() | KNOWN))
    inner |= data.draw(st.dictionaries(known, JSON | SMALL, min_size=1, max_size=3))
    whole = config | {"text_config": inner} if "text_config" in config else inner
    is_read_or_refused(json.dumps(whole))
