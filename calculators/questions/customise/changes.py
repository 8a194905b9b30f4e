"""What would make it fit, cost less, or pay."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.numbers import GIB, format_bytes, format_money
from calculators.core.results import Change
from calculators.engines.ownership.record import record as ownership
from calculators.engines.training.memory import least_high_bytes
from calculators.engines.training.record import record
from calculators.questions.customise.inputs import AT_HOME, BY_HOUR, RENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.catalog import Model
    from calculators.questions.customise.case import Case

MOST = 4


def changes(case: Case) -> Iterator[Change]:
    """At most as many as a reader will read."""
    return islice(_found(case), MOST)


def _found(case: Case) -> Iterator[Change]:
    yield from _to_fit(case)
    yield from _prompt(case)
    yield from _served(case)
    yield from _examples(case)


def _to_fit(case: Case) -> Iterator[Change]:
    if case.fit not in ("no", "tight"):
        return
    if not case.four_bit:
        other = case.given(method="qlora")
        if other.fit == "fits":
            yield _fits("QLoRA", other, method="qlora")
    if not case.lean:
        other = case.given(software="lean")
        if other.fit == "fits":
            yield _fits("Software that saves memory", other, software="lean")
    yield from _smaller(case)
    for name, each in ownership().rentals.items():
        if name in record().tensor_rates and case.needed.high <= each.vram_gib * GIB:
            text = f"{each.label}, rented at about {format_money(each.rates[1], 'USD')} an hour."
            yield Change(text=text, inputs={"where": RENT, "card": name})
            return


def _smaller(case: Case) -> Iterator[Change]:
    """The largest model that fits where this one does not."""
    smaller = (each for each in catalog.models().values() if _may_fit(each, case))
    for each in sorted(smaller, key=lambda model: -model.parameters):
        other = case.given(model=each.id)
        if other.fit == "fits":
            yield _fits(f"A smaller model, {each.name}", other, model=each.id)
            return


def _may_fit(model: Model, case: Case) -> bool:
    """Whether the model is smaller than the one that was chosen, and not far too large."""
    assert case.card_bytes is not None  # as the caller of `_smaller` has seen
    least = least_high_bytes(model.geometry, case.recipe, parameters=model.parameters)
    return model.parameters < case.model.parameters and least <= case.card_bytes


def _fits(words: str, other: Case, **inputs: str) -> Change:
    return Change(text=f"{words}: about {format_bytes(other.needed.total)}.", inputs=inputs)


def _prompt(case: Case) -> Iterator[Change]:
    """A shorter prompt without any training."""
    half = case.values.prompt_words // 2
    if half < 100:
        return
    other = case.given(prompt_words=half)
    saved = case.before_usd - other.before_usd
    yield Change(
        text=f"Halve the prompt, without training: {format_money(saved, 'USD')} a month less.",
        inputs={"prompt_words": str(half)},
    )


def _served(case: Case) -> Iterator[Change]:
    if case.values.served == BY_HOUR:
        other = case.given(served=AT_HOME)
        yield Change(
            text="On a machine that you have anyway: "
            f"{format_money(case.after_usd - other.after_usd, 'USD')} a month less.",
            inputs={"served": AT_HOME},
        )
    else:
        other = case.given(served=BY_HOUR)
        yield Change(
            text="On a rented card that is always on: "
            f"{format_money(other.after_usd, 'USD')} a month, however few the requests.",
            inputs={"served": BY_HOUR},
        )


def _examples(case: Case) -> Iterator[Change]:
    if case.values.examples < 200 or not case.examples_usd:
        return
    other = case.given(examples=100)
    yield Change(
        text=f"Start with 100 examples: {format_money(other.examples_usd, 'USD')} of work "
        f"instead of {format_money(case.examples_usd, 'USD')}, and see whether they help.",
        inputs={"examples": "100"},
    )
