"""A use of AI in a place and a trade, on a day, and the rules that bear on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.core.inputs import moment
from calculators.engines.laws.outcome import Found, Reading, read
from calculators.engines.rules.condition import Facts
from calculators.questions.rules.inputs import RulesInputs

_FACTS = ("place", "sector", "use", "role", "personal", "alone", "older")


@dataclass(frozen=True)
class Case:
    """The question, read."""

    values: RulesInputs

    @property
    def on(self) -> date:
        """The day asked about."""
        return moment(self.values.as_of).date()

    @cached_property
    def facts(self) -> Facts:
        """What rules may ask about."""
        return {name: getattr(self.values, name) for name in _FACTS}

    @cached_property
    def reading(self) -> Reading:
        """Rules in force, and rules to come."""
        return read(self.facts, self.on)

    @property
    def bearing(self) -> tuple[Found, ...]:
        """Both, those in force first."""
        return self.reading.now + self.reading.coming

    @property
    def duties(self) -> int:
        """Things to do on the day.

        >>> from datetime import datetime
        >>> day = datetime(2026, 11, 29)
        >>> Case(RulesInputs(place="US", sector="health", as_of=day)).duties
        4
        """
        return sum(len(each.rule.duties) for each in self.reading.now)
