"""What `speed` asks: which task, which model, on which machine."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import OWN, choice, count, when
from calculators.core.inputs import Option
from calculators.questions.common import groups
from calculators.questions.common.machine_inputs import DeviceInputs, open_apps
from calculators.questions.common.model_inputs import (
    MAX_CONTEXT,
    ModelInputs,
    cache_types,
    value_types,
)
from calculators.questions.common.tasks import TASKS

_OWN_TASK = when("task", OWN)
_TASKS = {name: task.label for name, task in TASKS.items()}
_OTHER_TASK = Option(OWN, "Something else: give the numbers")


@dataclass(frozen=True, kw_only=True)
class TaskInputs:
    """The work, as a task that we know or as tokens."""

    task: str = choice("contract", _TASKS, _OTHER_TASK)("Task")
    prompt_tokens: int = count(1000, "tokens", 1, MAX_CONTEXT, when=_OWN_TASK)(
        "Text to read",
        "Your question and everything you paste. 750 English words are about 1,000 tokens.",
    )
    answer_tokens: int = count(300, "tokens", 1, MAX_CONTEXT, when=_OWN_TASK)(
        "Answer to write", "A page is about 670 tokens."
    )
    times: int = count(1, "times", 1, 1_000_000, when=_OWN_TASK)(
        "How many times", "One after the other, each on its own."
    )
    history_tokens: int = count(0, "tokens", 0, MAX_CONTEXT, when=_OWN_TASK)(
        "Conversation so far", "What the model has read before and still holds in its KV cache."
    )


@dataclass(frozen=True, kw_only=True)
class SpeedInputs(ModelInputs, DeviceInputs, TaskInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    other_apps: str = open_apps()
    thinking_tokens: int = count(0, "tokens", 0, MAX_CONTEXT, group=groups.WORK)(
        "Thinking before each answer",
        "Reasoning models first write for themselves, often 500 to 5,000 tokens.",
    )
    kv_cache_type: str = cache_types()
    v_cache_type: str = value_types()
