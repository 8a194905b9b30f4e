"""One plan and what is done with its answers: the case, and what the plan's text says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.core.form import USUAL
from calculators.core.inputs import moment
from calculators.engines.cover import record
from calculators.engines.cover.outcome import Reading, for_home, read
from calculators.engines.cover.record import Plan
from calculators.questions.cover.inputs import SITUATIONS, CoverInputs


@dataclass(frozen=True)
class Case:
    """The question, read."""

    values: CoverInputs

    @cached_property
    def asked(self) -> Plan:
        """The plan that was chosen."""
        return record.plan(self.values.plan)

    @cached_property
    def plan(self) -> Plan:
        """The plan whose text is answered from: that of the reader's home, where there is one."""
        return self.found or self.asked

    @property
    def found(self) -> Plan | None:
        """The plan whose text holds there; None where no text for that place was read."""
        return for_home(self.asked, self.home)

    @property
    def home(self) -> str:
        """Where the reader lives: by default where the plan's text holds.

        >>> Case(CoverInputs(plan="mistral-consumer-europe")).home
        'EU'
        """
        if self.values.home != USUAL:
            return self.values.home
        return self.asked.homes[0] if self.asked.homes else USUAL

    @property
    def on(self) -> date:
        """The day asked about."""
        return moment(self.values.as_of).date()

    @cached_property
    def situations(self) -> tuple[str, ...]:
        """What is done or happens, all of it.

        >>> Case(CoverInputs(situation="edited", preview=True)).situations
        ('edited', 'preview')
        """
        chosen = self.values.situation
        ticked = (each for each in SITUATIONS if getattr(self.values, each, False))
        return tuple(dict.fromkeys((chosen, *ticked)))

    @cached_property
    def reading(self) -> Reading:
        """The outcome, with what it follows from."""
        return read(self.found, self.situations, self.home, self.on)

    @cached_property
    def each(self) -> Mapping[str, Reading]:
        """What holds in each situation alone."""
        return {name: read(self.found, [name], self.home, self.on) for name in SITUATIONS}
