"""One question as the calculator sees it: which task, on which machine, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculators.core.calculator import carried
from calculators.core.errors import InputErrors, Problem
from calculators.core.numbers import format_quantity
from calculators.engines.machine import Machine
from calculators.engines.memory.placement import Placement
from calculators.engines.speed.device import device_of
from calculators.engines.speed.estimate import Estimate, estimate
from calculators.engines.speed.rate import Device
from calculators.engines.speed.record import record
from calculators.engines.speed.tasks import OWN, TASKS, Task
from calculators.engines.speed.work import Work, work
from calculators.questions.common.machine_inputs import device_machine
from calculators.questions.common.model_inputs import MAX_CONTEXT
from calculators.questions.fit.case import Case as FitCase
from calculators.questions.fit.inputs import FitInputs
from calculators.questions.speed.inputs import SpeedInputs


@dataclass(
    frozen=True, kw_only=True
)  # without slots: its parts are worked out once, when asked for
class Outlook:
    """Everything the verdict, its words and its alternatives look at."""

    values: SpeedInputs
    task: Task
    now: FitCase
    """The same question as `fit` sees it."""

    @cached_property
    def placed(self) -> Placement:
        """Where the model would sit."""
        return self.now.placement

    @property
    def fits(self) -> bool:
        """Whether it runs at all, if only partly on the graphics card."""
        return self.placed.status != "does_not_fit"

    @property
    def share(self) -> float:
        """Part of the layers on the graphics card; 1 where no part is elsewhere."""
        return self.placed.share

    @cached_property
    def device(self) -> Device:
        """What computes."""
        return device_of(self.machine, record(), share=self.share)

    @cached_property
    def work(self) -> Work:
        """What the model does for a token."""
        setup = self.now.setup
        return work(self.now.geometry, setup.quantization, setup.kv_cache_type)

    @cached_property
    def estimate(self) -> Estimate:
        """How long the task takes."""
        thinking = self.values.thinking_tokens
        return estimate(self.task, self.work, self.device, record(), thinking_tokens=thinking)

    @property
    def machine(self) -> Machine:
        """The machine, with what its reader says of its speed."""
        return device_machine(self.values)


def outlook(values: SpeedInputs) -> Outlook:
    """The question, read; raises `InputErrors`."""
    task = task_of(values)
    needed = needed_context(values, task)
    if needed > MAX_CONTEXT:
        most = format_quantity(MAX_CONTEXT, "tokens")
        message = f"Text to read: the whole task is longer than {most}. Make it shorter."
        raise InputErrors([Problem("prompt_tokens", message)])
    fit = carried(values, FitInputs, context=max(values.context, needed))
    return Outlook(values=values, task=task, now=FitCase(fit))


def task_of(values: SpeedInputs) -> Task:
    """The task that was chosen, or the one that the reader's numbers make."""
    if values.task != OWN:
        return TASKS[values.task]
    return Task(
        label="Your own task",
        prompt_tokens=values.prompt_tokens,
        answer_tokens=values.answer_tokens,
        times=values.times,
        history_tokens=values.history_tokens,
    )


def needed_context(values: SpeedInputs, task: Task) -> int:
    """Tokens that the context must hold at once; thinking is forgotten after each answer."""
    return task.needed_context + values.thinking_tokens
