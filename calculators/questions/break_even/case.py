"""One question, read: every input looked up, so that only sums are left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.clock import moment
from calculators.engines.ownership.costs import CARE_RANGE
from calculators.engines.ownership.power import Watts, watts
from calculators.engines.ownership.record import record
from calculators.engines.price import offers, typed_offer
from calculators.engines.workload import workload
from calculators.engines.workload.tokens import Usual
from calculators.questions.break_even.calling import Bill, bill, needed, same_model, uncached
from calculators.questions.break_even.inputs import CHEAPEST, NONE, USUAL, BreakEvenInputs
from calculators.questions.break_even.owning import ASSUMED_USD, OTHER, given
from calculators.questions.break_even.serving import (
    EDGES,
    Edge,
    Speeds,
    Unable,
    own_speeds,
    rented_speeds,
)
from calculators.questions.break_even.terms import Terms
from calculators.questions.common.currency import check_rate, money, rate

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.catalog import Model
    from calculators.engines.machine import Machine, Price
    from calculators.engines.ownership.record import Electricity, Rental
    from calculators.engines.price import Offer
    from calculators.engines.workload import Demand, Workload


@dataclass(frozen=True, kw_only=True)  # without slots: its parts are looked up once, when asked for
class Case:
    """Everything the verdict, the table, the chart and the search look at."""

    values: BreakEvenInputs
    at: datetime
    model: Model
    quantization: str
    month: Workload
    rental: Rental

    @cached_property
    def need(self) -> Demand:
        """One request as the open model counts it."""
        found = needed(self.month, Usual())
        return found if self.values.cache else uncached(found)

    @cached_property
    def own(self) -> Speeds | Unable:
        """How fast the reader's machine works, or why it cannot."""
        return own_speeds(self.values, self.model, self.quantization, self.need)

    @cached_property
    def rented(self) -> Speeds | Unable:
        """How fast the rented card works, or why it cannot."""
        return rented_speeds(self.rental, self.model, self.quantization, self.need)

    @cached_property
    def same(self) -> tuple[Bill, ...]:
        """What each host of the same model asks for a request by its list, the cheapest first."""
        found = (self._bill(each) for each in same_model(self.model.id))
        fitting = (each for each in found if each.fits)
        return tuple(sorted(fitting, key=lambda each: (each.usd, each.offer.id)))

    @cached_property
    def hosted(self) -> Bill | None:
        """The hosted model that is compared with first; None where nobody offers the same one."""
        if self.values.hosted != CHEAPEST:
            found = self._bill(offers()[self.values.hosted])
        elif self.same:
            found = self.same[0]
        else:
            return self._at_own_price()
        if not found.fits:
            return None
        return self._bill(found.offer, typed=True) if self.hosted_typed else found

    @property
    def hosted_typed(self) -> bool:
        """Whether prices of the hosted model are the reader's own."""
        return bool(given(self.values.hosted_input_usd) or given(self.values.hosted_output_usd))

    @property
    def hosted_is_same(self) -> bool:
        """Whether the hosted model is the one on the reader's machine."""
        return self.hosted is not None and self.hosted.offer.model == self.model.id

    @cached_property
    def hosted_range(self) -> tuple[float, float]:
        """USD a request at the cheapest and at the dearest host of the hosted model."""
        assert self.hosted is not None
        prices = [self.hosted.usd]
        if self.hosted_is_same and not self.hosted_typed:
            prices += [each.usd for each in self.same]
        return min(prices), max(prices)

    @cached_property
    def closed(self) -> Bill | None:
        """The closed model to compare with."""
        if self.values.closed == NONE:
            return None
        offer, cache = offers()[self.values.closed], self.values.cache
        found = bill(offer, self.month, at=self.at, cache=cache)
        return found if found.fits else None

    @property
    def rival(self) -> Bill | None:
        """What owning is measured against: the hosted model, else the closed one."""
        return self.hosted or self.closed

    @property
    def requests(self) -> int:
        """A month."""
        return self.month.requests_per_month

    @cached_property
    def machine(self) -> Machine | None:
        """The record of the machine; None for one that is not in the catalog."""
        return None if self.values.machine == OTHER else catalog.machine(self.values.machine)

    @property
    def machine_name(self) -> str:
        """In the middle of a sentence."""
        return self.machine.name if self.machine else "your machine"

    @cached_property
    def price_usd(self) -> float:
        """Of the machine: typed, from its record, or assumed."""
        typed = given(self.values.machine_usd)
        return typed or (self.price.usd if self.price else ASSUMED_USD)

    @property
    def price(self) -> Price | None:
        """The dated price that counts, where one does."""
        if self.machine is None or given(self.values.machine_usd):
            return None
        return self.machine.price

    @property
    def price_missing(self) -> bool:
        """Whether the price of the machine is assumed."""
        return not given(self.values.machine_usd) and self.price is None

    @cached_property
    def watts(self) -> Watts:
        """What the machine draws from the wall."""
        busy, idle = given(self.values.busy_watts), given(self.values.idle_watts)
        return watts(self.machine, busy_watts=busy, idle_watts=idle)

    @cached_property
    def electricity(self) -> Electricity | None:
        """The record of the price of electricity; None where the reader typed it."""
        return record().electricity.get(self.values.electricity)

    @cached_property
    def usd_per_kwh(self) -> tuple[float, float, float]:
        """Low, typical, high."""
        found = self.electricity
        if found is None:
            return (self.values.kwh_usd,) * 3
        usd = self.values.usd_per_eur if found.currency == "EUR" else 1.0
        return found.low * usd, found.per_kwh * usd, found.high * usd

    @cached_property
    def rent_usd(self) -> tuple[float, float, float]:
        """An hour of the rented card: low, typical, high."""
        typed = given(self.values.rental_usd)
        return (typed,) * 3 if typed else self.rental.rates

    @property
    def admin_usd_per_hour(self) -> float:
        """Pay, with what an employer pays beside it."""
        return self.values.admin_usd_per_hour * self.values.loaded

    @property
    def exchange_rate(self) -> float:
        """What one US dollar costs in the reader's currency."""
        return rate(self.values)

    def money(self, usd: float, per: str = "") -> str:
        """An amount in the reader's currency, in words."""
        return money(self.values, usd, per)

    def terms(self, edge: Edge = "typical") -> Terms | None:
        """The numbers of owning at an edge of the range; None where the machine cannot do it."""
        if isinstance(self.own, Unable):
            return None
        place, values = EDGES.index(edge), self.values
        return Terms(
            requests=self.requests,
            prompt_tokens=self.need.prompt_tokens - self.need.fixed_tokens,
            output_tokens=self.need.output_tokens,
            prefill_tokens_per_s=self.own.prefill[place],
            decode_tokens_per_s=self.own.decode[place],
            gain=values.gain,
            price_usd=self.price_usd,
            life_years=values.life_years,
            residual_share=values.residual_percent / 100,
            yearly_interest=values.interest_percent / 100,
            hours_on=values.hours_on,
            busy_watts=self.watts.busy[place],
            idle_watts=min(self.watts.idle, self.watts.busy[place]),
            pue=values.pue,
            usd_per_kwh=self.usd_per_kwh[place],
            admin_hours=values.admin_hours * CARE_RANGE[edge],
            admin_usd_per_hour=self.admin_usd_per_hour,
            space_usd=values.space_usd,
            rival_usd_per_request=self.rival.usd if self.rival else 0.0,
        )

    def _at_own_price(self) -> Bill | None:
        """The same model at a host that is not in our list, where both prices were typed."""
        values = self.values
        reading, writing = given(values.hosted_input_usd), given(values.hosted_output_usd)
        if not (reading and writing):
            return None
        offer = typed_offer(usd_input=reading, usd_output=writing)
        named = replace(offer, label=self.model.name, model=self.model.id)
        return self._bill(named, typed=True)

    def _bill(self, offer: Offer, *, typed: bool = False) -> Bill:
        values = self.values
        return bill(
            offer,
            self.month,
            at=self.at,
            cache=values.cache,
            input_usd=given(values.hosted_input_usd) if typed else 0,
            output_usd=given(values.hosted_output_usd) if typed else 0,
        )


def case_of(values: BreakEvenInputs) -> Case:
    """The question, read; raises `InputErrors` for another currency without a rate."""
    check_rate(values)
    model = catalog.model(values.model)
    usual = values.quantization == USUAL
    return Case(
        values=values,
        at=moment(values.at),
        model=model,
        quantization=model.recommended_quantization if usual else values.quantization,
        month=workload(values),
        rental=record().rentals[values.rental],
    )
