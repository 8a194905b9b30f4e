"""The working of each formula, and what the comparison rests on."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import GIB, format_bytes
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.questions.disagree.case import Case

_NOTES = (
    "What is needed is for llama.cpp with one slot, a 16-bit cache and flash attention. All of it "
    "is exact but the working space, which is an estimate.",
    "Where a formula asks for one number and the layers differ, it gets the one that most layers "
    "have, as a config.json gives it.",
    "The formulas are written out from their sources. A tool that uses one may do more than this.",
)


def steps(case: Case) -> Iterator[Step]:
    """Each formula with the numbers of this model put in."""
    for formula, parts in case.worked:
        sizes = (parts.weights_bytes, parts.cache_bytes, parts.extra_bytes)
        yield Step(
            title=formula.name,
            formula=formula.text,
            working=" + ".join(f"{size / GIB:.2f}" for size in sizes if size) + " GiB",
            outcome=format_bytes(parts.total_bytes),
        )


def notes(case: Case) -> Iterator[str]:
    """What is compared, and how the formulas were taken."""
    yield from _NOTES
    if case.model.notes:
        yield case.model.notes


def sources(case: Case) -> Iterator[Source]:
    """The program, each formula, and the model."""
    yield source("llama-cpp")
    yield from (formula.source for formula, _ in case.worked)
    yield from case.model.sources[:1]
