"""One task with one model: its rates, its run, and how far it would go."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from calculators.engines.price import cliffs, rates
from calculators.questions.agent.closed import closed_cost, steps_within
from calculators.questions.agent.loop import KEEP
from calculators.questions.agent.pay import NO_CACHE, Billing
from calculators.questions.agent.run import Run, Task, helpers_cost, run, total_cost

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.engines.price import Offer, Rates
    from calculators.questions.agent.pay import Cost

LONGEST_RUN = 10_000
"""Steps after which we stop counting what a cap would pay for."""


@dataclass(frozen=True, kw_only=True)  # without slots: its parts are worked out once
class Bid:
    """One task with one model."""

    offer: Offer
    name: str
    """What to call it beside the others: with its host where two are alike."""
    task: Task
    billing: Billing
    at: datetime
    cap: float

    def card(self, prompt_tokens: float) -> Rates:
        """The rates for a prompt of that length."""
        return self._rates[bisect_left(self.cliffs, prompt_tokens)]

    @cached_property
    def cliffs(self) -> tuple[int, ...]:
        """Lengths of a prompt beyond which every token costs more, the shortest first."""
        return cliffs(self.offer, at=self.at)

    @cached_property
    def _rates(self) -> tuple[Rates, ...]:
        """The rates up to the first cliff, and those beyond each."""
        lengths = (0, *(start + 1 for start in self.cliffs))
        return tuple(rates(self.offer, at=self.at, prompt_tokens=each) for each in lengths)

    @cached_property
    def run(self) -> Run:
        """The task, as far as it gets."""
        window = self.offer.context_window
        return run(self.task, self.card, self.billing, window=window, cap=self.cap)

    @property
    def usd(self) -> float:
        """What one try costs."""
        return self.run.total.usd

    @cached_property
    def uncached(self) -> Cost:
        """The whole task if the vendor kept no prompt."""
        return total_cost(self.task, self.card, replace(self.billing, caching=NO_CACHE))

    @cached_property
    def runaway(self) -> tuple[int, float] | None:
        """Steps until the context is full, and what they cost; None where its size is not known."""
        if self.offer.context_window is None:
            return None
        lead = replace(self.task.lead, shorten=KEEP)
        steps = steps_within(lead, self.offer.context_window)
        spent = closed_cost(lead, self.card, self.billing, steps=steps)
        return steps, spent.plus(helpers_cost(self.task, self.card, self.billing)).usd

    @cached_property
    def cap_steps(self) -> int:
        """Steps that the cap pays for, were the task that long."""
        lead = replace(self.task.lead, steps=LONGEST_RUN)
        window = self.offer.context_window
        endless = replace(self.task, lead=lead)
        found = run(endless, self.card, self.billing, window=window, cap=self.cap)
        return found.stop.step - 1 if found.stop else LONGEST_RUN
