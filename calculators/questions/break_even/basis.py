"""What an answer rests on: dated prices, measured power, assumptions, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Source
from calculators.engines.ownership.power import UNKNOWN_WATTS
from calculators.engines.ownership.record import record
from calculators.questions.break_even.owning import OWN, given
from calculators.questions.break_even.serving import Speeds, Unable
from calculators.questions.common.prices import (
    announced,
    beyond_list,
    names,
    price_list,
    usual_notes,
    usual_sources,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.engines.ownership.power import Watts
    from calculators.engines.price import Offer
    from calculators.questions.break_even.case import Case
    from calculators.questions.break_even.outcome import Outcome

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


def notes(found: Outcome) -> tuple[str, ...]:
    """What was measured, what was assumed, what is left out."""
    return tuple(_notes(found))


def _notes(found: Outcome) -> Iterator[str]:
    case = found.case
    yield from _unturned(found)
    yield from _unable(case)
    if len(case.same) > 1 and case.hosted_is_same and not case.hosted_typed:
        yield (
            f"Low and high of the hosted model are the cheapest and the dearest of "
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
    yield _power(case.watts)
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


def _unturned(found: Outcome) -> Iterator[str]:
    """The numbers that were moved over their whole range in vain."""
    if names := [lever.label for lever, flip in found.tried if flip is None]:
        yield f"Tried over its whole range, and turns nothing alone: {'; '.join(names)}."


def _unable(case: Case) -> Iterator[str]:
    if isinstance(case.rented, Unable):
        yield f"{case.rented.why}, so a rented card has no price here."


def _rent(case: Case) -> str:
    if given(case.values.rental_usd):
        return "The rent is the one you typed."
    first, last = case.rental.days
    quotes = case.rental.quotes
    if len(quotes) == 1:
        what = f" ({quotes[0].what})" if quotes[0].what else ""
        return f"The rent is one offer, of {quotes[0].provider}, read on {last}{what}."
    return (
        f"The rent is the middle one of {len(quotes)} offers read from {first} to {last}; low and "
        "high are the cheapest and the dearest."
    )


def _power(watts: Watts) -> str:
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


def sources(case: Case) -> tuple[Source, ...]:
    """Each once."""
    return tuple({source.url: source for source in _sources(case)}.values())


def _sources(case: Case) -> Iterator[Source]:
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
    if not given(case.values.rental_usd):
        for quote in case.rental.quotes:
            title = f"Rent of {case.rental.label}, offers read on {quote.read_on}"
            yield Source(title=title, url=quote.url, checked=quote.read_on)
    yield facts.pay.source
    yield facts.benefits.source
    yield facts.gain.source
    yield facts.life.source
    yield from case.model.sources[:1]
