"""Why the first is first, and what the answer rests on: the rule, the assumptions, sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record
from calculators.questions.common.machine_limits import limit_reasons, limit_sources
from calculators.questions.finder.candidates import Candidate
from calculators.questions.finder.case import Case
from calculators.questions.finder.order import MONTHS_TO_DOUBLE, placed_size, size
from calculators.questions.fit import working as memory
from calculators.questions.speed import working as speed


def steps(case: Case) -> Iterator[Step]:
    """Why the first is first, then what it needs and how fast it writes."""
    if case.first is None or case.timed is None:
        return
    yield _order_step(case.first)
    *_, needed, usable = memory.steps(case.timed.memory)
    yield needed
    yield usable
    yield from islice(speed.steps(case.timed), 2)


def _order_step(first: Candidate) -> Step:
    model = first.model
    whole = f"{model.parameters / 1e9:.2f}"
    mixed = model.active_billions > 0
    counted = f"√({model.active_billions:g} × {whole})" if mixed else whole
    formula = "√(weights at work × all weights)" if mixed else "weights"
    return Step(
        title="Its place among those that fit as well",
        formula=f"{formula} × 2 for each year newer than January 2026 (a rule of thumb)",
        working=f"{counted} billion × {placed_size(model) / size(model):.2f}",
        outcome=f"{placed_size(model):.3g} billion",
    )


def notes(case: Case) -> Iterator[str]:
    """The rule for the order first, for it is the least sure of all."""
    purpose = case.purpose
    yield (
        "The order is a rule of thumb, not a test: what surely fits and is quick enough comes "
        "first; among those, larger and newer models, because they usually answer better. "
        f"{MONTHS_TO_DOUBLE} months newer counts like twice the size. That is our assumption. Try "
        "the first two or three with your own texts."
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
        "Licences are as published; conditions were not checked for your case. This is not legal "
        "advice."
    )
    yield from limit_reasons(case.machine, case.budget)


def sources(case: Case) -> Iterator[Source]:
    """Model, machine, measured speeds, the order."""
    if case.first:
        yield from case.first.model.sources[:1]
    yield from case.machine.sources[:1]
    yield source("llama-cpp")
    yield from device_of(case.machine, record()).speed_class.sources(record().checked)
    yield source("densing-law")
    yield source("reading-speed")
    yield from limit_sources(case.machine)
