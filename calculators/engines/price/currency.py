"""Amounts in the currency of the reader, at the rate that the reader typed: we know none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Protocol

from calculators.core.errors import InputErrors, Problem
from calculators.core.inputs import Choice, Number, Option, When
from calculators.core.numbers import SIGNS, format_quantity


@cache
def _currencies() -> Sequence[Option]:
    return [Option(code, code) for code in SIGNS]


CurrencyInput = Annotated[str, Choice(label="Currency", options=_currencies, more=True)]
RateInput = Annotated[
    float,
    Number(
        label="What one US dollar costs in it",
        help="Prices are in US dollars. Look the rate up: we know none.",
        unit="a dollar",
        minimum=0,
        maximum=1_000_000,
        whole=False,
        more=True,
        when=When("currency", tuple(code for code in SIGNS if code != "USD")),
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

    >>> from calculators.questions.api_cost.inputs import ApiCostInputs
    >>> euros = ApiCostInputs(currency="EUR", exchange_rate=0.9)
    >>> money(euros, 10, "month"), money(euros, None)
    ('€9.00 a month', 'not known')
    """
    unit = values.currency + (f"/{per}" if per else "")
    return format_quantity(None if usd is None else usd * rate(values), unit)
