"""The ways to get the work done, and what each costs a month at any number of requests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.engines.ownership.costs import (
    CARE_RANGE,
    SECONDS_PER_HOUR,
    rented_usd_per_month,
)
from calculators.questions.break_even.serving import EDGES, Edge, Speeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calculators.questions.break_even.case import Case

OWN_MACHINE = "Your own machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A month in USD: the cheapest case, the usual one, the dearest."""

    low: float
    typical: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way: what it is called and what it costs for so many requests a month."""

    key: str
    """"own", "rented_always", "rented_stopped", "hosted" or "closed"."""
    label: str
    cost: Callable[[float], Range]
    most: float | None = None
    """Requests a month beyond which it cannot go on; None where there is no end."""

    def at(self, requests: float) -> Range | None:
        """The cost of so many requests; None where it cannot do them."""
        if self.most is not None and requests > self.most:
            return None
        return self.cost(requests)


def ways(case: Case) -> tuple[Way, ...]:
    """Those that can do the work at all; the card that a picture may leave out comes last."""
    return tuple(_ways(case))


def _ways(case: Case) -> Iterator[Way]:
    if terms := case.terms():
        yield Way(key="own", label=OWN_MACHINE, cost=_owned(case), most=terms.capacity)
    if isinstance(case.rented, Speeds):
        yield Way(
            key="rented_stopped",
            label="Rented card, stopped when idle",
            cost=_rented(case, case.rented, always=False),
        )
    if case.hosted:
        low, high = case.hosted_range
        yield Way(key="hosted", label=case.hosted.name, cost=_called(low, case.hosted.usd, high))
    if case.closed:
        usd = case.closed.usd
        yield Way(key="closed", label=case.closed.name, cost=_called(usd, usd, usd))
    if isinstance(case.rented, Speeds):
        yield Way(
            key="rented_always",
            label="Rented card, always on",
            cost=_rented(case, case.rented, always=True),
        )


def _owned(case: Case) -> Callable[[float], Range]:
    found = [case.terms(edge) for edge in EDGES]

    def cost(requests: float) -> Range:
        low, typical, high = (replace(each, requests=requests).owned_usd for each in found if each)
        return Range(low=low, typical=typical, high=high)

    return cost


def _rented(case: Case, speeds: Speeds, *, always: bool) -> Callable[[float], Range]:
    seconds = [speeds.seconds(case.need, gain=case.values.rented_gain, edge=edge) for edge in EDGES]

    def at(requests: float, place: int) -> float:
        edge: Edge = EDGES[place]
        hours = requests * seconds[place] / SECONDS_PER_HOUR
        work = case.values.admin_hours * CARE_RANGE[edge] * case.admin_usd_per_hour
        return rented_usd_per_month(hours, case.rent_usd[place], always_on=always) + work

    def cost(requests: float) -> Range:
        return Range(low=at(requests, 0), typical=at(requests, 1), high=at(requests, 2))

    return cost


def _called(low: float, typical: float, high: float) -> Callable[[float], Range]:
    def cost(requests: float) -> Range:
        return Range(low=requests * low, typical=requests * typical, high=requests * high)

    return cost
