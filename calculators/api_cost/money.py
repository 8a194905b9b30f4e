"""Amounts in the currency of the reader, at the rate that the reader typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.units import format_quantity

if TYPE_CHECKING:
    from calculators.api_cost.inputs import ApiCostInputs


def rate(values: ApiCostInputs) -> float:
    """What one US dollar costs."""
    return 1 if values.currency == "USD" else values.exchange_rate


def money(values: ApiCostInputs, usd: float | None, per: str = "") -> str:
    """The amount in words; what is not known says so.

    >>> from calculators.api_cost.inputs import ApiCostInputs
    >>> money(ApiCostInputs(), 12.3, "month"), money(ApiCostInputs(), None)
    ('$12.30 a month', 'not known')
    """
    unit = values.currency + (f"/{per}" if per else "")
    return format_quantity(None if usd is None else usd * rate(values), unit)
