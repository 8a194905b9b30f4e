"""Which model is meant, and its score: Epoch's where there is one, else an estimate.

An estimate was up to some points too high wherever Epoch has a score too. So its low end is lowered
by as much: that makes the range wider, and honest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from calculators import catalog
from calculators.core.calculator import carried
from calculators.engines.capability.lag import best
from calculators.engines.capability.record import Access, Score, bias, estimated, published, scores
from calculators.engines.licence.outcome import PERMITS, USUAL_FACTS, read
from calculators.engines.licence.record import terms
from calculators.questions.finder.candidates import Candidate, Place
from calculators.questions.finder.case import Case as FinderCase
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.gap.inputs import GapInputs

OPEN_ACCESS: Mapping[str, tuple[Access, ...]] = {
    "weights": ("unrestricted", "restricted", "non-commercial"),
    "business": ("unrestricted", "restricted"),
    "unrestricted": ("unrestricted",),
}
"""Labels of the index that each meaning of open takes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A model with its score on the scale of the index."""

    name: str
    eci: float
    low: float
    high: float
    basis: Literal["reported", "estimate"]
    """Published with the index, or estimated by somebody else."""
    date: date | None = None
    """The day it came out, where that is known."""
    candidate: Candidate | None = None
    """How it would run on the machine, where one is asked about."""


def frontier(openness: str, on: date) -> Subject | None:
    """The best model that counts as open on a day."""
    counted = [each for each in scores() if _counts(each, openness, on)]
    found = best(counted, OPEN_ACCESS["weights"], on)
    return _published(found) if found else None


def _counts(score: Score, openness: str, on: date) -> bool:
    """Whether it counts as open. For use by a firm, our records of licences outrank a label."""
    if openness == "business" and score.access in OPEN_ACCESS["weights"]:
        release = next((name for name, each in published().items() if each == score), "")
        if known := terms().get(release):
            return read(known, USUAL_FACTS, on).outcome in PERMITS
    return score.access in OPEN_ACCESS[openness]


def of_model(ident: str) -> Subject | None:
    """A model of the catalog with its score; None where there is none.

    >>> of_model("gemma-4-12b").eci, of_model("gemma-4-31b").basis, of_model("olmo-3-7b")
    (141.81, 'reported', None)
    """
    if score := published().get(ident):
        return _published(score)
    small = estimated().get(ident)
    if small is None:
        return None
    return Subject(
        name=catalog.model(ident).name,
        eci=small.eci,
        low=small.low - max(0.0, bias()[1]),
        high=small.high,
        basis="estimate",
    )


def on_machine(values: GapInputs) -> list[Subject]:
    """Models with a score that fit in the machine's memory, the best first."""
    case = FinderCase(carried(values, FinderInputs, licence="any", pace="any"))
    found = []
    for candidate in case.found:
        subject = of_model(candidate.model.id)
        if subject and candidate.place <= Place.LIKELY:
            found.append(_with(subject, candidate))
    return sorted(found, key=lambda each: -each.eci)


def _with(subject: Subject, candidate: Candidate) -> Subject:
    return Subject(
        name=candidate.model.name,
        eci=subject.eci,
        low=subject.low,
        high=subject.high,
        basis=subject.basis,
        date=subject.date,
        candidate=candidate,
    )


def _published(score: Score) -> Subject:
    return Subject(
        name=score.name,
        eci=score.eci,
        low=score.low,
        high=score.high,
        basis="reported",
        date=score.date,
    )
