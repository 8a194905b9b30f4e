"""What to do and from when, as a list to tick off; then the rules, those in force first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from calculators.core.results import Figure, Table
from calculators.engines.laws.outcome import Found
from calculators.engines.laws.record import LawRule
from calculators.questions.rules.case import Case

HIGHLIGHTS = ("rules_now", "duties", "days_to_next")


def figures(case: Case) -> Iterator[Figure]:
    """How much there is to do, and how soon there is more."""
    reading = case.reading
    yield Figure("rules_now", "Rules in force that day", len(reading.now), "rules", "reported")
    yield Figure("rules_coming", "Rules to come", len(reading.coming), "rules", "reported")
    yield Figure("duties", "Things to do that day", case.duties, "duties", "reported")
    if reading.coming:
        days = (date.fromisoformat(reading.coming[0].rule.in_force_from) - case.on).days
        yield Figure("days_to_next", "Days until the next rule", days, "days", "exact")


def tables(case: Case) -> Iterator[Table]:
    """Duties, rules in force, rules to come."""
    reading = case.reading
    if case.bearing:
        yield Table(
            title="What to do, and from when",
            columns=("To do", "From", "Clause"),
            rows=tuple(
                (f"☐ {duty}", _from(each.rule, case.on), each.rule.clause)
                for each in case.bearing
                for duty in each.rule.duties
            ),
        )
    if reading.now:
        yield _rules(f"In force on {case.on}", reading.now)
    if reading.coming:
        yield _rules("Still to come", reading.coming)


def _rules(title: str, found: Sequence[Found]) -> Table:
    return Table(
        title=title,
        columns=("Rule", "Clause", "Days", "What it means", "How we read it"),
        rows=tuple(
            (
                each.rule.name,
                each.rule.clause,
                days_of(each.rule),
                " ".join(filter(None, (each.rule.says, each.rule.announced))).removesuffix("."),
                f"{each.rule.read}, {each.law.checked}",
            )
            for each in found
        ),
    )


def _from(rule: LawRule, on: date) -> str:
    return rule.in_force_from if rule.in_force_from > on.isoformat() else "now"


def days_of(rule: LawRule) -> str:
    """The first and the last day, as far as a record has them."""
    first = f"from {rule.in_force_from}" if rule.in_force_from else ""
    last = f"until {rule.in_force_until}" if rule.in_force_until else ""
    return " ".join(filter(None, (first, last))) or "in force when read"
