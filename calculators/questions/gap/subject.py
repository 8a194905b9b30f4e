"""Which model is meant: the best open one, the best that a machine runs, or one of the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from calculators.core.calculator import carried
from calculators.engines.capability.lag import best
from calculators.engines.capability.record import Access, Score, published, scores
from calculators.engines.licence.outcome import PERMITS, USUAL_FACTS, read
from calculators.engines.licence.record import terms
from calculators.questions.common.scores import Subject, of_model, of_score
from calculators.questions.finder.candidates import Place
from calculators.questions.finder.case import Case as FinderCase
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.gap.inputs import GapInputs

OPEN_ACCESS: Mapping[str, tuple[Access, ...]] = {
    "weights": ("unrestricted", "restricted", "non-commercial"),
    "business": ("unrestricted", "restricted"),
    "unrestricted": ("unrestricted",),
}
"""Labels of the index that each meaning of open takes in."""


def frontier(openness: str, on: date) -> Subject | None:
    """The best model that counts as open on a day."""
    counted = [each for each in scores() if _counts(each, openness, on)]
    found = best(counted, OPEN_ACCESS["weights"], on)
    return of_score(found) if found else None


def _counts(score: Score, openness: str, on: date) -> bool:
    """Whether it counts as open. For use by a firm, our records of licences outrank a label."""
    if openness == "business" and score.access in OPEN_ACCESS["weights"]:
        release = next((name for name, each in published().items() if each == score), "")
        if known := terms().get(release):
            return read(known, USUAL_FACTS, on).outcome in PERMITS
    return score.access in OPEN_ACCESS[openness]


def on_machine(values: GapInputs) -> list[Subject]:
    """Models with a score that fit in the machine's memory, the best first."""
    found = []
    for candidate in _finder(values).found:
        subject = of_model(candidate.model.id)
        if subject and candidate.place <= Place.LIKELY:
            found.append(
                replace(
                    subject,
                    name=candidate.model.name,
                    quantization=candidate.quantization,
                    just_fits=candidate.place == Place.LIKELY,
                )
            )
    return sorted(found, key=lambda each: -each.careful)


def context_on(values: GapInputs) -> int:
    """Tokens of context for which a machine's memory is counted."""
    return _finder(values).context


def _finder(values: GapInputs) -> FinderCase:
    return FinderCase(carried(values, FinderInputs, licence="any", pace="any"))
