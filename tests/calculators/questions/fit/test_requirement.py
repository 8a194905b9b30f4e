"""The inner door: bytes and a status without words, the same as in the whole answer."""

from dataclasses import replace
from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.machine import OTHER_APPS, memory_budget
from calculators.engines.memory import CACHE_TYPES, QUANTIZATIONS, cache_refusal
from calculators.questions.fit import FIT
from calculators.questions.fit.placement import Status, status_for
from calculators.questions.fit.requirement import Setup, longest_context, requirement
from tests.laws import law

LAW = law(150)
USUAL = Setup(
    quantization="Q4_K_M",
    context=8192,
    kv_cache_type="f16",
    flash_attention=True,
    slots=1,
    unified_cache=True,
    micro_batch=512,
)
SETUPS = st.builds(
    Setup,
    quantization=st.sampled_from(QUANTIZATIONS),
    context=st.integers(1, 300_000),
    kv_cache_type=st.sampled_from(sorted(CACHE_TYPES)),
    flash_attention=st.booleans(),
    slots=st.integers(1, 8),
    unified_cache=st.booleans(),
    micro_batch=st.integers(1, 2048),
)


@LAW
@given(
    st.sampled_from(sorted(catalog.models())),
    st.sampled_from(sorted(catalog.machines())),
    st.sampled_from(sorted(OTHER_APPS)),
    SETUPS,
)
def test_the_inner_door_says_what_the_whole_answer_says(
    model: str, machine: str, apps: str, setup: Setup
) -> None:
    geometry = catalog.model(model).geometry
    assume(not cache_refusal(geometry, setup.kv_cache_type, setup.flash_attention))
    assume(geometry.experts or setup.quantization != "MXFP4_MOE")
    inputs = {name: getattr(setup, name) for name in Setup.__slots__}
    answer = FIT.answer({"model": model, "machine": machine, "other_apps": apps, **inputs})
    needed = requirement(geometry, setup)
    budget = memory_budget(catalog.machine(machine), other_apps_gib=OTHER_APPS[apps])
    assert status_for(needed, budget) == answer.verdict.status
    if answer.verdict.status == "partial_offload":
        assert (answer.figure("gpu_layers").value or 0) < geometry.layers
    total = answer.figure("total_bytes")
    assert total.value == needed.total_bytes
    assert (total.low, total.high) == (needed.low_bytes, needed.high_bytes)
    assert answer.figure("weights_bytes").value == needed.weights_bytes
    assert answer.figure("kv_cache_bytes").value == needed.kv_cache_bytes


@LAW
@given(
    st.sampled_from(sorted(catalog.models())),
    st.sampled_from(QUANTIZATIONS),
    st.integers(1, 300_000),
)
def test_another_quantization_and_context_need_no_other_set_up(
    model: str, quantization: str, context: int
) -> None:
    geometry = catalog.model(model).geometry
    other = replace(USUAL, quantization=quantization, context=context)
    assert requirement(geometry, USUAL, quantization=quantization, context=context) == (
        requirement(geometry, other)
    )


@LAW
@given(st.sampled_from(sorted(catalog.models())), st.integers(1, 2**38), st.booleans())
def test_the_longest_context_fits_and_the_next_does_not(
    model: str, limit: int, worst: bool
) -> None:
    geometry, most = catalog.model(model).geometry, catalog.model(model).context_max
    longest = longest_context(geometry, USUAL, limit_bytes=limit, context_max=most, worst=worst)

    def fits(context: int) -> bool:
        needed = requirement(geometry, USUAL, context=context)
        return (needed.high_bytes if worst else needed.total_bytes) <= limit

    assert longest == 0 or fits(longest)
    assert longest == most or not fits(longest + 256)


def test_a_catalog_meets_every_status() -> None:
    found = {
        status_for(requirement(model.geometry, USUAL), memory_budget(machine))
        for model in catalog.models().values()
        for machine in catalog.machines().values()
    }
    assert found == set(get_args(Status))
