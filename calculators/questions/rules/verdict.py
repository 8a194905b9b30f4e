"""The answer in words: what applies on the day, and what will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from calculators.core.results import bad, tight
from calculators.engines.laws.outcome import Found
from calculators.questions.rules.case import Case
from calculators.questions.rules.inputs import PLACES, ROLES, SECTORS, USES

LOOKS = {
    "ban": bad("Forbidden"),
    "duties": tight("Rules apply"),
    "coming": tight("Nothing yet"),
    "none_found": tight("None found", "?"),
    "unknown": tight("Not known", "?"),
}
SILENT = "We know only what we read. Other rules may apply as well."


def asked(case: Case) -> str:
    """The question in one line."""
    values = case.values
    parts = [PLACES[values.place], SECTORS[values.sector], USES[values.use], ROLES[values.role]]
    if not values.personal:
        parts.append("no data about people")
    if values.alone:
        parts.append("no person looks")
    if values.older:
        parts.append("on the market before 2 August 2026")
    return " · ".join([*parts, f"as of {case.on}"] if values.as_of else parts)


def status(case: Case) -> str:
    """The heaviest that holds on the day."""
    return case.reading.status


def words(case: Case) -> Mapping[str, str]:
    """The outcome, the rules in force and the next day on which one comes, for programs."""
    coming = case.reading.coming
    return {
        "outcome": case.reading.status,
        "clause": "; ".join(each.rule.clause for each in case.reading.now),
        "rules": " ".join(each.rule.id for each in case.reading.now),
        "next": coming[0].rule.in_force_from if coming else "",
    }


def headline(case: Case) -> str:
    """How much applies, and what comes next."""
    reading = case.reading
    if reading.status == "ban":
        rule = next(each.rule for each in reading.now if each.rule.outcome == "ban")
        return f"Don’t: {inside(rule.name)} ({rule.clause})."
    if reading.status == "duties":
        will = f", and {_count(reading.coming, 'more')} will later" if reading.coming else ""
        applies = "applies" if len(reading.now) == 1 else "apply"
        return f"{_count(reading.now)} that we read {applies} on {case.on}{will}."
    if reading.status == "coming":
        first = reading.coming[0].rule.in_force_from
        return f"None that we read asks anything on {case.on}. The first that will is of {first}."
    if reading.status == "unknown":
        return "We can’t say: we read no rules of that place."
    return "We read no rule that asks anything of this. That doesn’t mean there is none."


def inside(name: str) -> str:
    """A name as it stands inside a sentence.

    >>> inside("Help staff"), inside("AI in a product")
    ('help staff', 'AI in a product')
    """
    return name if name[:2].isupper() else f"{name[0].lower()}{name[1:]}"


def _count(found: Sequence[Found], more: str = "") -> str:
    """A number of rules in words; after "more" it needs no noun.

    >>> _count([]), _count([], "more")
    ('0 rules', '0 more')
    """
    if more:
        return f"{len(found)} {more}"
    return f"{len(found)} rule{'' if len(found) == 1 else 's'}"


def reasons(case: Case) -> Iterator[str]:
    """Each rule in force in a line, then the next one to come."""
    for each in case.reading.now:
        yield f"{each.rule.name} ({each.rule.clause})."
    if case.reading.coming:
        rule = case.reading.coming[0].rule
        yield f"Next, on {rule.in_force_from}: {inside(rule.name)} ({rule.clause})."
    yield SILENT
