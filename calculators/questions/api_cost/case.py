"""The same work for each model that was chosen, their bills, and which comes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from calculators.core.form import NONE, OWN
from calculators.core.inputs import moment, noon
from calculators.engines.cover.record import of_host
from calculators.engines.licence.outcome import Reading
from calculators.engines.ownership import record
from calculators.engines.price import Offer, offer, typed_offer
from calculators.engines.price.cost import Cost, Usage, credit_fee_percent, priced
from calculators.engines.price.rates import Rates, coming, rates, usual_rates
from calculators.engines.workload import Demand, Workload, demand, workload
from calculators.questions.api_cost.caching import Split, hit_rate, split
from calculators.questions.api_cost.changes import NOTICED, Order, order
from calculators.questions.api_cost.inputs import SLOTS, ApiCostInputs
from calculators.questions.common.prices import check_rate, money, names
from calculators.questions.common.whatif import given
from calculators.questions.cover.short import Short
from calculators.questions.licence.inputs import release_of
from calculators.questions.licence.use import chosen, reading_of

NOT_PERMITTED = "its licence does not permit this use"
TRAINED_ON = "its vendor trains on your text"
CHECKING_MINUTES = 1
"""For each answer: our assumption, as nobody has published how long people take."""


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
    reading: Reading | None = None
    """What the licence of open weights says of the use, where one is chosen."""

    terms: Short
    """What its vendor does with your text."""
    left_out: bool = False
    """Whether it falls out: its licence bars the use, or its vendor trains on text."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What a month will cost from a day on."""

    day: date
    usd_per_month: float


@dataclass(frozen=True)
class Case:
    """The same work for each model that was chosen; raises `InputErrors` where a rate is needed."""

    values: ApiCostInputs

    def __post_init__(self) -> None:
        """Refuse another currency without a rate."""
        check_rate(self.values)

    @cached_property
    def work(self) -> Workload:
        """The work in requests and tokens."""
        return workload(self.values)

    @cached_property
    def at(self) -> datetime:
        """When: in business words the share in peak hours counts, and not the hour of the day."""
        asked = moment(self.values.at)
        return asked if self.tokens_given else noon(asked.date())

    @cached_property
    def hits(self) -> float:
        """The share of requests that find the instructions in the cache."""
        return 0 if self.tokens_given else hit_rate(self.values)

    @property
    def tokens_given(self) -> bool:
        """Whether the reader gave tokens, which are billed as they are."""
        return self.values.work == OWN

    @cached_property
    def bills(self) -> tuple[Bill, ...]:
        """A bill for each model, once, in the order of the form."""
        return tuple(self._bill(slot, offer) for slot, offer in self.chosen.items())

    @cached_property
    def chosen(self) -> Mapping[str, Offer]:
        """Each model once, by the input that chose it."""
        alone = self.tokens_given and not self.values.compare
        chosen: dict[str, str] = {}
        for slot in SLOTS[:1] if alone else SLOTS:
            chosen.setdefault(getattr(self.values, slot), slot)
        chosen.pop(NONE, None)
        return {slot: self._offer(ident) for ident, slot in chosen.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What to call the models, by id."""
        return names(self.chosen.values())

    @cached_property
    def ranked(self) -> tuple[Bill, ...]:
        """Those with a price, the cheapest first."""
        known = (bill for bill in self.bills if bill.known)
        return tuple(sorted(known, key=lambda bill: (bill.usd_per_month, bill.usd_per_request)))

    @property
    def checking_usd_per_month(self) -> float:
        """What it comes to when a clerk looks at each answer for a minute."""
        minutes = self.work.requests_per_month * CHECKING_MINUTES
        return minutes / 60 * record().clerk_pay.value

    @cached_property
    def later(self) -> Mapping[str, Later]:
        """By the input that chose it: each bill that changes by its price list, and how."""
        found = ((bill.slot, self._later(bill)) for bill in self.ranked)
        return {slot: each for slot, each in found if each}

    @cached_property
    def order(self) -> Order:
        """What changes the order of the models, and what leaves it as it is."""
        return order(self)

    def on(self, day: date) -> Case:
        """The same on another day, at the same hour."""
        return given(self, at=self.at.replace(year=day.year, month=day.month, day=day.day))

    def money(self, usd: float | None, per: str = "") -> str:
        """An amount in the reader's currency."""
        return money(self.values, usd, per)

    def fees(self, offer: Offer) -> float:
        """What the price is multiplied by."""
        percent = self.values.fee_percent
        if not self.tokens_given:
            percent += credit_fee_percent(offer, self.values.openrouter_fee_percent)
        return 1 + percent / 100

    def _later(self, bill: Bill) -> Later | None:
        if not any(period.first_day for period in (*bill.offer.standard, *bill.offer.batch)):
            return None  # as with most: prices without a date never change
        for change in coming(bill.offer, self.at, batch=self.values.batch):
            then = self.on(change.day)._bill(bill.slot, bill.offer)
            if not then.known:
                continue
            less, more = sorted((then.usd_per_month, bill.usd_per_month))
            if more > less * NOTICED:
                return Later(day=change.day, usd_per_month=then.usd_per_month)
        return None

    def _offer(self, ident: str) -> Offer:
        if ident != OWN:
            return offer(ident)
        values = self.values
        return typed_offer(
            usd_input=values.own_input,
            usd_output=values.own_output,
            usd_cached=values.own_cached,
            usd_write=values.own_write,
            batch_share=1 - values.own_batch_percent / 100,
        )

    def _bill(self, slot: str, offer: Offer) -> Bill:
        bill = Bill(
            slot=slot,
            offer=offer,
            name=self.names[offer.id],
            requests=self.work.requests_per_month,
            reading=self._reading(offer),
            terms=Short(of_host(offer.id), self.values.region, self.at.date()),
        )
        if why := self._against(bill):
            return replace(bill, left_out=True, why=f"left out, {why}")
        needed = demand(self.work, offer)
        if needed is None:
            why = "nobody measured a page sent this way; give your own count of its tokens"
            return replace(bill, why=why)
        bill = replace(bill, why=_too_long(offer, needed))
        if bill.why and not self.tokens_given:
            return bill
        listed = rates(
            offer, at=self.at, prompt_tokens=needed.prompt_tokens, batch=self.values.batch
        )
        usage = self._usage(listed, needed)
        request = priced(self._usual(offer, listed, usage), usage) * self.fees(offer)
        return replace(bill, usage=usage, rates=listed, request=request)

    def _against(self, bill: Bill) -> str:
        """Why it falls out; empty where it doesn't."""
        if bill.reading and bill.reading.outcome == "not_allowed":
            return NOT_PERMITTED
        trains = self.values.untrained and bill.terms.trains == "yes"
        return TRAINED_ON if trains else ""

    def _reading(self, offer: Offer) -> Reading | None:
        """Of a closed model there is no licence to read: its vendor's terms hold."""
        if not chosen(self.values) or offer.access in ("closed", ""):
            return None
        own = offer.host == offer.maker  # the maker’s own service
        release, on = release_of(offer.id), self.at.date()
        return reading_of(release, self.values, on=on, via_certified_host=own)

    def _usage(self, rates: Rates, needed: Demand) -> Usage:
        values = self.values
        parts = (
            Split(
                cached=values.cached_tokens,
                written=values.cache_write_tokens,
                written_1h=values.cache_write_1h_tokens,
            )
            if self.tokens_given
            else split(values, rates, needed.fixed_tokens, self.hits)
        )
        return Usage(
            prompt_tokens=needed.prompt_tokens,
            cached_tokens=parts.cached,
            cache_write_tokens=parts.written,
            cache_write_1h_tokens=parts.written_1h,
            output_tokens=needed.output_tokens,
        )

    def _usual(self, offer: Offer, listed: Rates, usage: Usage) -> Rates:
        """On average over the hours of the day, where they differ and no moment was given."""
        if self.tokens_given:
            return listed
        return usual_rates(
            offer,
            day=self.at.date(),
            prompt_tokens=usage.prompt_tokens,
            batch=self.values.batch,
            peak_percent=self.values.peak_percent,
        )


def _too_long(offer: Offer, needed: Demand) -> str:
    """What to say where a request is longer than the model can hold."""
    total = needed.prompt_tokens + needed.output_tokens
    if offer.context_window is None or total <= offer.context_window:
        return ""
    return f"a request has {total:,} tokens, and its context window is {offer.context_window:,}"
