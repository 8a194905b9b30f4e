"""The question, read: the task as loops, the models, what each run costs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from calculators.core.calculator import carried
from calculators.core.errors import InputErrors, Problem
from calculators.core.form import NONE, OWN
from calculators.core.inputs import moment
from calculators.engines.price import Offer, offer, typed_offer
from calculators.engines.price.cost import NO_CACHE, Billing, Spent
from calculators.engines.price.rates import Rates, cliffs, rates
from calculators.engines.workload import CLAUDE_FACTOR, family, tokenizer_factor
from calculators.questions.agent.inputs import AgentInputs
from calculators.questions.agent.loop import (
    KEEP,
    STEP,
    SUMMARISE,
    AgentTask,
    Loop,
    Run,
    helpers_cost,
    longest_tokens,
    loop_cost,
    mean_try_usd,
    run,
    success_usd,
    total_cost,
    total_usd,
)
from calculators.questions.agent.tasks import KINDS, MINI_SWE_AGENT, TaskKind
from calculators.questions.common.prices import names

LONGEST_RUN = 10_000
"""Steps after which we stop counting what a cap would pay for."""


@dataclass(frozen=True, kw_only=True)  # without slots: its parts are worked out once
class Contender:
    """One task with one model: its rates, its run, and how far it would go."""

    offer: Offer
    name: str
    """What to call it beside the others: with its host where two are alike."""
    task: AgentTask
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
        return self._run(self.task)

    def _run(self, task: AgentTask) -> Run:
        window = self.offer.context_window
        return run(task, self.card, self.billing, window=window, cap=self.cap)

    @property
    def usd(self) -> float:
        """What one try costs."""
        return self.run.cost.usd

    @cached_property
    def whole_usd(self) -> float:
        """What one try costs, whatever would stop it."""
        return total_usd(self.task, self.card, self.billing)

    @cached_property
    def done_usd(self) -> float | None:
        """What one try costs, looked at without its bill; None where something stops it."""
        window = self.offer.context_window
        if window is not None and longest_tokens(self.task) > window:
            return None
        return None if self.cap and self.whole_usd > self.cap else self.whole_usd

    @cached_property
    def uncached(self) -> Spent:
        """The whole task if the vendor kept no prompt."""
        return total_cost(self.task, self.card, replace(self.billing, caching=NO_CACHE))

    @cached_property
    def runaway(self) -> tuple[int, float] | None:
        """Steps until the context is full, and what they cost; None where its size is not known."""
        if self.offer.context_window is None:
            return None
        lead = replace(self.task.lead, shorten=KEEP)
        steps = lead.steps_within(self.offer.context_window)
        lost = loop_cost(lead, self.card, self.billing, steps=steps)
        return steps, (lost + helpers_cost(self.task, self.card, self.billing)).usd

    @cached_property
    def cap_steps(self) -> int:
        """Steps that the cap pays for, were the task that long."""
        found = self._run(replace(self.task, lead=replace(self.task.lead, steps=LONGEST_RUN)))
        return found.stop.step - 1 if found.stop else LONGEST_RUN

    @property
    def first_dearer(self) -> int | None:
        """The first step whose prompt is so long that every token costs more, if there is one."""
        for charge in self.run.charges:
            if charge.kind == STEP and self.cliffs and charge.prompt_tokens > self.cliffs[0]:
                return charge.step
        return None


@dataclass(frozen=True, eq=False)  # without slots: what is asked often is worked out once
class Case:
    """Everything the verdict, its words and its alternatives look at."""

    values: AgentInputs

    def __post_init__(self) -> None:
        """Refuse a summary that leaves no room for the next step."""
        lead = self.task().lead
        least = lead.fixed_tokens + lead.summary_tokens + lead.growth_tokens
        if lead.shorten == SUMMARISE and lead.shorten_at < least:
            text = (
                f"Long is more than: {lead.shorten_at:,} tokens leaves no room after a summary. "
                f"Type {least:,} or more."
            )
            raise InputErrors([Problem("shorten_at", text)])

    @cached_property
    def kind(self) -> TaskKind:
        """The kind of task that was chosen, or the one that the reader's numbers make."""
        values = self.values
        if values.task != OWN:
            return KINDS[values.task]
        return carried(values, TaskKind, label="Your own task", why="", sources=(MINI_SWE_AGENT,))

    def task(self, *, factor: float = 1) -> AgentTask:
        """The agent's own loop, and that of its helpers, with so many times as many tokens."""
        values, kind = self.values, self.kind
        alone = Loop(
            steps=kind.steps,
            fixed_tokens=round(factor * kind.fixed_tokens),
            output_tokens=max(1, round(factor * kind.output_tokens)),  # none would be no step
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
        return AgentTask(
            lead=lead, helpers=values.helpers, helper=helper if values.helpers else None
        )

    @cached_property
    def at(self) -> datetime:
        """The moment whose prices count."""
        return moment(self.values.at)

    @cached_property
    def contenders(self) -> tuple[Contender, ...]:
        """One for each model, the reader's own first."""
        values = self.values
        idents = dict.fromkeys((values.model, values.model_2, values.model_3, values.model_4))
        chosen = [self._offer(ident) for ident in idents if ident != NONE]
        called = names(chosen)
        return tuple(self.contender(each, called[each.id]) for each in chosen)

    def _offer(self, ident: str) -> Offer:
        """The offer of that id, or the one that the reader's own prices make."""
        values = self.values
        if ident != OWN:
            return offer(ident)
        return typed_offer(
            usd_input=values.own_input,
            usd_output=values.own_output,
            usd_cached=values.own_cached,
            usd_write=values.own_write,
            context_window=values.own_window or None,
        )

    def contender(self, offer: Offer, name: str = "") -> Contender:
        """The task with one model, in the tokens of that model."""
        values = self.values
        return Contender(
            offer=offer,
            name=name or offer.label,
            task=self.task(factor=tokenizer_factor(offer, claude=values.claude_factor)),
            billing=Billing(
                caching=values.caching,
                hit_rate=values.hit_percent / 100,
                attempts=1 + values.retry_percent / 100,
            ),
            at=self.at,
            cap=values.cap_usd,
        )

    @property
    def main(self) -> Contender:
        """The model that was asked about."""
        return self.contenders[0]

    @property
    def finished(self) -> tuple[Contender, ...]:
        """The models that get the task done, the cheapest first."""
        done = (each for each in self.contenders if each.run.stop is None)
        return tuple(sorted(done, key=lambda each: each.usd))

    @property
    def success(self) -> float:
        """Share of tasks done right."""
        return self.values.success_percent / 100

    @property
    def tasks_per_month(self) -> float:
        """Tasks that are begun in a month."""
        return self.values.tasks_per_day * self.values.days_per_month

    def success_usd(self, contender: Contender) -> float | None:
        """What one task done right costs; None where none gets done."""
        return None if contender.run.stop else self.success_usd_at(contender.usd)

    def success_usd_at(self, usd: float) -> float:
        """The same for a try of that cost."""
        return success_usd(usd, success=self.success, failure_factor=self.values.failure_factor)

    def month_usd(self, contender: Contender) -> float:
        """What all tasks of a month cost, failed ones included."""
        if contender.run.stop is not None:
            return self.tasks_per_month * contender.usd
        factor = self.values.failure_factor
        mean = mean_try_usd(contender.usd, success=self.success, failure_factor=factor)
        return self.tasks_per_month * mean

    def spread(self, usd: float | None) -> tuple[float, float] | tuple[None, None]:
        """What a cheap and a dear task of the kind cost; None where nothing was measured."""
        if self.kind.spread is None or usd is None or self.main.run.stop is not None:
            return None, None
        return usd * self.kind.spread.low, usd * self.kind.spread.high

    @cached_property
    def turned(self) -> tuple[Contender, Contender] | None:
        """The two neighbours nearest to the cheap end that change places in tokens of their own.

        None where none do, or where newer Claude models already have a factor.
        """
        makes_more = any(family(each.offer) == "newer claude" for each in self.finished)
        if self.values.claude_factor != 1 or not makes_more:
            return None
        own = Case(replace(self.values, claude_factor=CLAUDE_FACTOR))
        then = {each.offer.id: each for each in own.finished}
        order = [then[each.offer.id] for each in self.finished if each.offer.id in then]
        return next((pair for pair in pairwise(order) if pair[0].usd > pair[1].usd), None)
