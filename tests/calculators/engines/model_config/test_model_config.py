import csv
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalog import geometry_from
from calculators.catalog.build import read_records
from calculators.engines.memory import (
    ARCHITECTURES,
    Geometry,
    Setup,
    kv_cache,
    parameters,
    slot_state_bytes,
)
from calculators.engines.memory.geometry import pick
from calculators.engines.model_config.defaults import DEFAULTS
from calculators.engines.model_config.document import ConfigError
from calculators.engines.model_config.families import FAMILIES, OUTER, SUPPORTED
from calculators.engines.model_config.parse import POPULAR, parse_model_config
from tests.paths import ROOT

CONFIGS = ROOT / "tests" / "data" / "configs"
MINIMAL: dict[str, dict[str, Any]] = json.loads((CONFIGS / "minimal.json").read_text("utf-8"))
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


def problems(config: Any) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_model_config(config if isinstance(config, str) else json.dumps(config))
    return caught.value.problems


def changed(name: str, **keys: Any) -> dict[str, Any]:
    return MINIMAL[name] | keys


def without(name: str, key: str) -> dict[str, Any]:
    return {k: v for k, v in MINIMAL[name].items() if k != key}


def geometry(config: dict[str, Any]) -> Geometry:
    return parse_model_config(json.dumps(config)).geometry


# Files as published


@pytest.mark.parametrize("name", VERBATIM)
def test_a_published_file_gives_the_geometry_of_its_record(name: str) -> None:
    parsed = parse_model_config((CONFIGS / f"{name}.json").read_text("utf-8"))
    record = RECORDS[VERBATIM[name]]
    assert parsed.context_max == SHORTER_CONTEXT.get(name, record.context_trained)
    assert replace(parsed.geometry, context_trained=record.context_trained) == record


@pytest.mark.parametrize(
    ("name", "record", "architecture"),
    [
        ("Qwen--Qwen3-VL-4B-Instruct", "qwen3-4b", "qwen3vl"),
        ("Qwen--Qwen3-VL-30B-A3B-Instruct", "qwen3-30b-a3b", "qwen3vlmoe"),
    ],
)
def test_the_text_part_of_qwen3_vl_is_a_qwen3(name: str, record: str, architecture: str) -> None:
    found = parse_model_config((CONFIGS / f"{name}.json").read_text("utf-8")).geometry
    assert found == replace(RECORDS[record], architecture=architecture)


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


def test_every_minimal_file_is_compared_with_something() -> None:
    assert MINIMAL.keys() == {row["model"] for row in published_counts()} | (
        MINIMAL.keys() & RECORDS.keys()
    )


def test_every_family_is_read_by_some_file() -> None:
    texts = [json.dumps(config) for config in MINIMAL.values()]
    texts += [path.read_text("utf-8") for path in CONFIGS.glob("*--*.json")]
    read = {parse_model_config(text).model_type for text in texts}
    assert FAMILIES.keys() - read == {"granitemoeshared"}  # no such model is in the catalog


def test_every_architecture_of_the_engine_is_read_from_some_file() -> None:
    texts = [json.dumps(config) for config in MINIMAL.values()]
    texts += [path.read_text("utf-8") for path in CONFIGS.glob("*--*.json")]
    assert {parse_model_config(text).geometry.architecture for text in texts} == set(ARCHITECTURES)


def test_defaults_belong_to_known_families() -> None:
    assert DEFAULTS.keys() <= FAMILIES.keys()
    assert {name for names in OUTER.values() for name in names} <= FAMILIES.keys()


# What a file leaves open


def test_keys_that_equal_class_defaults_are_taken_from_there_and_told() -> None:
    parsed = parse_model_config(json.dumps(MINIMAL["gemma-3-4b"]))
    assert parsed.assumptions == (
        "Not in the file, so the defaults for “gemma3_text” count: num_attention_heads 8, "
        "vocab_size 262,208, num_key_value_heads 4, head_dim 256, max_position_embeddings 131,072.",
        "Only the text model counts: images or sound need a file of their own.",
    )


def test_a_complete_file_needs_no_assumption() -> None:
    assert parse_model_config(json.dumps(MINIMAL["llama-3.1-8b"])).assumptions == ()


def test_prediction_layers_that_the_file_keeps_are_counted_as_published() -> None:
    parsed = parse_model_config(json.dumps(MINIMAL["glm-4.5-air"]))
    assert parsed.geometry.mtp_layers == 1
    assert parameters(parsed.geometry) == 110_468_824_832


def test_prediction_layers_are_left_out_and_told() -> None:
    parsed = parse_model_config(json.dumps(MINIMAL["DeepSeek-V3"]))
    assert parsed.geometry.mtp_layers == 0
    assert parsed.assumptions == (
        "Layers for multi-token prediction are left out: llama.cpp loads them only on request.",
    )


def test_a_window_that_llama_cpp_ignores_is_told() -> None:
    parsed = parse_model_config(json.dumps(changed("mistral-7b-v0.3", sliding_window=4096)))
    assert parsed.geometry.sliding_window == 0
    assert parsed.assumptions == (
        "sliding_window 4,096 is ignored: llama.cpp keeps the whole context for “mistral”.",
    )


def test_the_name_is_the_last_part_of_the_path_or_the_model_type() -> None:
    def name(**keys: Any) -> str:
        return parse_model_config(json.dumps(changed("phi-4", **keys))).name

    assert name() == "phi3"
    assert name(_name_or_path="microsoft/phi-4") == "phi-4"
    assert name(_name_or_path="./out\x07put/<b>mine</b>/") == "b>"
    assert name(_name_or_path=17) == "phi3"


# How llama.cpp's converter reads a key


def test_lfm2_works_out_its_feed_forward_size() -> None:
    config = MINIMAL["lfm2.5-1.2b"]
    assert geometry(config).ffn_width == 8192
    assert geometry(config | {"block_auto_adjust_ff_dim": False}).ffn_width == 12_288
    assert geometry(config | {"block_ffn_dim_multiplier": 1.1}).ffn_width == 9216


def test_granite_without_mamba_layers_is_a_plain_granite() -> None:
    assert geometry(MINIMAL["granite-4.1-3b"]).architecture == "granite"


def test_latent_attention_has_one_kv_head_and_may_lack_a_query_rank() -> None:
    found = geometry(MINIMAL["DeepSeek-V2-Lite"])
    assert (found.kv_heads, found.key_dim, found.value_dim) == (1, 192, 128)
    assert (found.kv_lora_rank, found.q_lora_rank, found.router_bias) == (512, 0, False)


def test_layers_that_share_an_indexer_keep_no_keys_of_their_own() -> None:
    config = json.loads((CONFIGS / "zai-org--GLM-5.json").read_text("utf-8"))
    config["indexer_types"] = ["full", "shared"] * 39
    assert geometry(config).indexer_dim == (128, 0)


def test_the_prediction_layer_makes_up_what_is_missing_from_the_published_count() -> None:
    hy3 = geometry(MINIMAL["Hy3"])
    assert parameters(replace(hy3, mtp_layers=1)) == 298_786_155_776


def test_the_class_tells_the_versions_of_ling_apart() -> None:
    assert geometry(MINIMAL["Ling-lite"]).architecture == "bailingmoe"
    assert geometry(MINIMAL["Ling-mini-2.0"]).architecture == "bailingmoe2"
    (problem,) = problems(without("Ling-lite", "architectures"))
    assert problem == "architectures is missing. Paste the whole config.json of the model."


def test_one_expert_alone_is_an_ordinary_feed_forward_block() -> None:
    assert geometry(MINIMAL["Jamba-Reasoning-3B"]).experts == 0
    assert geometry(MINIMAL["Jamba-v0.1"]).expert_layer_step == 2


def test_layers_that_a_search_thinned_out() -> None:
    found = geometry(MINIMAL["Llama-3.3-Nemotron-Super-49B"])
    assert found.kinds[5:12] == "gffgggf"
    assert (pick(found.ffn_width, 0), pick(found.ffn_width, 1)) == (14_336, 28_672)
    assert found.kinds.count("g") == 49


def test_kimi_linear_lists_its_attention_layers() -> None:
    found = geometry(MINIMAL["Kimi-Linear-48B-A3B"])
    assert found.kinds == "rrrg" * 6 + "rrg"
    assert (found.kv_heads, found.key_dim, found.context_trained) == (1, 192, 1_048_576)


def test_a_model_of_mamba_layers_has_no_cache_and_no_limit_of_its_own() -> None:
    found = geometry(MINIMAL["Mamba-2.8B"])
    assert kv_cache(found, Setup(context=8192)).total_bytes == 0
    assert slot_state_bytes(found) == 64 * 4 * 5120 * (16 + 3)
    assert found.context_trained == 1_048_576


def test_command_r_and_hunyuan_see_further_than_their_positions_say() -> None:
    assert geometry(MINIMAL["Command-R"]).context_trained == 131_072
    assert geometry(MINIMAL["Hunyuan-7B"]).context_trained == 262_144


def test_older_hunyuan_files_name_the_head_size_differently() -> None:
    config = without("Hunyuan-7B", "head_dim") | {"attention_head_dim": 64}
    assert geometry(config).key_dim == 64


def test_a_multimodal_file_without_a_text_part_of_its_own_is_told_too() -> None:
    parsed = parse_model_config(json.dumps(MINIMAL["Qwen2.5-VL-7B"]))
    assert parsed.assumptions == (
        "Only the text model counts: images or sound need a file of their own.",
    )


def test_rope_factors_are_stored_for_llama_3_scaling_only() -> None:
    config = MINIMAL["llama-3.1-8b"]
    assert geometry(config).rope_factors
    assert not geometry(config | {"rope_scaling": None}).rope_factors
    moved = {"rope_scaling": None, "rope_parameters": {"rope_type": "LLAMA3"}}
    assert geometry(config | moved).rope_factors


def test_the_output_matrix_is_stored_unless_tied_or_never_converted() -> None:
    untied = {"tie_word_embeddings": False}
    assert not geometry(MINIMAL["gemma-3-1b"] | untied).tied_embeddings
    assert geometry(MINIMAL["Gemma-2-9B"] | untied).tied_embeddings


def test_a_file_without_a_class_goes_by_its_model_type() -> None:
    assert geometry(changed("phi-4", architectures=[])) == RECORDS["phi-4"]
    assert geometry(without("phi-4", "architectures")) == RECORDS["phi-4"]


def test_nemotron_files_may_list_blocks_instead_of_letters() -> None:
    config = MINIMAL["nemotron-3-super-120b-a12b"]
    assert geometry(config).layers == len(config["layers_block_type"]) == 88
    assert problems(without("nemotron-3-nano-4b", "hybrid_override_pattern")) == (
        "hybrid_override_pattern is missing. Paste the whole config.json of the model.",
    )


def test_biases_follow_the_switches() -> None:
    found = geometry(changed("llama-3.1-8b", attention_bias=True, mlp_bias=True))
    assert (found.qkv_bias, found.output_bias, found.ffn_bias) == (True, True, True)


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
        (
            "[" * 100_000,
            "The JSON nests more than 32 levels deep; a config.json does not.",
        ),
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
    (problem,) = problems({"model_type": "deepseek_v4"})
    assert problem.startswith("model_type “deepseek_v4” is not supported: its tensors were not")
    assert problem.endswith(f"{len(SUPPORTED)} are, among them {', '.join(POPULAR)}.")
    assert set(POPULAR) <= set(SUPPORTED)


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
    missing = f"{key} is missing. Paste the whole config.json of the model."
    assert missing in problems(without(name, key))


def test_heads_must_fit() -> None:
    assert problems(changed("llama-3.1-8b", num_key_value_heads=5)) == (
        "num_key_value_heads is 5, which does not divide num_attention_heads 32.",
    )
    assert problems(changed("llama-3.1-8b", hidden_size=4000, num_attention_heads=24)) == (
        "head_dim is missing, and hidden_size 4,000 is not a multiple of num_attention_heads 24.",
    )
    assert problems(changed("Qwen2.5-7B", head_dim=64)) == (
        "num_attention_heads 28 x head_dim 64 is not hidden_size 3,584; "
        "llama.cpp cannot load such a “qwen2” model.",
    )


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


def test_a_layout_that_llama_cpp_would_not_follow_is_refused() -> None:
    (problem,) = problems(changed("gemma-3-1b", layer_types=["full_attention"] * 26))
    assert problem == (
        "layer_types must make every layer global whose number divides by 6: "
        "llama.cpp assumes so for “gemma3_text”."
    )
    (problem,) = problems(changed("qwen3-4b", attention_bias=True))
    assert problem == "attention_bias is true; only false is supported for “qwen3”."


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("Command-R", {"use_qk_norm": True}, "use_qk_norm must be true from 64 layers on"),
        ("Phi-2", {"intermediate_size": 8192}, "intermediate_size must be 4 x hidden_size"),
        ("Phi-3.5-MoE", {"lm_head_bias": False}, "lm_head_bias must be true: llama.cpp expects"),
        ("StableLM-2-1.6B", {"use_parallel_residual": True}, "use_parallel_residual is true; only"),
        ("StarCoder2-7B", {"use_bias": False}, "use_bias must be true: llama.cpp expects it"),
        ("OLMoE-1B-7B", {"num_key_value_heads": 4}, "num_key_value_heads must equal num_att"),
        ("ERNIE-4.5-21B-A3B", {"moe_layer_interval": 2}, "moe_layer_interval must be 1 and"),
        ("ERNIE-4.5-21B-A3B", {"moe_num_shared_experts": 1}, "moe_intermediate_size x moe_num"),
        ("Hunyuan-A13B", {"moe_topk": [8] * 31 + [4]}, "moe_topk must be the same in all layers"),
        ("Hunyuan-7B", {"num_experts": 2}, "num_experts must be 1 in a dense model."),
        ("Ling-lite", {"first_k_dense_replace": 1}, "first_k_dense_replace must be 0"),
        ("Jamba-v0.1", {"expert_layer_offset": 0}, "expert_layer_offset must be expert_layer_pe"),
        ("Codestral-Mamba-7B", {"num_heads": 64}, "num_heads x head_dim must be expand x hidden"),
        ("Trinity-Mini", {"global_attn_every_n_layers": 2}, "global_attn_every_n_layers and"),
        ("Mellum2-12B-A2.5B", {"layer_types": None}, "layer_types is missing."),
        ("K-EXAONE-236B-A23B", {"sliding_window_pattern": "LG"}, "sliding_window_pattern must be"),
        ("Kimi-Linear-48B-A3B", {"linear_attn_config": 4}, "linear_attn_config is missing."),
        ("Llama-3.3-Nemotron-Super-49B", {"block_configs": [{}]}, "block_configs must be a list"),
        ("MiniCPM4-8B", {"tie_word_embeddings": None}, "tie_word_embeddings is missing; releases"),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(MINIMAL[name] | keys)[0].startswith(start)


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
    known = st.sampled_from(sorted(inner.keys() | DEFAULTS[max(DEFAULTS)].keys()))
    inner |= data.draw(st.dictionaries(known, JSON | SMALL, min_size=1, max_size=3))
    whole = config | {"text_config": inner} if "text_config" in config else inner
    is_read_or_refused(json.dumps(whole))
