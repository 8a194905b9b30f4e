"""Why the first is first, and what the answer rests on: the rule, the assumptions, sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from calculators.catalog import Model
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.capability.record import estimate_source, index_source, vintage
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record
from calculators.questions.common.machine_limits import limit_reasons, limit_sources
from calculators.questions.common.scores import spoken, too_high
from calculators.questions.finder.candidates import Candidate
from calculators.questions.finder.case import Case
from calculators.questions.finder.order import MONTHS_TO_DOUBLE, placed_size, size
from calculators.questions.fit import working as memory
from calculators.questions.licence.use import assumed, chosen, licence_sources
from calculators.questions.speed import working as speed


def steps(case: Case) -> Iterator[Step]:
    """Why the first is first, then what it needs and how fast it writes."""
    if case.first is None or case.timed is None:
        return
    yield from _order_steps(case.first)
    *_, needed, usable = memory.steps(case.timed.memory)
    yield needed
    yield usable
    yield from islice(speed.steps(case.timed), 2)


def _order_steps(first: Candidate) -> Iterator[Step]:
    title, subject = "Its place among those that fit as well", first.score
    if subject is None:
        yield _rule_of_thumb(title, first.model)
        return
    lowered = subject.eci - subject.careful
    yield Step(
        title=title,
        formula="its score" + (" − what estimates were too high at most" if lowered else ""),
        working=f"{subject.eci:.2f}" + (f" − {lowered:.2f}" if lowered else ""),
        outcome=f"{subject.careful:.2f} points",
    )
    closed = subject.equals.typical
    yield Step(
        title="The first closed model with at least its score",
        formula="earliest release with score ≥ its score",
        working=f"score ≥ {subject.eci:.2f}",
        outcome=f"{closed.name} ({closed.eci:.2f}), {spoken(closed.date)}" if closed else "none",
    )


def _rule_of_thumb(title: str, model: Model) -> Step:
    whole = f"{model.parameters / 1e9:.2f}"
    mixed = model.active_billions > 0
    counted = f"√({model.active_billions:g} × {whole})" if mixed else whole
    formula = "√(weights at work × all weights)" if mixed else "weights"
    return Step(
        title=title,
        formula=f"{formula} × 2 for each year newer than January 2026 (a rule of thumb)",
        working=f"{counted} billion × {placed_size(model) / size(model):.2f}",
        outcome=f"{placed_size(model):.3g} billion",
    )


def notes(case: Case) -> Iterator[str]:
    """How the order comes about first, for it is the least sure of all."""
    purpose = case.purpose
    yield (
        "The order: what surely fits and is quick enough comes first. Among those the score in the "
        f"Epoch Capabilities Index decides, as of {spoken(vintage())}. Where Epoch has none, an "
        f"estimate on the same scale does, counted {too_high():.1f} points lower, for such "
        "estimates were up to so much too high."
    )
    yield (
        "Models without a score come behind those with one, because nobody measured where they "
        "belong: larger and newer first, which is a rule of thumb. "
        f"{MONTHS_TO_DOUBLE} months newer counts like twice the size. That is our assumption."
    )
    yield (
        "A score is skill at tests, with all bits of the model. It says little about the facts "
        "that a model knows, of which small ones know fewer, and nothing about your task. Try the "
        "first two or three with your own texts."
    )
    yield f"{purpose.label}: {purpose.why}. That is our assumption."
    yield f"The task that is timed: {purpose.task.why}."
    if case.first:
        model = case.first.model
        yield from (note for note in (model.licence_note, model.notes) if note)
    yield (
        "Each model is shown with as many bits as surely fit and are quick enough. Fewer than four "
        "bits a weight come last, because they lose much."
    )
    yield (
        "Models made for one purpose, such as code or reasoning, are not preferred: the catalog "
        "does not know how well they do it. One that thinks before it answers takes longer."
    )
    yield (
        assumed(case.values)
        if chosen(case.values)
        else "Licences are as published; conditions were not checked for your case. This is not "
        "legal advice."
    )
    yield from limit_reasons(case.machine, case.budget)


def sources(case: Case) -> Iterator[Source]:
    """Model, machine, measured speeds, the order."""
    if case.first:
        yield from case.first.model.sources[:1]
        yield from licence_sources(case.first.reading)
    yield from case.machine.sources[:1]
    yield source("llama-cpp")
    yield from device_of(case.machine, record()).speed_class.sources(record().checked)
    yield index_source()
    if any(each.score and each.score.basis == "estimate" for each in case.found):
        yield estimate_source()
    if any(each.score is None for each in case.found):
        yield source("densing-law")
    yield source("reading-speed")
    yield from limit_sources(case.machine)
