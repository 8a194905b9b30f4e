"""Nemotron: one block in each layer, or layers that a search has thinned out."""

from typing import Any

import pytest

from calculators.engines.memory.geometry import pick
from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    changed,
    geometry,
    problems,
    without,
)

NAS = "Llama-3.3-Nemotron-Super-49B"


def test_letters_tell_the_kind_of_each_layer() -> None:
    found = geometry(MINIMAL["nemotron-3-nano-4b"])
    assert found.kinds == "rfrfrfrrfrfrgfrfrgfrfrfrgfrfrfrrgfrrrfrfrf"
    assert (found.architecture, found.ffn_width, found.experts) == ("nemotron_h", 12_544, 0)
    assert (found.ssm_heads, found.ssm_inner, found.ssm_groups) == (96, 96 * 80, 8)


def test_nemotron_files_may_list_blocks_instead_of_letters() -> None:
    config = MINIMAL["nemotron-3-super-120b-a12b"]
    assert geometry(config).layers == len(config["layers_block_type"]) == 88
    assert problems(without("nemotron-3-nano-4b", "hybrid_override_pattern")) == (
        "hybrid_override_pattern is missing. Paste the whole config.json of the model.",
    )


def test_experts_of_the_largest_work_in_a_narrower_space() -> None:
    found = geometry(MINIMAL["nemotron-3-super-120b-a12b"])
    assert (found.experts, found.experts_used, found.expert_latent_width) == (512, 22, 1024)
    assert (found.expert_ffn_width, found.shared_ffn_width) == (2688, 5376)


def test_older_files_name_the_head_size_differently() -> None:
    config = without("nemotron-3-nano-4b", "head_dim") | {"attention_head_dim": 64}
    assert geometry(config).key_dim == 64


@pytest.mark.parametrize("letters", ["MX", "M" * 41, "E" * 42, 42])
def test_letters_that_no_layer_has_are_refused(letters: Any) -> None:
    assert problems(changed("nemotron-3-nano-4b", hybrid_override_pattern=letters)) == (
        "hybrid_override_pattern must be 42 letters, one per layer, of “M*-”.",
    )


def test_a_mixture_has_a_letter_for_its_experts() -> None:
    assert problems(changed("nemotron-3-nano-30b-a3b", hybrid_override_pattern="-" * 52)) == (
        "hybrid_override_pattern must be 52 letters, one per layer, of “M*E”.",
    )


def test_a_convolution_without_biases_is_refused() -> None:
    assert problems(changed("nemotron-3-nano-4b", use_conv_bias=False)) == (
        "use_conv_bias is “false”; llama.cpp's converter expects true.",
    )


def test_layers_that_a_search_thinned_out() -> None:
    found = geometry(MINIMAL[NAS])
    assert found.kinds[5:12] == "gffgggf"
    assert (pick(found.ffn_width, 0), pick(found.ffn_width, 1)) == (14_336, 28_672)
    assert found.kinds.count("g") == 49


def test_layers_without_attention_have_no_kv_heads() -> None:
    found = geometry(MINIMAL[NAS])
    assert [pick(found.kv_heads, layer) for layer in (5, 6, 7, 8)] == [8, 0, 0, 8]


def block(attention: Any, ffn: Any) -> dict[str, Any]:
    blocks = [{"attention": attention, "ffn": ffn}] * MINIMAL[NAS]["num_hidden_layers"]
    return changed(NAS, block_configs=blocks)


def test_a_block_that_is_left_out_has_the_width_0() -> None:
    found = geometry(block({"n_heads_in_group": 16}, {"ffn_mult": None}))
    assert (found.kv_heads, found.ffn_width, found.pattern) == (4, 0, "g")


def test_a_width_is_rounded_up_to_whole_steps_of_256() -> None:
    found = geometry(block({"n_heads_in_group": 8}, {"ffn_mult": 1.0}))
    assert found.ffn_width == 5632  # 2/3 of 8,192 is 5,461


def test_null_without_a_linear_layer_in_its_place_is_a_layer_without_attention() -> None:
    assert geometry(block({"n_heads_in_group": None}, {"ffn_mult": 1.0})).pattern == "f"
    (problem,) = problems(block({"replace_with_linear": True}, {"ffn_mult": 1.0}))
    assert problem.startswith("n_heads_in_group must be a divisor of num_attention_heads")


@pytest.mark.parametrize("group", [7, 0, -8, True, "8"])
def test_groups_that_do_not_divide_the_heads_are_refused(group: Any) -> None:
    assert problems(block({"n_heads_in_group": group}, {"ffn_mult": 1.0})) == (
        "n_heads_in_group must be a divisor of num_attention_heads, or null without "
        "replace_with_linear.",
    )


@pytest.mark.parametrize("ffn", [{"ffn_mult": 0}, {"ffn_mult": 101}, {"ffn_mult": True}, None, 3])
def test_a_width_that_cannot_be_is_refused(ffn: Any) -> None:
    assert problems(block({"n_heads_in_group": 8}, ffn)) == (
        "ffn_mult must be a number above 0 and up to 100, or null.",
    )


def test_a_list_of_another_length_is_refused() -> None:
    assert problems(changed(NAS, block_configs=[{}]))[0] == (
        "block_configs must be a list of 80 objects, one per layer."
    )


def test_minitron_is_a_nemotron_without_states() -> None:
    found = geometry(MINIMAL["Minitron-4B"])
    assert (found.architecture, found.pattern, found.ffn_width) == ("nemotron", "g", 9216)
