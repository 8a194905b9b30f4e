"""What would make it faster, or make it fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from calculators import catalog
from calculators.catalog import Model
from calculators.core.numbers import format_seconds
from calculators.core.results import Change
from calculators.engines.memory import QUANTIZATIONS
from calculators.questions.common.whatif import Try, tried
from calculators.questions.fit import changes as memory
from calculators.questions.speed.case import Case

MOST = 4
WORTH = 0.8
"""Share of the time below which a change is worth a line."""
HALF = 0.5
NEARLY_HALF = 0.7
_FEWER_BITS = {"Q8_0": "next to no loss", "Q4_K_M": "loses more"}
"""Quantizations worth suggesting; with still fewer bits the loss outweighs the time."""
_BITS = 4.9
"""Of a weight in Q4_K_M, to pass over what cannot fit."""


def title(case: Case) -> str:
    """What the changes would do."""
    return "What would make it faster" if case.fits else "What would make it fit"


def changes(case: Case) -> Iterator[Change]:
    """What to try next; never more than a reader will read."""
    return islice(_faster(case) if case.fits else _to_fit(case), MOST)


def _to_fit(case: Case) -> Iterator[Change]:
    """What `fit` suggests, but no context shorter than the task."""
    needed = case.needed_context
    for each in memory.changes(case.memory):
        if int(each.inputs.get("context", needed)) >= needed:
            yield each


def _faster(case: Case) -> Iterator[Change]:
    most = WORTH * case.estimate.done.typical
    for each in _tries(case):
        if each.case.fits and (seconds := each.case.estimate.done.typical) <= most:
            yield each.change(f"about {format_seconds(seconds)}")


def _tries(case: Case) -> Iterator[Try[Case]]:
    """Free changes first."""
    values = case.values
    if values.thinking_tokens:
        yield from tried(case, "Without thinking", thinking_tokens=0)
    for name, loss in _FEWER_BITS.items():
        smaller = QUANTIZATIONS.index(name) > QUANTIZATIONS.index(values.quantization)
        if smaller and name in case.model.quantizations:
            yield from tried(case, f"{name}, {loss}", quantization=name)
    yield from _first(case, "A mixture of experts", _mixtures(case), WORTH)
    yield from _first(case, "A smaller model", _smaller(case), HALF)


def _first(case: Case, words: str, models: Iterable[Model], share: float) -> Iterator[Try[Case]]:
    """The first of these models that fits and takes at most so much of the time."""
    limit = share * case.estimate.done.typical
    for model in models:
        name = model.recommended_quantization
        mix = {} if name == case.values.quantization else {"quantization": name}
        full = f"{words}, {model.name} in {name} ({model.licence})"
        for each in tried(case, full, **mix, model=model.id):
            other = each.case
            whole = other.fits and other.device.host is None
            if whole and other.estimate.done.typical <= limit:
                yield each
                return


def _mixtures(case: Case) -> Iterator[Model]:
    """Mixtures of experts that may be quicker than this dense model, the largest first."""
    if case.work.experts:
        return
    for model in _by_size(case):
        mixture = model.geometry_fields.get("experts")
        if mixture and model.active_billions < _most(case, WORTH):
            yield model


def _smaller(case: Case) -> Iterator[Model]:
    """Dense models that may take half the time, the largest first."""
    for model in _by_size(case):
        dense = not model.geometry_fields.get("experts")
        if dense and model.parameters / 1e9 < _most(case, NEARLY_HALF):
            yield model


def _most(case: Case, share: float) -> float:
    """So large a share of this model's active weights, in 10^9: others need no closer look."""
    return share * (case.work.active_weights + case.work.output_weights) / 1e9


def _by_size(case: Case) -> list[Model]:
    """Models of the catalog that may fit and can hold the task, the largest first."""
    needed, usable = case.memory.setup.context, case.memory.budget.usable_high_bytes
    found = [
        model
        for model in catalog.models().values()
        if model.parameters * _BITS / 8 <= usable
        and model.context_max >= needed
        and model.id != case.values.model
    ]
    return sorted(found, key=lambda model: (-model.parameters, model.id))
