"""The monthly cost of a team's chats three ways: by the seat, by use, on a machine of its own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from calculators.core.errors import InputErrors, Problem
from calculators.core.form import NONE, OWN
from calculators.core.inputs import moment
from calculators.core.results import Source
from calculators.engines.cover.record import of_host
from calculators.engines.ownership import record
from calculators.engines.ownership.costs import (
    CARE_HOURS,
    LOADED,
    Purchase,
    break_even_units,
    owned_usd_per_month,
)
from calculators.engines.price import Offer, offer
from calculators.engines.price.cost import Usage, tokens_usd, usual_usd
from calculators.engines.workload import WORDS, Demand, Usual, Work, Workload, demand, workload
from calculators.questions.cover.short import Short
from calculators.questions.subscription.inputs import EACH, SubscriptionInputs
from calculators.questions.subscription.plans import Plan, plans

MOST_MESSAGES = 1e12
"""Nobody writes more in a month: an API that cheap costs as good as nothing."""


def plan_usd(people: int, *, seat_usd: float, minimum_seats: int) -> float:
    """A month of seats: at least as many as the plan is sold with.

    >>> plan_usd(3, seat_usd=25, minimum_seats=5)
    125
    """
    return max(people, minimum_seats) * seat_usd


def message_usd(
    read_tokens: float, written_tokens: float, *, input_usd: float, output_usd: float
) -> float:
    """US dollars for one message and its answer at prices per million tokens, nothing cached.

    >>> message_usd(50_000, 10_000, input_usd=3, output_usd=15)
    0.3
    """
    return tokens_usd((read_tokens, input_usd), (written_tokens, output_usd))


def machine_month_usd(*, price_usd: float, months: int, running_usd: float, machines: int) -> float:
    """A month of machines: their price spread evenly over their life, and what they cost to run.

    >>> machine_month_usd(price_usd=2_799, months=36, running_usd=0, machines=1)
    77.75
    """
    bought = Purchase(price_usd=price_usd, life_months=months)
    return owned_usd_per_month(bought, upkeep_usd=running_usd, machines=machines)


def care_usd() -> float:
    """A month of whoever looks after a chat program of one's own, as `break_even` counts it.

    2 hours at $43.52, times 1.4 for what an employer pays beside the wage. The hours are an
    assumption: nobody has measured them.

    >>> round(care_usd(), 2)
    121.86
    """
    return CARE_HOURS * record().pay.value * LOADED


def break_even_messages(plan_month_usd: float, each_usd: float) -> float | None:
    """Messages a month for which the API costs as much as the plan; None where it never does.

    >>> round(break_even_messages(20, 0.3), 1)
    66.7
    """
    return break_even_units(fixed_usd=plan_month_usd, saved_usd_each=each_usd, most=MOST_MESSAGES)


def whole_messages(count: float) -> int:
    """The first whole number of messages from which the plan is no dearer.

    >>> whole_messages(66.67), whole_messages(66.9999999999), whole_messages(67)
    (67, 67, 67)
    """
    return math.ceil(round(count, 6))


PLAN, API, MACHINE = "plan", "api", "machine"
"""The ways to pay."""


@dataclass(frozen=True)  # without slots: what is asked often is worked out once
class Case:
    """One team, its plan, an API and perhaps a machine; amounts in US dollars a month.

    Raises `InputErrors` where the plan is not sold to so many.
    """

    values: SubscriptionInputs

    def __post_init__(self) -> None:
        """Refuse a team that is too large for its plan."""
        plan = self.plan
        if not plan.sold_to(self.values.people):
            text = (
                f"{plan.name} is sold for up to {plan.maximum_seats} people. Choose another plan."
            )
            raise InputErrors([Problem("people", text)])

    @cached_property
    def plan(self) -> Plan:
        """The plan that is chosen, or the reader's own."""
        values = self.values
        if values.plan != OWN:
            return plans()[values.plan]
        return Plan(
            id=OWN,
            name="the plan you typed",
            maker="you",
            for_teams=True,
            monthly_usd=values.plan_usd,
            minimum_seats=values.plan_seats,
            as_of="",
            source=Source(title="Typed by you", url="", checked=""),
        )

    @cached_property
    def at(self) -> datetime:
        """The moment on whose day prices count."""
        return moment(self.values.at)

    @cached_property
    def offer(self) -> Offer | None:
        """What the API sells; None where the reader typed the prices."""
        return None if self.values.offer == OWN else offer(self.values.offer)

    @cached_property
    def work(self) -> Workload:
        """The month, before the tokenizer of a vendor."""
        values = self.values
        chats = Work(
            work="chat",
            staff=values.people,
            messages=values.messages,
            message_words=values.message_words,
            answer=WORDS,
            answer_words=values.answer_words,
            instructions_words=0,
            reasoning=values.reasoning,
            turns=values.turns,
            working_days=values.working_days,
        )
        return workload(chats)

    @cached_property
    def each(self) -> Demand:
        """One message as this vendor counts it."""
        found = demand(self.work, self.offer or Usual())
        assert found is not None  # a chat sends no pages
        return found

    @cached_property
    def seats(self) -> int:
        """Seats that are paid."""
        return max(self.values.people, self.plan.minimum_seats)

    @cached_property
    def paid_yearly(self) -> bool:
        """Whether a year is paid at once: as asked, or as the only way there is."""
        if self.plan.monthly_usd is None:
            return True
        return self.values.billing == "annual" and self.plan.annual_usd is not None

    @cached_property
    def seat_usd(self) -> float:
        """One seat."""
        price = self.plan.annual_usd if self.paid_yearly else self.plan.monthly_usd
        assert price is not None  # a plan has a price of one kind at least
        return price

    @cached_property
    def plan_usd(self) -> float:
        """All seats."""
        people, least = self.values.people, self.plan.minimum_seats
        return plan_usd(people, seat_usd=self.seat_usd, minimum_seats=least)

    @cached_property
    def message_usd(self) -> float:
        """One message and its answer by API, on average over the day."""
        read, written, values = self.each.prompt_tokens, self.each.output_tokens, self.values
        if self.offer is None:
            prices = {"input_usd": values.input_usd, "output_usd": values.output_usd}
            return message_usd(read, written, **prices)
        usage = Usage(prompt_tokens=read, output_tokens=written)
        return usual_usd(self.offer, usage, day=self.at.date())

    @cached_property
    def api_usd(self) -> float:
        """All messages by API."""
        return self.work.requests_per_month * self.message_usd

    @cached_property
    def machine_usd(self) -> float | None:
        """Machines of one's own; None where they are left out."""
        values = self.values
        if values.local == NONE:
            return None
        return machine_month_usd(
            price_usd=values.machine_usd,
            months=values.machine_months,
            running_usd=values.machine_running_usd,
            machines=values.people if values.local == EACH else 1,
        )

    @cached_property
    def costs(self) -> Mapping[str, float]:
        """A month of each way that was asked about."""
        found = {PLAN: self.plan_usd, API: self.api_usd, MACHINE: self.machine_usd}
        return {way: usd for way, usd in found.items() if usd is not None}

    @cached_property
    def break_even(self) -> float | None:
        """Messages of one person in a month for which API and plan cost the same."""
        found = break_even_messages(self.plan_usd, self.message_usd)
        return None if found is None else found / self.values.people

    def terms_of(self, plan: Plan) -> Short:
        """What holds for text on a plan, where the reader lives."""
        return Short(plan.cover, self.values.home, self.at.date())

    @cached_property
    def api_terms(self) -> Short:
        """What holds for text sent to whoever sells the API."""
        ident = of_host(self.offer.id) if self.offer else ""
        return Short(ident, self.values.home, self.at.date())

    @cached_property
    def sold(self) -> Mapping[str, Plan]:
        """Plans that are sold to so many people."""
        return {name: each for name, each in plans().items() if each.sold_to(self.values.people)}

    @cached_property
    def listed(self) -> Mapping[str, Plan]:
        """Those of them to compare: on request without any that trains on text."""
        if not self.values.untrained:
            return self.sold
        return {
            name: each for name, each in self.sold.items() if self.terms_of(each).trains != "yes"
        }

    @cached_property
    def offer_name(self) -> str:
        """The API in words."""
        return self.offer.label if self.offer else "the model you typed"
