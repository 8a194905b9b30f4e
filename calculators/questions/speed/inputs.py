"""What `speed` asks: which task, which model, on which machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.presets import OWN, choice, count, when
from calculators.engines.memory import SAME_TYPE
from calculators.questions.common.machine_inputs import DeviceInputs, OtherAppsInput
from calculators.questions.common.model_inputs import (
    MAX_CONTEXT,
    CacheTypeInput,
    ModelInputs,
    ValueTypeInput,
)
from calculators.questions.common.tasks import TASKS

_OWN_TASK = when("task", OWN)
_TASKS = {
    **{name: task.label for name, task in TASKS.items()},
    OWN: "Something else: give the numbers",
}


@dataclass(frozen=True, kw_only=True)
class TaskInputs:
    """The work, as a task that we know or as tokens."""

    task: Annotated[str, choice("Task", _TASKS)] = "contract"
    prompt_tokens: Annotated[
        int,
        count(
            "Text to read",
            "tokens",
            1,
            MAX_CONTEXT,
            "Your question and everything you paste. 750 English words are about 1,000 tokens.",
            when=_OWN_TASK,
        ),
    ] = 1000
    answer_tokens: Annotated[
        int,
        count(
            "Answer to write",
            "tokens",
            1,
            MAX_CONTEXT,
            "A page is about 670 tokens.",
            when=_OWN_TASK,
        ),
    ] = 300
    times: Annotated[
        int,
        count(
            "How many times",
            "times",
            1,
            1_000_000,
            "One after the other, each on its own.",
            when=_OWN_TASK,
        ),
    ] = 1
    history_tokens: Annotated[
        int,
        count(
            "Conversation so far",
            "tokens",
            0,
            MAX_CONTEXT,
            "What the model has read before and still holds in its KV cache.",
            when=_OWN_TASK,
        ),
    ] = 0


@dataclass(frozen=True, kw_only=True)
class SpeedInputs(ModelInputs, DeviceInputs, TaskInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    other_apps: OtherAppsInput = "documents"
    thinking_tokens: Annotated[
        int,
        count(
            "Thinking before each answer",
            "tokens",
            0,
            MAX_CONTEXT,
            "Reasoning models first write for themselves, often 500 to 5,000 tokens.",
            more=True,
        ),
    ] = 0
    kv_cache_type: CacheTypeInput = "f16"
    v_cache_type: ValueTypeInput = SAME_TYPE
