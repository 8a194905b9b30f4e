"""What must hold for every model and every input, not only for those that were measured."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.memory import (
    CACHE_TYPES,
    Geometry,
    Setup,
    compute_buffer_bytes,
    kv_cache,
    output_buffer_bytes,
    parameters,
    recurrent_state_bytes,
    weights,
)
from tests.calculators.engines.memory.geometries import geometries
from tests.calculators.engines.memory.more_geometries import GEOMETRIES
from tests.laws import law

LAW = law()
MODELS = st.sampled_from(list(geometries().values()) + list(GEOMETRIES.values()))
CONTEXTS = st.integers(1, 10_000_000)
SLOTS = st.integers(1, 64)
SETTINGS = st.fixed_dictionaries(
    {"slots": SLOTS, "unified_cache": st.booleans(), "micro_batch": st.integers(1, 8192)}
)

NEVER_LARGER = [
    ("F16", "Q8_0", "Q6_K", "Q5_K_M", "Q5_K_S", "Q4_K_S", "Q3_K_S"),
    ("Q5_K_M", "Q4_K_M"),
    ("Q3_K_M", "Q3_K_S"),
]
"""Chains in which no tensor of the later mix takes more than in the earlier one.

Other pairs follow no law: gpt-oss is larger in Q4_K_M than in MXFP4_MOE, and a mix may spend more
on one kind of tensor and less on another.
"""


def working_memory(geometry: Geometry, context: int, **settings: Any) -> int:
    setup = Setup(context=context, **settings)
    return (
        kv_cache(geometry, setup).total_bytes
        + recurrent_state_bytes(geometry, setup)
        + compute_buffer_bytes(geometry, setup)
        + output_buffer_bytes(geometry, setup)
    )


@LAW
@given(MODELS, CONTEXTS, CONTEXTS, SETTINGS)
def test_more_context_never_needs_less(
    geometry: Geometry, one: int, other: int, settings: dict[str, Any]
) -> None:
    shorter, longer = sorted((one, other))
    assert working_memory(geometry, shorter, **settings) <= working_memory(
        geometry, longer, **settings
    )


@LAW
@given(MODELS, CONTEXTS, SLOTS, SLOTS)
def test_more_slots_in_one_pool_never_need_less(
    geometry: Geometry, context: int, one: int, other: int
) -> None:
    fewer, more = sorted((one, other))
    batch = fewer * more  # llama.cpp rounds a micro-batch up to a multiple of the slots
    few, many = (
        working_memory(geometry, context + batch, slots=slots, micro_batch=batch)
        for slots in (fewer, more)
    )
    assert few <= many


@LAW
@given(MODELS, CONTEXTS, SLOTS)
def test_separate_caches_never_hold_less_than_the_shared_full_one(
    geometry: Geometry, context: int, slots: int
) -> None:
    pool = kv_cache(geometry, Setup(context=context, slots=slots))
    separate = kv_cache(geometry, Setup(context=context, slots=slots, unified_cache=False))
    assert separate.full_bytes >= pool.full_bytes


@LAW
@given(MODELS, CONTEXTS, st.integers(1, 8192), st.integers(1, 8192))
def test_a_larger_micro_batch_never_needs_less(
    geometry: Geometry, context: int, one: int, other: int
) -> None:
    smaller, larger = sorted((one, other))
    assert working_memory(geometry, context, micro_batch=smaller) <= working_memory(
        geometry, context, micro_batch=larger
    )


@LAW
@given(MODELS, CONTEXTS, SETTINGS)
def test_flash_attention_never_needs_more(
    geometry: Geometry, context: int, settings: dict[str, Any]
) -> None:
    fast, slow = (
        kv_cache(geometry, Setup(context=context, flash_attention=on, **settings)).total_bytes
        + compute_buffer_bytes(geometry, Setup(context=context, flash_attention=on, **settings))
        for on in (True, False)
    )
    assert fast <= slow


@LAW
@given(MODELS, CONTEXTS, SETTINGS)
def test_a_cache_type_with_fewer_bits_never_needs_more(
    geometry: Geometry, context: int, settings: dict[str, Any]
) -> None:
    ordered = ["f32", "f16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0"]
    sizes = [
        kv_cache(geometry, Setup(context=context, kv_cache_type=kind, **settings)).total_bytes
        for kind in ordered
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert set(ordered) | {"bf16", "iq4_nl"} == set(CACHE_TYPES)


@LAW
@given(MODELS, st.sampled_from(NEVER_LARGER))
def test_a_mix_with_fewer_bits_everywhere_never_needs_more(
    geometry: Geometry, chain: tuple[str, ...]
) -> None:
    sizes = [weights(geometry, name).total_bytes for name in chain]
    assert sizes == sorted(sizes, reverse=True)


@LAW
@given(MODELS, CONTEXTS, SETTINGS)
def test_nothing_is_negative_and_every_layer_has_its_share(
    geometry: Geometry, context: int, settings: dict[str, Any]
) -> None:
    cache = kv_cache(geometry, Setup(context=context, **settings))
    assert len(cache.layer_bytes) == geometry.layers
    assert min(cache.layer_bytes) >= 0
    assert sum(cache.layer_bytes) == cache.full_bytes + cache.sliding_bytes == cache.total_bytes
    assert compute_buffer_bytes(geometry, Setup(context=context, **settings)) > 0


@LAW
@given(MODELS, st.integers(1, 64))
def test_every_layer_adds_parameters(geometry: Geometry, layers: int) -> None:
    some = replace(geometry, layers=layers, shared_kv_layers=0)
    assert parameters(replace(some, layers=layers + 1)) > parameters(some)


@LAW
@given(MODELS, st.booleans())
def test_a_gpu_s_buffer_is_never_larger_than_the_cpu_s(
    geometry: Geometry, flash_attention: bool
) -> None:
    setup = Setup(context=4096, flash_attention=flash_attention)
    cpu, gpu = (compute_buffer_bytes(geometry, setup, on_gpu=on_gpu) for on_gpu in (False, True))
    mixes = any(kind in geometry.kinds for kind in "rp")  # a mixer's moment holds no input row
    assert 0 < gpu < cpu or (mixes and gpu == cpu)
