"""The question as the ranking sees it: a machine, a purpose, and what matters beside that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from calculators.catalog import Model
from calculators.core.calculator import carried
from calculators.core.numbers import format_quantity
from calculators.engines.machine import Assumption, Budget, Machine, memory_budget
from calculators.engines.memory import Setup
from calculators.questions.common.licences import WISHES, terms
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.finder.purposes import PACES, PURPOSES, Pace, Purpose
from calculators.questions.speed.case import Case as SpeedCase
from calculators.questions.speed.inputs import SpeedInputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One machine and one purpose."""

    values: FinderInputs
    purpose: Purpose
    pace: Pace
    setup: Setup
    machine: Machine
    budget: Budget
    other_apps: Assumption

    @property
    def context(self) -> int:
        """Tokens that must fit at once."""
        return self.setup.context

    def allows(self, model: Model) -> bool:
        """Whether the licence is as wished, and the model was built for so much context."""
        return terms(model) in WISHES[self.values.licence][1] and model.context_max >= self.context

    def quick_enough(self, tokens_per_s: float, seconds: float) -> bool:
        """Whether it is as quick as wished: at writing, or for a batch with all of it."""
        task = self.purpose.task
        if task.times > 1 and not task.one_conversation:
            return seconds <= self.pace.batch_seconds
        return tokens_per_s >= self.pace.tokens_per_s

    def with_machine(self, machine: Machine) -> Question:
        """The same question for another machine."""
        budget = memory_budget(machine, other_apps_gib=self.other_apps)
        return replace(self, machine=machine, budget=budget)


def speed_inputs(values: FinderInputs, **model: str) -> SpeedInputs:
    """The same machine and purpose as `speed` asks for them, for one model if one is named."""
    purpose = PURPOSES[values.purpose]
    context = values.context or purpose.context
    return carried(values, SpeedInputs, task=purpose.task_name, context=context, **model)


def question(values: FinderInputs) -> Question:
    """The question, read; raises `InputErrors`."""
    view = SpeedCase(speed_inputs(values))
    now = view.memory
    return Question(
        values=values,
        purpose=PURPOSES[values.purpose],
        pace=PACES[values.pace],
        setup=now.setup,
        machine=view.machine,
        budget=now.budget,
        other_apps=now.other_apps,
    )


def asked(asking: Question) -> str:
    """The question in one line."""
    label, apps = WISHES[asking.values.licence][0], asking.other_apps.label
    context = format_quantity(asking.context, "tokens")
    return (
        f"{asking.purpose.label}, {context} · {asking.machine.name}, "
        f"{apps[0].lower() + apps[1:]} open · {label[0].lower() + label[1:]}"
    )
