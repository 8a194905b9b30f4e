"""What must hold for every model, machine and setting."""

from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.machine import OTHER_APPS
from calculators.engines.memory import QUANTIZATIONS
from calculators.questions.fit import FIT
from tests.laws import law

MODELS = st.sampled_from(sorted(catalog.models()))
MACHINES = st.sampled_from(sorted(catalog.machines()))
SETUPS = st.fixed_dictionaries(
    {
        "model": MODELS,
        "machine": MACHINES,
        "quantization": st.sampled_from([name for name in QUANTIZATIONS if name != "MXFP4_MOE"]),
        "context": st.integers(1, 10_485_760),
        "other_apps": st.sampled_from(sorted(OTHER_APPS)),
        "slots": st.integers(1, 256),
        "unified_cache": st.booleans(),
        "flash_attention": st.booleans(),
        "micro_batch": st.integers(1, 2048),
    }
)


def figures(inputs: dict[str, object]) -> dict[str, float]:
    result = FIT.answer(inputs)
    return {each.name: each.value for each in result.figures if each.value is not None}


@law(60)
@given(SETUPS)
def test_every_question_in_range_has_an_answer_without_negative_sizes(
    inputs: dict[str, object],
) -> None:
    found = figures(inputs)
    sizes = {name: size for name, size in found.items() if name != "free_bytes"}
    assert min(sizes.values()) >= 0
    assert found["free_bytes"] >= found["usable_bytes"] - found["total_bytes"]


@law(40)
@given(SETUPS, st.integers(0, 5_000_000))
def test_more_context_never_needs_less(inputs: dict[str, object], more: int) -> None:
    longer = {**inputs, "context": min(10_485_760, int(str(inputs["context"])) + more)}
    assert figures(longer)["total_bytes"] >= figures(inputs)["total_bytes"]


@law(40)
@given(SETUPS)
def test_fewer_open_programs_never_leave_less(inputs: dict[str, object]) -> None:
    alone = figures({**inputs, "other_apps": "nothing"})
    assert alone["usable_bytes"] >= figures(inputs)["usable_bytes"]


@law(40)
@given(SETUPS)
def test_one_more_slot_in_a_unified_cache_never_needs_less(inputs: dict[str, object]) -> None:
    slots = min(40, int(str(inputs["slots"])))
    batch = slots * (slots + 1)  # llama.cpp rounds a micro-batch up to a multiple of the slots
    context = max(batch, int(str(inputs["context"])))
    settings = {"unified_cache": True, "micro_batch": batch, "context": context}
    few = {**inputs, **settings, "slots": slots}
    many = {**few, "slots": slots + 1}
    assert figures(many)["total_bytes"] >= figures(few)["total_bytes"]
