"""What most families share: heads, biases, experts, windows, rope."""

from dataclasses import replace
from typing import Any

import pytest

from calculators.engines.memory import Geometry
from calculators.engines.model_config.config import FAMILIES, OUTER, Config, family
from tests.calculators.engines.model_config.configs import MINIMAL, changed, geometry, problems

SMALL = {
    "hidden_size": 1024,
    "num_hidden_layers": 8,
    "num_attention_heads": 8,
    "num_key_value_heads": 2,
    "vocab_size": 32_000,
    "intermediate_size": 4096,
    "max_position_embeddings": 8192,
}
PLAIN = Geometry(
    architecture="llama",
    layers=8,
    width=1024,
    vocabulary=32_000,
    heads=8,
    kv_heads=2,
    key_dim=128,
    context_trained=8192,
)


def config(**keys: Any) -> Config:
    return Config(SMALL | keys, "llama")


def test_a_reader_is_registered_by_its_model_type_and_by_that_of_files_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("calculators.engines.model_config.config.FAMILIES", families := {})
    monkeypatch.setattr("calculators.engines.model_config.config.OUTER", outer := {})

    @family("second_text", "SecondModel", inside="both")
    @family("first_text", "FirstModel", "FirstForCausalLM", inside="both")
    def read(c: Config) -> Geometry:
        return c.attention("llama")

    assert list(families) == ["first_text", "second_text"]
    assert families["first_text"].classes == ("FirstModel", "FirstForCausalLM")
    assert outer == {"both": ("first_text", "second_text")}
    assert read(config()) == families["second_text"].read(config()) == PLAIN


def test_every_text_part_of_a_multimodal_file_is_a_family() -> None:
    assert {name for names in OUTER.values() for name in names} <= FAMILIES.keys()
    assert not OUTER.keys() & FAMILIES.keys()


# Heads


def test_heads_share_the_width_unless_their_size_is_given() -> None:
    assert config().attention("llama") == PLAIN
    assert config(head_dim=64).attention("llama") == replace(PLAIN, key_dim=64)


def test_without_a_number_of_kv_heads_there_is_one_for_each_query_head() -> None:
    c = config(num_key_value_heads=None)
    assert c.attention("llama").kv_heads == 8
    assert c.assumptions == (
        "Not in the file, so the defaults for “llama” count: num_key_value_heads 8.",
    )


def test_embeddings_are_tied_where_the_file_says_so_or_the_class_does() -> None:
    assert config(tie_word_embeddings=True).attention("llama").tied_embeddings
    assert config().attention("llama", tied=True).tied_embeddings
    assert not config(tie_word_embeddings=False).attention("llama", tied=True).tied_embeddings


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


# Feed-forward blocks, biases and experts


def test_a_dense_model_has_one_feed_forward_block_in_every_layer() -> None:
    assert config().dense("llama") == replace(PLAIN, ffn_width=4096)


def test_biases_follow_the_switches() -> None:
    found = geometry(changed("llama-3.1-8b", attention_bias=True, mlp_bias=True))
    assert (found.qkv_bias, found.output_bias, found.ffn_bias) == (True, True, True)
    one = config(attention_bias=True).llama_like("llama")
    assert (one.qkv_bias, one.output_bias, one.ffn_bias) == (True, True, False)


def test_experts_are_read_from_the_keys_of_the_family() -> None:
    usual = config(num_experts=64, num_experts_per_tok=6, moe_intermediate_size=512)
    found = replace(PLAIN, experts=64, experts_used=6, expert_ffn_width=512)
    assert usual.with_experts(PLAIN) == found
    own = config(num_local_experts=64, top_k=6, width=512)
    assert own.with_experts(PLAIN, "num_local_experts", "width", used="top_k") == found


@pytest.mark.parametrize("key", ["decoder_sparse_step", "moe_layer_freq"])
@pytest.mark.parametrize("step", [2, 0, True, "1"])
def test_a_step_between_sparse_layers_is_refused(key: str, step: Any) -> None:
    c = config(**{key: step})
    c.needs_experts_everywhere()
    assert c.problems == [
        f"{key} must be 1: llama.cpp expects experts in every layer after the first."
    ]


def test_a_list_of_dense_layers_is_refused_unless_it_is_empty() -> None:
    c = config(mlp_only_layers=[], decoder_sparse_step=1, moe_layer_freq=1)
    c.needs_experts_everywhere()
    assert c.problems == []
    assert problems(changed("Qwen1.5-MoE-A2.7B", mlp_only_layers=[0])) == (
        "mlp_only_layers must be empty: llama.cpp expects experts in every layer.",
    )


# Windows


def test_sliding_layers_have_a_pattern_and_a_window() -> None:
    assert config(sliding_window=512).with_window(PLAIN, "sssg") == replace(
        PLAIN, pattern="sssg", sliding_window=512
    )


def test_a_pattern_that_llama_cpp_assumes_may_be_listed_counted_or_left_out() -> None:
    listed = ["sliding_attention", "full_attention"] * 4
    for keys in ({}, {"layer_types": listed}, {"sliding_window_pattern": 2}):
        assert config(**keys).fixed_pattern(2) == "sg"


@pytest.mark.parametrize(
    "keys", [{"layer_types": ["full_attention"] * 8}, {"sliding_window_pattern": 4}]
)
def test_another_pattern_is_refused(keys: dict[str, Any]) -> None:
    c = config(**keys)
    c.fixed_pattern(2)
    assert c.problems == [
        "layer_types must make every layer global whose number divides by 2: "
        "llama.cpp assumes so for “llama”."
    ]


def test_a_window_that_llama_cpp_ignores_is_told() -> None:
    c = config(sliding_window=4096)
    c.note_ignored_window()
    assert c.notes == [
        "sliding_window 4,096 is ignored: llama.cpp keeps the whole context for “llama”."
    ]


@pytest.mark.parametrize("window", [None, 0, 8192, 100_000])
def test_a_window_that_hides_nothing_is_not_worth_telling(window: int | None) -> None:
    c = config(sliding_window=window)
    c.note_ignored_window()
    assert c.notes == []


def test_a_window_that_a_switch_leaves_unused_is_not_told() -> None:
    for used in (False, True):
        c = config(sliding_window=4096, use_sliding_window=used)
        c.note_ignored_window(switch="use_sliding_window")
        assert len(c.notes) == used


# Rope


def test_part_of_each_head_may_be_rotated_and_0_stands_for_all_of_it() -> None:
    assert config(partial_rotary_factor=0.5).rotated(PLAIN) == 64
    assert config(partial_rotary_factor=1.0).rotated(PLAIN) == 0
    assert config().rotated(PLAIN) == 0
    assert config().rotated(PLAIN, 0.25) == 32


def test_rope_factors_are_stored_for_llama_3_scaling_only() -> None:
    model = MINIMAL["llama-3.1-8b"]
    assert geometry(model).rope_factors
    assert not geometry(model | {"rope_scaling": None}).rope_factors
    moved = {"rope_scaling": None, "rope_parameters": {"rope_type": "LLAMA3"}}
    assert geometry(model | moved).rope_factors


def test_long_factors_are_one_per_rotated_pair() -> None:
    for rope_dim, pairs in ((0, 64), (96, 48)):
        right = {"long_factor": [1.0] * pairs, "short_factor": [1.0] * pairs}
        c = config(rope_scaling=right)
        assert c.has_long_factors(replace(PLAIN, rope_dim=rope_dim))
        assert c.problems == []


@pytest.mark.parametrize("long", [None, 4, [1.0] * 63])
def test_long_factors_of_another_number_are_refused(long: Any) -> None:
    c = config(rope_scaling={"long_factor": long, "short_factor": [1.0] * 64})
    c.has_long_factors(PLAIN)
    assert c.problems == ["long_factor and short_factor must be lists of 64 numbers."]


def test_without_lists_there_are_no_long_factors() -> None:
    assert not config(rope_scaling={"type": "yarn"}).has_long_factors(PLAIN)


# What llama.cpp needs or leaves out


def test_a_setting_that_llama_cpp_needs_is_named() -> None:
    c = config(use_bias=False)
    c.needs("use_bias", "qk_norm")
    c.needs("use_conv_bias", default=True)
    assert c.problems == [
        "use_bias must be true: llama.cpp expects it of “llama”.",
        "qk_norm must be true: llama.cpp expects it of “llama”.",
    ]


def test_prediction_layers_that_are_left_out_are_told() -> None:
    c = config(num_nextn_predict_layers=1, mtp_num_hidden_layers=0)
    c.note_left_out_mtp("mtp_num_hidden_layers")
    assert c.notes == []
    c.note_left_out_mtp()
    assert c.notes == [
        "Layers for multi-token prediction are left out: llama.cpp loads them only on request."
    ]
