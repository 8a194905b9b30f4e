"""What a licence says about one case: the outcome, the clauses, what must be done.

The bars of a use policy come first, then gates such as a limit on revenue, then the rule of the use
itself: that is the order of the rules in a record. A policy beside the licence can only make it
stricter. Where several licences hold together, the strictest outcome does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from calculators.engines.licence.record import (
    Beside,
    Duty,
    Licence,
    Permission,
    Terms,
    beside,
    licences,
)
from calculators.engines.rules.condition import Facts
from calculators.engines.rules.decide import Decision, Outcome, decide, in_force, strictest

NO_TEXT = Permission(when={}, outcome="unknown", clause="no licence text found")
NOT_YET = Permission(when={}, outcome="unknown", clause="no text in force on that day")
SILENT = Permission(when={}, outcome="unknown", clause="the text does not say")
USUAL_FACTS: Facts = {
    "use": "internal_use",
    "actor": "company",
    "region": "US",
    "field": "none",
    "commercial": True,
    "multimodal_model": False,
    "group_annual_revenue_usd": 0,
    "group_monthly_revenue_usd": 0,
    "product_monthly_revenue_usd": 0,
    "product_monthly_users": 0,
    "llama_release_month_users": 0,
    "operates_maas": False,
    "operates_work_assistant": False,
    "via_certified_host": False,
    "end_user_of_a_product": False,
    "received_inside_end_user_product": False,
}
"""Everything that a clause may ask about, as it is for a small firm."""
PERMITS: tuple[Outcome, ...] = ("allowed", "allowed_if")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One licence and what it decided."""

    licence: Licence | None
    decision: Decision[Permission]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The outcome of a case, with what it follows from."""

    outcome: Outcome
    clause: str
    parts: tuple[Part, ...]
    beside: tuple[Beside, ...] = ()
    duties: tuple[Duty, ...] = ()
    """What must be done; none where it is not permitted."""

    @property
    def says(self) -> Iterator[str]:
        """What the clauses mean, of the part that is strictest first."""
        parts = sorted(self.parts, key=lambda part: part.decision.rule.outcome != self.outcome)
        yield from (part.decision.rule.says for part in parts if part.decision.rule.says)


def read(terms: Terms | None, facts: Facts, on: date) -> Reading:
    """What holds for a release under these terms.

    >>> from calculators.engines.licence.record import terms
    >>> facts = {"use": "host_service", "field": "none"}
    >>> read(terms()["qwen3-8b"], facts, date(2026, 11, 28)).outcome
    'allowed'
    """
    if terms is None or not terms.licence:
        return _alone(NO_TEXT)
    parts = tuple(_part(each, facts, on) for each in _licences(terms.licence))
    policies = tuple(beside()[name] for name in terms.beside)
    if contested := _contested(policies, facts):
        rule = Permission(when={}, outcome="unknown", clause=f"addendum {contested.id}")
        return Reading(outcome="unknown", clause=rule.clause, parts=parts, beside=policies)
    outcome = strictest(part.decision.rule.outcome for part in parts)
    if stricter := [each for each in policies if each.at_least and outcome == "allowed"]:
        outcome = strictest([outcome, *(each.at_least for each in stricter if each.at_least)])
    return Reading(
        outcome=outcome,
        clause="; ".join([_clause(parts), *(f"addendum {each.id}" for each in stricter)]),
        parts=parts,
        beside=policies,
        duties=tuple(_duties(parts, policies, facts)) if outcome in PERMITS else (),
    )


def _alone(rule: Permission) -> Reading:
    part = Part(licence=None, decision=Decision(rule=rule))
    return Reading(outcome=rule.outcome, clause=rule.clause, parts=(part,))


def _licences(ident: str) -> list[Licence]:
    """The licence itself, or all that hold together."""
    found = licences()[ident]
    return [licences()[part] for part in found.parts] or [found]


def _part(licence: Licence, facts: Facts, on: date) -> Part:
    if not in_force(licence.in_force_from, "", on):
        return Part(licence=licence, decision=Decision(rule=NOT_YET))
    decision = decide(licence.rule, facts, on) or Decision(rule=SILENT)
    return Part(licence=licence, decision=decision)


def _contested(policies: tuple[Beside, ...], facts: Facts) -> Beside | None:
    return next((each for each in policies if facts["field"] in each.contested_fields), None)


def _clause(parts: tuple[Part, ...]) -> str:
    if len(parts) == 1:
        return parts[0].decision.rule.clause
    named = (part for part in parts if part.licence)
    return "; ".join(f"{part.licence.id}: {part.decision.rule.clause}" for part in named)  # type: ignore[union-attr]


def _duties(parts: tuple[Part, ...], policies: tuple[Beside, ...], facts: Facts) -> Iterator[Duty]:
    for part in parts:
        if part.licence:
            yield from (duty for duty in part.licence.duty if duty.asked(facts))
    for policy in policies:
        yield from (duty for duty in policy.duty if duty.asked(facts))
