"""How the days come about, what the index is, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Source, Step
from calculators.engines.capability.record import estimate_source, index_source, readings, vintage
from calculators.questions.common.scores import dated_early, spoken
from calculators.questions.gap.case import Case
from calculators.questions.gap.inputs import FRONTIER

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
    if case.looks_back:
        models = "models" if case.values.about == FRONTIER else "closed models"
        yield (
            f"This takes the {models} out by {spoken(case.on)}, with their scores of "
            f"{spoken(vintage())}. What the index itself said on that day rests on the scores of "
            "that day, so the two may differ."
        )
    yield from _early(case)
    yield from _NOTES


def _early(case: Case) -> Iterator[str]:
    """Where the index gives a later version the day of an earlier one."""
    named = (case.subject, case.match.typical if case.match else None, case.best_closed)
    days = {each.name: each.date for each in named if each and each.date}
    for name, day in days.items():
        if dated_early(name, day):
            yield (
                f"The index dates {name} to {spoken(day)}, before the month in its name. We keep "
                "its dates, so a later version may count from the day of an earlier one."
            )


def sources(case: Case) -> Iterator[Source]:
    """The index, the estimates where one was used, and the other trackers."""
    yield index_source()
    if any(each.basis == "estimate" for each in case.found):
        yield estimate_source()
    yield from (each.source for each in readings())
