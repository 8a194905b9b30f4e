"""What would make it fit, cost less, or pay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from calculators import catalog
from calculators.catalog import Model
from calculators.core.numbers import GIB, format_bytes, format_money
from calculators.core.results import Change
from calculators.engines.ownership import record as ownership
from calculators.engines.training import record
from calculators.engines.training.run import least_high_bytes
from calculators.questions.common.whatif import tried
from calculators.questions.customise.case import Case
from calculators.questions.customise.inputs import AT_HOME, BY_HOUR, RENT

MOST = 4


def changes(case: Case) -> Iterator[Change]:
    """At most as many as a reader will read."""
    found = chain(_to_fit(case), _prompt(case), _served(case), _examples(case))
    return islice(found, MOST)


def _to_fit(case: Case) -> Iterator[Change]:
    if case.fit not in ("no", "tight"):
        return
    if not case.recipe.four_bit:
        yield from _fitting(case, "QLoRA", method="qlora")
    if not case.recipe.lean:
        yield from _fitting(case, "Software that saves memory", software="lean")
    smaller = sorted(
        (each for each in catalog.models().values() if _may_fit(case, each)),
        key=lambda each: -each.parameters,
    )
    fitting = (_fitting(case, f"A smaller model, {each.name}", model=each.id) for each in smaller)
    yield from islice(chain.from_iterable(fitting), 1)  # the largest of them
    for name, each in ownership().rentals.items():
        if name in record().tensor_rates and case.needed.high <= each.vram_gib * GIB:
            text = f"{each.label}, rented at about {format_money(each.rates[1])} an hour."
            yield Change(text=text, inputs={"where": RENT, "card": name})
            return


def _fitting(case: Case, words: str, **inputs: str) -> Iterator[Change]:
    for each in tried(case, words, **inputs):
        if each.case.fit == "fits":
            yield each.change(f"about {format_bytes(each.case.needed.total)}")


def _may_fit(case: Case, model: Model) -> bool:
    """Whether the model is smaller than the one that was chosen, and not far too large."""
    assert case.card_bytes is not None  # as who looks for what fits has seen
    least = least_high_bytes(model.geometry, case.recipe, parameters=model.parameters)
    return model.parameters < case.model.parameters and least <= case.card_bytes


def _prompt(case: Case) -> Iterator[Change]:
    """A shorter prompt without any training."""
    half = case.values.prompt_words // 2
    if half < 100:
        return
    for each in tried(case, "Halve the prompt, without training", prompt_words=half):
        yield each.change(f"{format_money(case.before_usd - each.case.before_usd)} a month less")


def _served(case: Case) -> Iterator[Change]:
    if case.values.served == BY_HOUR:
        for each in tried(case, "On a machine that you have anyway", served=AT_HOME):
            yield each.change(f"{format_money(case.after_usd - each.case.after_usd)} a month less")
    else:
        for each in tried(case, "On a rented card that is always on", served=BY_HOUR):
            yield each.change(
                f"{format_money(each.case.after_usd)} a month, however few the requests"
            )


def _examples(case: Case) -> Iterator[Change]:
    if case.values.examples < 200 or not case.examples_usd:
        return
    for each in tried(case, "Start with 100 examples", examples=100):
        now, then = map(format_money, (case.examples_usd, each.case.examples_usd))
        yield each.change(f"{then} of work instead of {now}, and see whether they help")
