"""Layers that are alike are worked out once; the figures are those of every layer on its own."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.memory import (
    CACHE_TYPES,
    QUANTIZATIONS,
    CacheTypes,
    Geometry,
    Setup,
    cache_refusal,
    cells,
    gpu_output_bytes,
    kv_cache,
    kv_cache_bytes,
    parameters,
    sizes,
    tensors,
    weights,
)
from calculators.engines.memory.split import layer_parts
from tests.calculators.engines.memory import one_by_one
from tests.calculators.engines.memory.geometries import geometries
from tests.calculators.engines.memory.more_geometries import GEOMETRIES
from tests.laws import law

LAW = law(60)
KNOWN = [
    *geometries().values(),
    *GEOMETRIES.values(),
    *(model.geometry for model in catalog.models().values()),
]
MIXED = [name for name in QUANTIZATIONS if name not in ("F16", "BF16")]


def altered(geometry: Geometry, layers: int, experts: int, mtp_layers: int, lead: int) -> Geometry:
    """A model that nobody made, to leave the beaten track."""
    mixture = {"experts": experts, "experts_used": 2, "dense_lead_layers": lead}
    return replace(
        geometry,
        layers=layers,
        mtp_layers=mtp_layers,
        shared_kv_layers=min(layers, geometry.shared_kv_layers),
        **(mixture if geometry.experts else {}),
    )


MODELS = st.sampled_from(KNOWN) | st.builds(
    altered,
    st.sampled_from(KNOWN),
    layers=st.integers(1, 90),
    experts=st.sampled_from((1, 2, 4, 8, 128)),
    mtp_layers=st.integers(0, 2),
    lead=st.integers(0, 5),
)


@LAW
@given(MODELS, st.sampled_from(MIXED))
def test_weights_are_the_sum_of_every_tensor_on_its_own(
    geometry: Geometry, quantization: str
) -> None:
    assert sizes(geometry, quantization).file_bytes == one_by_one.file_bytes(geometry, quantization)


@LAW
@given(MODELS, st.sampled_from(QUANTIZATIONS))
def test_the_totals_alone_are_those_of_the_whole_breakdown(
    geometry: Geometry, quantization: str
) -> None:
    whole, totals = weights(geometry, quantization), sizes(geometry, quantization)
    assert totals.file_bytes == whole.file_bytes
    assert totals.loaded_bytes == whole.total_bytes
    on_card = sum(part.bytes for part in layer_parts(geometry, quantization))
    assert totals.card_bytes == on_card + gpu_output_bytes(geometry, quantization)
    assert on_card >= sum(whole.layer_bytes)


@LAW
@given(
    MODELS,
    st.sampled_from(sorted(CACHE_TYPES)),
    st.booleans(),
    st.integers(1, 1_000_000),
    st.integers(1, 8),
)
def test_a_cache_is_the_sum_of_every_layer_on_its_own(
    geometry: Geometry, cache_type: str, flash: bool, context: int, slots: int
) -> None:
    refused = cache_refusal(geometry, CacheTypes(cache_type, cache_type), flash)
    kind = "f16" if refused else cache_type
    setup = Setup(context=context, slots=slots, kv_cache_type=kind, flash_attention=flash)
    room = cells(geometry, setup)
    alone = one_by_one.cached_bytes(geometry, room, kind, flash_attention=flash)
    cache = kv_cache(geometry, setup)
    assert list(cache.layer_bytes) == alone
    assert kv_cache_bytes(geometry, setup) == cache.total_bytes == sum(alone)


@LAW
@given(MODELS)
def test_every_layer_is_in_one_group(geometry: Geometry) -> None:
    together = sorted(layer for group in geometry.alike for layer in group)
    assert together == list(range(geometry.layers + geometry.mtp_layers))
    assert parameters(geometry) == sum(tensor.elements for tensor in tensors(geometry))


@pytest.mark.parametrize("name", ["Qwen3-8B", "Llama-3.1-8B"])
def test_a_usual_model_has_one_kind_of_layer(name: str) -> None:
    assert len(geometries()[name].alike) == 1


def test_equal_geometries_share_what_was_worked_out() -> None:
    one, other = geometries()["Qwen3-8B"], replace(geometries()["Qwen3-8B"])
    assert one == other
    assert hash(one) == hash(other)
    assert sizes(one, "Q4_K_M") is sizes(other, "Q4_K_M")
    assert one != replace(one, layers=1)
