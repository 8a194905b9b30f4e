"""Keys are read one by one; what is wrong is noted in a sentence, and reading goes on."""

from typing import Any

import pytest

from calculators.engines.model_config.reader import (
    Reader,
    every,
    numbers_in,
    per_layer,
    repeated,
    shown,
)


def reader(**values: Any) -> Reader:
    return Reader(values, "qwen3")


def test_a_number_is_read_as_it_stands() -> None:
    assert reader(hidden_size=4096).number("hidden_size") == 4096


def test_a_number_that_is_missing_or_null_is_a_problem_and_counts_as_1() -> None:
    c = reader(hidden_size=None)
    assert (c.number("hidden_size"), c.number("vocab_size")) == (1, 1)
    assert c.problems == [
        "hidden_size is missing. Paste the whole config.json of the model.",
        "vocab_size is missing. Paste the whole config.json of the model.",
    ]


def test_a_default_of_the_caller_is_taken_and_told() -> None:
    c = reader()
    assert c.number("attention_chunk_size", 8192) == 8192
    assert c.assumptions == (
        "Not in the file, so the defaults for “qwen3” count: attention_chunk_size 8,192.",
    )


def test_a_default_of_the_class_is_taken_for_a_key_that_files_often_leave_out() -> None:
    c = reader()
    assert (c.number("head_dim"), c.number("num_key_value_heads")) == (128, 32)
    assert c.assumptions == (
        "Not in the file, so the defaults for “qwen3” count: head_dim 128, num_key_value_heads 32.",
    )


def test_only_the_text_part_of_a_multimodal_file_may_leave_sizes_out() -> None:
    assert Reader({}, "qwen3_vl_text", nested=True).number("hidden_size") == 4096
    alone = Reader({}, "qwen3_vl_text")
    assert alone.number("hidden_size") == 1
    assert alone.problems


@pytest.mark.parametrize(
    ("key", "most"),
    [
        ("num_hidden_layers", 1_000),
        ("num_layers", 1_000),
        ("hidden_size", 1_000_000),
        ("vocab_size", 10_000_000),
        ("intermediate_size", 10_000_000),
        ("max_position_embeddings", 1_000_000_000),
        ("sliding_window", 1_000_000_000),
    ],
)
def test_the_largest_number_is_read_and_one_more_is_refused(key: str, most: int) -> None:
    assert reader(**{key: most}).number(key) == most
    c = reader(**{key: most + 1})
    assert c.number(key) == 1
    assert c.problems == [f"{key} is “{most + 1}”; it must be a whole number from 1 to {most:,}."]


def test_an_optional_number_is_0_where_there_is_none() -> None:
    c = reader(moe_latent_size=None, shared=1024, negative=-1)
    assert [c.optional(key) for key in ("moe_latent_size", "absent", "shared")] == [0, 0, 1024]
    assert c.optional("negative") == 1
    assert c.problems == ["negative is “-1”; it must be a whole number from 0 to 1,000,000."]


def test_a_flag_is_true_false_or_the_default() -> None:
    c = reader(on=True, off=False, null=None, odd=1)
    assert [c.flag("on"), c.flag("off", True), c.flag("null", True), c.flag("absent")] == [
        True,
        False,
        True,
        False,
    ]
    assert c.flag("odd") is False
    assert c.problems == ["odd is “1”; it must be true or false."]


def test_a_share_stands_at_the_top_or_in_the_rope_settings() -> None:
    key = "partial_rotary_factor"
    assert reader(partial_rotary_factor=0.5).share(key, 1.0) == 0.5
    assert reader(rope_parameters={key: 0.25}).share(key, 1.0) == 0.25
    assert reader(partial_rotary_factor=0.5, rope_parameters={key: 0.25}).share(key, 1.0) == 0.5
    assert reader().share(key, 0.75) == 0.75


@pytest.mark.parametrize(
    ("value", "name"),
    [(0, "“0”"), (1.5, "“1.5”"), (-0.5, "“-0.5”"), (True, "“true”"), ("half", "“half”")],
)
def test_a_share_outside_0_to_1_is_refused(value: Any, name: str) -> None:
    c = reader(partial_rotary_factor=value)
    assert c.share("partial_rotary_factor", 0.5) == 0.5
    assert c.problems == [
        f"partial_rotary_factor is {name}; it must be a number above 0 and up to 1."
    ]


def test_a_multiplier_may_reach_100() -> None:
    assert reader(factor=1.5).multiplier("factor") == 1.5
    assert reader().multiplier("factor") == 1.0
    c = reader(factor=101)
    assert c.multiplier("factor") == 1.0
    assert c.problems == ["factor is “101”; it must be a number above 0 and up to 100."]


def test_rope_settings_are_those_of_global_layers_where_these_differ() -> None:
    both = {"full_attention": {"rope_type": "YaRN"}, "sliding_attention": {"rope_type": "default"}}
    assert reader(rope_parameters=both).rope_type() == "yarn"


def test_rope_settings_have_two_names_and_two_names_for_their_type() -> None:
    assert reader(rope_scaling={"type": "linear"}).rope_type() == "linear"
    assert reader(rope_parameters={"rope_type": "llama3"}).rope_type() == "llama3"
    assert reader(rope_parameters=None, rope_scaling={"type": "su"}).rope_type() == "su"
    assert reader(rope_scaling={"rope_type": 3}).rope_type() == ""
    assert reader().rope_type() == ""


def test_rope_settings_that_are_no_object_are_refused() -> None:
    c = reader(rope_scaling="yarn")
    assert c.rope() == {}
    assert c.problems == ["rope_scaling is “yarn”; it must be an object or null."]


def test_layer_types_are_read_or_follow_the_period() -> None:
    listed = ["sliding_attention", "full_attention"] * 2
    assert reader(layer_types=listed).layer_types(4, 4) == "sg"
    assert reader().layer_types(8, 4) == "sssg"


def test_numbers_may_differ_from_layer_to_layer() -> None:
    assert reader(heads=[8, 4, 8, 4]).numbers("heads", 4) == (8, 4)
    assert reader(heads=[8, 8, 8]).numbers("heads", 3) == 8
    assert reader(heads=8).numbers("heads", 3) == 0


def test_a_list_of_another_length_is_refused() -> None:
    c = reader(heads=[8, 4])
    assert c.numbers("heads", 3) == 1
    assert c.problems == ["heads must be a list of 3 numbers, one per layer."]


def test_a_wrong_number_in_a_list_is_named() -> None:
    c = reader(heads=[8, 0])
    c.numbers("heads", 2)
    assert c.problems == ["heads is “0”; it must be a whole number from 1 to 1,000,000."]


def test_dense_layers_are_counted_where_they_lead() -> None:
    assert reader(mlp_layer_types=["dense", "dense", "sparse"]).leading_dense(3, 1) == 2
    assert reader(mlp_layer_types=["sparse"] * 3).leading_dense(3, 1) == 0
    assert reader().leading_dense(3, 1) == 1


def test_dense_layers_among_the_sparse_ones_are_refused() -> None:
    c = reader(mlp_layer_types=["dense", "sparse", "dense"])
    c.leading_dense(3, 1)
    assert c.problems == ["mlp_layer_types must list all dense layers before the sparse ones."]


def test_a_finding_is_noted_once() -> None:
    c = reader(bias=True)
    c.refuse_true("bias", "other")
    c.refuse_true("bias")
    assert c.problems == ["bias is true; only false is supported for “qwen3”."]
    c.note("Taken for granted.")
    c.note("Taken for granted.")
    assert c.assumptions == ("Taken for granted.",)


def test_what_must_hold_between_values_is_asked_only_while_the_values_are_sound() -> None:
    c = reader()
    c.require(True, "Holds.")
    c.require(False, "First.")
    c.require(False, "Second, perhaps because of the first.")
    assert c.problems == ["First."]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "“null”"),
        (True, "“true”"),
        (False, "“false”"),
        (10**39, "“1" + "0" * 39 + "”"),
        (10**40, "“a number with more than 40 digits”"),
        (-(10**40), "“a number with more than 40 digits”"),
        ([1], "a list"),
        ({}, "an object"),
        ("text", "“text”"),
    ],
)
def test_a_value_is_shown_as_its_file_has_it(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_a_pattern_repeats_until_every_layer_has_a_letter() -> None:
    assert every(4, "s", 8) == "sssg"
    assert every(4, "s", 3) == "s"
    assert every(1, "s", 5) == "g"
    assert repeated("rrrgrrrgrrg") == "rrrgrrrgrrg"
    assert repeated("ggg") == "g"
    assert repeated("") == ""


def test_numbers_that_agree_are_one_number() -> None:
    assert per_layer([7]) == 7
    assert per_layer([7, 7]) == 7
    assert per_layer([7, 8]) == (7, 8)
    assert per_layer([7, 7, 8]) == (7, 7, 8)


def test_a_list_of_numbers_is_a_set_and_anything_else_is_empty() -> None:
    assert numbers_in([3, 7, 3]) == {3, 7}
    for odd in (None, 3, "37", {}, [], [3, "7"], [[3]]):
        assert numbers_in(odd) == frozenset()
