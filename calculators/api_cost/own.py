"""The price that the reader typed, as an offer like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.price.own import typed_offer

if TYPE_CHECKING:
    from calculators.api_cost.inputs import ApiCostInputs
    from calculators.price import Offer


def own_offer(values: ApiCostInputs) -> Offer:
    """The offer that the reader describes."""
    return typed_offer(
        usd_input=values.own_input,
        usd_output=values.own_output,
        usd_cached=values.own_cached,
        usd_write=values.own_write,
        batch_share=1 - values.own_batch_percent / 100,
    )
