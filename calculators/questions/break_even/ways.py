"""The ways to get the work done, and what each costs a month at any number of requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from calculators.core.numbers import Range
from calculators.engines.ownership.costs import CARE_RANGE, SECONDS_PER_HOUR, rented_usd_per_month
from calculators.engines.price import (
    Offer,
    Rates,
    Usage,
    credit_fee_percent,
    priced,
    rates,
    usual_rates,
)
from calculators.engines.workload import Demand, Workload, demand
from calculators.engines.workload.tokens import Named
from calculators.questions.break_even.serving import EDGES, Speeds

if TYPE_CHECKING:
    from calculators.questions.break_even.case import Case

OWN_MACHINE = "Your own machine"


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what it is called and what it costs for so many requests a month."""

    key: str
    """"own", "rented_always", "rented_stopped", "hosted" or "closed"."""
    label: str
    cost: Callable[[float], Range]
    """USD a month."""
    most: float | None = None
    """Requests a month beyond which it cannot go on; None where there is no end."""

    def at(self, requests: float) -> Range | None:
        """The cost of so many requests; None where it cannot do them."""
        if self.most is not None and requests > self.most:
            return None
        return self.cost(requests)


def ways(case: Case) -> Iterator[Way]:
    """Those that can do the work at all; the card that a picture may leave out comes last."""
    if case.terms:
        yield Way("own", OWN_MACHINE, _owned(case), most=case.terms.capacity)
    if isinstance(case.rented, Speeds):
        cost = _rented(case, case.rented, always_on=False)
        yield Way("rented_stopped", "Rented card, stopped when idle", cost)
    if case.hosted:
        low, high = case.hosted_range
        yield Way("hosted", case.hosted.name, _called(low, case.hosted.usd, high))
    if case.closed:
        yield Way("closed", case.closed.name, _called(*Range.at(case.closed.usd)))
    if isinstance(case.rented, Speeds):
        cost = _rented(case, case.rented, always_on=True)
        yield Way("rented_always", "Rented card, always on", cost)


def _owned(case: Case) -> Callable[[float], Range]:
    return lambda requests: Range(
        *(replace(terms, requests=requests).owned_usd for terms in case.range)
    )


def _rented(case: Case, speeds: Speeds, *, always_on: bool) -> Callable[[float], Range]:
    """The hours of the card, and the same care as for a machine of one's own."""
    values = case.values
    seconds = [speeds.seconds(case.need, gain=values.rented_gain, edge=edge) for edge in EDGES]
    care = [values.admin_hours * part * case.admin_usd_per_hour for part in CARE_RANGE]

    def month(requests: float, edge: int) -> float:
        hours = requests * seconds[edge] / SECONDS_PER_HOUR
        return rented_usd_per_month(hours, case.rent_usd[edge], always_on=always_on) + care[edge]

    return lambda requests: Range(*(month(requests, edge) for edge in EDGES))


def _called(*usd: float) -> Callable[[float], Range]:
    return lambda requests: Range(*(requests * each for each in usd))


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to a model that somebody else runs, and what it costs there."""

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


def call(
    offer: Offer,
    month: Workload,
    *,
    at: datetime,
    cache: bool,
    input_usd: float = 0,
    output_usd: float = 0,
) -> Call:
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
    return Call(
        offer=offer,
        need=need,
        usage=usage,
        rates=found,
        usd=priced(found, usage).usd,
        typed=bool(input_usd or output_usd),
    )


def _rates(offer: Offer, need: Demand, *, at: datetime, listed: bool) -> Rates:
    """As `api-cost` has them: for tokens that the reader gave, those of the price list alone."""
    if listed:
        return rates(offer, at=at, prompt_tokens=need.prompt_tokens)
    found = usual_rates(offer, day=at.date(), prompt_tokens=need.prompt_tokens)
    return found * (1 + credit_fee_percent(offer) / 100)


def needed(month: Workload, offer: Named) -> Demand:
    """One request of the work; pages count as text where nobody knows the tokens of a file."""
    found = demand(month, offer) or demand(replace(month, pages=0, page_text_tokens=0), offer)
    assert found is not None
    return found
