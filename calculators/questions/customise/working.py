"""The working: each formula, with the numbers of this case put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import exact_money, format_bytes, format_money, format_seconds
from calculators.core.results import Step
from calculators.questions.common.prices import usual_working
from calculators.questions.customise.effort import (
    LEAST_TOKENS,
    PASSES,
    SHARES,
    billed_hours,
    weights_at_work,
)
from calculators.questions.customise.inputs import AT_HOME, BY_HOUR, BY_TOKEN, OWN
from calculators.questions.customise.money import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.customise.outlook import Outlook


def steps(view: Outlook) -> tuple[Step, ...]:
    """The steps that apply to where it is trained."""
    return tuple(_steps(view))


def _steps(view: Outlook) -> Iterator[Step]:
    values = view.values
    yield Step(
        title="Tokens trained on",
        formula="examples × words ÷ 0.75 × times through",
        working=f"{values.examples:,} × {tokens(values.example_words):,} × {values.epochs}",
        outcome=f"{view.trained_tokens:,} tokens",
    )
    if view.card_bytes is not None:
        yield from _memory(view)
    if view.hours is not None:
        yield _hours(view)
    if view.training_usd is not None:
        yield _training(view)
    yield Step(
        title="A month now",
        formula="requests × (tokens read × price + tokens written × price), at the prices of "
        f"{view.offer.with_host}",
        working=f"{values.requests:,} × "
        f"{usual_working(view.offer, view.usage, day=view.at.date())}",
        outcome=format_money(view.before_usd, "USD"),
    )
    yield _tuned(view)
    if view.payback is not None and view.once_usd is not None:
        yield Step(
            title="Months to pay it back",
            formula="spent once ÷ (a month now − a month after)",
            working=f"{exact_money(view.once_usd)} ÷ "
            f"({exact_money(view.before_usd)} − {exact_money(view.after_usd)})",
            outcome=f"{view.payback:.1f}",
        )


def _tuned(view: Outlook) -> Step:
    values, after, price = view.values, view.after, view.hosting
    formula, working = {
        BY_TOKEN: (
            "requests × (tokens read × price + tokens written × price)",
            f"{values.requests:,} × ({after.read:,.0f} × {price.read:g} + "
            f"{after.written:,.0f} × {price.write:g}) ÷ 1,000,000"
            if price
            else "",
        ),
        BY_HOUR: (
            "hours it runs × rent",
            f"{values.served_hours:,} × {exact_money(view.served_usd)}",
        ),
        AT_HOME: ("on a machine that is paid already", "0"),
    }[values.served]
    return Step(
        title="A month with the tuned model",
        formula=formula,
        working=working,
        outcome=format_money(view.after_usd, "USD"),
    )


def _memory(view: Outlook) -> Iterator[Step]:
    found, recipe = view.needed, view.recipe
    yield Step(
        title="Base model",
        formula="weights × bytes: 2 in LoRA; in QLoRA about 0.56 in the layers, 4 for the rest"
        if not recipe.lean
        else "weights × bytes: 2 in LoRA; in QLoRA about 0.52 in the layers, 2 for the rest",
        working=f"{view.model.parameters:,} weights",
        outcome=format_bytes(found.weights),
    )
    each = 8 if recipe.lean else 16
    yield Step(
        title="Adapter",
        formula="rank × (rows + columns) of every matrix × bytes for number, gradient, optimizer",
        working=f"{found.adapter_weights:,} × {each}",
        outcome=format_bytes(found.adapter),
    )
    yield Step(
        title="A step",
        formula="tokens in a step × (layers × width × bytes, and the larger of the scores of all "
        "words and one layer)",
        working=f"{recipe.batch} × {recipe.sequence:,} tokens",
        outcome=format_bytes(found.kept + found.peak),
    )
    yield Step(
        title="In all",
        formula="base model + adapter + a step + software",
        working=" + ".join(
            format_bytes(each)
            for each in (found.weights, found.adapter, found.kept + found.peak, found.software)
        ),
        outcome=format_bytes(found.total),
    )


def _hours(view: Outlook) -> Step:
    assert view.hours is not None  # as its caller has seen
    assert view.tflops is not None
    share, least = SHARES[view.four_bit, view.lean][1], LEAST_TOKENS[view.four_bit]
    return Step(
        title="Time of the training",
        formula="4 × weights × steps × tokens of a step ÷ (rate of the card × share reached); a "
        f"step of fewer than {least:,} tokens takes as long as one of {least:,}",
        working=f"{PASSES} × {weights_at_work(view.geometry):,} × {view.steps.count:,.10g} × "
        f"{view.steps.tokens:,} ÷ ({view.tflops:g} × 10¹² × {share:g})",
        outcome=format_seconds(3600 * view.hours.typical),
    )


def _training(view: Outlook) -> Step:
    assert view.training_usd is not None
    if view.asked is not None:
        return Step(
            title="Training",
            formula="tokens trained on × the middle of the prices for a million",
            working=f"{view.trained_tokens:,} × ({view.asked.train_low:g} + "
            f"{view.asked.train_high:g}) ÷ 2 ÷ 1,000,000",
            outcome=format_money(view.training_usd[1], "USD"),
        )
    if view.values.where == OWN:
        return Step(
            title="Training",
            formula="on a card that you have: no rent",
            working="only power, which is not counted",
            outcome=format_money(view.training_usd[1], "USD"),
        )
    assert view.hours is not None  # without a trainer's price it is the time that costs
    return Step(
        title="Training",
        formula="begun hours, and one to set up, × rent",
        working=f"{billed_hours(view.hours.typical):,} × {exact_money(view.rent[1])}",
        outcome=format_money(view.training_usd[1], "USD"),
    )
