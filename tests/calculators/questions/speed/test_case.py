"""The question, read: the task in tokens, with room for it, on the machine that was described."""

import pytest

from calculators.core.errors import InputErrors
from calculators.questions.common.tasks import TASKS, NamedTask
from tests.calculators.questions.speed.asking import CHAT, CONTRACT, OWN, SPLIT, TOO_LARGE, case


def test_a_task_is_one_that_we_know_or_what_the_reader_gives() -> None:
    assert case(**CONTRACT).task is TASKS["contract"]
    assert case(**OWN, times=3, history_tokens=400).task == NamedTask(
        label="Your own task", prompt_tokens=512, answer_tokens=128, times=3, history_tokens=400
    )


def test_thinking_needs_room_too_and_is_forgotten_after_each_answer() -> None:
    assert case(**CHAT).needed_context == 20 * (80 + 300) + 500


def test_the_context_grows_with_the_task_and_never_shrinks() -> None:
    assert case(**CONTRACT, context=2048).memory.setup.context == 6800 + 550
    assert case(**CONTRACT, context=32_768).memory.setup.context == 32_768


def test_memory_is_asked_for_as_fit_does_with_all_else_as_usual() -> None:
    memory = case(**CONTRACT, kv_cache_type="q8_0", other_apps="browser").memory
    assert memory.values.model == "qwen3-8b"
    assert memory.other_apps.label == "A browser with many tabs"
    setup = memory.setup
    assert (setup.kv_cache_type, setup.slots, setup.micro_batch) == ("q8_0", 1, 512)


def test_only_what_lies_beside_the_card_has_a_host() -> None:
    split, whole = case(**SPLIT), case(**CONTRACT)
    assert (split.device.share, split.placement.gpu_layers) == (28 / 40, 28)
    assert split.device.host is not None
    assert (whole.device.share, whole.device.host) == (1, None)
    assert (split.fits, whole.fits, case(**TOO_LARGE).fits) == (True, True, False)


@pytest.mark.parametrize(
    ("inputs", "field", "message"),
    [
        (
            {"task": "own", "prompt_tokens": 10_485_760, "answer_tokens": 1},
            "prompt_tokens",
            "Text to read: the whole task is longer than 10,485,760 tokens. Make it shorter.",
        ),
        (
            {"model": "qwen3-8b", "quantization": "MXFP4_MOE"},
            "quantization",
            "Quantization: MXFP4_MOE is for mixtures of experts. Choose Q4_K_M.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(
    inputs: dict[str, object], field: str, message: str
) -> None:
    with pytest.raises(InputErrors) as errors:
        case(**inputs)
    [problem] = errors.value.problems
    assert (problem.field, problem.message) == (field, message)
