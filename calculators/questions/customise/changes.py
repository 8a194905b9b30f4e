"""What would make it fit, cost less, or pay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.numbers import GIB, format_bytes, format_money
from calculators.core.results import Change
from calculators.engines.ownership.record import record as ownership
from calculators.questions.customise.inputs import AT_HOME, BY_HOUR, RENT
from calculators.questions.customise.memory import least_high_bytes
from calculators.questions.customise.outlook import Outlook
from calculators.questions.customise.record import rates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.catalog import Model

MOST = 4


def changes(view: Outlook) -> tuple[Change, ...]:
    """At most as many as a reader will read."""
    return tuple(_found(view))[:MOST]


def _found(view: Outlook) -> Iterator[Change]:
    yield from _to_fit(view)
    yield from _prompt(view)
    yield from _served(view)
    yield from _examples(view)


def _with(view: Outlook, **changed: str | int) -> Outlook:
    # A mapping of names to values of their types cannot be told to the type checker.
    return Outlook(replace(view.values, **changed))  # type: ignore[arg-type]


def _to_fit(view: Outlook) -> Iterator[Change]:
    if view.fit not in ("no", "tight"):
        return
    if not view.four_bit:
        other = _with(view, method="qlora")
        if other.fit == "fits":
            yield _fits("QLoRA", other, method="qlora")
    if not view.lean:
        other = _with(view, software="lean")
        if other.fit == "fits":
            yield _fits("Software that saves memory", other, software="lean")
    yield from _smaller(view)
    for name, each in ownership().rentals.items():
        if name in rates() and view.needed.high <= each.vram_gib * GIB:
            text = f"{each.label}, rented at about {format_money(each.rates[1], 'USD')} an hour."
            yield Change(text=text, inputs={"where": RENT, "card": name})
            return


def _smaller(view: Outlook) -> Iterator[Change]:
    """The largest model that fits where this one does not."""
    smaller = (each for each in catalog.models().values() if _may_fit(each, view))
    for each in sorted(smaller, key=lambda model: -model.parameters):
        other = _with(view, model=each.id)
        if other.fit == "fits":
            yield _fits(f"A smaller model, {each.name}", other, model=each.id)
            return


def _may_fit(model: Model, view: Outlook) -> bool:
    """Whether the model is smaller than the one that was chosen, and not far too large."""
    assert view.card_bytes is not None  # as the caller of `_smaller` has seen
    least = least_high_bytes(model.geometry, view.recipe, parameters=model.parameters)
    return model.parameters < view.model.parameters and least <= view.card_bytes


def _fits(words: str, other: Outlook, **inputs: str) -> Change:
    return Change(text=f"{words}: about {format_bytes(other.needed.total)}.", inputs=inputs)


def _prompt(view: Outlook) -> Iterator[Change]:
    """A shorter prompt without any training."""
    half = view.values.prompt_words // 2
    if half < 100:
        return
    other = _with(view, prompt_words=half)
    saved = view.before_usd - other.before_usd
    yield Change(
        text=f"Halve the prompt, without training: {format_money(saved, 'USD')} a month less.",
        inputs={"prompt_words": str(half)},
    )


def _served(view: Outlook) -> Iterator[Change]:
    if view.values.served == BY_HOUR:
        other = _with(view, served=AT_HOME)
        yield Change(
            text="On a machine that you have anyway: "
            f"{format_money(view.after_usd - other.after_usd, 'USD')} a month less.",
            inputs={"served": AT_HOME},
        )
    else:
        other = _with(view, served=BY_HOUR)
        yield Change(
            text="On a rented card that is always on: "
            f"{format_money(other.after_usd, 'USD')} a month, however few the requests.",
            inputs={"served": BY_HOUR},
        )


def _examples(view: Outlook) -> Iterator[Change]:
    if view.values.examples < 200 or not view.examples_usd:
        return
    other = _with(view, examples=100)
    yield Change(
        text=f"Start with 100 examples: {format_money(other.examples_usd, 'USD')} of work "
        f"instead of {format_money(view.examples_usd, 'USD')}, and see whether they help.",
        inputs={"examples": "100"},
    )
