"""What priced calculators ask alike: a model or a price of one's own, a day, a currency."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Annotated, Protocol

from calculators.core.errors import InputErrors, Problem
from calculators.core.inputs import Moment, Number, Option
from calculators.core.numbers import SIGNS, format_quantity
from calculators.core.presets import OWN, amount, choice, usd, when
from calculators.engines.price import ACCESS, TIERS, Offer, offers

OWN_CHOSEN = when("model", OWN)
"""For inputs that only show where the price is the reader's."""


@cache
def offer_options() -> tuple[Option, ...]:
    """The offers for a menu, under headings that tell open from closed and large from small."""
    return tuple(Option(each.id, each.with_host, _heading(each)) for each in offers().values())


def _heading(offer: Offer) -> str:
    return f"{ACCESS[offer.access].partition(':')[0]}, {TIERS[offer.tier].lower()}"


def _own(label: str, help: str = "") -> Number:
    return usd(f"Your price: {label}", 1_000_000, help, per="Mtok", when=OWN_CHOSEN)


OwnReadInput = Annotated[float, _own("tokens read")]
OwnWrittenInput = Annotated[float, _own("tokens written")]
OwnCachedInput = Annotated[float, _own("read from a cache", "0: as other tokens read.")]
OwnCacheWriteInput = Annotated[float, _own("written to a cache", "0: as other tokens read.")]
AtInput = Annotated[
    datetime | None,
    Moment(
        label="Prices on",
        help="A day such as 2026-12-01, or a day and a time in UTC. Empty: today.",
        more=True,
    ),
]


CurrencyInput = Annotated[str, choice("Currency", {code: code for code in SIGNS}, more=True)]
RateInput = Annotated[
    float,
    amount(
        "What one US dollar costs in it",
        "a dollar",
        0,
        1_000_000,
        "Prices are in US dollars. Look the rate up: we know none.",
        more=True,
        when=when("currency", *(code for code in SIGNS if code != "USD")),
    ),
]


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
