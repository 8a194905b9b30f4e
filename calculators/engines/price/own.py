"""A price that the reader typed, as an offer like any other."""

from __future__ import annotations

from typing import Annotated

from calculators.core.inputs import Number, When
from calculators.core.results import Source
from calculators.engines.price.offer import Offer
from calculators.engines.price.period import Period

OWN = "own"
OWN_CHOSEN = When("model", (OWN,))
"""For inputs that only show where the price is the reader's."""
_TYPED = Source(title="Typed by you", url="", checked="")


def _price(label: str, help: str = "") -> Number:
    return Number(
        label=f"Your price: {label}",
        help=help,
        unit="USD/Mtok",
        minimum=0,
        maximum=1_000_000,
        whole=False,
        when=OWN_CHOSEN,
    )


OwnReadInput = Annotated[float, _price("tokens read")]
OwnWrittenInput = Annotated[float, _price("tokens written")]
OwnCachedInput = Annotated[float, _price("read from a cache", "0: as other tokens read.")]
OwnCacheWriteInput = Annotated[float, _price("written to a cache", "0: as other tokens read.")]


def typed_offer(
    *,
    usd_input: float,
    usd_output: float,
    usd_cached: float = 0,
    usd_write: float = 0,
    batch_share: float = 1,
    context_window: int | None = None,
) -> Offer:
    """An offer with prices in USD for a million tokens; it has no date and no tiers.

    A cache price of 0 is none: those tokens cost as much as others.

    >>> from datetime import datetime
    >>> from calculators.engines.price.rates import rates
    >>> mine = typed_offer(usd_input=1, usd_output=4, usd_cached=0.1)
    >>> found = rates(mine, at=datetime(2026, 11, 24), prompt_tokens=1)
    >>> found.cached, found.write
    (0.1, 1)
    """
    prices = {"input": usd_input, "output": usd_output}
    prices |= {"cached": usd_cached} if usd_cached else {}
    prices |= {"write": usd_write} if usd_write else {}
    cheaper = {kind: price * batch_share for kind, price in prices.items()}
    return Offer(
        id=OWN,
        label="Your own price",
        maker="",
        host="",
        access="",
        tier="",
        model="",
        context_window=context_window,
        licence="",
        source=_TYPED,
        note="",
        standard=(Period(prices=prices),),
        batch=(Period(prices=cheaper),) if batch_share < 1 else (),
        peak_days="",
        withdrawn="",
    )
