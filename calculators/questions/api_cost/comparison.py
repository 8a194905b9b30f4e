"""The same work for each model that was chosen, and their bills in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from calculators.core.clock import moment, noon
from calculators.core.presets import OWN
from calculators.core.presets import OWN as OWN_PRICE
from calculators.engines.price import (
    Usage,
    coming,
    credit_fee_percent,
    offer,
    priced,
    rates,
    typed_offer,
    usual_rates,
)
from calculators.engines.workload import demand, workload
from calculators.questions.api_cost.bill import Bill
from calculators.questions.api_cost.caching import Split, hit_rate, split
from calculators.questions.api_cost.inputs import NONE, SLOTS
from calculators.questions.common.prices import names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from calculators.engines.price import Cost, Offer, Rates
    from calculators.engines.workload import Demand, Workload
    from calculators.questions.api_cost.inputs import ApiCostInputs


NOTICED = 1.005
"""Bills that differ by less are as good as equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What a month will cost from a day on."""

    day: date
    usd_per_month: float


@dataclass(frozen=True)
class Comparison:
    """The same work for each model that was chosen."""

    values: ApiCostInputs

    @cached_property
    def work(self) -> Workload:
        """The work in requests and tokens."""
        return workload(self.values)

    @cached_property
    def at(self) -> datetime:
        """When: in business words the share in peak hours counts, and not the hour of the day."""
        given = moment(self.values.at)
        return given if self.tokens_given else noon(given.date())

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

    @cached_property
    def later(self) -> Mapping[str, Later]:
        """By the input that chose it: each bill that changes by its price list, and how."""
        found = ((bill.slot, self._later(bill)) for bill in self.ranked)
        return {slot: each for slot, each in found if each}

    def on(self, day: date) -> Comparison:
        """The same on another day, at the same hour."""
        at = self.at.replace(year=day.year, month=day.month, day=day.day)
        return Comparison(replace(self.values, at=at))

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
            if then.known and not _alike(then.usd_per_month, bill.usd_per_month):
                return Later(day=change.day, usd_per_month=then.usd_per_month)
        return None

    def _offer(self, ident: str) -> Offer:
        if ident != OWN_PRICE:
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
        requests, name = self.work.requests_per_month, self.names[offer.id]
        needed = demand(self.work, offer)
        if needed is None:
            why = "nobody measured a page sent this way; give your own count of its tokens"
            return Bill(slot=slot, offer=offer, name=name, requests=requests, why=why)
        too_long = _too_long(offer, needed)
        if too_long and not self.tokens_given:
            return Bill(slot=slot, offer=offer, name=name, requests=requests, why=too_long)
        listed = rates(
            offer, at=self.at, prompt_tokens=needed.prompt_tokens, batch=self.values.batch
        )
        usage = self._usage(listed, needed)
        return Bill(
            slot=slot,
            offer=offer,
            name=name,
            requests=requests,
            usage=usage,
            rates=listed,
            request=self._request(offer, listed, usage),
            why=too_long,
        )

    def _usage(self, rates: Rates, needed: Demand) -> Usage:
        parts = (
            Split(
                cached=self.values.cached_tokens,
                written=self.values.cache_write_tokens,
                written_1h=self.values.cache_write_1h_tokens,
            )
            if self.tokens_given
            else split(self.values, rates, needed.fixed_tokens, self.hits)
        )
        return Usage(
            prompt_tokens=needed.prompt_tokens,
            cached_tokens=parts.cached,
            cache_write_tokens=parts.written,
            cache_write_1h_tokens=parts.written_1h,
            output_tokens=needed.output_tokens,
        )

    def _request(self, offer: Offer, listed: Rates, usage: Usage) -> Cost:
        """The average over the hours of the day, where they differ, with fees."""
        if not self.tokens_given:
            listed = usual_rates(
                offer,
                day=self.at.date(),
                prompt_tokens=usage.prompt_tokens,
                batch=self.values.batch,
                peak_percent=self.values.peak_percent,
            )
        return priced(listed, usage) * self.fees(offer)


def _alike(one: float, other: float) -> bool:
    return max(one, other) <= min(one, other) * NOTICED


def _too_long(offer: Offer, needed: Demand) -> str:
    """What to say where a request is longer than the model can hold."""
    total = needed.prompt_tokens + needed.output_tokens
    if offer.context_window is None or total <= offer.context_window:
        return ""
    return f"a request has {total:,} tokens, and its context window is {offer.context_window:,}"
