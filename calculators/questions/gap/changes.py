"""What would change the answer: another meaning of open, a machine with more memory."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Change
from calculators.questions.common.scores import month
from calculators.questions.common.whatif import tried
from calculators.questions.gap.case import Case
from calculators.questions.gap.inputs import FRONTIER, MACHINE, OPEN
from calculators.questions.gap.verdict import months


def changes(case: Case) -> Iterator[Change]:
    """Each with what would come of it, where that is another model."""
    if case.values.about == FRONTIER:
        yield from _other_meanings(case)
    if case.values.about == MACHINE and case.values.other_apps != "nothing":
        yield from _closed_apps(case)


def _other_meanings(case: Case) -> Iterator[Change]:
    for openness, words in OPEN.items():
        meaning = f"If open means “{words[0].lower()}{words[1:]}”"
        for each in tried(case, meaning, openness=openness):
            other, days = each.case.subject, each.case.days
            if other and days and other != case.subject:
                yield each.change(f"{other.name}, {months(days[1])} behind")


def _closed_apps(case: Case) -> Iterator[Change]:
    for each in tried(case, "With everything else closed", other_apps="nothing"):
        other, match = each.case.subject, each.case.match
        if other and match and match.typical and other.name != (case.subject and case.subject.name):
            yield each.change(f"{other.name}, level with {month(match.typical.date)}")
