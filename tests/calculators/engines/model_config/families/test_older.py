"""Models until 2024: their own names of keys, and what llama.cpp takes for granted."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import (
    MINIMAL,
    changed,
    geometry,
    missing,
    parsed,
    problems,
    without,
)


@pytest.mark.parametrize(
    ("name", "layers", "heads", "kv_heads", "ffn_width"),
    [
        ("GPT-2", 12, 12, 12, 4 * 768),
        ("StarCoder-15B", 40, 48, 1, 4 * 6144),
        ("BLOOM-7B1", 30, 32, 32, 4 * 4096),
        ("MPT-7B", 32, 32, 32, 4 * 4096),
        ("Falcon-7B", 32, 71, 1, 4 * 4544),
        ("Falcon-40B", 60, 128, 8, 4 * 8192),
        ("Pythia-6.9B", 32, 32, 32, 16_384),
        ("Qwen-7B", 32, 32, 32, 11_008),
    ],
)
def test_sizes_are_read_under_the_names_of_their_time(
    name: str, layers: int, heads: int, kv_heads: int, ffn_width: int
) -> None:
    found = geometry(MINIMAL[name])
    assert (found.layers, found.heads, found.kv_heads) == (layers, heads, kv_heads)
    assert found.ffn_width == ffn_width


def test_blooms_converter_writes_the_width_where_the_file_has_no_length() -> None:
    assert geometry(MINIMAL["BLOOM-7B1"]).context_trained == 2048
    assert geometry(without("BLOOM-7B1", "seq_length")).context_trained == 4096


def test_falcon_40b_has_two_norms_and_an_output_matrix_that_its_file_does_not_tell() -> None:
    assert geometry(MINIMAL["Falcon-40B"]).second_norm
    assert not geometry(changed("Falcon-40B", num_ln_in_parallel_attn=1)).second_norm
    assert parsed(MINIMAL["Falcon-40B"]).assumptions == (
        "An output matrix of its own is counted, as Falcon’s published files have one.",
    )


def test_grok_2_has_a_dense_block_beside_its_experts() -> None:
    found = geometry(MINIMAL["Grok-2"])
    assert (found.ffn_width, found.expert_ffn_width) == (32_768, 16_384)
    alone = geometry(changed("Grok-2", residual_moe=False, moe_intermediate_size=None))
    assert (alone.ffn_width, alone.expert_ffn_width) == (0, 32_768)


def test_heads_and_blocks_of_openelm_grow() -> None:
    found = geometry(MINIMAL["OpenELM-270M"])
    assert isinstance(found.heads, tuple)
    assert isinstance(found.ffn_width, tuple)
    assert (found.heads[0], found.heads[-1]) == (12, 20)
    assert (found.ffn_width[0], found.ffn_width[-1]) == (768, 5120)
    assert problems(changed("OpenELM-270M", ffn_multipliers=[1])) == (
        "ffn_multipliers must be a list of 16 numbers, one per layer.",
    )


def test_objects_inside_the_file_must_be_there() -> None:
    assert problems(without("MPT-7B", "attn_config"))[0] == missing("attn_config")
    assert problems(changed("DBRX", ffn_config={}))[0] == missing("moe_num_experts")


@pytest.mark.parametrize(
    ("name", "keys", "start"),
    [
        ("Arctic-480B", {"parallel_attn_mlp_res": False}, "parallel_attn_mlp_res must be true"),
        ("Falcon-7B", {"alibi": True}, "alibi is true; only false is supported for “falcon”."),
        ("MPT-7B", {"no_bias": False}, "no_bias must be true: llama.cpp expects it of “mpt”."),
        ("MPT-7B", {"attn_config": {"alibi": False}}, "attn_config must have alibi true"),
        ("Pythia-6.9B", {"tie_word_embeddings": True}, "tie_word_embeddings is true; only false"),
        ("StarCoder-15B", {"multi_query": False}, "multi_query must be true: llama.cpp expects"),
    ],
)
def test_a_variant_that_llama_cpp_would_load_wrongly_is_refused(
    name: str, keys: dict[str, Any], start: str
) -> None:
    assert problems(changed(name, **keys))[0].startswith(start)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("BLOOM-7B1", {"n_embed": "hidden_size"}),
        ("BLOOM-7B1", {"num_attention_heads": "n_head"}),
        ("Baichuan2-7B", {"model_max_length": "of_no_use"}),
        ("Falcon-40B", {"num_hidden_layers": "n_layer", "num_attention_heads": "n_head"}),
        ("Orion-14B", {"max_position_embeddings": "max_sequence_length"}),
        ("Qwen-7B", {"seq_length": "max_position_embeddings"}),
    ],
)
def test_a_size_is_the_same_under_an_older_and_a_newer_name(
    name: str, names: dict[str, str]
) -> None:
    renamed = {names.get(key, key): value for key, value in MINIMAL[name].items()}
    assert renamed != MINIMAL[name]
    assert geometry(renamed) == geometry(MINIMAL[name])
