"""What would make it faster, or make it fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calculators import catalog
from calculators.catalog import Model
from calculators.core.numbers import format_seconds
from calculators.core.results import Change
from calculators.engines.memory import QUANTIZATIONS, cache_refusal
from calculators.questions.fit.changes import changes as fit_changes
from calculators.questions.speed.outlook import Outlook, needed_context, outlook

MOST = 4
WORTH = 0.8
"""Share of the time below which a change is worth a line."""
HALF = 0.5
NEARLY_HALF = 0.7
_FEWER_BITS = {"Q8_0": "next to no loss", "Q4_K_M": "loses more"}
"""Quantizations worth suggesting; with still fewer bits the loss outweighs the time."""
_BITS = 4.9
"""Of a weight in Q4_K_M, to pass over what cannot fit."""


def changes(view: Outlook) -> tuple[Change, ...]:
    """What to try next; never more than a reader will read."""
    if not view.fits:
        return _to_fit(view)
    found: list[Change] = []
    for words, changed in _tries(view):
        if len(found) < MOST and (change := _change(view, words, changed)):
            found.append(change)
    return tuple(found)


def _to_fit(view: Outlook) -> tuple[Change, ...]:
    """What `fit` suggests, but no context shorter than the task."""
    needed = needed_context(view.values, view.task)
    return tuple(
        each for each in fit_changes(view.now) if int(each.inputs.get("context", needed)) >= needed
    )


def _tries(view: Outlook) -> Iterator[tuple[str, Outlook]]:
    """Free changes first."""
    values = view.values
    if values.thinking_tokens:
        yield "Without thinking", _with(view, thinking_tokens=0)
    for name, loss in _FEWER_BITS.items():
        smaller = QUANTIZATIONS.index(name) > QUANTIZATIONS.index(values.quantization)
        if smaller and name in view.now.model.quantizations:
            yield f"{name}, {loss}", _with(view, quantization=name)
    yield from _first(view, "A mixture of experts", _mixtures(view), WORTH)
    yield from _first(view, "A smaller model", _smaller(view), HALF)


def _first(
    view: Outlook, words: str, models: Iterator[Model], share: float
) -> Iterator[tuple[str, Outlook]]:
    """The first of these models that fits and takes at most so much of the time."""
    limit = share * view.estimate.done.typical
    for model in models:
        quantization = model.recommended_quantization
        if cache_refusal(model.geometry, view.values.kv_cache_type):
            continue
        other = _with(view, model=model.id, quantization=quantization)
        if other.fits and other.device.host is None and other.estimate.done.typical <= limit:
            yield f"{words}, {model.name} in {quantization} ({model.licence})", other
            return


def _mixtures(view: Outlook) -> Iterator[Model]:
    """Mixtures of experts that may be quicker than this dense model, the largest first."""
    if view.work.experts:
        return
    for model in _by_size(view):
        mixture = model.geometry_fields.get("experts")
        if mixture and model.active_billions < _most(view, WORTH):
            yield model


def _smaller(view: Outlook) -> Iterator[Model]:
    """Dense models that may take half the time, the largest first."""
    for model in _by_size(view):
        dense = not model.geometry_fields.get("experts")
        if dense and model.parameters / 1e9 < _most(view, NEARLY_HALF):
            yield model


def _most(view: Outlook, share: float) -> float:
    """So large a share of this model's active weights, in 10^9: others need no closer look."""
    return share * (view.work.active_weights + view.work.output_weights) / 1e9


def _by_size(view: Outlook) -> list[Model]:
    """Models of the catalog that may fit and can hold the task, the largest first."""
    needed, usable = view.now.setup.context, view.now.budget.usable_high_bytes
    found = [
        model
        for model in catalog.models().values()
        if model.parameters * _BITS / 8 <= usable
        and model.context_max >= needed
        and model.id != view.values.model
    ]
    return sorted(found, key=lambda model: (-model.parameters, model.id))


def _with(view: Outlook, **changed: str | int) -> Outlook:
    """The same question with some inputs changed."""
    # A mapping of names to values of their types cannot be told to the type checker.
    return outlook(replace(view.values, **changed))  # type: ignore[arg-type]


def _change(view: Outlook, words: str, changed: Outlook) -> Change | None:
    if not changed.fits or changed.estimate.done.typical > WORTH * view.estimate.done.typical:
        return None
    return Change(
        text=f"{words}: about {format_seconds(changed.estimate.done.typical)}.",
        inputs=_inputs(view, changed),
    )


def _inputs(view: Outlook, changed: Outlook) -> dict[str, str]:
    names = ("thinking_tokens", "quantization", "model")
    return {
        name: str(getattr(changed.values, name))
        for name in names
        if getattr(changed.values, name) != getattr(view.values, name)
    }
