"""The scores, the gap in points and in days, and what others measured."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Figure, Table
from calculators.engines.capability.record import readings
from calculators.questions.common.scores import Subject, level, points
from calculators.questions.gap.case import Case
from calculators.questions.gap.inputs import MACHINE

HIGHLIGHTS = ("lag_days", "points_behind", "score")
MOST = 8


def figures(case: Case) -> Iterator[Figure]:
    """Days behind, points behind, and the score."""
    subject = case.subject
    if subject is None or case.days is None:
        return
    least, usual, most = case.days
    note = "since the first closed model with as much"
    yield Figure("lag_days", "Gap in time", usual, "days", subject.basis, least, most, note=note)
    yield Figure("points_behind", "Gap in points", case.points, "points", subject.basis)
    yield Figure(
        "score", "Its score", subject.eci, "points", subject.basis, subject.low, subject.high
    )
    if case.best_closed:
        closed = case.best_closed
        yield Figure(
            "best_closed_score",
            "Score of the best closed model",
            closed.eci,
            "points",
            "reported",
            closed.low,
            closed.high,
        )


def tables(case: Case) -> Iterator[Table]:
    """What else the machine runs, then what others measured."""
    if case.values.about == MACHINE and case.found:
        yield Table(
            title="Models with a score that fit on this machine",
            columns=("Model", "Score", "Level with the best of"),
            rows=tuple(_row(case, each) for each in case.found[:MOST]),
        )
    yield Table(
        title="What others measured, each on a scale of its own",
        columns=("Who", "When", "What they found"),
        rows=tuple((each.tracker, each.date, each.says) for each in readings()),
    )


def _row(case: Case, subject: Subject) -> tuple[str, ...]:
    name = f"{subject.name}, {subject.quantization}"
    if subject.just_fits:
        name += ", just fits"
    return name, points(subject), level(case.matched(subject))
