"""The question, read: a machine, a purpose, what matters beside that, and what runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from calculators import catalog
from calculators.catalog import Model
from calculators.core.calculator import carried
from calculators.engines.licence.outcome import Reading
from calculators.engines.machine import OTHER_APPS, Assumption, Budget, Machine, memory_budget
from calculators.engines.memory import Setup
from calculators.questions.common.licences import WISHES, terms
from calculators.questions.common.loading import setup_for
from calculators.questions.common.machine_inputs import device_machine
from calculators.questions.finder.candidates import Candidate, ranked
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.finder.purposes import PACES, PURPOSES, Pace, Purpose
from calculators.questions.licence.use import chosen, reading_of
from calculators.questions.speed.case import Case as SpeedCase
from calculators.questions.speed.inputs import SpeedInputs


@dataclass(frozen=True)  # without slots: what is asked often is worked out once
class Case:
    """One machine and one purpose."""

    values: FinderInputs
    other_machine: Machine | None = None
    """In place of the one that the inputs name."""

    def on(self, machine: Machine) -> Case:
        """The same question for another machine."""
        return replace(self, other_machine=machine)

    @property
    def purpose(self) -> Purpose:
        """What the reader wants a model for."""
        return PURPOSES[self.values.purpose]

    @property
    def pace(self) -> Pace:
        """How quick is quick enough."""
        return PACES[self.values.pace]

    @property
    def context(self) -> int:
        """Tokens that must fit at once: as asked for, and never less than the task takes."""
        asked = self.values.context or self.purpose.context
        return max(asked, self.purpose.task.needed_context)

    @cached_property
    def setup(self) -> Setup:
        """How any model is run."""
        return Setup(context=self.context)

    def setup_for(self, model: Model, quantization: str) -> Setup:
        """How this model is run, with what the usual program loads beside it."""
        return setup_for(model, self.machine, self.setup, quantization=quantization)

    @cached_property
    def machine(self) -> Machine:
        """The machine, with its speed."""
        return self.other_machine or device_machine(self.values)

    @property
    def other_apps(self) -> Assumption:
        """What else stays open."""
        return OTHER_APPS[self.values.other_apps]

    @cached_property
    def budget(self) -> Budget:
        """What a model may use on the machine."""
        return memory_budget(self.machine, other_apps_gib=self.other_apps)

    def allows(self, model: Model) -> bool:
        """Whether the licence is as wished, and the model was built for so much context."""
        if model.context_max < self.context:
            return False
        if reading := self.readings.get(model.id):
            return reading.outcome != "not_allowed"
        return terms(model) in WISHES[self.values.licence][1]

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """What the licence of each model says of the use; none where no use is chosen."""
        if not chosen(self.values):
            return {}
        return {name: reading_of(name, self.values) for name in catalog.models()}

    def quick_enough(self, tokens_per_s: float, seconds: float) -> bool:
        """Whether it is as quick as wished: at writing, or for a batch with all of it."""
        if self.purpose.task.alone:
            return seconds <= self.pace.batch_seconds
        return tokens_per_s >= self.pace.tokens_per_s

    @cached_property
    def found(self) -> list[Candidate]:
        """All models that run at all, the best first."""
        return ranked(self)

    @property
    def first(self) -> Candidate | None:
        """The one to try first."""
        return next(iter(self.found), None)

    @cached_property
    def timed(self) -> SpeedCase | None:
        """The first of the list as `fit` and `speed` see it."""
        if self.first is None:
            return None
        values = carried(
            self.values,
            SpeedInputs,
            task=self.purpose.task_name,
            context=self.context,
            model=self.first.model.id,
            quantization=self.first.quantization,
        )
        return SpeedCase(values)
