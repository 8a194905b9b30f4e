"""Amounts in the currency of the reader, at the rate that the reader typed: we know none."""

from __future__ import annotations

from typing import Annotated, Protocol

from calculators.core.errors import InputErrors, Problem
from calculators.core.numbers import SIGNS, format_quantity
from calculators.core.presets import amount, choice, when

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
