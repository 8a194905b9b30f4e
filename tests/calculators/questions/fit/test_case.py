"""The question, read: the whole answer says of bytes and status what the engines say."""

from dataclasses import fields

from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.machine import OTHER_APPS, memory_budget
from calculators.engines.memory import CACHE_TYPES, QUANTIZATIONS, Setup, cache_refusal, types_of
from calculators.engines.memory.placement import status_for
from calculators.engines.memory.requirement import requirement
from calculators.questions.common.loading import setup_for
from calculators.questions.fit import FIT
from tests.laws import law

SETUPS = st.builds(
    Setup,
    quantization=st.sampled_from(QUANTIZATIONS),
    context=st.integers(1, 300_000),
    kv_cache_type=st.sampled_from(sorted(CACHE_TYPES)),
    v_cache_type=st.sampled_from(["same", "same", "f16", "q8_0"]),
    flash_attention=st.booleans(),
    slots=st.integers(1, 8),
    unified_cache=st.booleans(),
    micro_batch=st.integers(1, 2048),
)


@law(150)
@given(
    st.sampled_from(sorted(catalog.models())),
    st.sampled_from(sorted(catalog.machines())),
    st.sampled_from(sorted(OTHER_APPS)),
    SETUPS,
)
def test_the_whole_answer_says_what_the_engines_say(
    model: str, machine: str, apps: str, setup: Setup
) -> None:
    geometry = catalog.model(model).geometry
    assume(not cache_refusal(geometry, types_of(setup), setup.flash_attention))
    assume(geometry.experts or setup.quantization != "MXFP4_MOE")
    asked = {field.name for field in FIT.fields}
    inputs = {each.name: getattr(setup, each.name) for each in fields(setup) if each.name in asked}
    answer = FIT.answer({"model": model, "machine": machine, "other_apps": apps, **inputs})
    described = catalog.model(model), catalog.machine(machine)
    needed = requirement(geometry, setup_for(*described, setup))
    budget = memory_budget(catalog.machine(machine), other_apps_gib=OTHER_APPS[apps])
    assert status_for(needed, budget) == answer.verdict.status
    if answer.verdict.status == "partial_offload":
        aside = any(each.name == "cpu_expert_layers" for each in answer.figures)
        assert aside or (answer.figure("gpu_layers").value or 0) < geometry.layers
    total = answer.figure("total_bytes")
    assert total.value == needed.total_bytes
    assert (total.low, total.high) == (needed.low_bytes, needed.high_bytes)
    assert answer.figure("weights_bytes").value == needed.weights_bytes
    assert answer.figure("kv_cache_bytes").value == needed.kv_cache_bytes
