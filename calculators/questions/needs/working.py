"""What the model needs, worked out as in `fit`, and what the list of machines rests on."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.questions.common.loading import OFF
from calculators.questions.fit.case import Case as FitCase
from calculators.questions.fit.inputs import FitInputs
from calculators.questions.fit.working import steps as fit_steps
from calculators.questions.needs.case import Case


def steps(case: Case) -> Iterator[Step]:
    """What it needs; the last step of `fit`, what may be used, is another on each machine."""
    model, context = case.model.id, case.finder.context
    asked = FitInputs(model=model, quantization=case.quantization, context=context, second_copy=OFF)
    *needed, _ = fit_steps(FitCase(asked))
    yield from needed


def notes(case: Case) -> Iterator[str]:
    """Which machines are listed and in what order, and what is assumed."""
    purpose = case.finder.purpose
    yield (
        "Machines are those of our catalog, not a market. Those that surely hold the model and are "
        "as quick as wished come first: the cheapest, where a price has a source and a date, then "
        "those without one by their memory."
    )
    yield (
        "A price is what one source reported for that month, in US dollars. Prices move; look "
        "before you buy."
    )
    yield f"{purpose.label}: {purpose.why}. That is our assumption."
    yield (
        "The least memory is counted with Windows on a PC and with macOS on a Mac. The list counts "
        "each machine with its own system."
    )
    yield (
        "On a PC without a graphics card both count the second copy of some weights that llama.cpp "
        "makes for a processor."
    )
    yield from (note for note in (case.model.licence_note, case.model.notes) if note)


def sources(case: Case) -> Iterator[Source]:
    """The model, the program, the dated prices, and how fast people read."""
    yield from case.model.sources[:1]
    yield source("llama-cpp")
    for machine in (each.machine for each in case.found):
        if machine.price:
            title = f"Price of {machine.name}, as reported in {machine.price.as_of}"
            yield Source(title=title, url=machine.price.url, checked=machine.checked)
    yield source("reading-speed")
