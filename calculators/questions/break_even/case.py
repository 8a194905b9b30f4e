"""One question, read: every input looked up and every way priced, so that only words are left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from calculators import catalog
from calculators.catalog import Model
from calculators.core.form import NONE, USUAL
from calculators.core.inputs import moment
from calculators.core.numbers import Range, format_money, money_rest
from calculators.engines.machine import Machine, Price
from calculators.engines.ownership import Electricity, Rental, Watts, record, watts
from calculators.engines.ownership.costs import CARE_RANGE
from calculators.engines.price import Offer, offers, typed_offer
from calculators.engines.workload import Demand, Usual, Workload, workload
from calculators.questions.break_even.changes import Lever, TurningPoint, levers, turning_point
from calculators.questions.break_even.decision import Decision, Terms, decide
from calculators.questions.break_even.inputs import CHEAPEST, OTHER, BreakEvenInputs
from calculators.questions.break_even.ways import (
    EDGES,
    HIGH,
    LOW,
    TYPICAL,
    Call,
    Speeds,
    Unable,
    Way,
    call,
    needed,
    own_speeds,
    rented_speeds,
    ways,
)
from calculators.questions.common.prices import check_rate, money, rate

LEAST = 1e-6
"""A typed number below this counts as none: no speed, power or price is so small."""
_WHERE_TYPED = (
    "machine_usd",
    "decode_tokens_per_s",
    "prefill_tokens_per_s",
    "busy_watts",
    "idle_watts",
    "rental_usd",
    "hosted_input_usd",
    "hosted_output_usd",
)
"""Inputs that count instead of our records once they are above nothing."""
ASSUMED_USD = 3000
"""Counted for a machine without a dated price until its reader types one."""


@dataclass(frozen=True)  # without slots: its parts are looked up once, when asked for
class Case:
    """One job with its ways, the decision, and what would turn it.

    Raises `InputErrors` for another currency without a rate.
    """

    given: BreakEvenInputs

    def __post_init__(self) -> None:
        """Refuse another currency without a rate."""
        check_rate(self.given)

    @cached_property
    def values(self) -> BreakEvenInputs:
        """The inputs, without typed numbers that are next to nothing."""
        tiny = {name: 0.0 for name in _WHERE_TYPED if getattr(self.given, name) < LEAST}
        return replace(self.given, **tiny)  # type: ignore[arg-type]  # all of them are floats

    @cached_property
    def at(self) -> datetime:
        """The moment whose prices count."""
        return moment(self.values.at)

    @cached_property
    def model(self) -> Model:
        """The open model."""
        return catalog.model(self.values.model)

    @property
    def quantization(self) -> str:
        """As chosen, or the usual one of the model."""
        chosen = self.values.quantization
        return self.model.recommended_quantization if chosen == USUAL else chosen

    @cached_property
    def month(self) -> Workload:
        """The work."""
        return workload(self.values)

    @property
    def requests(self) -> int:
        """A month."""
        return self.month.requests_per_month

    @cached_property
    def need(self) -> Demand:
        """One request as the open model counts it."""
        found = needed(self.month, Usual())
        return found if self.values.cache else replace(found, fixed_tokens=0)

    @cached_property
    def own(self) -> Speeds | Unable:
        """How fast the reader's machine works, or why it cannot."""
        return own_speeds(self.values, self.model, self.quantization, self.need)

    @property
    def rental(self) -> Rental:
        """The record of the rented card."""
        return record().rentals[self.values.rental]

    @cached_property
    def rented(self) -> Speeds | Unable:
        """How fast the rented card works, or why it cannot."""
        cards = self.values.rented_cards
        return rented_speeds(self.rental, self.model, self.quantization, self.need, cards=cards)

    @cached_property
    def rent_usd(self) -> Range:
        """An hour of the rented card, or of several together."""
        typed, cards = self.values.rental_usd, self.values.rented_cards
        rates = Range.at(typed) if typed else self.rental.rates
        return rates if cards == 1 else Range(*(cards * rate for rate in rates))

    @cached_property
    def same(self) -> tuple[Call, ...]:
        """A request at each host of the same model by its list, the cheapest first."""
        found = (self._call(each) for each in offers().values() if each.model == self.model.id)
        fitting = (each for each in found if each.fits)
        return tuple(sorted(fitting, key=lambda each: (each.usd, each.offer.id)))

    @cached_property
    def hosted(self) -> Call | None:
        """The hosted model that is compared with first; None where nobody offers the same one."""
        if self.values.hosted != CHEAPEST:
            found = self._call(offers()[self.values.hosted])
        elif self.same:
            found = self.same[0]
        else:
            return self._at_own_price()
        if not found.fits:
            return None
        return self._call(found.offer, typed=True) if self.hosted_typed else found

    @property
    def hosted_typed(self) -> bool:
        """Whether prices of the hosted model are the reader's own."""
        return bool(self.values.hosted_input_usd or self.values.hosted_output_usd)

    @property
    def hosted_is_same(self) -> bool:
        """Whether the hosted model is the one on the reader's machine."""
        return self.hosted is not None and self.hosted.offer.model == self.model.id

    @cached_property
    def hosted_range(self) -> Range:
        """USD a request to the hosted model: at its cheapest host, as compared, at its dearest."""
        assert self.hosted is not None
        prices = [self.hosted.usd]
        if self.hosted_is_same and not self.hosted_typed:
            prices += [each.usd for each in self.same]
        return Range(min(prices), self.hosted.usd, max(prices))

    @cached_property
    def closed(self) -> Call | None:
        """The closed model to compare with."""
        if self.values.closed == NONE:
            return None
        found = self._call(offers()[self.values.closed])
        return found if found.fits else None

    @property
    def rival(self) -> Call | None:
        """What owning is measured against: the hosted model, else the closed one."""
        return self.hosted or self.closed

    @cached_property
    def machine(self) -> Machine | None:
        """The record of the machine; None for one that is not in the catalog."""
        return None if self.values.machine == OTHER else catalog.machine(self.values.machine)

    @property
    def machine_name(self) -> str:
        """In the middle of a sentence."""
        return self.machine.name if self.machine else "your machine"

    @property
    def price(self) -> Price | None:
        """The dated price that counts, where one does."""
        return self.machine.price if self.machine and not self.values.machine_usd else None

    @property
    def price_usd(self) -> float:
        """Of the machine: typed, from its record, or assumed."""
        return self.values.machine_usd or (self.price.usd if self.price else ASSUMED_USD)

    @property
    def price_missing(self) -> bool:
        """Whether the price of the machine is assumed."""
        return not self.values.machine_usd and self.price is None

    @cached_property
    def watts(self) -> Watts:
        """What the machine draws from the wall."""
        values = self.values
        return watts(self.machine, busy_watts=values.busy_watts, idle_watts=values.idle_watts)

    @cached_property
    def electricity(self) -> Electricity | None:
        """The record of the price of electricity; None where the reader typed it."""
        return record().electricity.get(self.values.electricity)

    @cached_property
    def usd_per_kwh(self) -> Range:
        """The price of electricity that counts."""
        found = self.electricity
        if found is None:
            return Range.at(self.values.kwh_usd)
        usd = self.values.usd_per_eur if found.currency == "EUR" else 1.0
        return Range(*(rate * usd for rate in found.rates))

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

    def rest(self, whole_usd: float, part_usd: float) -> str:
        """What is left of an amount without a part, so that both add up as they are printed."""
        in_own = rate(self.values)
        left = money_rest(whole_usd * in_own, part_usd * in_own)
        return format_money(left, self.values.currency)

    @cached_property
    def range(self) -> tuple[Terms, ...]:
        """Owning in the cheapest case, the usual one, the dearest; none where it cannot do it."""
        if isinstance(self.own, Unable):
            return ()
        return tuple(self._terms(self.own, edge) for edge in EDGES)

    @property
    def terms(self) -> Terms | None:
        """The usual terms of owning; None where the machine cannot do the work."""
        return self.range[TYPICAL] if self.range else None

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways that can do such work at all."""
        return tuple(ways(self))

    @cached_property
    def costs(self) -> dict[str, Range]:
        """A month of each way that can do this much work, by its key."""
        found = ((way.key, way.at(self.requests)) for way in self.ways)
        return {key: cost for key, cost in found if cost is not None}

    @cached_property
    def cheapest(self) -> Way | None:
        """The way that usually costs least."""
        able = [way for way in self.ways if way.key in self.costs]
        return min(able, key=lambda way: self.costs[way.key].typical, default=None)

    @cached_property
    def decision(self) -> Decision | None:
        """Against the first rival; None where there is nothing to decide."""
        return decide(self.terms) if self.terms and self.rival else None

    @cached_property
    def against_closed(self) -> Decision | None:
        """The same against the closed model, where another rival came first."""
        if self.terms is None or self.closed is None or self.closed is self.rival:
            return None
        return decide(replace(self.terms, rival_usd_per_request=self.closed.usd))

    @cached_property
    def sure(self) -> bool:
        """Whether the decision is the same in the cheapest and in the dearest case of owning."""
        if self.decision is None:
            return True
        low, high = (decide(self.range[edge]) for edge in (LOW, HIGH))
        return low.pays == high.pays

    @cached_property
    def tried(self) -> tuple[tuple[Lever, TurningPoint | None], ...]:
        """Each number that was moved, and where it turns the decision."""
        if self.terms is None or self.rival is None:
            return ()
        return tuple((each, turning_point(each, self.terms)) for each in levers(self, self.terms))

    @cached_property
    def turning_points(self) -> tuple[TurningPoint, ...]:
        """Those that turn it, the least change first."""
        return tuple(sorted((each for _, each in self.tried if each), key=lambda each: each.factor))

    def _terms(self, own: Speeds, edge: int) -> Terms:
        values, busy_watts = self.values, self.watts.busy[edge]
        return Terms(
            requests=self.requests,
            prompt_tokens=self.need.prompt_tokens - self.need.fixed_tokens,
            output_tokens=self.need.output_tokens,
            prefill_tokens_per_s=own.prefill[edge],
            decode_tokens_per_s=own.decode[edge],
            gain=values.gain,
            price_usd=self.price_usd,
            life_years=values.life_years,
            residual_share=values.residual_percent / 100,
            yearly_interest=values.interest_percent / 100,
            hours_on=values.hours_on,
            busy_watts=busy_watts,
            idle_watts=min(self.watts.idle, busy_watts),
            pue=values.pue,
            usd_per_kwh=self.usd_per_kwh[edge],
            admin_hours=values.admin_hours * CARE_RANGE[edge],
            admin_usd_per_hour=self.admin_usd_per_hour,
            space_usd=values.space_usd,
            rival_usd_per_request=self.rival.usd if self.rival else 0.0,
        )

    def _at_own_price(self) -> Call | None:
        """The same model at a host that is not in our list, where both prices were typed."""
        reading, writing = self.values.hosted_input_usd, self.values.hosted_output_usd
        if not (reading and writing):
            return None
        offer = typed_offer(usd_input=reading, usd_output=writing)
        return self._call(replace(offer, label=self.model.name, model=self.model.id), typed=True)

    def _call(self, offer: Offer, *, typed: bool = False) -> Call:
        values = self.values
        return call(
            offer,
            self.month,
            at=self.at,
            cache=values.cache,
            input_usd=values.hosted_input_usd if typed else 0,
            output_usd=values.hosted_output_usd if typed else 0,
        )
