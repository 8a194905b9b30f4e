"""The answer in words: level with which closed model of when, and how far that is."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_quantity
from calculators.core.results import bad, good, tight
from calculators.engines.capability.lag import Match
from calculators.engines.capability.record import vintage
from calculators.engines.machine import OTHER_APPS
from calculators.questions.common.scores import Subject, level, month, spoken, too_high
from calculators.questions.fit.verdict import open_apps
from calculators.questions.gap.case import Case
from calculators.questions.gap.inputs import ABOUT, FRONTIER, MACHINE, OPEN
from calculators.questions.gap.subject import context_on

LOOKS = {"behind": tight("Behind", "≈"), "level": good("Level"), "none": bad("No score", "?")}
MONTH_DAYS = 365.25 / 12


def asked(case: Case) -> str:
    """The question in one line."""
    about = case.values.about
    if about == FRONTIER:
        said = f"{ABOUT[about]} · {OPEN[case.values.openness]}"
    elif about == MACHINE:
        said = f"{ABOUT[about]} · {case.machine.name}"
    else:
        said = case.subject.name if case.subject else ABOUT[about]
    out = f"models out by {spoken(case.on)}, " if case.looks_back else ""
    return f"{said} · {out}scores of {spoken(vintage())}"


def status(case: Case) -> str:
    """Behind or level; no score, no answer."""
    if case.subject is None or case.days is None:
        return "none"
    return "behind" if case.days[1] else "level"


def headline(case: Case) -> str:
    """Which closed model it equals in time, or how long it took to get there."""
    subject, match = case.subject, case.match
    if subject is None or match is None:
        if case.values.about == MACHINE:
            return "No model that fits there has a score in this index."
        return f"No such model that was out by {spoken(case.on)} has a score in this index."
    if match.typical is None:
        return f"{subject.name} stands above every closed model of this index."
    if case.values.about == FRONTIER and case.days:
        return (
            f"{subject.name} came {months(case.days[1])} after the first closed model with as many "
            "points."
        )
    when = f"{match.typical.name}, of {month(match.typical.date)}"
    if case.values.about == MACHINE:
        level_with = f"level with the best closed model of {month(match.typical.date)}"
        if subject.just_fits:
            return f"{subject.name} just fits, and this index puts it {level_with}."
        return f"It runs {subject.name}, which this index puts {level_with}."
    return f"{subject.name} stands level with {when}, by this index."


def reasons(case: Case) -> Iterator[str]:
    """The two scores, the range in time, and what the index does not see."""
    subject, match, closed = case.subject, case.match, case.best_closed
    if subject is None or match is None or closed is None:
        yield "A model without a score may still do your task well. Test it on your own work."
        return
    if case.values.about == MACHINE:
        yield _counted(case, subject)
    yield (
        f"{subject.name} has {subject.eci:.1f} points ({subject.low:.1f} to {subject.high:.1f}), "
        f"the best closed model {closed.eci:.1f} ({closed.name}): {case.points:.1f} points apart."
    )
    if match.typical:
        yield f"{match.typical.name} was the first closed model with at least as many points."
        yield from _range(case, match)
    yield from _estimated(subject)
    if case.values.about == MACHINE:
        yield (
            "A small model knows fewer facts than a large one with the same score, for the index "
            "measures skill at tests rather than knowledge."
        )
    yield "How large the gap is depends on who measures. Others are listed below."


def _range(case: Case, match: Match) -> Iterator[str]:
    days = case.days
    if days and days[0] != days[2]:
        yield (
            f"Allowing for the margin, that is {months(days[0])} to {months(days[2])}: level with "
            f"the best of {level(match)}."
        )


def _counted(case: Case, subject: Subject) -> str:
    context = format_quantity(context_on(case.values), "tokens")
    often = " If memory runs short, it gets slow." if subject.just_fits else ""
    return (
        f"That is in {subject.quantization}, with room for {context} and "
        f"{open_apps(OTHER_APPS[case.values.other_apps])}.{often}"
    )


def _estimated(subject: Subject) -> Iterator[str]:
    if subject.basis == "estimate":
        yield (
            "Its score is an estimate by one author, who put small models on the scale of the "
            f"index. Where the index has a score too, the estimate was up to {too_high():.1f} "
            "points too high, and its range is lowered by as much."
        )


def months(days: int) -> str:
    """A time in days, and in months where it is longer than one.

    >>> months(133), months(20), months(1)
    ('133 days (about 4 months)', '20 days', '1 day')
    """
    said = f"{days:,} day{'' if days == 1 else 's'}"
    return f"{said} (about {days / MONTH_DAYS:.0f} months)" if days > 45 else said
