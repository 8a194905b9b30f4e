"""One text and where it is sent: the inputs, joined with what the plan's own terms say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.core.inputs import moment
from calculators.engines.cover import record
from calculators.engines.cover.outcome import for_home
from calculators.engines.cover.record import Fact, Plan
from calculators.engines.data_path.way import Way
from calculators.engines.rules.decide import in_force
from calculators.questions.data_path.inputs import PLAN, SERVER, DataPathInputs


@dataclass(frozen=True)
class Case:
    """The question, read."""

    values: DataPathInputs

    @property
    def leaves(self) -> bool:
        """Whether it is sent to somebody else."""
        return self.values.where == PLAN

    @property
    def on(self) -> date:
        """The day asked about."""
        return moment(self.values.as_of).date()

    @cached_property
    def asked(self) -> Plan:
        """The plan that was chosen; for what is your own, the record of that."""
        if self.leaves:
            return record.plan(self.values.plan)
        return record.plan("self-hosted-exposed" if self.values.exposed else "local-open-weights")

    @cached_property
    def found(self) -> Plan | None:
        """The plan whose text holds for that place and day; None where no such text was read."""
        there = for_home(self.asked, self.values.home)
        return there if there and in_force(there.in_force_from, "", self.on) else None

    @cached_property
    def plan(self) -> Plan:
        """The plan that is meant."""
        return self.found or self.asked

    def fact(self, name: str) -> Fact:
        """What the text that holds says on a subject; not known where none was read."""
        found: Fact = getattr(self.found, name) if self.found else Fact()
        return found

    @cached_property
    def way(self) -> Way:
        """The way of the text."""
        return Way(
            plan=self.found,
            home=self.values.home,
            kind=self.values.kind,
            own="" if self.leaves else "server" if self.values.where == SERVER else "machine",
            exposed=self.values.exposed,
            zero_agreed=self.values.zero_retention,
            training_off=self.values.training_off,
        )
