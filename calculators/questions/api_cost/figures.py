"""The figures of an answer, its table and its picture."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.numbers import counted, format_money
from calculators.core.results import Bar, Bars, Basis, Entry, Figure, Receipt, Segment, Table
from calculators.engines.ownership import record
from calculators.engines.price import TIERS
from calculators.engines.price.rates import has_batch
from calculators.questions.api_cost.case import CHECKING_MINUTES, Bill, Case
from calculators.questions.api_cost.verdict import cheapest_in_tier
from calculators.questions.common import work
from calculators.questions.common.prices import price_list, rate
from calculators.questions.licence.inputs import release_of
from calculators.questions.licence.use import chosen, licence_name, use_words
from calculators.questions.licence.words import OUTCOMES

ASKED_BY_PEOPLE = ("coding", "chat", OWN)
"""Work whose answers go to whoever asked, or of which nothing is known but its tokens: no clerk
checks it."""
HIGHLIGHTS = ("usd_per_month", "cheapest_usd_per_month", "requests_per_month")
PARTS = (
    ("fresh", "Text read for the first time", "weights"),
    ("cached", "Read from a cache", "cache"),
    ("written", "Written to a cache", "recurrent"),
    ("output", "Text written", "compute"),
)


def figures(case: Case) -> Iterator[Figure]:
    """The first model, then the others by the number of their input, then what all share."""
    yield from _bills(case)
    yield from _cheapest(case)
    yield _checking(case)
    yield from _amounts(case)


def suffix(bill: Bill) -> str:
    """What the names of its figures end with.

    >>> from types import SimpleNamespace
    >>> suffix(SimpleNamespace(slot="model")), suffix(SimpleNamespace(slot="model_3"))
    ('', '_3')
    """
    return bill.slot.removeprefix("model")


def _basis(case: Case) -> Basis:
    return "exact" if case.tokens_given else "estimate"


def _bills(case: Case) -> Iterator[Figure]:
    basis, currency = _basis(case), case.values.currency
    for bill in case.bills:
        end, label, each = suffix(bill), bill.name, bill.usd_per_request
        month = bill.usd_per_month if bill.known else None
        yield Figure(f"usd_per_request{end}", f"{label}, a request", each, "USD", basis)
        yield Figure(f"usd_per_month{end}", f"{label}, a month", month, "USD", basis)
        if currency != "USD":
            own = None if month is None else month * rate(case.values)
            label = f"{label}, a month at your rate"
            yield Figure(f"per_month{end}", label, own, currency, basis)


def _cheapest(case: Case) -> Iterator[Figure]:
    basis = _basis(case)
    ends = (case.ranked[0], case.ranked[-1]) if case.ranked else (None, None)
    words = {"cheapest": "cheapest", "dearest": "most expensive"}
    for (name, word), bill in zip(words.items(), ends, strict=True):
        month, note = (bill.usd_per_month, bill.name) if bill else (None, "")
        label = f"The {word} here, a month"
        yield Figure(f"{name}_usd_per_month", label, month, "USD", basis, note=note)


def _checking(case: Case) -> Figure:
    """What no seller bills: somebody who looks at each answer."""
    return Figure(
        "checking_usd_per_month",
        "A person who checks each answer for a minute, a month",
        case.checking_usd_per_month,
        "USD",
        "assumed",
    )


def _amounts(case: Case) -> Iterator[Figure]:
    """Requests, and the tokens of each for the first model."""
    first, requests = case.bills[0], case.work.requests_per_month
    basis: Basis = "your choice" if case.tokens_given else "estimate"
    yield Figure("requests_per_month", "Requests a month", requests, "requests", "your choice")
    for name, label, part in (
        ("prompt_tokens", "Tokens read each time", "prompt_tokens"),
        ("tokens_from_cache", "Of these, from a cache", "cached_tokens"),
        ("answer_tokens", "Tokens written each time", "output_tokens"),
    ):
        tokens = getattr(first.usage, part) if first.usage else None
        yield Figure(name, f"{label}, {first.name}", tokens, "tokens", basis)
    label, hits = "Requests that find the instructions cached", round(100 * case.hits, 1)
    yield Figure("hit_percent", label, hits, "%", "assumed")


def tables(case: Case) -> Iterator[Table]:
    """Every model: the large ones first, and in each tier the cheapest first."""
    tiers = [*TIERS, ""]
    bills = sorted(
        (*case.ranked, *(each for each in case.bills if not each.known)),
        key=lambda b: tiers.index(b.offer.tier),
    )
    yield Table(
        title=f"The same work, by the {price_list(case.at.date())}",
        columns=("Model", "Weights", "Tier", "A request", "A month", "Note"),
        rows=tuple(_row(case, bill) for bill in bills),
    )
    if chosen(case.values):
        yield Table(
            title=f"May you {use_words(case.values)}?",
            columns=("Model", "May you?", "By what"),
            rows=tuple(_licence_row(bill) for bill in bills),
        )
    sold = [bill for bill in bills if bill.offer.host]
    if sold:
        yield Table(
            title="What happens to your text",
            columns=("Model", "Your text", "Whose terms, and when checked"),
            rows=tuple((bill.name, bill.terms.text, bill.terms.whose) for bill in sold),
        )


def _row(case: Case, bill: Bill) -> tuple[str, ...]:
    offer = bill.offer
    month = bill.usd_per_month if bill.known else None
    notes = "; ".join(_notes(case, bill))
    return (
        offer.with_host,
        offer.weights,
        offer.tier or "–",
        case.money(bill.usd_per_request),
        case.money(month),
        notes[:1].upper() + notes[1:],
    )


def _licence_row(bill: Bill) -> tuple[str, str, str]:
    reading, offer = bill.reading, bill.offer
    if reading:
        licence = licence_name(release_of(offer.id))
        return bill.name, OUTCOMES[reading.outcome], f"{licence}, {reading.clause}"
    if offer.access:
        return bill.name, "Its terms decide", f"closed: what {offer.host} agrees with you"
    return bill.name, OUTCOMES["unknown"], "a price of your own says nothing of a licence"


def _notes(case: Case, bill: Bill) -> Iterator[str]:
    if bill in cheapest_in_tier(case).values():
        yield "cheapest in its tier"
    if bill.offer.withdrawn:
        word = "ended" if bill.offer.ended(case.at.date().isoformat()) else "ends"
        yield f"{word} {bill.offer.withdrawn}, by LiteLLM’s list"
    if bill.why:
        yield bill.why
    if not bill.known:
        return
    if found := case.later.get(bill.slot):
        then = case.money(found.usd_per_month, "month")
        yield f"from {found.day.isoformat()} on {then}"
    if case.values.batch and not has_batch(bill.offer, at=case.at):
        yield "no batch price, so none counted"


def charts(case: Case) -> Iterator[Receipt | Bars]:
    """A month with each model, the cheapest first: on a receipt, and by what it is for."""
    if case.ranked:
        yield Receipt(
            title="What a month costs",
            head=work.asked(case.values),
            entries=tuple(
                Entry(label=bill.name, value=bill.usd_per_month * rate(case.values))
                for bill in case.ranked
            ),
            unit=case.values.currency,
            unbilled=_unbilled(case),
        )
        yield Bars(
            title="A month, by what is paid for",
            bars=tuple(_bar(case, bill) for bill in case.ranked),
            unit=case.values.currency,
        )


def _unbilled(case: Case) -> Entry | None:
    if case.values.work in ASKED_BY_PEOPLE:
        return None
    pay = format_money(record().clerk_pay.value, "USD/hour")
    return Entry(
        label="People who check",
        value=case.checking_usd_per_month * rate(case.values),
        note=f"{counted(CHECKING_MINUTES, 'minute')} each at {pay}: on no seller’s bill",
    )


def _bar(case: Case, bill: Bill) -> Bar:
    basis, factor = _basis(case), bill.requests * rate(case.values)
    return Bar(
        label=f"{bill.name} ({bill.offer.weights})",
        segments=tuple(
            Segment(label=label, value=usd * factor, kind=kind, basis=basis)
            for name, label, kind in PARTS
            if (usd := getattr(bill.request, name))
        ),
        marked=bill is case.ranked[0],
    )
