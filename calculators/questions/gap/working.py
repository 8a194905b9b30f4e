"""How the days come about, what the index is, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Source, Step
from calculators.engines.capability.record import estimate_source, index_source, readings, vintage
from calculators.questions.common.scores import spoken
from calculators.questions.gap.case import Case

_NOTES = (
    "The index puts many tests on one scale. It measures skill at tests, not knowledge of facts, "
    "nor whether a model does your task. Two models with one score can differ widely at one task.",
    "The index is fitted anew each time, so scores of different days must not be compared. Scores "
    "of other trackers are on other scales.",
    "Which models count as open goes by Epoch’s labels, which are coarse. For use by a firm, our "
    "own records of licences come first.",
)


def steps(case: Case) -> Iterator[Step]:
    """The score, the first closed model with as much, and the days between."""
    subject, match = case.subject, case.match
    if subject is None or match is None:
        return
    closed = match.typical
    yield Step(
        title="The first closed model with at least its score",
        formula="earliest release with score ≥ its score",
        working=f"score ≥ {subject.eci:.2f}",
        outcome=f"{closed.name} ({closed.eci:.2f}), {spoken(closed.date)}" if closed else "none",
    )
    if closed and case.days:
        end = subject.date or case.on
        yield Step(
            title="Days behind",
            formula="its release, or the day of the scores − that release",
            working=f"{spoken(end)} − {spoken(closed.date)}",
            outcome=f"{case.days[1]:,} days ({case.days[0]:,} to {case.days[2]:,})",
        )
    if case.best_closed and case.points is not None:
        yield Step(
            title="Points behind",
            formula="the best closed score − its score",
            working=f"{case.best_closed.eci:.2f} − {subject.eci:.2f}",
            outcome=f"{case.points:.1f} points",
        )


def notes(case: Case) -> Iterator[str]:
    """What the index is, and its day."""
    yield f"The scores are of {spoken(vintage())}. We know of none that came later."
    yield from _NOTES


def sources(case: Case) -> Iterator[Source]:
    """The index, the estimates where one was used, and the other trackers."""
    yield index_source()
    if any(each.basis == "estimate" for each in case.found):
        yield estimate_source()
    yield from (each.source for each in readings())
