"""A task with its factors: what is usual for it, and what the reader says instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from calculators.core.form import OWN, USUAL
from calculators.engines.rules.condition import Facts
from calculators.engines.triage.outcome import Reading, read
from calculators.engines.triage.record import Task, record, tasks
from calculators.questions.triage.inputs import FACTORS, TriageInputs

_OF_THE_FIRM = ("test", "owner", "cover", "offline", "skills", "audit", "origin")


@dataclass(frozen=True)
class Case:
    """The question, read."""

    values: TriageInputs

    @property
    def task(self) -> Task:
        """The task that was chosen."""
        return tasks()[self.values.task]

    @cached_property
    def factors(self) -> Mapping[str, str]:
        """The level of each factor.

        >>> case = Case(TriageInputs(task="mail", data="internal"))
        >>> case.factors["data"], case.factors["volume"], case.factors["person"]
        ('internal', 'steady', 'no')
        """
        return {name: self._level(name) for name in FACTORS}

    @cached_property
    def facts(self) -> Facts:
        """The factors, and what holds for the firm."""
        return {**self.factors, **{name: getattr(self.values, name) for name in _OF_THE_FIRM}}

    @cached_property
    def reading(self) -> Reading:
        """Lane, stakes and controls.

        >>> Case(TriageInputs(task="notes")).reading.lane.rule.outcome
        'cheap_api'
        """
        return read(self.facts, self.on)

    @property
    def on(self) -> date:
        """The day on which the records were checked; none of their rules has a date of its own."""
        return date.fromisoformat(record().checked)

    @cached_property
    def all_tasks(self) -> Mapping[str, Case]:
        """Every task of the menu as it usually is, at this firm."""
        usual: dict[str, Any] = dict.fromkeys(FACTORS, USUAL)
        return {
            name: Case(replace(self.values, task=name, **usual)) for name in tasks() if name != OWN
        }

    def changed(self, name: str) -> bool:
        """Whether the reader set a factor otherwise than is usual for the task."""
        return self.factors[name] != self._usual(name)

    def _level(self, name: str) -> str:
        given: str = getattr(self.values, name)
        return self._usual(name) if given == USUAL else given

    def _usual(self, name: str) -> str:
        return self.task.facts.get(name, next(iter(FACTORS[name])))
