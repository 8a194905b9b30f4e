"""A price that the reader typed, as an offer like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.price.offer import Offer
from calculators.price.period import Period
from calculators.results import Source
from calculators.workload.kinds import OWN

if TYPE_CHECKING:
    from calculators.api_cost.inputs import ApiCostInputs

_TYPED = Source(title="Typed by you", url="", checked="")


def own_offer(values: ApiCostInputs) -> Offer:
    """The offer that the reader describes: it has no date, no tiers, no context window."""
    prices = {"input": values.own_input, "output": values.own_output}
    prices |= {"cached": values.own_cached} if values.own_cached else {}
    prices |= {"write": values.own_write} if values.own_write else {}
    share = 1 - values.own_batch_percent / 100
    cheaper = {kind: price * share for kind, price in prices.items()}
    return Offer(
        id=OWN,
        label="Your own price",
        maker="",
        host="",
        access="",
        tier="",
        model="",
        context_window=None,
        licence="",
        licence_url="",
        evidence=_TYPED,
        source=_TYPED,
        note="",
        standard=(Period(prices=prices),),
        batch=(Period(prices=cheaper),) if share < 1 else (),
        peak_days="",
        withdrawn="",
    )
