"""One model, its score, and the closed models that had as much before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.core.inputs import moment
from calculators.engines.capability.lag import CLOSED, Match, best, match
from calculators.engines.capability.record import Score, scores, vintage
from calculators.engines.machine import Machine
from calculators.questions.common.machine_inputs import device_machine
from calculators.questions.common.scores import Subject, of_model
from calculators.questions.gap.inputs import FRONTIER, MACHINE, GapInputs
from calculators.questions.gap.subject import frontier, on_machine


@dataclass(frozen=True)
class Case:
    """The question, read."""

    values: GapInputs

    @property
    def on(self) -> date:
        """The day asked about; the scores know of nothing after their own."""
        asked = moment(self.values.as_of).date() if self.values.as_of else vintage()
        return min(asked, vintage())

    @property
    def looks_back(self) -> bool:
        """Whether the day asked about is before that of the scores."""
        return self.on < vintage()

    @property
    def machine(self) -> Machine:
        """The machine, where one is asked about."""
        return device_machine(self.values)

    @cached_property
    def found(self) -> list[Subject]:
        """What is meant, the best first; several where a machine is asked about."""
        if self.values.about == MACHINE:
            return on_machine(self.values)
        if self.values.about == FRONTIER:
            subject = frontier(self.values.openness, self.on)
        else:
            subject = of_model(self.values.model)
        return [subject] if subject else []

    @property
    def subject(self) -> Subject | None:
        """The model that the answer is about."""
        return self.found[0] if self.found else None

    @cached_property
    def best_closed(self) -> Score | None:
        """The closed model with the highest score on that day."""
        return best(scores(), CLOSED, self.on)

    @cached_property
    def match(self) -> Match | None:
        """The first closed models with at least the score of the subject."""
        return self.matched(self.subject) if self.subject else None

    def matched(self, subject: Subject) -> Match:
        """The first closed models with at least the score of a model."""
        return match(scores(), subject.low, subject.eci, subject.high, self.on)

    @property
    def points(self) -> float | None:
        """Points between it and the best closed model."""
        if self.subject is None or self.best_closed is None:
            return None
        return self.best_closed.eci - self.subject.eci

    @property
    def days(self) -> tuple[int, int, int] | None:
        """Days behind, at least, usually and at most: to its own release, or to today's scores."""
        if self.subject is None or self.match is None:
            return None
        return self.match.days(self.subject.date or self.on)
