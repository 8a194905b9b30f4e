"""The working with the numbers of this case, and what it rests on: dated prices, assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.numbers import exact_money
from calculators.core.results import Source, Step
from calculators.engines.ownership import UNKNOWN_WATTS, Watts, record
from calculators.engines.ownership.costs import MONTHS_PER_YEAR
from calculators.engines.price import Offer
from calculators.questions.break_even.case import Case
from calculators.questions.break_even.decision import Decision, Terms
from calculators.questions.break_even.ways import Call, Speeds, Unable
from calculators.questions.common.prices import (
    announced,
    beyond_list,
    names,
    price_list,
    usual_notes,
    usual_sources,
)

_BUSY = {
    "typed": "is what you typed",
    "assumed": "is not known: {watts:.0f} watts are our assumption",
    "measured": "was measured at the wall: {title}",
    "nominal": "is nominal, not measured: {title}",
    "card": "is nominal, not measured: that of the graphics card and {rest:.0f} watts for the rest",
    "borrowed": "was measured on another machine of its kind: {title}",
}
_IDLE = {
    "typed": "is what you typed",
    "measured": "was measured too",
    "rest of pc": "was measured on such a PC with another card",
    "assumed": "is assumed to be a fifth of it",
}


def steps(case: Case) -> Iterator[Step]:
    """The working of owning; nothing where the machine cannot do the work."""
    terms = case.terms
    if terms is None:
        return
    yield Step(
        title="Time of one request",
        formula="tokens read ÷ reading speed + tokens written ÷ (writing speed × gain)",
        working=f"{terms.prompt_tokens:,.0f} ÷ {_digits(terms.prefill_tokens_per_s)} + "
        f"{terms.output_tokens:,.0f} ÷ ({_digits(terms.decode_tokens_per_s)} × {terms.gain:g})",
        outcome=f"{_digits(terms.seconds)} s",
    )
    yield Step(
        title="Hours it works",
        formula="requests × time of one ÷ 3,600, of hours a day × 365 ÷ 12",
        working=f"{terms.requests:,.0f} × {_digits(terms.seconds)} s ÷ 3,600",
        outcome=f"{_digits(terms.busy_hours)} of {_digits(terms.on_hours)} hours, "
        f"{_digits(terms.utilisation * 100)}%",
    )
    busy = min(terms.busy_hours, terms.on_hours)
    yield Step(
        title="Electricity, a month",
        formula="(hours at work × watts + hours idle × watts) ÷ 1,000 × cooling × price",
        working=f"({_digits(busy)} × {terms.busy_watts:g} + {_digits(terms.on_hours - busy)} × "
        f"{terms.idle_watts:g}) ÷ 1,000 × {terms.pue:g} × {exact_money(terms.usd_per_kwh)}",
        outcome=exact_money(terms.power_usd),
    )
    yield _capital(terms)
    yield Step(
        title="Your own machine, a month",
        formula="price a month + electricity + hours of work × pay + room",
        working=f"{exact_money(terms.purchase.usd_per_month)} + {exact_money(terms.power_usd)} + "
        f"{terms.admin_hours:g} × {exact_money(terms.admin_usd_per_hour)} + "
        f"{exact_money(terms.space_usd)}",
        outcome=exact_money(terms.owned_usd),
    )
    if case.rival and case.decision:
        yield _rival(case.rival, terms)
        yield _payback(case.decision, terms)


def _capital(terms: Terms) -> Step:
    price, months = exact_money(terms.price_usd), terms.life_months
    resale = f"{terms.residual_share:g}" if terms.residual_share else ""
    if terms.yearly_interest:
        growth = f"(1 + {terms.yearly_interest:g} ÷ 12)"
        sold = f" × (1 − {resale} ÷ {growth}^{months})" if resale else ""
        working = f"{price}{sold} × {terms.yearly_interest:g} ÷ 12 ÷ (1 − 1 ÷ {growth}^{months})"
        formula = "an annuity: what is paid at each month’s end, with interest"
    else:
        working = f"{price}{f' × (1 − {resale})' if resale else ''} ÷ {months}"
        formula = "price × (1 − resale) ÷ months of use" if resale else "price ÷ months of use"
    return Step(
        title="Its price, a month",
        formula=formula,
        working=working,
        outcome=exact_money(terms.purchase.usd_per_month),
    )


def _rival(rival: Call, terms: Terms) -> Step:
    usage, rates = rival.usage, rival.rates
    cached = f"{usage.cached_tokens:,} × {rates.cached:.5g} + " if usage.cached_tokens else ""
    return Step(
        title=f"{rival.name}, a month",
        formula="requests × (tokens read × price + tokens written × price)",
        working=f"{terms.requests:,.0f} × ({usage.fresh_tokens:,} × {rates.input:.5g} + {cached}"
        f"{usage.output_tokens:,} × {rates.output:.5g}) ÷ 1,000,000",
        outcome=exact_money(terms.rival_usd),
    )


def _payback(decision: Decision, terms: Terms) -> Step:
    if decision.reason == "capacity":
        percent = f"{_digits(terms.utilisation * 100)}%"
        return Step(
            title="Pays back after",
            formula="hours it would have to work ÷ hours it is on, at most 100% for one machine",
            working=f"{_digits(terms.busy_hours)} ÷ {_digits(terms.on_hours)}",
            outcome=f"{percent}: never, for one machine can’t do the work",
        )
    never = f"never within {terms.life_months / MONTHS_PER_YEAR:g} years"
    what = "price − what it sells for" if terms.residual_share else "price"
    percent = f"{terms.yearly_interest * 100:g}%"
    interest = f", with {percent} interest a year on what is left" if terms.yearly_interest else ""
    return Step(
        title="Pays back after",
        formula=f"{what} ÷ (the rival’s month − keeping the machine a month)",
        working=f"{exact_money(terms.purchase.capital_usd)} ÷ ({exact_money(terms.rival_usd)} − "
        f"{exact_money(terms.running_usd)}){interest}",
        outcome=f"{decision.months:,.1f} months" if decision.pays and decision.months else never,
    )


def _digits(value: float) -> str:
    """As many as the next line needs to come out right.

    >>> _digits(7.634158), _digits(222.6637), _digits(123_456.7)
    ('7.6342', '222.66', '123,457')
    """
    return f"{value:,.0f}" if value >= 9_999.5 else f"{value:,.5g}"


def notes(case: Case) -> Iterator[str]:
    """What was measured, what was assumed, what is left out."""
    if unturned := [lever.label for lever, point in case.tried if point is None]:
        yield f"Tried over its whole range, and turns nothing alone: {'; '.join(unturned)}."
    if isinstance(case.rented, Unable):
        yield f"{case.rented.why}, so a rented card has no price here."
    if len(case.same) > 1 and case.hosted_is_same and not case.hosted_typed:
        yield (
            f"Low and high of the hosted model are the cheapest and the most expensive of "
            f"{len(case.same)} hosts."
        )
    day = case.at.date()
    yield f"Prices of hosted models: {price_list(day)}; without taxes."
    yield from beyond_list(day)
    counted = _offers(case)
    called = names(counted)
    for offer in counted:
        yield from announced(offer, case.at, called[offer.id])
    yield from _averages(case)
    if case.price:
        yield (
            f"The machine’s price was reported in {case.price.as_of} ({case.price.what}). Prices "
            "of memory have moved since; type today’s."
        )
    yield _rent(case)
    if (cards := case.values.rented_cards) > 1:
        yield (
            f"Each of the {cards} rented cards costs that. They share the model’s layers and work "
            "one after another: together they hold more and write no faster."
        )
    yield _watts(case.watts)
    yield _electricity(case)
    yield (
        "Nobody has measured the hours that a machine of one’s own takes. What you typed counts "
        "as usual, half of it as low, double as high; the same hours count for a rented card."
    )
    if isinstance(case.own, Speeds) and case.own.typed:
        yield "The speed of the machine is the one you typed, so it has no range."
    else:
        yield "Speeds come from “How long will it take?”, with the range of measured machines."
    if isinstance(case.rented, Speeds):
        yield (
            "Cards of data centres are not among our measurements. Their speed is worked out as "
            "for a GeForce, times what vLLM gained with 30 requests at once on one machine."
        )
    if case.values.currency != "USD":
        rate = f"{case.values.exchange_rate:g} {case.values.currency}"
        yield f"A US dollar counts as {rate}, as you typed."
    yield (
        "Not counted: buying and setting up, loading the model, waiting while many ask at once, "
        "storage and traffic of a rented card, and how well each model answers."
    )


def _averages(case: Case) -> Iterator[str]:
    if case.month.counted:
        yield "The tokens you gave are billed by the price list alone, without a fee for credits."
        return
    yield from usual_notes(_offers(case), day=case.at.date())
    if case.values.cache:
        yield (
            "The instructions count as found in the cache each time, which is the best case. “What "
            "will the bill be?” counts how often they are, and what it costs to keep them."
        )


def _offers(case: Case) -> list[Offer]:
    """Those whose listed prices count, if only for the range."""
    counted = case.hosted_is_same and not case.hosted_typed
    hosts = case.same if counted else (case.hosted,)
    return [each.offer for each in (*hosts, case.closed) if each and not each.typed]


def _rent(case: Case) -> str:
    if case.values.rental_usd:
        return "The rent is the one you typed."
    first, last = case.rental.days
    quotes = case.rental.quotes
    if len(quotes) == 1:
        what = f" ({quotes[0].what})" if quotes[0].what else ""
        return f"The rent is one offer, of {quotes[0].provider}, read on {last}{what}."
    return (
        f"The rent is the middle one of {len(quotes)} offers read from {first} to {last}; low and "
        "high are the cheapest and the most expensive."
    )


def _watts(watts: Watts) -> str:
    title = watts.sources[0].title if watts.sources else ""
    busy = _BUSY[watts.busy_basis].format(
        title=title, rest=record().rest_of_pc.value, watts=UNKNOWN_WATTS
    )
    return f"Power at work {busy}. Idle power {_IDLE[watts.idle_basis]}."


def _electricity(case: Case) -> str:
    found = case.electricity
    if found is None or case.values.electricity == OWN:
        return "The price of electricity is the one you typed."
    note = f", {found.note}" if found.note else ""
    euro = ""
    if found.currency == "EUR":
        euro = f" A euro counts as {case.values.usd_per_eur:g} US dollars: look up today’s rate."
    return f"Electricity: {found.label}, {found.as_of}{note}.{euro}"


def sources(case: Case) -> Iterator[Source]:
    """Of the prices and the power that count, then of what is assumed for all."""
    facts = record()
    for each in (case.hosted, case.closed):
        if each and not each.typed:
            yield each.offer.source
    if not case.month.counted:
        yield from usual_sources(_offers(case))
    if case.price:
        title = f"Price of {case.machine_name}, as reported in {case.price.as_of}"
        checked = case.machine.checked if case.machine else facts.checked
        yield Source(title=title, url=case.price.url, checked=checked)
    yield from case.watts.sources
    if case.electricity:
        yield case.electricity.source
    if not case.values.rental_usd:
        for quote in case.rental.quotes:
            title = f"Rent of {case.rental.label}, offers read on {quote.read_on}"
            yield Source(title=title, url=quote.url, checked=quote.read_on)
    yield facts.pay.source
    yield facts.benefits.source
    yield facts.gain.source
    yield facts.life.source
    yield from case.model.sources[:1]
