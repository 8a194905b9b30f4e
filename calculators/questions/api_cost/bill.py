"""One model's bill for the work, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calculators.engines.price import Cost, Offer, Rates, Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What one model costs for this work, or why that is not known."""

    slot: str
    """The input that chose it."""
    offer: Offer
    name: str
    """What to call it beside the others: with its host where two are alike."""
    requests: int
    usage: Usage | None = None
    rates: Rates | None = None
    """Outside peak hours."""
    request: Cost | None = None
    """On average over the hours of the day, fees included."""
    why: str = ""
    """Why there is no price, or what to know about one."""

    @property
    def known(self) -> bool:
        """Whether there is a price."""
        return self.request is not None

    @property
    def usd_per_request(self) -> float | None:
        """On average over the requests."""
        return self.request.usd if self.request else None

    @property
    def usd_per_month(self) -> float:
        """Of a bill that is known."""
        if self.request is None:
            raise ValueError(f"no price for {self.offer.id}")
        return self.request.usd * self.requests
