"""Which fact decided, what was assumed, and the texts that were read."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.cover.record import source_of
from calculators.questions.cover.words import name_of
from calculators.questions.cover.working import ARCHIVE
from calculators.questions.data_path.case import Case
from calculators.questions.data_path.verdict import LOOKS, clause, stay_words

_NOTE = (
    "This describes public texts. It is no legal advice. Ask a lawyer before text that the law "
    "protects leaves the office. A contract that you signed may say something else."
)


def steps(case: Case) -> Iterator[Step]:
    """The text that holds, then training, then keeping, then what it comes to."""
    way = case.way
    yield Step(
        title="Whose text holds",
        formula="where it runs, where you are, the day",
        working=f"{case.values.where}, {case.values.home}, {case.on}",
        outcome=name_of(case.plan) if case.found else "none that was read",
    )
    yield Step(
        title="Trained on",
        formula="what the text says, and your switch",
        working="switched off" if case.values.training_off else "by default",
        outcome={"yes": "yes", "no": "no"}.get(way.trains, "not known"),
    )
    yield Step(
        title="Kept",
        formula="what the text says, and zero retention",
        working="zero retention counts" if way.zero_counts else "by default",
        outcome=stay_words(case),
    )
    yield Step(
        title="What it comes to",
        formula="the worst of these decides",
        working=clause(case),
        outcome=LOOKS[way.outcome].word,
    )


def notes(case: Case) -> Iterator[str]:
    """What this is and is not, and where texts contradict each other."""
    yield _NOTE
    if case.leaves:
        yield ARCHIVE
        yield from case.plan.open


def sources(case: Case) -> Iterator[Source]:
    """The texts of the plan, then the law behind the list of what to do."""
    if case.leaves:
        yield from case.plan.sources
    else:
        yield source_of("s-exposed", case.plan.checked)
        yield source("ollama-faq")
    if case.values.kind in ("personal", "health"):
        if case.values.home in ("EU", "UK"):
            yield source("gdpr")
        elif case.values.home == "US" and case.values.kind == "health":
            yield source("hipaa-associates")
