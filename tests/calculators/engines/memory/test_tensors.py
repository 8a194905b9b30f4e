from dataclasses import replace

import pytest

from calculators.engines.memory import ARCHITECTURES, Geometry, parameters, tensors
from calculators.engines.memory.parts import PARTS
from calculators.engines.memory.tensors import OUTSIDE, Tensor
from tests.calculators.engines.memory.geometries import geometries, read, runs
from tests.calculators.engines.memory.more_geometries import GEOMETRIES

SMALL = Geometry(
    architecture="llama",
    layers=2,
    width=64,
    vocabulary=100,
    heads=4,
    kv_heads=2,
    key_dim=16,
    ffn_width=128,
)

ANY = replace(
    SMALL,
    layers=5,
    pattern="gsrf",
    sliding_window=32,
    experts=4,
    experts_used=2,
    expert_ffn_width=32,
    shared_ffn_width=32,
    dense_lead_layers=1,
    kv_lora_rank=32,
    rope_dim=8,
    indexer_heads=2,
    indexer_dim=16,
    ssm_inner=128,
    ssm_state=16,
    ssm_groups=2,
    ssm_heads=8,
    ssm_conv=4,
    shortconv_cache=3,
    per_layer_width=16,
    mtp_layers=1,
)


@pytest.mark.parametrize("model", geometries())
def test_parameters_equal_what_llama_cpp_counts(model: str) -> None:
    counted = next(row["n_params"] for row in runs() if row["model"] == model)
    assert parameters(geometries()[model]) == int(counted)


@pytest.mark.parametrize("model", GEOMETRIES)
def test_parameters_equal_the_published_count_of_further_families(model: str) -> None:
    counted = next(row["parameters"] for row in read("computed_sizes.csv") if row["model"] == model)
    without_factors = replace(GEOMETRIES[model], rope_factors=False)
    factors = sum(t.elements for t in tensors(GEOMETRIES[model]) if t.name.startswith("rope"))
    expected = int(counted) + factors * (model not in COUNTED_WITH_FACTORS)
    assert parameters(GEOMETRIES[model]) == expected
    assert parameters(without_factors) <= parameters(GEOMETRIES[model])


COUNTED_WITH_FACTORS = ("apertus-8b", "gemma-4-12b", "gemma-4-31b")
"""Gemma 4's factors are always in the file; Apertus's 64 equal its activation parameters."""


def test_a_small_llama_has_exactly_these_tensors() -> None:
    assert tensors(SMALL)[:12] == (
        Tensor("token_embd.weight", OUTSIDE, 64, 100),
        Tensor("output_norm.weight", OUTSIDE, 64),
        Tensor("output.weight", OUTSIDE, 64, 100),
        Tensor("attn_norm.weight", 0, 64),
        Tensor("ffn_norm.weight", 0, 64),
        Tensor("attn_q.weight", 0, 64, 64),
        Tensor("attn_k.weight", 0, 64, 32),
        Tensor("attn_v.weight", 0, 64, 32),
        Tensor("attn_output.weight", 0, 64, 64),
        Tensor("ffn_gate.weight", 0, 64, 128),
        Tensor("ffn_up.weight", 0, 64, 128),
        Tensor("ffn_down.weight", 0, 128, 64),
    )


def test_tied_embeddings_are_stored_once() -> None:
    tied = replace(SMALL, tied_embeddings=True)
    assert parameters(SMALL) - parameters(tied) == 64 * 100


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_every_architecture_of_the_table_has_all_its_parts(architecture: str) -> None:
    names = [(t.name, t.layer) for t in tensors(replace(ANY, architecture=architecture))]
    assert len(names) == len(set(names)) > 20


def test_a_parallel_layer_has_attention_and_a_recurrent_mixer() -> None:
    falcon = replace(ANY, architecture="falcon-h1", pattern="p", layers=1, mtp_layers=0)
    names = {tensor.name for tensor in tensors(falcon)}
    assert {"attn_q.weight", "ssm_in.weight", "ffn_up.weight"} <= names


def test_every_part_of_the_table_is_used_by_some_architecture() -> None:
    used = " ".join(
        " ".join(getattr(blocks, where) for where in WHERE) for blocks in ARCHITECTURES.values()
    )
    assert set(used.split()) == set(PARTS)


WHERE = ("layer", "attention", "recurrent", "dense", "experts", "model", "rope", "prediction")


def test_an_unknown_architecture_is_named() -> None:
    with pytest.raises(ValueError, match="unknown architecture 'perceptron'"):
        tensors(replace(SMALL, architecture="perceptron"))
