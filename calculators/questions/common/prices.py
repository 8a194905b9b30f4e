"""What priced questions ask alike, a price of one's own, a day, a currency, and what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Protocol

from calculators.core.errors import InputErrors, Problem
from calculators.core.form import OWN, amount, choice, moment, usd, when
from calculators.core.inputs import Option, noon
from calculators.core.numbers import SIGNS, format_quantity
from calculators.core.records import source
from calculators.core.results import Source
from calculators.engines.price import ACCESS, TIERS, Offer, offers, package
from calculators.engines.price.cost import CREDIT_FEE_PERCENT, Usage, credit_fee_percent
from calculators.engines.price.rates import PEAK_PERCENT, coming, peak, usual_rates
from calculators.questions.common import groups

OWN_CHOSEN = when("model", OWN)
"""For inputs that only show where the price is the reader's."""
AS_READ = "0: as other tokens read."


@cache
def offer_options() -> tuple[Option, ...]:
    """The offers for a menu, under headings that tell open from closed and large from small."""
    access = {key: words.partition(":")[0] for key, words in ACCESS.items()}
    return tuple(
        Option(each.id, each.with_host, f"{access[each.access]}, {TIERS[each.tier].lower()}")
        for each in offers().values()
    )


def own_price(default: float, of: str, help: str = "") -> float:
    """An input for a price of the reader's own, of a million tokens."""
    return usd(default, 1_000_000, per="Mtok", when=OWN_CHOSEN)(f"Your price: {of}", help)


def prices_on() -> datetime | None:
    """The input for the day whose prices count."""
    help = "A day such as 2026-12-01, or a day and a time in UTC. Empty: today."
    return moment(group=groups.PRICES)("Prices on", help)


def currencies() -> str:
    """The input for the currency that amounts are shown in."""
    return choice("USD", {code: code for code in SIGNS}, group=groups.PRICES)("Currency")


def dollar_rate() -> float:
    """The input for what a dollar costs in that currency."""
    other = when("currency", *(code for code in SIGNS if code != "USD"))
    return amount(0, "a dollar", 0, 1_000_000, group=groups.PRICES, when=other)(
        "What one US dollar costs in it",
        "Prices are in US dollars. Look the rate up: we know none.",
    )


class InCurrency(Protocol):
    """The values of a calculator that asks for a currency."""

    @property
    def currency(self) -> str:
        """Its code."""

    @property
    def exchange_rate(self) -> float:
        """What one US dollar costs in it; 0 where nothing was typed."""


def check_rate(values: InCurrency) -> None:
    """Raise `InputErrors` for another currency without a rate."""
    if values.currency != "USD" and not values.exchange_rate:
        message = (
            f"Type what one US dollar costs in {values.currency} today, more than 0, or choose USD."
        )
        raise InputErrors([Problem("exchange_rate", message)])


def rate(values: InCurrency) -> float:
    """What one US dollar costs."""
    return 1.0 if values.currency == "USD" else values.exchange_rate


def money(values: InCurrency, usd: float | None, per: str = "") -> str:
    """The amount in words; what is not known says so.

    >>> from types import SimpleNamespace
    >>> euros = SimpleNamespace(currency="EUR", exchange_rate=0.9)
    >>> money(euros, 10, "month"), money(euros, None)
    ('€9.00 a month', 'not known')
    """
    unit = values.currency + (f"/{per}" if per else "")
    return format_quantity(None if usd is None else usd * rate(values), unit)


CREDIT_FEE = source("credit-fee")
KNOWN_DAYS = 365
"""How long after a price list came out its prices are taken without a word."""
_UNTIL = re.compile(r"[^.]*\buntil (\d{4}-\d\d-\d\d)\.\s*")
"""A sentence of a note that holds until a day."""


def price_list(day: date) -> str:
    """Which prices they are, and of which day.

    >>> price_list(date(2026, 11, 24))
    'price list of 2026-11-10, still in force on 2026-11-24'
    """
    return f"price list of {package().released}, still in force on {day.isoformat()}"


def beyond_list(day: date) -> Iterator[str]:
    """What to say of a day that the price list cannot know."""
    released = date.fromisoformat(package().released)
    if day < released:
        yield (
            f"The price list came out on {released}. Of earlier days it knows only some prices; "
            "for the others the earliest one it has is used."
        )
    elif day > released + timedelta(days=KNOWN_DAYS):
        yield (
            f"The price list of {released} does not know the prices of {day}. For a day so late "
            "nothing is announced, and the last prices it has are used."
        )


def names(offers: Iterable[Offer]) -> Mapping[str, str]:
    """What to call each offer beside the others, by id: with its host where two are alike.

    >>> from calculators.engines.price import offer
    >>> alike = ("groq/openai/gpt-oss-120b", "cerebras/gpt-oss-120b", "zai/GLM-5.3")
    >>> list(names(map(offer, alike)).values())
    ['gpt-oss 120B from Groq', 'gpt-oss 120B from Cerebras', 'GLM-5.3']
    """
    found = {offer.id: offer for offer in offers}
    often = Counter(offer.label for offer in found.values())
    return {
        ident: f"{each.label} from {each.host}" if often[each.label] > 1 else each.label
        for ident, each in found.items()
    }


def offer_notes(offers: Iterable[Offer], day: date) -> Iterator[str]:
    """What the records say of the offers that still holds on a day, each with whom it is about."""
    given = {offer.id: offer for offer in offers}
    called = names(given.values())
    about: dict[str, list[str]] = {}
    for ident, each in given.items():
        if note := _holding(each.note, day):
            about.setdefault(note, []).append(called[ident])
    for note, who in about.items():
        yield f"{', '.join(who)}: {note}"


def _holding(note: str, day: date) -> str:
    """The note without the sentences whose last day has passed."""
    return _UNTIL.sub(lambda found: "" if found[1] < day.isoformat() else found[0], note)


def announced(offer: Offer, at: datetime, name: str = "") -> Iterator[str]:
    """The next change of its prices, if one is announced; `name` where its label is not enough.

    >>> from datetime import datetime
    >>> from calculators.engines.price import offer
    >>> next(announced(offer("google/gemini-4-argon"), datetime(2026, 11, 24)))
    'Gemini 4 Argon: from 2026-12-01 on, $4 and $20 per million tokens read and written, in place \
of $2 and $10.'
    """
    for change in coming(offer, at)[:1]:
        before, after = change.before, change.after
        yield (
            f"{name or offer.label}: from {change.day.isoformat()} on, ${after.input:g} and "
            f"${after.output:g} per million tokens read and written, in place of "
            f"${before.input:g} and ${before.output:g}."
        )


def usual_working(offer: Offer, usage: Usage, *, day: date) -> str:
    """What `usual_usd` works out as a sum to follow, for a request that uses no cache.

    >>> from datetime import date
    >>> from calculators.engines.price.cost import Usage
    >>> from calculators.engines.price import offer
    >>> mail = Usage(prompt_tokens=1_267, output_tokens=333)
    >>> usual_working(offer("openai/gpt-6.1-sol"), mail, day=date(2026, 11, 24))
    '(1,267 × 2 + 333 × 10) ÷ 1,000,000'
    """
    found = usual_rates(offer, day=day, prompt_tokens=usage.prompt_tokens)
    fee = credit_fee_percent(offer)
    credits = f" × {1 + fee / 100:g}" if fee else ""
    return (
        f"({usage.prompt_tokens:,} × {found.input:.5g} + {usage.output_tokens:,} × "
        f"{found.output:.5g}) ÷ 1,000,000{credits}"
    )


def usual_notes(
    offers: Iterable[Offer],
    *,
    day: date,
    peak_percent: float = PEAK_PERCENT,
    fee_percent: float = CREDIT_FEE_PERCENT,
) -> Iterator[str]:
    """What to say of such averages, where they differ from the price list."""
    found = tuple(offers)
    if any(peak(offer, at=noon(day)) for offer in found):
        yield f"{peak_percent:g}% of the requests are counted at the price of peak hours."
    if any(credit_fee_percent(offer) for offer in found):
        yield (
            f"OpenRouter's prices are counted with {fee_percent:g}% for buying credits; its least "
            "fee of $0.80 a purchase is not."
        )


def usual_sources(offers: Iterable[Offer]) -> Iterator[Source]:
    """Where the fee for credits stands, if one is counted."""
    if any(credit_fee_percent(offer) for offer in offers):
        yield CREDIT_FEE
