"""What must hold for every model, machine and setting."""

from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.core.form import USUAL
from calculators.engines.memory import QUANTIZATIONS
from calculators.engines.speed.record import record
from calculators.questions.common.tasks import TASKS
from calculators.questions.speed import SPEED
from tests.laws import law

# What fits into the largest machine that a form takes, in any quantization.
LARGEST = 500_000_000_000
MODELS = [each.id for each in catalog.models().values() if each.parameters < LARGEST]
PLAIN = [name for name in QUANTIZATIONS if name != "MXFP4_MOE"]
# Room for every model, so that what is compared is always a time.
ROOMY = {"machine": "custom", "memory_kind": "apple", "ram_gib": 2048, "other_apps": "nothing"}
SETUPS = st.fixed_dictionaries(
    {
        "task": st.sampled_from([*TASKS, "own"]),
        "prompt_tokens": st.integers(1, 200_000),
        "answer_tokens": st.integers(1, 20_000),
        "history_tokens": st.integers(0, 100_000),
        "times": st.integers(1, 1000),
        "model": st.sampled_from(sorted(MODELS)),
        "quantization": st.sampled_from(PLAIN),
        "context": st.integers(1, 200_000),
        "thinking_tokens": st.integers(0, 10_000),
        "bandwidth_gb_s": st.floats(10, 2000),
        "tflops": st.floats(0, 200),
        "speed_class": st.sampled_from([USUAL, *record().classes]),
    }
)
Inputs = dict[str, object]


def figures(inputs: Inputs) -> dict[str, float]:
    result = SPEED.answer({**inputs, **ROOMY})
    return {each.name: each.value for each in result.figures if each.value is not None}


@law(40)
@given(SETUPS, st.sampled_from(sorted(catalog.machines())))
def test_every_question_in_range_has_an_answer(inputs: Inputs, machine: str) -> None:
    result = SPEED.answer({**inputs, "machine": machine})
    for each in result.figures:
        if each.value is not None:
            assert each.value >= 0
            if each.low is not None and each.high is not None:
                assert each.low <= each.value <= each.high


@law(40)
@given(SETUPS, st.floats(1, 10))
def test_more_bandwidth_is_never_slower(inputs: Inputs, more: float) -> None:
    wider = {**inputs, "bandwidth_gb_s": float(str(inputs["bandwidth_gb_s"])) * more}
    assert figures(wider)["done_s"] <= figures(inputs)["done_s"]


@law(40)
@given(SETUPS, st.integers(1, 100_000))
def test_a_longer_prompt_is_never_quicker(inputs: Inputs, more: int) -> None:
    own = {**inputs, "task": "own"}
    longer = {**own, "prompt_tokens": int(str(inputs["prompt_tokens"])) + more}
    short, long = figures(own), figures(longer)
    assert long["first_word_s"] >= short["first_word_s"]
    assert long["done_s"] >= short["done_s"]


@law(40)
@given(SETUPS, st.integers(1, 100_000))
def test_a_longer_conversation_is_never_quicker(inputs: Inputs, more: int) -> None:
    own = {**inputs, "task": "own"}
    longer = {**own, "history_tokens": int(str(inputs["history_tokens"])) + more}
    assert figures(longer)["done_s"] >= figures(own)["done_s"]


@law(40)
@given(SETUPS, st.integers(1, 1000))
def test_a_longer_answer_is_never_done_sooner(inputs: Inputs, more: int) -> None:
    own = {**inputs, "task": "own"}
    longer = {**own, "answer_tokens": int(str(inputs["answer_tokens"])) + more}
    assert figures(longer)["done_s"] >= figures(own)["done_s"]


@law(40)
@given(SETUPS, st.sampled_from(PLAIN))
def test_more_bytes_to_read_never_write_faster(inputs: Inputs, other: str) -> None:
    first, second = figures(inputs), figures({**inputs, "quantization": other})
    if first["token_bytes"] > second["token_bytes"]:
        first, second = second, first
    assert first["decode_tokens_per_s"] >= second["decode_tokens_per_s"]


@law(40)
@given(SETUPS)
def test_the_first_word_comes_before_the_end(inputs: Inputs) -> None:
    found = figures(inputs)
    assert found["first_word_s"] <= found["done_s"]
