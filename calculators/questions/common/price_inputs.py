"""What priced calculators ask alike: a model from the price list or a price of one's own, a day."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Annotated

from calculators.core.inputs import Moment, Number, Option
from calculators.core.presets import OWN, usd, when
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
