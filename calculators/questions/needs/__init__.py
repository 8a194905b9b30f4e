"""What machine does this model need? The least memory that does, and machines, cheapest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter, carried
from calculators.core.errors import InputErrors, Problem
from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.presets import USUAL
from calculators.core.results import Change, Result, Source, Step
from calculators.core.sources import source
from calculators.engines.speed.tasks import READING_SOURCE
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.finder.question import question
from calculators.questions.fit.case import Case as FitCase
from calculators.questions.fit.inputs import FitInputs
from calculators.questions.fit.working import steps as fit_steps
from calculators.questions.needs.inputs import NeedsInputs
from calculators.questions.needs.machines import KINDS, least_gib, needed, offers, sure
from calculators.questions.needs.words import asked, change, figures, table, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calculators.catalog import Model
    from calculators.engines.memory.requirement import Requirement
    from calculators.questions.finder.question import Question
    from calculators.questions.needs.machines import Kind, Offer

__all__ = ["NEEDS", "NeedsInputs", "needs"]

_FEWER_BITS = "Q4_K_M"


def needs(values: NeedsInputs) -> Result:
    """The whole answer for one model; raises `InputErrors`."""
    model, asking = (
        catalog.model(values.model),
        question(carried(values, FinderInputs, licence="any")),
    )
    quantization = _quantization(values, model)
    _check(values, model, quantization, asking)
    wanted = needed(model, quantization, asking)
    found = offers(model, quantization, asking)
    least = _least(wanted, asking)
    listed = table(found, asking)
    return Result(
        calculator=NEEDS.name,
        inputs=NEEDS.texts(values),
        asked=asked(model, quantization, asking),
        verdict=verdict(f"{model.name} in {quantization}", wanted, least, found, asking),
        figures=tuple(figures(wanted, least, found)),
        highlights=("total_bytes", "least_integrated_gib", "least_dedicated_gib"),
        tables=(listed,) if listed else (),
        changes=tuple(_changes(values, model, quantization, found)),
        changes_title="What would make do with less",
        steps=_steps(model, quantization, asking),
        notes=_notes(model, asking),
        sources=_sources(model, found),
    )


def _quantization(values: NeedsInputs, model: Model) -> str:
    return model.recommended_quantization if values.quantization == USUAL else values.quantization


def _check(values: NeedsInputs, model: Model, quantization: str, asking: Question) -> None:
    if quantization == "MXFP4_MOE" and not model.geometry.experts:
        message = "Quantization: MXFP4_MOE is for mixtures of experts. Choose Q4_K_M."
        raise InputErrors([Problem("quantization", message)])
    if asking.context > model.context_max:
        most = format_quantity(model.context_max, "tokens")
        message = f"{model.name} was built for {most} of context. Choose another purpose or model."
        raise InputErrors([Problem("context" if values.context else "purpose", message)])


def _least(wanted: Requirement, asking: Question) -> Mapping[Kind, int | None]:
    return {kind: least_gib(wanted, kind, asking) for kind in KINDS}


def _changes(
    values: NeedsInputs, model: Model, quantization: str, found: list[Offer]
) -> Iterator[Change]:
    """Each with the first machine of its list, where that is another."""
    tries: list[tuple[str, NeedsInputs, dict[str, str]]] = []
    if quantization != _FEWER_BITS and _FEWER_BITS in model.quantizations:
        few = {"quantization": _FEWER_BITS}
        tries.append((f"In {_FEWER_BITS}", replace(values, quantization=_FEWER_BITS), few))
    if values.other_apps != "nothing":
        closed = {"other_apps": "nothing"}
        tries.append(("With everything else closed", replace(values, other_apps="nothing"), closed))
    if values.pace != "any":
        tries.append(("If you can wait", replace(values, pace="any"), {"pace": "any"}))
    first = _first(found)
    for words, other, inputs in tries:
        name = _quantization(other, model)
        asking = _asking(other)
        now = _first(offers(model, name, asking))
        if now and (first is None or now.machine.id != first.machine.id):
            size = format_bytes(needed(model, name, asking).total_bytes)
            if made := change(f"{words} ({size})", now, inputs):
                yield made


def _first(found: list[Offer]) -> Offer | None:
    """The first machine on which it surely runs."""
    return next(iter(sure(found)), None)


def _steps(model: Model, quantization: str, asking: Question) -> tuple[Step, ...]:
    """What it needs, worked out as in `fit`; what may be used is another on each machine."""
    asked = FitInputs(model=model.id, quantization=quantization, context=asking.context)
    return tuple(fit_steps(FitCase(asked)))[:-1]


def _notes(model: Model, asking: Question) -> tuple[str, ...]:
    return (
        "Machines are those of our catalog, not a market. Those that surely hold the model and are "
        "as quick as wished come first: the cheapest, where a price has a source and a date, then "
        "those without one by their memory.",
        "A price is what one source reported for that month, in US dollars. Prices move; look "
        "before you buy.",
        f"{asking.purpose.label}: {asking.purpose.why}. That is our assumption.",
        "The least memory is counted with Windows on a PC and with macOS on a Mac. The list counts "
        "each machine with its own system.",
        *(note for note in (model.licence_note, model.notes) if note),
    )


def _sources(model: Model, found: list[Offer]) -> tuple[Source, ...]:
    prices = tuple(
        Source(
            title=f"Price of {each.machine.name}, as reported in {each.machine.price.as_of}",
            url=each.machine.price.url,
            checked=each.machine.checked,
        )
        for each in found
        if each.machine.price
    )
    every = (*model.sources[:1], source("llama-cpp"), *prices, READING_SOURCE)
    return tuple({source.url: source for source in every}.values())


NEEDS = Calculator(
    name="needs",
    title="What machine does it need?",
    question="Which machine does this model need?",
    inputs=NeedsInputs,
    case=same,
    parts=Computed(needs),
    formula=(
        Chapter("calculators.questions.needs.machines", "The machines, and the least memory"),
        Chapter("calculators.questions.finder.candidates", "How well a model does on a machine"),
        Chapter("calculators.engines.memory.requirement", "What a model needs"),
        Chapter("calculators.engines.machine.amounts", "What a model may use on a machine"),
        Chapter("calculators.engines.speed.rate", "From a machine to tokens per second"),
        Chapter("calculators.questions.needs.words", "The answer in words"),
    ),
)


def _asking(values: NeedsInputs) -> Question:
    return question(carried(values, FinderInputs, licence="any"))
