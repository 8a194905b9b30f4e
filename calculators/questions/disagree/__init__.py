"""Why do the calculators disagree? Published formulas beside what is needed, for one model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from calculators import catalog
from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.errors import InputErrors, Problem
from calculators.core.inputs import Choice, Number
from calculators.core.numbers import KIB
from calculators.core.results import Result
from calculators.questions.disagree.figures import figures
from calculators.questions.disagree.formulas import Question
from calculators.questions.disagree.lab import Lab
from calculators.questions.disagree.pictures import bars, layer_picture
from calculators.questions.disagree.words import asked, steps, table, verdict
from calculators.questions.fit.basis import LLAMA_CPP
from calculators.questions.fit.inputs import MAX_CONTEXT, model_options, quantization_options

if TYPE_CHECKING:
    from calculators.catalog import Model

__all__ = ["DISAGREE", "DisagreeInputs", "disagree"]

_NUMBER = re.compile(r"\d+(\.\d+)?")
_NOTES = (
    "What is needed is for llama.cpp with one slot, a 16-bit cache and flash attention. All of it "
    "is exact but the working space, which is an estimate.",
    "Where a formula asks for one number and the layers differ, it gets the one that most layers "
    "have, as a config.json gives it.",
    "The formulas are written out from their sources. A tool that uses one may do more than this.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreeInputs:
    """The inputs, in the order of the form."""

    model: Annotated[str, Choice(label="Model", options=model_options)] = "gemma-4-12b"
    quantization: Annotated[str, Choice(label="Quantization", options=quantization_options)] = (
        "Q4_K_M"
    )
    context: Annotated[
        int,
        Number(
            label="Context window",
            help="Your text and the answers together.",
            unit="tokens",
            minimum=1,
            maximum=MAX_CONTEXT,
            thousand=KIB,
            stops=tuple(1024 * 2**step for step in range(9)),
        ),
    ] = 32768


def disagree(values: DisagreeInputs) -> Result:
    """The whole answer; raises `InputErrors`."""
    model = catalog.model(values.model)
    if values.quantization == "MXFP4_MOE" and not model.geometry.experts:
        message = "Quantization: MXFP4_MOE is for mixtures of experts. Choose Q4_K_M."
        raise InputErrors([Problem("quantization", message)])
    lab = Lab(model=model, question=_question(model, values))
    return Result(
        calculator=DISAGREE.name,
        inputs=DISAGREE.texts(values),
        asked=asked(lab),
        verdict=verdict(lab),
        figures=figures(lab),
        chart=bars(lab),
        more_charts=(layer_picture(lab),),
        tables=(table(lab),),
        steps=steps(lab),
        notes=(*_NOTES, *([model.notes] if model.notes else ())),
        sources=(LLAMA_CPP, *(formula.source for formula, _ in lab.worked), *model.sources[:1]),
    )


def _question(model: Model, values: DisagreeInputs) -> Question:
    return Question(
        geometry=model.geometry,
        quantization=values.quantization,
        context=values.context,
        active_parameters=_active(model),
    )


def _active(model: Model) -> float:
    """Parameters that work on a token, as published ("3.3B"); 0 where the model has no experts."""
    found = _NUMBER.match(model.active_parameters) if model.geometry.experts else None
    return float(found.group()) * 1e9 if found else 0


DISAGREE = Calculator(
    name="disagree",
    title="Why do the calculators disagree?",
    question="What do published formulas say about a model, and where does each go wrong?",
    inputs=DisagreeInputs,
    case=same,
    parts=Computed(disagree),
    formula=(
        Chapter(
            "calculators.questions.disagree.lab", "One model and what each formula makes of it"
        ),
        Chapter("calculators.questions.disagree.formulas", "The published formulas"),
        Chapter("calculators.questions.disagree.layers", "What each layer keeps of a conversation"),
        Chapter("calculators.questions.disagree.reasons", "Where each formula goes wrong"),
        Chapter("calculators.questions.fit.requirement", "What a model needs"),
        Chapter("calculators.engines.memory.cache", "The memory of the conversation"),
    ),
)
