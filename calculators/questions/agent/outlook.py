"""One question as the calculator sees it: the task as loops, the models, what each run costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.core.clock import moment
from calculators.core.errors import InputErrors, Problem
from calculators.core.presets import OWN as OWN_PRICE
from calculators.engines.price import offer, typed_offer
from calculators.engines.workload.tokens import tokenizer_factor
from calculators.questions.agent.bid import Bid
from calculators.questions.agent.inputs import NONE
from calculators.questions.agent.loop import SUMMARISE, Loop
from calculators.questions.agent.origins import MINI_SWE_AGENT
from calculators.questions.agent.outcome import mean_try_usd, success_usd
from calculators.questions.agent.pay import Billing
from calculators.questions.agent.run import Task
from calculators.questions.agent.tasks import KINDS, MEASURED_SPREAD, OWN, Kind
from calculators.questions.common.prices import names

if TYPE_CHECKING:
    from datetime import datetime

    from calculators.engines.price import Offer
    from calculators.questions.agent.inputs import AgentInputs


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Everything the verdict, its words and its alternatives look at."""

    values: AgentInputs
    kind: Kind
    at: datetime
    bids: tuple[Bid, ...]
    """One for each model, the reader's own first."""

    @property
    def main(self) -> Bid:
        """The model that was asked about."""
        return self.bids[0]

    @property
    def success(self) -> float:
        """Share of tasks done right."""
        return self.values.success_percent / 100

    @property
    def tasks_per_month(self) -> float:
        """Tasks that are begun in a month."""
        return self.values.tasks_per_day * self.values.days_per_month

    def success_usd(self, bid: Bid) -> float | None:
        """What one task done right costs; None where none gets done."""
        if bid.run.stop is not None:
            return None
        factor = self.values.failure_factor
        return success_usd(bid.usd, success=self.success, failure_factor=factor)

    def month_usd(self, bid: Bid) -> float:
        """What all tasks of a month cost, failed ones included."""
        if bid.run.stop is not None:
            return self.tasks_per_month * bid.usd
        factor = self.values.failure_factor
        mean = mean_try_usd(bid.usd, success=self.success, failure_factor=factor)
        return self.tasks_per_month * mean

    @property
    def finished(self) -> tuple[Bid, ...]:
        """The models that get the task done, the cheapest first."""
        return tuple(sorted((b for b in self.bids if b.run.stop is None), key=lambda b: b.usd))


def outlook(values: AgentInputs) -> Outlook:
    """The question, read; raises `InputErrors`."""
    kind = kind_of(values)
    _check(values, task_of(values, kind).lead)
    idents = dict.fromkeys((values.model, values.model_2, values.model_3, values.model_4))
    chosen = [_offer(values, ident) for ident in idents if ident != NONE]
    called = names(chosen)
    bids = tuple(bid_of(values, kind, each, called[each.id]) for each in chosen)
    return Outlook(values=values, kind=kind, at=bids[0].at, bids=bids)


def _offer(values: AgentInputs, ident: str) -> Offer:
    """The offer of that id, or the one that the reader's own prices make."""
    if ident != OWN_PRICE:
        return offer(ident)
    return typed_offer(
        usd_input=values.own_input,
        usd_output=values.own_output,
        usd_cached=values.own_cached,
        usd_write=values.own_write,
        context_window=values.own_window or None,
    )


def bid_of(values: AgentInputs, kind: Kind, offer: Offer, name: str = "") -> Bid:
    """The task with one model, in the tokens of that model."""
    factor = tokenizer_factor(offer, claude=values.claude_factor)
    return Bid(
        offer=offer,
        name=name or offer.label,
        task=task_of(values, kind, factor=factor),
        billing=_billing(values),
        at=moment(values.at),
        cap=values.cap_usd,
    )


def kind_of(values: AgentInputs) -> Kind:
    """The kind of task that was chosen, or the one that the reader's numbers make."""
    if values.task != OWN:
        return KINDS[values.task]
    return Kind(
        label="Your own task",
        steps=values.steps,
        fixed_tokens=values.fixed_tokens,
        output_tokens=values.output_tokens,
        result_tokens=values.result_tokens,
        why="",
        sources=(MINI_SWE_AGENT,),
        spread=MEASURED_SPREAD,
    )


def task_of(values: AgentInputs, kind: Kind, *, factor: float = 1) -> Task:
    """The agent's own loop, and that of its helpers, with so many times as many tokens."""
    alone = Loop(
        steps=kind.steps,
        fixed_tokens=round(factor * kind.fixed_tokens),
        output_tokens=round(factor * kind.output_tokens),
        result_tokens=round(factor * kind.result_tokens),
    )
    report = round(factor * values.report_tokens)
    helper = replace(alone, steps=values.helper_steps, last_output_tokens=report)
    lead = replace(
        alone,
        joined_tokens=values.helpers * report,
        shorten=values.shorten,
        shorten_at=values.shorten_at,
        summary_tokens=round(factor * values.summary_tokens),
        kept_results=values.kept_results,
    )
    return Task(lead=lead, helpers=values.helpers, helper=helper if values.helpers else None)


def _billing(values: AgentInputs) -> Billing:
    return Billing(
        caching=values.caching,
        hit_rate=values.hit_percent / 100,
        attempts=1 + values.retry_percent / 100,
    )


def _check(values: AgentInputs, lead: Loop) -> None:
    """Refuse a summary that leaves no room for the next step."""
    least = lead.fixed_tokens + lead.summary_tokens + lead.growth_tokens
    if lead.shorten == SUMMARISE and values.shorten_at < least:
        text = (
            f"Long is more than: {values.shorten_at:,} tokens leaves no room after a summary. "
            f"Type {least:,} or more."
        )
        raise InputErrors([Problem("shorten_at", text)])
