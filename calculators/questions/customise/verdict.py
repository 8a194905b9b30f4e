"""The answer in words: the question in one line, the rung, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calculators import catalog
from calculators.core.numbers import format_bytes, format_money, format_range
from calculators.core.results import bad, good, tight
from calculators.questions.customise.case import Case
from calculators.questions.customise.inputs import TRAINER
from calculators.questions.customise.rungs import GOALS

SOON = 12
"""Months within which we call a pay-back soon: prices and models change faster than that."""
MOSTLY = 0.5
"""With more of the saving than this from the cheaper model, trying that one comes first."""
LOOKS = {
    "prompt": good("The prompt first"),
    "retrieve": good("Look it up"),
    "collect": tight("Collect examples first"),
    "tune": good("Tuning is worth a try"),
    "cheaper": tight("Try the cheaper model first"),
    "slow": tight("Tuning pays back late"),
    "too_large": bad("Does not fit"),
    "no_gain": bad("The sums say no"),
}
HEADLINES = {
    "prompt": "Work on the prompt before you train anything.",
    "retrieve": "Let the model look facts up instead of learning them.",
    "collect": "Too few examples to train on yet.",
    "tune": "The next rung is a tuned model.",
    "cheaper": "Most of what a tuned model would save comes with the cheaper model, untrained.",
    "slow": "Tune for better answers, not for money: that comes back late or never.",
    "too_large": "The next rung is a tuned model, but this run does not fit on this card.",
    "no_gain": "A tuned model would not pay for itself on these inputs.",
}


def asked(case: Case) -> str:
    """The question in one line."""
    values = case.values
    method = "QLoRA" if case.recipe.four_bit else "LoRA"
    if case.trainer:
        place = case.trainer.name
    else:
        place = case.rental.label if case.rental else catalog.machine(values.machine).name
    return (
        f"{GOALS[values.goal][0]} · {values.examples:,} examples · {case.model.name} by {method}, "
        f"{place}"
    )


def status(case: Case) -> str:
    """The rung, or why tuning is not to be had."""
    if case.advice.rung != "tune":
        return case.advice.rung
    if case.fit == "no":
        return "too_large"
    if case.values.goal == "short" and case.payback is None:
        return "no_gain"
    if switched_share(case) > MOSTLY:
        return "cheaper"
    slow = case.payback is None or case.payback > SOON
    return "slow" if slow and case.once_usd is not None else "tune"


def switched_share(case: Case) -> float:
    """The part of what is saved that needs no training; 0 where nothing is, or it is not known."""
    saved = case.before_usd - case.after_usd
    if case.untuned_usd is None or case.once_usd is None or saved <= 0:
        return 0
    return min(max(case.before_usd - case.untuned_usd, 0) / saved, 1)


def headline(case: Case) -> str:
    """The rung that is enough first, by rules that can be read."""
    return HEADLINES[status(case)]


def reasons(case: Case) -> Iterator[str]:
    """Who says so, then whether it fits and pays."""
    yield from case.advice.reasons
    if case.fit in ("tight", "no"):
        yield _memory(case)
    if case.advice.rung in ("tune", "collect") and case.once_usd is not None:
        yield _money(case)
        if (share := switched_share(case)) > 0.2:
            yield (
                f"{share:.0%} of what is saved comes from the cheaper model, not from the tuning. "
                "Try that model with today’s prompt first."
            )
        if case.hosting and case.hosting.found and case.hosting.borrowed:
            found = case.hosting.found
            yield (
                f"We have no dated price of a tuned {case.model.name}. It is counted as "
                f"{catalog.model(found.model).name} at {found.trainer.name}: type what your host "
                "asks."
            )


def _memory(case: Case) -> str:
    assert case.card_bytes is not None  # only what is trained on a card can be tight
    span = format_range(case.needed.low, case.needed.high, "bytes")
    size = format_bytes(case.card_bytes)
    ways = "another card" if case.recipe.four_bit else "another card, QLoRA"
    end = "It may just fit." if case.fit == "tight" else f"Take {ways} or a smaller model."
    return f"The run needs {span}; the card has {size}. {end}"


def _money(case: Case) -> str:
    assert case.training_usd is not None  # as its caller has seen
    training, examples = case.training_usd[1], case.examples_usd
    free = case.values.where != TRAINER and not case.rental
    trained = "only power for the training" if free else f"{format_money(training)} for training"
    spent = f"Once: {trained} and {format_money(examples)} for the examples."
    month = f"A month: {format_money(case.before_usd)} now, {format_money(case.after_usd)} after."
    if case.payback is None:
        return f"{spent} {month} It never pays for itself in money; only better answers would."
    soon = "" if case.payback <= SOON else " That is long: models change sooner."
    months = "under a month" if case.payback < 1 else f"about {math.ceil(case.payback)} months"
    return f"{spent} {month} Paid back in {months}.{soon}"
