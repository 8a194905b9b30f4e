"""The answer in words: the lane, why, and how much depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.results import bad, good, tight
from calculators.engines.triage.record import Lane, Level
from calculators.questions.triage.case import Case
from calculators.questions.triage.inputs import FACTORS, TESTS

LOOKS = {
    "no_ai": bad("No AI"),
    "human_decides": tight("A person decides"),
    "local": good("Your own machine"),
    "small_first": good("Small first"),
    "cheap_api": good("A cheap API"),
    "frontier_closed": good("A strong paid model"),
}
_HEADLINES: Mapping[Lane, str] = {
    "no_ai": "Leave this one to people: {clause}.",
    "human_decides": "Let a person decide, with drafts by AI at most: {clause}.",
    "local": "Start with an open model on your own machine: {clause}.",
    "small_first": "Start with a small model and pass on only what fails: {clause}.",
    "cheap_api": "Start with a cheap model, paid by use, open or closed: {clause}.",
    "frontier_closed": "Start with a strong closed model on a paid plan: {clause}.",
}
STAKES: Mapping[Level, str] = {"low": "Low", "medium": "Medium", "high": "High"}
APART = (
    "High stakes don’t mean closed. No framework that we read sorts tasks by the licence of a "
    "model. They sort by use, by harm, by data and by how much a machine does alone. So the stakes "
    "set the controls, and your own test picks the model."
)
_SWITCHES = {
    "owner": ("", "nobody answers for it"),
    "cover": ("a vendor must stand behind it", ""),
    "offline": ("without internet", ""),
    "skills": ("somebody runs a server", ""),
    "audit": ("we must show which model answered", ""),
    "origin": ("somebody asks who made the model", ""),
}


def lane_words(lane: Lane) -> str:
    """A lane inside a sentence.

    >>> lane_words("cheap_api")
    'a cheap API'
    """
    word = LOOKS[lane].word
    return f"{word[0].lower()}{word[1:]}"


def asked(case: Case) -> str:
    """The task, and what the reader said about it."""
    parts = [case.task.label]
    parts += [FACTORS[name][case.factors[name]] for name in FACTORS if case.changed(name)]
    if case.values.test != "untried":
        parts.append(f"small model: {TESTS[case.values.test].lower()}")
    said = (yes if case.facts[name] else no for name, (yes, no) in _SWITCHES.items())
    return " · ".join([*parts, *filter(None, said)])


def status(case: Case) -> str:
    """The lane."""
    return case.reading.lane.rule.outcome


def words(case: Case) -> Mapping[str, str]:
    """Lane, the factor that decides and stakes, for programs."""
    reading = case.reading
    return {
        "outcome": reading.lane.rule.outcome,
        "clause": reading.lane.rule.clause,
        "stakes": reading.stakes.rule.outcome,
    }


def headline(case: Case) -> str:
    """Where it goes, with the factor that decides."""
    rule = case.reading.lane.rule
    return _HEADLINES[rule.outcome].format(clause=rule.clause)


def reasons(case: Case) -> Iterator[str]:
    """What the factor means, and what the stakes ask for, apart from the lane."""
    reading = case.reading
    stakes = reading.stakes.rule
    yield reading.lane.rule.says
    yield (
        f"{STAKES[stakes.outcome]} stakes: {stakes.clause}. Whatever you choose, "
        f"{len(reading.controls)} controls go with it, and a test on {reading.examples} examples "
        "of your own."
    )
    if stakes.outcome == "high":
        yield APART
