"""What the records say of a case on a day: rules in force, and rules that are still to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from calculators.engines.laws.record import Law, LawRule, laws
from calculators.engines.rules.condition import Facts, holds

Status = Literal["ban", "duties", "coming", "none_found", "unknown"]
READ: tuple[str, ...] = ("EU", "UK", "US", "US-CO", "US-CA")
"""Places of which something was read. Elsewhere the answer is unknown, which is not "nothing"."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A rule that bears on the case, and the body of law it belongs to."""

    law: Law
    rule: LawRule


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Rules in force on the day, and those to come, the next one first."""

    place: str
    now: tuple[Found, ...]
    coming: tuple[Found, ...]

    @property
    def status(self) -> Status:
        """The heaviest that holds on the day."""
        if self.place not in READ:
            return "unknown"
        if any(each.rule.outcome == "ban" for each in self.now):
            return "ban"
        if any(each.rule.outcome == "duty" for each in self.now):
            return "duties"
        return "coming" if self.coming else "none_found"


def read(facts: Facts, on: date) -> Reading:
    """What bears on a case with these facts; `KeyError` for a fact that is missing.

    >>> facts = {"place": "EU", "sector": "other", "use": "intimate", "role": "use",
    ...          "personal": False, "alone": False, "older": False}
    >>> [read(facts, date(2026, 12, day)).status for day in (1, 2)]
    ['duties', 'ban']
    """
    found = tuple(_bearing(facts))
    coming = [each for each in found if _first_day(each.rule) > on]
    return Reading(
        place=facts["place"],
        now=tuple(each for each in found if each.rule.applies(facts, on)),
        coming=tuple(sorted(coming, key=lambda each: each.rule.in_force_from)),
    )


def _bearing(facts: Facts) -> Iterator[Found]:
    """Rules whose conditions hold, on whatever day."""
    for law in laws().values():
        for rule in law.rule:
            if holds(rule.when, facts):
                yield Found(law=law, rule=rule)


def _first_day(rule: LawRule) -> date:
    return date.fromisoformat(rule.in_force_from) if rule.in_force_from else date.min
