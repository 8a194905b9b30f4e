"""What an answer rests on: working, assumptions, what no number here covers, and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import exact_money, format_money
from calculators.core.results import Step
from calculators.core.sources import source
from calculators.engines.price import Usage
from calculators.engines.workload.tokens import family
from calculators.questions.common.prices import announced, usual_notes, usual_sources, usual_working
from calculators.questions.subscription.care import care_sources
from calculators.questions.subscription.inputs import NO_MACHINE, OWN, SHARED
from calculators.questions.subscription.reckoning import whole_messages
from calculators.questions.subscription.record import left_out, plans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Source
    from calculators.questions.subscription.outlook import Outlook


def steps(view: Outlook) -> tuple[Step, ...]:
    """The working: each formula, with the numbers of this case put in."""
    return tuple(_steps(view))


def _steps(view: Outlook) -> Iterator[Step]:
    values = view.values
    yield Step(
        title="Tokens of a message",
        formula="words ÷ 0.75, and the chat so far, × what the vendor’s tokenizer adds",
        working=_tokens(view),
        outcome=f"{view.each.prompt_tokens:,} read and {view.each.output_tokens:,} written",
    )
    yield Step(
        title="One message by API",
        formula="tokens read × price of input + tokens written × price of output",
        working=_prices(view),
        outcome=exact_money(view.message_usd),
    )
    yield Step(
        title="A month by API",
        formula="people × messages × working days × one message",
        working=f"{values.people:,} × {values.messages:,} × {values.working_days} × "
        f"{exact_money(view.message_usd)}",
        outcome=format_money(view.api_usd, "USD"),
    )
    yield Step(
        title="A month by plan",
        formula="seats × price of a seat",
        working=f"{view.seats:,} × {format_money(view.seat_usd, 'USD')}",
        outcome=format_money(view.plan_usd, "USD"),
    )
    if view.break_even is not None:
        yield Step(
            title="Messages for which both cost the same, for each person",
            formula="a month by plan ÷ one message ÷ people",
            working=f"{exact_money(view.plan_usd)} ÷ {exact_money(view.message_usd)} ÷ "
            f"{values.people:,}",
            outcome=f"{view.break_even:,.1f}, so {whole_messages(view.break_even):,} a month",
        )
    if view.machine_usd is not None:
        yield Step(
            title="A month on your own machine",
            formula="machines × (price ÷ months it lasts + what it costs to run)",
            working=f"{1 if values.local == SHARED else values.people:,} × "
            f"({exact_money(values.machine_usd)} ÷ {values.machine_months} + "
            f"{exact_money(values.machine_running_usd)})",
            outcome=format_money(view.machine_usd, "USD"),
        )


def _tokens(view: Outlook) -> str:
    values = view.values
    before = values.turns - 1
    turn = f"{values.message_words:,} + {values.answer_words:,}"
    so_far = f" + {before} ÷ 2 × ({turn})" if before else ""
    claude = family(view.offer) == "newer claude" if view.offer else False
    factor = f" × {view.work.claude_factor:g}" if claude else ""
    thinking = f" × {view.work.reasoning_factor:g} with thinking" if values.reasoning else ""
    return (
        f"({values.message_words:,}{so_far}) ÷ 0.75{factor}, and {values.answer_words:,} ÷ 0.75"
        f"{factor}{thinking}"
    )


def _prices(view: Outlook) -> str:
    if view.offer is None:
        values = view.values
        read, written = f"{view.each.prompt_tokens:,}", f"{view.each.output_tokens:,}"
        return f"({read} × {values.input_usd:g} + {written} × {values.output_usd:g}) ÷ 1,000,000"
    usage = Usage(prompt_tokens=view.each.prompt_tokens, output_tokens=view.each.output_tokens)
    return usual_working(view.offer, usage, day=view.at.date())


def notes(view: Outlook) -> tuple[str, ...]:
    """What was assumed, what differs besides money, and what is not in it."""
    return tuple(_notes(view))


def _notes(view: Outlook) -> Iterator[str]:
    plan = view.plan
    if plan.id != OWN:
        yield (
            f"{plan.name}: price known for {plan.as_of}, {plan.told}. Without tax. Plans change "
            "often: look at the maker’s page before you buy."
        )
    yield (
        f"How much one may use it: {plan.limits}."
        if plan.limits
        else "How much one may use it: not established for this plan. A plan is not unlimited; if "
        "people reach its limit, they wait or pay more."
    )
    if plan.id != OWN:
        training = plan.training or "not established for this plan; read its terms"
        yield f"Your chats: {training}. Terms change; what counts is the contract on the day."
    if plan.note:
        yield plan.note
    yield (
        "A plan and an API are not the same thing. A plan brings a finished program with search, "
        "files and accounts. The API brings only the model: somebody must set up a chat program."
    )
    yield (
        "Nothing is counted as read from a cache. With one, long chats cost less by API. Nothing "
        "is counted for web search, files or pictures either, which an API bills apart."
    )
    if view.offer:
        yield from usual_notes([view.offer], day=view.at.date())
        yield from announced(view.offer, view.at)
    if view.values.local != NO_MACHINE:
        yield (
            "The machine: somebody’s hours, its speed with many people at once and how good a "
            "smaller model is are left out. The calculator “Buy, rent or call?” counts them."
        )
    yield f"Not listed, for want of a dated price: {'; '.join(left_out())}."


def sources(view: Outlook) -> tuple[Source, ...]:
    """The plan, the API's prices, tokens, and the other plans of the table, each once."""
    own = () if view.plan.id == OWN else view.plan.sources
    api = (view.offer.source, *usual_sources([view.offer])) if view.offer else ()
    others = tuple(each.source for each in plans().values())
    claude = (source("claude-tokens"),) if view.offer and "claude" in view.offer.id else ()
    counted = (source("english-tokens"), *claude)
    thinking = (source("thinking-tokens"),) if view.values.reasoning else ()
    administrator = care_sources() if view.api_usd < view.plan_usd else ()
    every = (*own, *api, *counted, *thinking, *administrator, *others)
    return tuple({each.url: each for each in every}.values())
