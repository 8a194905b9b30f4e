"""What would change the answer: a later day, another role, one fact set otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calculators.core.inputs import noon
from calculators.core.results import Change
from calculators.questions.common.whatif import Try, tried
from calculators.questions.rules.case import Case
from calculators.questions.rules.inputs import DECISIONS, MAKERS, ROLES

_SWITCHED = {
    "personal": ("If data about people go in", "If no data about people go in"),
    "alone": (
        "If nobody checks before it takes effect",
        "If a person checks before it takes effect",
    ),
    "older": ("If it was on the market before 2 August 2026", "If it comes to market only now"),
}


def changes(case: Case) -> Iterator[Change]:
    """Each that adds a rule or spares one, with their clauses."""
    for each in _tries(case):
        if text := _difference(case, each.case):
            yield each.change(text)


def _tries(case: Case) -> Iterator[Try[Case]]:
    for day in dict.fromkeys(each.rule.in_force_from for each in case.reading.coming):
        yield from tried(case, f"On {day}", as_of=noon(date.fromisoformat(day)))
    for name, (yes, no) in _SWITCHED.items():
        if _is_asked(case, name):
            value = not getattr(case.values, name)
            yield from tried(case, yes if value else no, **{name: value})
    for role, label in ROLES.items():
        if role != case.values.role:
            words = f"If your role were “{label}”"
            older = case.values.older and role in MAKERS
            yield from tried(case, words, role=role, older=older)


def _is_asked(case: Case, name: str) -> bool:
    """Whether the form shows it for this case."""
    if name == "alone":
        return case.values.use in DECISIONS
    return name != "older" or case.values.role in MAKERS


def _difference(case: Case, other: Case) -> str:
    """Rules in force there and not here, and the other way round."""
    here, there = ({each.rule.clause: None for each in one.reading.now} for one in (case, other))
    more, less = [each for each in there if each not in here], [e for e in here if e not in there]
    added = f"{' and '.join(more)} would apply" if more else ""
    spared = f"{' and '.join(less)} would fall away" if less else ""
    return ", ".join(filter(None, (added, spared)))
