"""What priced calculators ask alike: a model or a price of one's own, a day, a currency."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Protocol

from calculators.core.errors import InputErrors, Problem
from calculators.core.form import OWN, amount, choice, moment, usd, when
from calculators.core.inputs import Option
from calculators.core.numbers import SIGNS, format_quantity
from calculators.engines.price import ACCESS, TIERS, Offer, offers

OWN_CHOSEN = when("model", OWN)
"""For inputs that only show where the price is the reader's."""
AS_READ = "0: as other tokens read."


@cache
def offer_options() -> tuple[Option, ...]:
    """The offers for a menu, under headings that tell open from closed and large from small."""
    return tuple(Option(each.id, each.with_host, _heading(each)) for each in offers().values())


def _heading(offer: Offer) -> str:
    return f"{ACCESS[offer.access].partition(':')[0]}, {TIERS[offer.tier].lower()}"


def own_price(default: float, of: str, help: str = "") -> float:
    """An input for a price of the reader's own, of a million tokens."""
    return usd(default, 1_000_000, per="Mtok", when=OWN_CHOSEN)(f"Your price: {of}", help)


def prices_on() -> datetime | None:
    """The input for the day whose prices count."""
    help = "A day such as 2026-12-01, or a day and a time in UTC. Empty: today."
    return moment(more=True)("Prices on", help)


def currencies() -> str:
    """The input for the currency that amounts are shown in."""
    return choice("USD", {code: code for code in SIGNS}, more=True)("Currency")


def dollar_rate() -> float:
    """The input for what a dollar costs in that currency."""
    other = when("currency", *(code for code in SIGNS if code != "USD"))
    return amount(0, "a dollar", 0, 1_000_000, more=True, when=other)(
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
