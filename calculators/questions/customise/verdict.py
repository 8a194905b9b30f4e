"""The answer in words: the question in one line, the rung, and why."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.numbers import format_bytes, format_money, format_range
from calculators.core.results import Tone, Verdict
from calculators.questions.customise.inputs import TRAINER
from calculators.questions.customise.rungs import GOALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calculators.questions.customise.outlook import Outlook

SOON = 12
"""Months within which we call a pay-back soon: prices and models change faster than that."""
MOSTLY = 0.5
"""With more of the saving than this from the cheaper model, trying that one comes first."""
_LOOKS: Mapping[str, tuple[str, str, Tone, str]] = {
    "prompt": ("The prompt first", "✓", "good", "Work on the prompt before you train anything."),
    "retrieve": (
        "Look it up",
        "✓",
        "good",
        "Let the model look facts up instead of learning them.",
    ),
    "collect": ("Collect examples first", "!", "tight", "Too few examples to train on yet."),
    "tune": ("Tuning is worth a try", "✓", "good", "The next rung is a tuned model."),
    "cheaper": (
        "Try the cheaper model first",
        "!",
        "tight",
        "Most of what a tuned model would save comes with the cheaper model, untrained.",
    ),
    "slow": (
        "Tuning pays back late",
        "!",
        "tight",
        "Tune for better answers, not for money: that comes back late or never.",
    ),
    "too_large": (
        "Does not fit",
        "✗",
        "bad",
        "The next rung is a tuned model, but this run does not fit on this card.",
    ),
    "no_gain": (
        "The sums say no",
        "✗",
        "bad",
        "A tuned model would not pay for itself on these inputs.",
    ),
}


def asked(view: Outlook) -> str:
    """The question in one line."""
    values = view.values
    method = "QLoRA" if view.four_bit else "LoRA"
    place = view.trainer.name if view.trainer else _card(view)
    return (
        f"{GOALS[values.goal][0]} · {values.examples:,} examples · {view.model.name} by {method}, "
        f"{place}"
    )


def _card(view: Outlook) -> str:
    return view.rental.label if view.rental else catalog.machine(view.values.machine).name


def status(view: Outlook) -> str:
    """The rung, or why tuning is not to be had."""
    if view.advice.rung != "tune":
        return view.advice.rung
    if view.fit == "no":
        return "too_large"
    if view.values.goal == "short" and view.payback is None:
        return "no_gain"
    if switched_share(view) > MOSTLY:
        return "cheaper"
    slow = view.payback is None or view.payback > SOON
    return "slow" if slow and view.once_usd is not None else "tune"


def switched_share(view: Outlook) -> float:
    """The part of what is saved that needs no training; 0 where nothing is, or it is not known."""
    saved = view.before_usd - view.after_usd
    if view.untuned_usd is None or view.once_usd is None or saved <= 0:
        return 0
    return min(max(view.before_usd - view.untuned_usd, 0) / saved, 1)


def verdict(view: Outlook) -> Verdict:
    """The rung that is enough first, by rules that can be read."""
    key = status(view)
    word, sign, tone, headline = _LOOKS[key]
    return Verdict(
        status=key,
        word=word,
        sign=sign,
        tone=tone,
        headline=headline,
        reasons=(*view.advice.reasons, *_reasons(view)),
    )


def _reasons(view: Outlook) -> Iterator[str]:
    if view.fit in ("tight", "no"):
        yield _memory(view)
    if view.advice.rung in ("tune", "collect") and view.once_usd is not None:
        yield _money(view)
        yield from _untuned(view)
        yield from _borrowed(view)


def _untuned(view: Outlook) -> Iterator[str]:
    """How much of what is saved needs no training."""
    share = switched_share(view)
    if share > 0.2:
        yield (
            f"{share:.0%} of what is saved comes from the cheaper model, not from the tuning. Try "
            "that model with today’s prompt first."
        )


def _borrowed(view: Outlook) -> Iterator[str]:
    """That the tuned model is counted at the price of another."""
    if view.hosting is None or view.hosting.found is None or not view.hosting.borrowed:
        return
    found = view.hosting.found
    yield (
        f"We have no dated price of a tuned {view.model.name}. It is counted as "
        f"{catalog.model(found.model).name} at {found.trainer.name}: type what your host asks."
    )


def _memory(view: Outlook) -> str:
    assert view.card_bytes is not None  # only what is trained on a card can be tight
    span = format_range(view.needed.low, view.needed.high, "bytes")
    size = format_bytes(view.card_bytes)
    ways = "another card" if view.four_bit else "another card, QLoRA"
    end = "It may just fit." if view.fit == "tight" else f"Take {ways} or a smaller model."
    return f"The run needs {span}; the card has {size}. {end}"


def _money(view: Outlook) -> str:
    assert view.training_usd is not None  # as its caller has seen
    training, examples = view.training_usd[1], view.examples_usd
    free = view.values.where != TRAINER and not view.rental
    trained = (
        "only power for the training" if free else f"{format_money(training, 'USD')} for training"
    )
    spent = f"Once: {trained} and {format_money(examples, 'USD')} for the examples."
    month = (
        f"A month: {format_money(view.before_usd, 'USD')} now, "
        f"{format_money(view.after_usd, 'USD')} after."
    )
    if view.payback is None:
        return f"{spent} {month} It never pays for itself in money; only better answers would."
    soon = "" if view.payback <= SOON else " That is long: models change sooner."
    months = "under a month" if view.payback < 1 else f"about {math.ceil(view.payback)} months"
    return f"{spent} {month} Paid back in {months}.{soon}"
