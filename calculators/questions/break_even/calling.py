"""What a request costs where somebody else runs the model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.engines.price import Usage, credit_fee_percent, offers, priced, rates, usual_rates
from calculators.engines.workload import demand

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.engines.price import Offer, Rates
    from calculators.engines.workload import Demand, Workload
    from calculators.engines.workload.tokens import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """One request at one offer."""

    offer: Offer
    need: Demand
    """As its vendor counts it."""
    usage: Usage
    rates: Rates
    """On average over the hours of the day, with the fee for credits."""
    usd: float
    typed: bool = False
    """Whether the reader gave prices."""

    @property
    def name(self) -> str:
        """The model and who runs it, or that its price is the reader's."""
        offer = self.offer
        if self.typed:
            return f"{offer.label} at your price"
        return offer.label if offer.host == offer.maker else f"{offer.label} at {offer.host}"

    @property
    def fits(self) -> bool:
        """Whether the request fits the context window, where that is known."""
        window = self.offer.context_window
        return window is None or self.tokens <= window

    @property
    def tokens(self) -> int:
        """Read and written."""
        return self.need.prompt_tokens + self.need.output_tokens

    @property
    def usd_per_mtok(self) -> float | None:
        """A million tokens of this mix; None where there are none."""
        return self.usd / self.tokens * 1_000_000 if self.tokens else None


def bill(
    offer: Offer,
    month: Workload,
    *,
    at: datetime,
    cache: bool,
    input_usd: float = 0,
    output_usd: float = 0,
) -> Bill:
    """One request of the work at an offer; typed prices count instead of listed ones.

    A typed price of reading leaves the listed discount of what is read from a cache.
    """
    need = needed(month, offer)
    found = _rates(offer, need, at=at, listed=month.counted)
    if input_usd:
        discount = found.cached / found.input if found.input else 1.0
        found = replace(found, input=input_usd, cached=discount * input_usd)
    if output_usd:
        found = replace(found, output=output_usd)
    usage = Usage(
        prompt_tokens=need.prompt_tokens,
        cached_tokens=need.fixed_tokens if cache else 0,
        output_tokens=need.output_tokens,
    )
    typed = bool(input_usd or output_usd)
    return Bill(
        offer=offer,
        need=need,
        usage=usage,
        rates=found,
        usd=priced(found, usage).usd,
        typed=typed,
    )


def _rates(offer: Offer, need: Demand, *, at: datetime, listed: bool) -> Rates:
    """As `api-cost` has them: for tokens that the reader gave, those of the price list alone."""
    if listed:
        return rates(offer, at=at, prompt_tokens=need.prompt_tokens)
    found = usual_rates(offer, day=at.date(), prompt_tokens=need.prompt_tokens)
    fee = credit_fee_percent(offer)
    return found * (1 + fee / 100) if fee else found


def needed(month: Workload, offer: Named) -> Demand:
    """One request of the work; pages count as text where nobody knows the tokens of a file."""
    found = demand(month, offer) or demand(replace(month, pages=0, page_text_tokens=0), offer)
    assert found is not None
    return found


def uncached(need: Demand) -> Demand:
    """The same request where nothing is kept in a cache."""
    return replace(need, fixed_tokens=0)


def same_model(model: str) -> tuple[Offer, ...]:
    """The offers of the same weights."""
    return tuple(each for each in offers().values() if each.model == model)
