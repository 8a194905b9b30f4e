"""Which of several rules decides a case on a day, and which others it overruled.

Rules stand in the order of their rank: the first that holds decides, so an exception stands before
what it is an exception from, and no two can clash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from calculators.engines.rules.condition import Facts, holds

Outcome = Literal["allowed", "allowed_if", "ask_first", "not_allowed", "unknown"]
STRICTEST: tuple[Outcome, ...] = ("not_allowed", "ask_first", "unknown", "allowed_if", "allowed")
"""Outcomes from the strictest on. What is not known is no permission, and no refusal either."""
R = TypeVar("R", bound="Rule")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """An outcome, when it holds, and the clause that says so.

    A subject narrows the outcomes to its own.
    """

    when: Mapping[str, Any]
    outcome: str
    clause: str
    says: str = ""
    """What the clause means here, in our own words."""
    in_force_from: str = ""
    """ISO date of the first day; empty where it is as old as its record."""
    in_force_until: str = ""
    """The last day; empty while it is open."""

    def applies(self, facts: Facts, on: date) -> bool:
        """Whether it is in force that day and holds for the case."""
        return in_force(self.in_force_from, self.in_force_until, on) and holds(self.when, facts)


@dataclass(frozen=True, kw_only=True)
class Decision(Generic[R]):
    """The rule that decided, and those that would have without it."""

    rule: R
    overruled: tuple[R, ...] = field(default=())


def decide(rules: Iterable[R], facts: Facts, on: date) -> Decision[R] | None:
    """The first rule that holds decides; None where none does.

    >>> private = Rule(when={"commercial": False}, outcome="allowed", clause="s.1")
    >>> paid = Rule(when={}, outcome="ask_first", clause="s.2")
    >>> day = date(2026, 11, 28)
    >>> decide([private, paid], {"commercial": True}, day).rule.clause
    's.2'
    >>> decide([private, paid], {"commercial": False}, day).overruled[0].clause
    's.2'
    """
    found = [rule for rule in rules if rule.applies(facts, on)]
    return Decision(rule=found[0], overruled=tuple(found[1:])) if found else None


def strictest(outcomes: Iterable[Outcome]) -> Outcome:
    """The strictest of several outcomes.

    >>> strictest(["allowed", "unknown", "allowed_if"])
    'unknown'
    """
    return min(outcomes, key=STRICTEST.index)


def in_force(first: str, last: str, on: date) -> bool:
    """Whether a day lies between two ISO dates, either of which may be open.

    >>> in_force("2026-08-02", "", date(2026, 8, 2)), in_force("", "2026-08-01", date(2026, 8, 2))
    (True, False)
    """
    return (not first or date.fromisoformat(first) <= on) and (
        not last or on <= date.fromisoformat(last)
    )
