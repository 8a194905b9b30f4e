"""The question, read: which task, with which model on which machine, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculators.core.calculator import carried
from calculators.core.errors import InputErrors, Problem
from calculators.core.form import OWN
from calculators.core.numbers import format_quantity
from calculators.engines.machine import Machine
from calculators.engines.memory import types_of
from calculators.engines.memory.placement import Placement
from calculators.engines.speed.estimate import Estimate, estimate
from calculators.engines.speed.rate import Device, device_of
from calculators.engines.speed.record import record
from calculators.engines.speed.work import Work, work
from calculators.questions.common.machine_inputs import device_machine
from calculators.questions.common.model_inputs import MAX_CONTEXT, Subject
from calculators.questions.common.tasks import TASKS, NamedTask
from calculators.questions.fit.case import Case as FitCase
from calculators.questions.fit.inputs import FitInputs
from calculators.questions.speed.inputs import SpeedInputs


@dataclass(frozen=True)  # without slots: what is asked often is worked out once
class Case:
    """One task with one model on one machine.

    Raises `InputErrors` for a task that no context can hold, and as `fit` does.
    """

    values: SpeedInputs

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if self.needed_context > MAX_CONTEXT:
            most = format_quantity(MAX_CONTEXT, "tokens")
            text = f"Text to read: the whole task is longer than {most}. Make it shorter."
            raise InputErrors([Problem("prompt_tokens", text)])
        _ = self.memory  # which refuses as well

    @cached_property
    def task(self) -> NamedTask:
        """The task that was chosen, or the one that the reader's numbers make."""
        values = self.values
        if values.task != OWN:
            return TASKS[values.task]
        return carried(values, NamedTask, label="Your own task")

    @property
    def needed_context(self) -> int:
        """Tokens that the context must hold at once; thinking is forgotten after each answer."""
        return self.task.needed_context + self.values.thinking_tokens

    @cached_property
    def memory(self) -> FitCase:
        """The same question as `fit` sees it, with room for the task; the rest as usual."""
        context = max(self.values.context, self.needed_context)
        return FitCase(carried(self.values, FitInputs, context=context))

    @property
    def model(self) -> Subject:
        """The model that was chosen or pasted."""
        return self.memory.model

    @cached_property
    def machine(self) -> Machine:
        """The machine, with what its reader says of its speed."""
        return device_machine(self.values)

    @property
    def placement(self) -> Placement:
        """Where the model would sit."""
        return self.memory.placement

    @property
    def fits(self) -> bool:
        """Whether it runs at all, if only partly on the graphics card."""
        return self.placement.status != "does_not_fit"

    @cached_property
    def device(self) -> Device:
        """What computes."""
        placed = self.placement
        return device_of(
            self.machine, record(), share=placed.share, experts_aside=placed.experts_share
        )

    @cached_property
    def work(self) -> Work:
        """What the model does for a token."""
        setup = self.memory.setup
        return work(self.memory.geometry, setup.quantization, types_of(setup))

    @cached_property
    def estimate(self) -> Estimate:
        """How long the task takes."""
        thinking = self.values.thinking_tokens
        return estimate(self.task, self.work, self.device, record(), thinking_tokens=thinking)
