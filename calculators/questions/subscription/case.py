"""The three costs of one team, put together from the inputs and the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from calculators.core.clock import moment
from calculators.core.errors import InputErrors, Problem
from calculators.core.form import NONE, OWN
from calculators.core.results import Source
from calculators.engines.price import Offer, Usage, offer, usual_usd
from calculators.engines.workload import Demand, Work, Workload, demand, workload
from calculators.engines.workload.kinds import WORDS
from calculators.engines.workload.tokens import Usual
from calculators.questions.subscription.costs import (
    break_even_messages,
    machine_month_usd,
    message_usd,
    plan_usd,
)
from calculators.questions.subscription.inputs import EACH, SubscriptionInputs
from calculators.questions.subscription.plans import Plan, plans

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

    @cached_property
    def offer_name(self) -> str:
        """The API in words."""
        return self.offer.label if self.offer else "the model you typed"
