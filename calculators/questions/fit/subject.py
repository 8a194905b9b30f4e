"""The model in question: one of the catalog, or one described by a pasted config.json."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.results import Source
from calculators.engines.memory import QUANTIZATIONS
from calculators.questions.fit.inputs import CUSTOM
from calculators.questions.fit.pasted import parsed_config

if TYPE_CHECKING:
    from calculators.engines.memory import Geometry
    from calculators.questions.fit.inputs import FitInputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the formulas need to know of a model, and where that comes from."""

    id: str
    name: str
    developer: str = ""
    geometry: Geometry
    context_max: int
    quantizations: tuple[str, ...]
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def subject(values: FitInputs) -> Subject:
    """The model the reader chose; a pasted config.json was checked when it was read."""
    return _pasted(values.model_config) if values.model == CUSTOM else listed(values.model)


def listed(ident: str) -> Subject:
    """A model of the catalog."""
    model = catalog.model(ident)
    return Subject(
        id=model.id,
        name=model.name,
        developer=model.developer,
        geometry=model.geometry,
        context_max=model.context_max,
        quantizations=model.quantizations,
        notes=tuple(note for note in (model.notes,) if note),
        sources=model.sources[:2],
    )


def _pasted(text: str) -> Subject:
    parsed = parsed_config(text)
    return Subject(
        id=CUSTOM,
        name=f"your pasted model ({parsed.name})",
        geometry=parsed.geometry,
        context_max=parsed.context_max,
        quantizations=_sensible(parsed.geometry),
        notes=parsed.assumptions,
    )


def _sensible(geometry: Geometry) -> tuple[str, ...]:
    """All mixes, without the one for experts where there are none."""
    return tuple(name for name in QUANTIZATIONS if geometry.experts or name != "MXFP4_MOE")
