"""The answer in words: whether it is permitted, by which licence, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.results import bad, good, tight
from calculators.engines.licence.record import licences
from calculators.questions.licence.case import Case
from calculators.questions.licence.inputs import ACTORS, FIELDS, REGIONS, USES
from calculators.questions.licence.words import EVIDENCE

LOOKS = {
    "allowed": good("Permitted"),
    "allowed_if": good("Permitted, with duties"),
    "ask_first": tight("Ask first"),
    "not_allowed": bad("Not permitted"),
    "unknown": tight("Not known", "?"),
}


def asked(case: Case) -> str:
    """The question in one line."""
    values = case.values
    parts = [case.name, USES[values.use], f"{ACTORS[values.actor]}, {REGIONS[values.region]}"]
    if values.field != "none":
        parts.append(FIELDS[values.field])
    if values.as_of:
        parts.append(f"as of {case.on}")
    return " · ".join(parts)


def status(case: Case) -> str:
    """The outcome."""
    return case.reading.outcome


def words(case: Case) -> Mapping[str, str]:
    """The outcome and its clause, for programs."""
    return {"outcome": case.reading.outcome, "clause": case.reading.clause}


def headline(case: Case) -> str:
    """Yes, no or something between, with the licence that says so."""
    reading, name = case.reading, case.name
    if case.licence is None:
        return f"We can’t say: no licence of {name} was found."
    licence, clause = case.licence.name, reading.clause
    under = f"under {licence}"
    if reading.outcome == "allowed":
        return f"Yes. U{under[1:]} you may do this with {name}, and it asks nothing ({clause})."
    if reading.outcome == "allowed_if":
        return f"Yes, if you do what is asked of you {under} ({clause})."
    if reading.outcome == "ask_first":
        return f"Only with the maker’s consent: there is no right to this {under} ({clause})."
    if reading.outcome == "not_allowed":
        return f"No. U{under[1:]} you may not do this with {name} ({clause})."
    return f"We can’t say: whether you may do this {under} is open ({clause})."


def reasons(case: Case) -> Iterator[str]:
    """What the clause means, what stands beside the licence, and how all this is known."""
    yield from case.reading.says
    yield from (each.says for each in case.reading.beside)
    if case.terms is None or case.licence is None:
        yield "No licence text means no permission that you could show, and no refusal either."
        return
    evidence = EVIDENCE[case.terms.evidence]
    yield f"We know that {case.name} is under {case.licence.name} from {evidence}."
    yield _how_read(case)
    if case.terms.base:
        yield _base(case)
    if case.terms.note:
        yield case.terms.note


def _how_read(case: Case) -> str:
    licence = case.licence
    assert licence is not None
    said = f"How we read the licence: {licence.read}, on {licence.checked}."
    return f"{said} {licence.not_read}" if licence.not_read else said


def _base(case: Case) -> str:
    base = case.terms.base if case.terms else None
    assert base is not None
    made = f"It was made from {base.name} by {base.maker}"
    if not base.licence:
        return f"{made}, whose licence we did not find."
    return f"{made}, which is under {licences()[base.licence].name}."
