"""The working with the numbers of this case put in, what it assumes, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from calculators import catalog
from calculators.core.form import OWN
from calculators.core.numbers import exact_money, format_bytes, format_money, format_seconds
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.training import record
from calculators.engines.training.run import (
    CHECKED,
    LEAST_TOKENS,
    PASSES,
    SHARES,
    billed_hours,
    weights_at_work,
)
from calculators.questions.common.licences import duties
from calculators.questions.common.prices import announced, usual_notes, usual_sources, usual_working
from calculators.questions.customise.case import Case, tokens
from calculators.questions.customise.inputs import AT_HOME, BY_HOUR


def steps(case: Case) -> Iterator[Step]:
    """The steps that apply to where it is trained."""
    values = case.values
    yield Step(
        title="Tokens trained on",
        formula="examples × words ÷ 0.75 × times through",
        working=f"{values.examples:,} × {tokens(values.example_words):,} × {values.epochs}",
        outcome=f"{case.trained_tokens:,} tokens",
    )
    if case.card_bytes is not None:
        yield from _memory(case)
    if case.hours is not None:
        yield _hours(case)
    if case.training_usd is not None:
        yield _training(case, case.training_usd.typical)
    yield Step(
        title="A month now",
        formula="requests × (tokens read × price + tokens written × price), at the prices of "
        f"{case.offer.with_host}",
        working=f"{values.requests:,} × "
        f"{usual_working(case.offer, case.before, day=case.at.date())}",
        outcome=format_money(case.before_usd),
    )
    yield _tuned(case)
    if case.payback is not None and case.once_usd is not None:
        yield Step(
            title="Months to pay it back",
            formula="spent once ÷ (a month now − a month after)",
            working=f"{exact_money(case.once_usd)} ÷ "
            f"({exact_money(case.before_usd)} − {exact_money(case.after_usd)})",
            outcome=f"{case.payback:.1f}",
        )


def _tuned(case: Case) -> Step:
    values, after, price = case.values, case.after, case.hosting
    formula, working = "on a machine that is paid already", "0"
    if values.served == BY_HOUR:
        formula = "hours it runs × rent"
        working = f"{values.served_hours:,} × {exact_money(case.served_usd)}"
    elif price is not None:
        formula = "requests × (tokens read × price + tokens written × price)"
        working = (
            f"{values.requests:,} × ({after.prompt_tokens:,.0f} × {price.read:g} + "
            f"{after.output_tokens:,.0f} × {price.write:g}) ÷ 1,000,000"
        )
    return Step(
        title="A month with the tuned model",
        formula=formula,
        working=working,
        outcome=format_money(case.after_usd),
    )


def _memory(case: Case) -> Iterator[Step]:
    found, recipe = case.needed, case.recipe
    yield Step(
        title="Base model",
        formula="weights × bytes: 2 in LoRA; in QLoRA about "
        f"{'0.52 in the layers, 2' if recipe.lean else '0.56 in the layers, 4'} for the rest",
        working=f"{case.model.parameters:,} weights",
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


def _hours(case: Case) -> Step:
    assert case.hours is not None  # as its caller has seen
    assert case.tflops is not None
    share, least = (
        SHARES[case.recipe.four_bit, case.recipe.lean][1],
        LEAST_TOKENS[case.recipe.four_bit],
    )
    return Step(
        title="Training time",
        formula="4 × weights × steps × tokens of a step ÷ (rate of the card × share reached); a "
        f"step of fewer than {least:,} tokens takes as long as one of {least:,}",
        working=f"{PASSES} × {weights_at_work(case.model.geometry):,} × {case.steps.count:,.10g} × "
        f"{case.steps.tokens:,} ÷ ({case.tflops:g} × 10¹² × {share:g})",
        outcome=format_seconds(3600 * case.hours.typical),
    )


def _training(case: Case, usd: float) -> Step:
    if case.asked is not None:
        low, high = case.asked.train_low, case.asked.train_high
        formula = "tokens trained on × the middle of the prices for a million"
        working = f"{case.trained_tokens:,} × ({low:g} + {high:g}) ÷ 2 ÷ 1,000,000"
    elif case.values.where == OWN:
        formula = "on a card that you have: no rent"
        working = "only power, which is not counted"
    else:
        assert case.hours is not None  # without a trainer's price it is the time that costs
        formula = "begun hours, and one to set up, × rent"
        working = f"{billed_hours(case.hours.typical):,} × {exact_money(case.rent.typical)}"
    return Step(title="Training", formula=formula, working=working, outcome=format_money(usd))


def notes(case: Case) -> Iterator[str]:
    """What was measured, what was assumed, and what is left out."""
    if case.card_bytes is not None:
        yield from _training_notes(case)
    else:
        yield "How long a trainer takes is not established: it depends on its queue."
    if case.trainer is not None and case.asked is not None:
        note = f" {case.trainer.note}" if case.trainer.note else ""
        yield f"{case.trainer.name}: price of {case.trainer.as_of}.{note}"
    yield (
        "OpenAI takes no new customers for fine-tuning, and Mistral calls its own deprecated. A "
        "tuned closed model ends with its base. Open weights stay with you."
    )
    if case.hosting:
        yield (
            "Few hosts bill a tuned model by the token. Fireworks and Together run it on a card of "
            "its own, billed by time. Ask before you train."
        )
        yield from _tuned_price(case)
    if case.values.served == AT_HOME:
        yield "The machine you have anyway, its power and its care count as paid already."
    yield from usual_notes([case.offer], day=case.at.date())
    yield from announced(case.offer, case.at)
    yield f"Licence, not advice: {duties(case.model)}"
    yield (
        "Not counted: choosing and trying settings, which takes several runs; testing; training "
        "again when the task, the base model or the host changes. Minutes for an example are our "
        "assumption; no measured figure was found."
    )


def _tuned_price(case: Case) -> Iterator[str]:
    """Whose price of a tuned model is counted, and of which day."""
    if case.hosting and (found := case.hosting.found):
        yield (
            f"Tuned model: {found.trainer.name} asked ${found.read:g} for a million tokens read "
            f"and ${found.write:g} written of {catalog.model(found.model).name} on "
            f"{found.trainer.as_of}."
        )


def _training_notes(case: Case) -> Iterator[str]:
    yield (
        "Memory: weights and adapter are counted, the rest is set by published runs. Against "
        f"{CHECKED.runs} of them the mean error was {CHECKED.mean:g}%, the worst "
        f"{CHECKED.worst:g}%. Runs with an older 4-bit method took less for long texts."
    )
    if case.model.geometry.experts:
        yield (
            "This model is a mixture of experts. No run of such a model is among the measurements, "
            "so take memory and time as an order of magnitude."
        )
    low, _, high = SHARES[case.recipe.four_bit, case.recipe.lean]
    yield (
        f"Time: nearly all published runs of this kind reach between {100 * low:.0f} and "
        f"{100 * high:.0f}% of a card’s rate. That is why the span is wide."
    )
    if case.values.where == OWN:
        yield "Only NVIDIA cards are offered: for others no measured training was found."


def sources(case: Case) -> Iterator[Source]:
    """Rules, measurements, prices, model and licence."""
    yield from case.advice.sources
    yield from map(source, ("openai-tuning-ends", "fireworks-tuned"))
    yield case.offer.source
    yield from usual_sources([case.offer])
    yield source("english-tokens")
    yield case.model.sources[0]
    yield source("licence-texts")
    if case.card_bytes is not None:
        yield from map(source, ("fitcheck", "qwen-training", "torchtune", "nemo-training", "qlora"))
    if case.rental is not None:
        yield record().tensor_rates[case.values.card].source
        for quote in case.rental.quotes:
            title = f"Rent of {case.rental.label}: {quote.provider}"
            yield Source(title=title, url=quote.url, checked=quote.read_on)
    if case.values.where == OWN:
        yield from catalog.machine(case.values.machine).sources[:1]
    if case.trainer is not None:
        yield case.trainer.source
    if case.hosting and case.hosting.found:
        yield case.hosting.found.trainer.source
