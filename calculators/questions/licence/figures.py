"""What must be done, the same model put to other uses, and what else the text says."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Figure, Table
from calculators.engines.licence.record import Duty, Licence
from calculators.questions.licence.case import Case
from calculators.questions.licence.inputs import USES
from calculators.questions.licence.words import OUTCOMES


def figures(case: Case) -> Iterator[Figure]:
    """How much it asks, and how far the model may be used."""
    reading, uses = case.reading, case.uses.values()
    free = sum(each.outcome in ("allowed", "allowed_if") for each in uses)
    yield Figure("duties", "Things it asks of you", len(reading.duties), "duties", "reported")
    yield Figure("uses_permitted", "Uses permitted, of eight", free, "uses", "reported")


def tables(case: Case) -> Iterator[Table]:
    """Duties first, as a list to tick off."""
    if case.reading.duties:
        yield Table(
            title="What you must do",
            columns=("To do", "Clause"),
            rows=tuple((_do(each), each.clause) for each in case.reading.duties),
        )
    yield Table(
        title="The same model for other uses",
        columns=("Use", "Answer", "Clause"),
        rows=tuple(
            (USES[use], OUTCOMES[each.outcome], each.clause) for use, each in case.uses.items()
        ),
    )
    for part in case.reading.parts:
        if part.licence:
            yield Table(
                title=f"What else {part.licence.name} says",
                columns=("Subject", "In short"),
                rows=tuple(_terms(part.licence)),
            )


def _do(duty: Duty) -> str:
    words = f" The words: “{duty.quote}”." if duty.quote else ""
    return f"☐ {duty.do}{words}".removesuffix(".")


def _terms(licence: Licence) -> Iterator[tuple[str, str]]:
    subjects = {
        "Patents": licence.patent,
        "How it ends": licence.ending,
        "Who covers whose losses": licence.indemnity,
        "Warranty": licence.warranty,
        "The model’s answers": licence.outputs,
        "Law and courts": licence.law or "None is named.",
        "What it leaves open": " ".join(licence.open),
    }
    return ((subject, said) for subject, said in subjects.items() if said)
