"""What an answer rests on: working, assumptions, what no number here covers, and sources."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import NONE, OWN
from calculators.core.numbers import exact_money, format_money
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.ownership import record
from calculators.engines.price.cost import Usage
from calculators.engines.workload import family
from calculators.questions.common.prices import announced, usual_notes, usual_sources, usual_working
from calculators.questions.subscription.case import Case, whole_messages
from calculators.questions.subscription.inputs import SHARED
from calculators.questions.subscription.plans import left_out, plans


def steps(case: Case) -> Iterator[Step]:
    """The working: each formula, with the numbers of this case put in."""
    values = case.values
    yield Step(
        title="Tokens of a message",
        formula="words ÷ 0.75, and the chat so far, × what the vendor’s tokenizer adds",
        working=_tokens(case),
        outcome=f"{case.each.prompt_tokens:,} read and {case.each.output_tokens:,} written",
    )
    yield Step(
        title="One message by API",
        formula="tokens read × price of input + tokens written × price of output",
        working=_prices(case),
        outcome=exact_money(case.message_usd),
    )
    yield Step(
        title="A month by API",
        formula="people × messages × working days × one message",
        working=f"{values.people:,} × {values.messages:,} × {values.working_days} × "
        f"{exact_money(case.message_usd)}",
        outcome=format_money(case.api_usd),
    )
    yield Step(
        title="A month by plan",
        formula="seats × price of a seat",
        working=f"{case.seats:,} × {format_money(case.seat_usd, 'USD')}",
        outcome=format_money(case.plan_usd),
    )
    if case.break_even is not None:
        yield Step(
            title="Messages for which both cost the same, for each person",
            formula="a month by plan ÷ one message ÷ people",
            working=f"{exact_money(case.plan_usd)} ÷ {exact_money(case.message_usd)} ÷ "
            f"{values.people:,}",
            outcome=f"{case.break_even:,.1f}, so {whole_messages(case.break_even):,} a month",
        )
    if case.machine_usd is not None:
        yield Step(
            title="A month on your own machine",
            formula="machines × (price ÷ months it lasts + what it costs to run)",
            working=f"{1 if values.local == SHARED else values.people:,} × "
            f"({exact_money(values.machine_usd)} ÷ {values.machine_months} + "
            f"{exact_money(values.machine_running_usd)})",
            outcome=format_money(case.machine_usd),
        )


def _tokens(case: Case) -> str:
    values = case.values
    before = values.turns - 1
    turn = f"{values.message_words:,} + {values.answer_words:,}"
    so_far = f" + {before} ÷ 2 × ({turn})" if before else ""
    claude = family(case.offer) == "newer claude" if case.offer else False
    factor = f" × {case.work.claude_factor:g}" if claude else ""
    thinking = f" × {case.work.reasoning_factor:g} with thinking" if values.reasoning else ""
    return (
        f"({values.message_words:,}{so_far}) ÷ 0.75{factor}, and {values.answer_words:,} ÷ 0.75"
        f"{factor}{thinking}"
    )


def _prices(case: Case) -> str:
    if case.offer is None:
        values = case.values
        read, written = f"{case.each.prompt_tokens:,}", f"{case.each.output_tokens:,}"
        return f"({read} × {values.input_usd:g} + {written} × {values.output_usd:g}) ÷ 1,000,000"
    usage = Usage(prompt_tokens=case.each.prompt_tokens, output_tokens=case.each.output_tokens)
    return usual_working(case.offer, usage, day=case.at.date())


def notes(case: Case) -> Iterator[str]:
    """What was assumed, what differs besides money, and what is not in it."""
    plan = case.plan
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
    yield from _terms(case)
    if plan.note:
        yield plan.note
    yield (
        "A plan and an API are not the same thing. A plan brings a finished program with search, "
        "files and accounts. The API gives you only the model: somebody must set up a chat program."
    )
    yield (
        "Nothing is counted as read from a cache. With one, long chats cost less by API. Nothing "
        "is counted for web search, files or pictures either, which an API bills apart."
    )
    if case.offer:
        yield from usual_notes([case.offer], day=case.at.date())
        yield from announced(case.offer, case.at)
    if case.values.local != NONE:
        yield (
            "The machine: somebody’s hours, its speed with many people at once and how good a "
            "smaller model is are left out. The calculator “Buy, rent or call?” counts them."
        )
    yield f"Not listed, for want of a dated price: {'; '.join(left_out())}."


def _terms(case: Case) -> Iterator[str]:
    """What the terms say of text, at more length."""
    plan = case.plan
    if plan.training:
        yield f"{plan.name}, your text: {plan.training}. Its terms were not read."
    yield from case.terms_of(plan).details(plan.name)
    yield from case.api_terms.details(f"{case.offer_name} by API")
    yield (
        "What happens to text and who stands behind answers is read from public terms; what "
        "counts is your contract on the day. “Who stands behind it?” and “Where does my text go?” "
        "have the whole. It is no legal advice."
    )


def sources(case: Case) -> Iterator[Source]:
    """The plan, the API's prices, tokens, an administrator's pay, and the other plans."""
    if case.plan.id != OWN:
        yield from case.plan.sources
    yield from case.terms_of(case.plan).sources
    yield from case.api_terms.sources
    if case.offer:
        yield case.offer.source
        yield from usual_sources([case.offer])
    yield source("english-tokens")
    if case.offer and "claude" in case.offer.id:
        yield source("claude-tokens")
    if case.values.reasoning:
        yield source("thinking-tokens")
    if case.api_usd < case.plan_usd:
        yield record().pay.source
        yield record().benefits.source
    yield from (each.source for each in plans().values())
