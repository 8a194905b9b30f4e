"""Will this model fit this machine? Memory for llama.cpp and the programs built on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.errors import InputErrors, Problem
from calculators.core.results import Result
from calculators.engines.machine import OTHER_APPS, custom_machine, memory_budget
from calculators.engines.memory import Setup
from calculators.engines.memory.placement import place
from calculators.questions.fit.basis import notes, sources
from calculators.questions.fit.changes import changes
from calculators.questions.fit.figures import bar, figures
from calculators.questions.fit.inputs import CUSTOM, FitInputs
from calculators.questions.fit.situation import Situation
from calculators.questions.fit.subject import subject
from calculators.questions.fit.verdict import asked, verdict
from calculators.questions.fit.working import steps

if TYPE_CHECKING:
    from calculators.engines.machine import Machine

_CHANGES_TITLES = {"fits": "What else would fit", "tight": "What would make more room"}

__all__ = ["FIT", "FitInputs", "fit", "situation_of"]


def fit(values: FitInputs) -> Result:
    """The whole answer for one model on one machine; raises `InputErrors`."""
    now = situation_of(values)
    placed = place(now.subject.geometry, now.setup, now.needed, now.budget)
    return Result(
        calculator=FIT.name,
        inputs=FIT.texts(values),
        asked=asked(now),
        verdict=verdict(now, placed),
        figures=figures(now, placed),
        highlights=("total_bytes", "max_context_tokens"),
        chart=bar(now, placed),
        changes=changes(now, placed.status),
        changes_title=_CHANGES_TITLES.get(placed.status, "What would make it fit"),
        steps=steps(now),
        notes=notes(now),
        sources=sources(now),
    )


def situation_of(values: FitInputs) -> Situation:
    """Everything the answer looks at; raises `InputErrors`."""
    machine, other_apps = _machine(values), OTHER_APPS[values.other_apps]
    now = Situation(
        subject=subject(values),
        setup=_setup(values),
        machine=machine,
        budget=memory_budget(machine, other_apps_gib=other_apps),
        other_apps=other_apps,
    )
    if values.quantization == "MXFP4_MOE" and not now.subject.geometry.experts:
        message = "Quantization: MXFP4_MOE is for mixtures of experts. Choose Q4_K_M."
        raise InputErrors([Problem("quantization", message)])
    if refusal := now.cache_refusal(values.kv_cache_type):
        message = f"KV cache type: {refusal}. Choose f16."
        raise InputErrors([Problem("kv_cache_type", message)])
    return now


def _setup(values: FitInputs) -> Setup:
    return Setup(
        quantization=values.quantization,
        context=values.context,
        kv_cache_type=values.kv_cache_type,
        flash_attention=values.flash_attention,
        slots=values.slots,
        unified_cache=values.unified_cache,
        micro_batch=values.micro_batch,
    )


def _machine(values: FitInputs) -> Machine:
    if values.machine != CUSTOM:
        return catalog.machine(values.machine)
    return custom_machine(
        memory_kind=values.memory_kind,  # type: ignore[arg-type]  # one of the options
        ram_gib=values.ram_gib,
        vram_gib=values.vram_gib,
        system=values.system,  # type: ignore[arg-type]  # one of the options
    )


FIT = Calculator(
    name="fit",
    title="Will it fit?",
    question="Will this model fit in this machine's memory?",
    inputs=FitInputs,
    case=same,
    parts=Computed(fit),
    formula=(
        Chapter("calculators.engines.memory.requirement", "What a model needs"),
        Chapter("calculators.engines.memory.tensor_types", "Bits per weight of each storage type"),
        Chapter("calculators.engines.memory.quantization", "Which weights get which type"),
        Chapter("calculators.engines.memory.weights", "The weights, added up"),
        Chapter("calculators.engines.memory.cache", "The memory of the conversation"),
        Chapter("calculators.engines.memory.compute", "The working space"),
        Chapter("calculators.engines.machine.reserve", "What the system and your apps keep"),
        Chapter("calculators.engines.machine.amounts", "What a model may use on this machine"),
        Chapter("calculators.engines.memory.placement", "Does it fit, and where"),
        Chapter("calculators.questions.fit.verdict", "The verdict in words"),
    ),
)
