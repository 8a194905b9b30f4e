"""What would change the lane: one factor at another level, a test, a switch."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Change
from calculators.questions.common.whatif import Try, tried
from calculators.questions.triage.case import Case
from calculators.questions.triage.inputs import FACTORS, TESTS
from calculators.questions.triage.verdict import lane_words

_SWITCHED = {
    "owner": ("Once somebody answers for it", "If nobody answers for it"),
    "cover": ("If you need a vendor to stand behind it", "If no vendor has to stand behind it"),
    "offline": ("If it must work offline", "If it may use the internet"),
    "skills": ("With somebody who runs a server", "With nobody who runs a server"),
}


def changes(case: Case) -> Iterator[Change]:
    """The first level of each factor that leads to another lane."""
    for tries in _tries(case):
        for each in tries:
            rule = each.case.reading.lane.rule
            if rule.outcome != case.reading.lane.rule.outcome:
                yield each.change(f"{lane_words(rule.outcome)} ({rule.clause})")
                break


def _tries(case: Case) -> Iterator[Iterator[Try[Case]]]:
    yield _tests(case)
    yield from (_levels(case, name) for name in FACTORS)
    yield from (_switched(case, name) for name in _SWITCHED)


def _tests(case: Case) -> Iterator[Try[Case]]:
    for name, words in TESTS.items():
        if name != case.values.test:
            yield from tried(case, f"A small model on your examples: {words.lower()}", test=name)


def _levels(case: Case, name: str) -> Iterator[Try[Case]]:
    for level, words in FACTORS[name].items():
        if level != case.factors[name]:
            yield from tried(case, f"With “{words}”", **{name: level})


def _switched(case: Case, name: str) -> Iterator[Try[Case]]:
    value = not case.facts[name]
    yes, no = _SWITCHED[name]
    yield from tried(case, yes if value else no, **{name: value})
