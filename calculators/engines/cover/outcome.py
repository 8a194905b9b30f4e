"""Who stands behind an answer in one or more situations: the weakest of them decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from calculators.engines.cover.record import Clause, Outcome, Plan, plan
from calculators.engines.rules.decide import Decision, decide

WEAKEST: tuple[Outcome, ...] = get_args(Outcome)
"""Outcomes from the weakest on. What cannot arise weakens nothing, so it stands last."""
NOT_YET = Clause(when={}, outcome="unknown", clause="no text of that day was read")
NOT_THERE = Clause(when={}, outcome="unknown", clause="no text for that place was read")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One situation and the clause that decided it."""

    situation: str
    decision: Decision[Clause]

    @property
    def outcome(self) -> Outcome:
        """What holds in it."""
        return self.decision.rule.outcome


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The outcome, and each situation that led to it, the weakest first."""

    parts: tuple[Part, ...]

    @property
    def deciding(self) -> Part:
        """The weakest."""
        return self.parts[0]

    @property
    def outcome(self) -> Outcome:
        """What holds in all of them together."""
        return self.deciding.outcome

    @property
    def clause(self) -> str:
        """The clause of the one that decides."""
        return self.deciding.decision.rule.clause


def for_home(asked: Plan, home: str) -> Plan | None:
    """The plan whose text holds where somebody lives; None where no such text was read.

    >>> for_home(plan("anthropic-consumer-europe"), "UK").id
    'anthropic-consumer-other'
    """
    if not asked.homes or home in asked.homes:
        return asked
    return plan(asked.elsewhere) if asked.elsewhere else None


def read(found: Plan | None, situations: Iterable[str], home: str, on: date) -> Reading:
    """What a plan's text says on these situations, on a day.

    >>> read(plan("openai-api"), ["unmodified", "edited"], "US", date(2026, 11, 28)).outcome
    'excluded'
    """
    parts = [_part(found, each, home, on) for each in situations]
    return Reading(parts=tuple(sorted(parts, key=lambda part: WEAKEST.index(part.outcome))))


def _part(found: Plan | None, situation: str, home: str, on: date) -> Part:
    if found is None:
        return Part(situation=situation, decision=Decision(rule=NOT_THERE))
    facts = {"situation": situation, "home": home}
    decision = decide(found.rules(situation), facts, on) or Decision(rule=NOT_YET)
    return Part(situation=situation, decision=decision)
