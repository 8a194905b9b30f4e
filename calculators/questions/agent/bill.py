"""The bill of a task: what each step costs, and the whole loop, as far as money and room go."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from calculators.engines.price import Cost, Usage, priced
from calculators.questions.agent.loop import KEEP, requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calculators.engines.price import Rates
    from calculators.questions.agent.loop import Loop

    Card = Callable[[int], Rates]
    """The rates of a request by the length of its prompt: beyond a cliff all of them change."""

NO_CACHE, MINUTES, HOUR = "off", "5min", "1h"
"""How long a prompt is kept: not at all, or as vendors sell it."""
STEP, SUMMARY, HELPERS = "step", "summary", "helpers"
CAP, WINDOW = "cap", "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """How the requests are paid for."""

    caching: str = MINUTES
    hit_rate: float = 1.0
    """Share of what the cache could hold that is found there."""
    attempts: float = 1.0
    """Times that each request is made, on average: 1 and the share that is tried again."""

    def afresh(self, rates: Rates) -> float:
        """USD for a million tokens read afresh: where a prompt is kept, for writing it there."""
        return {NO_CACHE: rates.input, MINUTES: rates.write, HOUR: rates.write_1h}[self.caching]


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens and USD of one or more requests, by what was done with them."""

    usage: Usage
    cost: Cost

    @property
    def read_tokens(self) -> float:
        """Read from the cache."""
        return self.usage.cached_tokens

    @property
    def fresh_tokens(self) -> float:
        """Read afresh; where a prompt is kept, all of them are written to the cache."""
        return self.usage.cache_write_tokens or self.usage.fresh_tokens

    @property
    def input_tokens(self) -> float:
        """All that were read."""
        return self.read_tokens + self.fresh_tokens

    @property
    def output_tokens(self) -> float:
        """Written by the model."""
        return self.usage.output_tokens

    @property
    def fresh_usd(self) -> float:
        """For what was read afresh, kept or not."""
        return self.cost.fresh + self.cost.written

    @property
    def usd(self) -> float:
        """All of it."""
        return self.cost.usd

    def __add__(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(self.usage + other.usage, self.cost + other.cost)

    def __mul__(self, count: float) -> Spent:
        """So many times as much."""
        return Spent(self.usage * count, self.cost * count)


NOTHING = Spent(Usage(), Cost())


def spent(prompt: float, seen: float, output: float, rates: Rates, billing: Billing) -> Spent:
    """What requests at the same rates take: tokens of their prompts, of those seen, written.

    >>> from types import SimpleNamespace
    >>> sonnet = SimpleNamespace(input=2, cached=0.1, write=2.5, write_1h=4, output=10)
    >>> round(spent(1_230_000, 1_160_000, 12_000, sonnet, Billing()).usd, 4)
    0.411
    >>> round(spent(1_230_000, 1_160_000, 12_000, sonnet, Billing(caching=NO_CACHE)).usd, 4)
    2.58
    """
    cached = billing.caching != NO_CACHE
    sent = billing.attempts * prompt
    read = billing.attempts * seen * billing.hit_rate if cached else 0.0
    kept = sent - read if cached else 0.0
    usage = Usage(
        prompt_tokens=sent,
        cached_tokens=read,
        cache_write_tokens=kept,
        cache_write_1h_tokens=kept if billing.caching == HOUR else 0.0,
        output_tokens=billing.attempts * output,
    )
    return Spent(usage, priced(rates, usage))


def loop_cost(loop: Loop, card: Card, billing: Billing, *, steps: int | None = None) -> Spent:
    """A loop that nothing shortens, or its first steps, without counting them one by one.

    It may be asked for more steps than the loop has.
    """
    last = loop.steps if steps is None else steps
    stretches = (
        spent(
            loop.sent(end) - loop.sent(first - 1),
            loop.sent(end - 1) - loop.sent(first - 2),
            loop.output_tokens * (end - first)
            + (loop.output_of(end) if end == last else loop.output_tokens),
            rates,
            billing,
        )
        for first, end, rates in _stretches(loop, card, last)
    )
    return sum(stretches, NOTHING)


def _stretches(loop: Loop, card: Card, last: int) -> Iterator[tuple[int, int, Rates]]:
    """Steps one after another that are paid at the same rates: the first, the last, the rates."""
    first = 1
    while first <= last:
        rates = card(loop.prompt_of(first))
        # Cliffs are passed once and for all: where one is, can be found by halving.
        later = range(first + 1, last + 1)
        same = bisect_left(later, True, key=lambda step: card(loop.prompt_of(step)) != rates)
        yield first, first + same, rates
        first += same + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An agent, and the helpers it sends out after its first step, each with a loop of its own."""

    lead: Loop
    helpers: int = 0
    helper: Loop | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One line of the bill: a step, a summary between two steps, or all helpers together."""

    kind: str
    step: int
    prompt_tokens: int
    """Of the longest prompt in it."""
    longest_tokens: int
    """The most that the context must hold for it: a prompt and what is written to it."""
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why a task ends before it is done, and at which step it cannot go on."""

    why: str
    step: int


@dataclass(frozen=True, kw_only=True)  # without slots: its sum is worked out once
class Run:
    """What was done and paid for."""

    charges: tuple[Charge, ...]
    stop: Stop | None = None

    @cached_property
    def cost(self) -> Cost:
        """What all of it costs."""
        return sum((charge.spent.cost for charge in self.charges), Cost())

    @cached_property
    def total(self) -> Spent:
        """All of it, with its tokens."""
        return Spent(sum((charge.spent.usage for charge in self.charges), Usage()), self.cost)

    @property
    def peak_tokens(self) -> int:
        """The longest prompt."""
        return max((charge.prompt_tokens for charge in self.charges), default=0)


def run(
    task: Task, card: Card, billing: Billing, *, window: int | None = None, cap: float = 0
) -> Run:
    """Every charge of a task, as far as a context window and a cap in USD let it go.

    A cap of 0 is none. The agent stops before what would pass the cap, or would not fit.
    """
    done: list[Charge] = []
    usd = 0.0
    for charge in _charges(task, card, billing):
        if window is not None and charge.longest_tokens > window:
            return Run(charges=tuple(done), stop=Stop(why=WINDOW, step=charge.step))
        if cap and usd + charge.spent.usd > cap:
            return Run(charges=tuple(done), stop=Stop(why=CAP, step=charge.step))
        usd += charge.spent.usd
        done.append(charge)
    return Run(charges=tuple(done))


def total_cost(task: Task, card: Card, billing: Billing) -> Spent:
    """The cost of a whole task that neither a cap nor a window stops."""
    return _whole_loop(task.lead, card, billing) + helpers_cost(task, card, billing)


def helpers_cost(task: Task, card: Card, billing: Billing) -> Spent:
    """What all helpers cost together."""
    if task.helper is None:
        return NOTHING
    return _whole_loop(task.helper, card, billing) * task.helpers


def _whole_loop(loop: Loop, card: Card, billing: Billing) -> Spent:
    if loop.shorten == KEEP:
        return loop_cost(loop, card, billing)
    return sum((each.spent for each in _charges(Task(lead=loop), card, billing)), NOTHING)


def _charges(task: Task, card: Card, billing: Billing) -> Iterator[Charge]:
    for each in requests(task.lead):
        prompt, output = each.prompt_tokens, each.output_tokens
        yield Charge(
            kind=SUMMARY if each.summary else STEP,
            step=each.step,
            prompt_tokens=prompt,
            longest_tokens=prompt + output,
            spent=spent(prompt, each.seen_tokens, output, card(prompt), billing),
        )
        if each.step == 1 and task.helper is not None:
            helper = task.helper
            longest = helper.prompt_of(helper.steps)
            yield Charge(
                kind=HELPERS,
                step=1,
                prompt_tokens=longest,
                longest_tokens=longest + helper.output_of(helper.steps),
                spent=helpers_cost(task, card, billing),
            )


def mean_try_usd(usd: float, *, success: float, failure_factor: float) -> float:
    """The average try, good ones and failed ones together.

    >>> mean_try_usd(0.40, success=0.5, failure_factor=3)
    0.8
    """
    return success * usd + (1 - success) * failure_factor * usd


def success_usd(usd: float, *, success: float, failure_factor: float) -> float:
    """What is paid for each task that was done right: its own try and its share of failed ones.

    >>> round(success_usd(0.41, success=0.7, failure_factor=1), 4)
    0.5857
    """
    return mean_try_usd(usd, success=success, failure_factor=failure_factor) / success
