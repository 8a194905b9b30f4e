"""The numbers of one comparison: whether a machine of one's own pays back, and if never, why."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from calculators.engines.ownership.costs import (
    DAYS_PER_MONTH,
    MONTHS_PER_YEAR,
    SECONDS_PER_HOUR,
    Purchase,
    break_even_units,
    electricity_usd,
    owned_usd_per_month,
    payback_months,
)

Reason = Literal["pays", "capacity", "per_request", "fixed", "life", "nothing"]


def seconds_per_request(
    *,
    prompt_tokens: float,
    output_tokens: float,
    prefill_tokens_per_s: float,
    decode_tokens_per_s: float,
    concurrency_gain: float = 1.0,
) -> float:
    """Time a machine is busy with one request: reading it, then writing the answer.

    Several requests at once share each pass over the weights, which speeds up writing only: reading
    already keeps the arithmetic busy. All speeds must be above zero.

    >>> seconds_per_request(prompt_tokens=1000, output_tokens=300,
    ...                     prefill_tokens_per_s=500, decode_tokens_per_s=30)
    12.0
    """
    reading = prompt_tokens / prefill_tokens_per_s
    return reading + output_tokens / (decode_tokens_per_s * concurrency_gain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A machine of one's own against a rival that is paid by the request. Money in USD."""

    requests: float
    """A month."""
    prompt_tokens: float
    """Read each time, without what is in a cache."""
    output_tokens: float
    prefill_tokens_per_s: float
    decode_tokens_per_s: float
    gain: float
    price_usd: float
    life_years: float
    residual_share: float
    yearly_interest: float
    hours_on: float
    """A day."""
    busy_watts: float
    idle_watts: float
    pue: float
    usd_per_kwh: float
    admin_hours: float
    admin_usd_per_hour: float
    """With what an employer pays beside the wage."""
    space_usd: float
    rival_usd_per_request: float
    speed: float = 1.0
    """How many times as fast as it is."""

    @property
    def life_months(self) -> int:
        """Whole months, at least one."""
        return max(1, round(self.life_years * MONTHS_PER_YEAR))

    @property
    def purchase(self) -> Purchase:
        """The machine as it is paid for."""
        return Purchase(
            price_usd=self.price_usd,
            life_months=self.life_months,
            residual_share=self.residual_share,
            yearly_interest=self.yearly_interest,
        )

    @property
    def seconds(self) -> float:
        """Time of one request."""
        as_it_is = seconds_per_request(
            prompt_tokens=self.prompt_tokens,
            output_tokens=self.output_tokens,
            prefill_tokens_per_s=self.prefill_tokens_per_s,
            decode_tokens_per_s=self.decode_tokens_per_s,
            concurrency_gain=self.gain,
        )
        return as_it_is / self.speed

    @property
    def on_hours(self) -> float:
        """Hours a month in which it can work."""
        return self.hours_on * DAYS_PER_MONTH

    @property
    def busy_hours(self) -> float:
        """Hours a month in which it would have to work."""
        return self.requests * self.seconds / SECONDS_PER_HOUR

    @property
    def utilisation(self) -> float:
        """Part of its hours in which it works; above 1 it cannot do the work."""
        return self.busy_hours / self.on_hours

    @property
    def capacity(self) -> float | None:
        """Requests a month that it can do; None where a request takes no time."""
        return self.on_hours * SECONDS_PER_HOUR / self.seconds if self.seconds > 0 else None

    @property
    def power_usd(self) -> float:
        """Electricity a month."""
        busy = min(self.busy_hours, self.on_hours)
        return electricity_usd(
            usd_per_kwh=self.usd_per_kwh,
            busy_hours=busy,
            busy_watts=self.busy_watts,
            idle_hours=self.on_hours - busy,
            idle_watts=self.idle_watts,
            pue=self.pue,
        )

    @property
    def power_usd_per_request(self) -> float:
        """Electricity of one more request: what work draws beyond what waiting draws."""
        return electricity_usd(
            usd_per_kwh=self.usd_per_kwh,
            busy_hours=self.seconds / SECONDS_PER_HOUR,
            busy_watts=max(0.0, self.busy_watts - self.idle_watts),
            pue=self.pue,
        )

    @property
    def admin_usd(self) -> float:
        """Upkeep, a month."""
        return self.admin_hours * self.admin_usd_per_hour

    @property
    def running_usd(self) -> float:
        """All that it costs a month beside its price."""
        return self.power_usd + self.admin_usd + self.space_usd

    @property
    def owned_usd(self) -> float:
        """All that it costs a month."""
        return owned_usd_per_month(
            self.purchase,
            electricity_usd=self.power_usd,
            upkeep_usd=self.admin_usd + self.space_usd,
        )

    @property
    def rival_usd(self) -> float:
        """What the rival costs a month."""
        return self.requests * self.rival_usd_per_request

    @property
    def able(self) -> bool:
        """Whether it can do the work in its hours."""
        return self.utilisation <= 1

    @property
    def wins(self) -> bool:
        """Whether it does the work and costs less than the rival."""
        return self.able and self.owned_usd < self.rival_usd

    @property
    def payback(self) -> float | None:
        """Months until it has paid for itself, capacity aside; None where it never does."""
        return payback_months(
            once_usd=self.purchase.capital_usd,
            saved_usd_per_month=self.rival_usd - self.running_usd,
            yearly_interest=self.yearly_interest,
        )

    @property
    def break_even(self) -> float | None:
        """Requests a month at which both cost the same; None where there is no such number."""
        return break_even_units(
            fixed_usd=replace(self, requests=0).owned_usd,
            saved_usd_each=self.rival_usd_per_request - self.power_usd_per_request,
        )

    @property
    def machines(self) -> int:
        """How many such machines the work takes."""
        return max(1, math.ceil(self.utilisation * (1 - 1e-12)))

    @property
    def machines_usd(self) -> float:
        """A month of as many as it takes, which share the work and one person's care."""
        count = self.machines
        share = replace(self, requests=self.requests / count, admin_hours=0.0)
        return count * share.owned_usd + self.admin_usd


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome for one set of terms."""

    reason: Reason
    """"pays", or why it never does: the machine cannot do the work ("capacity"); the power of each
    request costs more than a hosted one ("per_request"); what it costs to keep it eats the whole
    hosted bill ("fixed"); it pays back only after its life ("life"); there is no work ("nothing").
    """
    months: float | None
    """Until it has paid for itself: where it pays, and where it would after its life."""
    break_even: float | None
    """Requests a month from which it costs less, capacity aside; None where each one loses."""

    @property
    def pays(self) -> bool:
        """Whether owning costs less over the life of the machine."""
        return self.reason == "pays"


def decide(terms: Terms) -> Decision:
    """Owning against the rival."""
    months = terms.payback
    return Decision(reason=_reason(terms, months), months=months, break_even=terms.break_even)


def _reason(terms: Terms, months: float | None) -> Reason:
    if terms.requests == 0 or terms.rival_usd_per_request == 0:
        return "nothing"
    if not terms.able:
        return "capacity"
    if terms.wins:
        return "pays"
    if terms.power_usd_per_request >= terms.rival_usd_per_request:
        return "per_request"
    return "fixed" if months is None else "life"
