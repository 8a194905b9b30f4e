"""What an answer rests on: the order, the assumptions, what is not known, and sources."""

from __future__ import annotations

from calculators.core.results import Source, Step
from calculators.core.sources import source
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record
from calculators.questions.common.machine_limits import limit_reasons, limit_sources
from calculators.questions.finder.candidates import Candidate
from calculators.questions.finder.order import MONTHS_TO_DOUBLE, ORDER_SOURCES, placed_size, size
from calculators.questions.finder.question import Question
from calculators.questions.fit.working import steps as fit_steps
from calculators.questions.speed.case import Case as SpeedCase
from calculators.questions.speed.working import steps as speed_steps


def notes(asking: Question, top: Candidate | None) -> tuple[str, ...]:
    """The rule for the order first, for it is the least sure of all."""
    purpose = asking.purpose
    order = (
        "The order is a rule of thumb, not a test: what surely fits and is quick enough comes "
        "first; among those, larger and newer models, because they usually answer better. "
        f"{MONTHS_TO_DOUBLE} months newer counts like twice the size. That is our assumption. Try "
        "the first two or three with your own texts."
    )
    general = (
        "Each model is shown with as many bits as surely fit and are quick enough. Fewer than four "
        "bits a weight come last, because they lose much.",
        "Models made for one purpose, such as code or reasoning, are not preferred: the catalog "
        "does not know how well they do it. One that thinks before it answers takes longer.",
        "Licences are as published; conditions were not checked for your case. This is not legal "
        "advice.",
    )
    of_model = tuple(
        note for note in ((top.model.licence_note, top.model.notes) if top else ()) if note
    )
    return (
        order,
        f"{purpose.label}: {purpose.why}. That is our assumption.",
        f"The task that is timed: {purpose.task.why}.",
        *of_model,
        *general,
        *limit_reasons(asking.machine, asking.budget),
    )


def sources(asking: Question, top: Candidate | None) -> tuple[Source, ...]:
    """Model, machine, measured speeds, the order; each once."""
    measured = device_of(asking.machine, record()).speed_class.sources(record().checked)
    every = (
        *(top.model.sources[:1] if top else ()),
        *asking.machine.sources[:1],
        source("llama-cpp"),
        *measured,
        *ORDER_SOURCES,
        source("reading-speed"),
        *limit_sources(asking.machine),
    )
    return tuple({source.url: source for source in every}.values())


def steps(top: Candidate | None, view: SpeedCase | None) -> tuple[Step, ...]:
    """Why the first is first, then what it needs and how fast it writes."""
    if top is None or view is None:
        return ()
    return (_order_step(top), *tuple(fit_steps(view.memory))[-2:], *tuple(speed_steps(view))[:2])


def _order_step(top: Candidate) -> Step:
    model = top.model
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
