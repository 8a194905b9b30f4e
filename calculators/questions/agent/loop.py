"""The loop of an agent: what each step sends, and its bill, as far as money and room go.

An agent sends everything again with each step: its instructions, the task, all that it wrote and
all that its tools gave back. So the prompt grows by the same amount each time, and the sum of all
prompts grows with the square of the steps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from calculators.engines.price.cost import NOTHING, Billing, Cost, Spent, Usage, spent
from calculators.engines.price.rates import Rates

Card = Callable[[int], Rates]
"""The rates of a request by the length of its prompt: beyond a cliff all of them change."""
KEEP, SUMMARISE, CLEAR = "keep", "summarise", "clear"
"""What an agent does with a conversation that gets long: nothing, write a summary and go on from
that, or drop old results of tools."""
STEP, SUMMARY, HELPERS = "step", "summary", "helpers"
CAP, WINDOW = "cap", "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One agent at work on one task."""

    steps: int
    fixed_tokens: int
    """Sent with every request: instructions, descriptions of tools, the task."""
    output_tokens: int
    """Written in each step, thinking included."""
    result_tokens: int
    """Given back by a tool after a step."""
    joined_tokens: int = 0
    """Reports of helpers, which join the conversation after the first step."""
    last_output_tokens: int | None = None
    """Written in the last step, where that is not as much as in the others."""
    shorten: str = KEEP
    shorten_at: int = 0
    """Prompts above this are shortened first."""
    summary_tokens: int = 0
    kept_results: int = 0
    """Results of tools that stay when old ones are cleared."""

    @property
    def growth_tokens(self) -> int:
        """How much longer the prompt gets with each step."""
        return self.output_tokens + self.result_tokens

    def output_of(self, step: int) -> int:
        """What is written in that step, counted from 1."""
        if step == self.steps and self.last_output_tokens is not None:
            return self.last_output_tokens
        return self.output_tokens

    def prompt_of(self, step: int) -> int:
        """The tokens of the prompt of one step, counted from 1, where nothing shortens it."""
        joined = self.joined_tokens if step > 1 else 0
        return self.fixed_tokens + (step - 1) * self.growth_tokens + joined

    @property
    def last(self) -> tuple[int, int]:
        """Tokens of the last prompt, where nothing shortens it, and of what is written to it."""
        return self.prompt_of(self.steps), self.output_of(self.steps)

    def sent(self, steps: int) -> int:
        """The tokens of the first so many prompts together, where nothing shortens them.

        The prompt of step k is fixed + (k - 1) x growth, so the first n of them are
        n x fixed + growth x n (n - 1) / 2. What a cache can hold of them is all but the newest
        part: each prompt was sent whole by the step before, so it is the sum up to n - 1.

        >>> loop = Loop(steps=30, fixed_tokens=12_000, output_tokens=400, result_tokens=1_600)
        >>> loop.sent(30), loop.sent(29)
        (1230000, 1160000)
        """
        if steps < 1:
            return 0
        grown = self.growth_tokens * steps * (steps - 1) // 2
        return steps * self.fixed_tokens + grown + self.joined_tokens * (steps - 1)

    def steps_within(self, window: int) -> int:
        """The steps that a context window has room for, with what each writes."""
        room = window - self.output_tokens
        if room < self.fixed_tokens:
            return 0
        return 1 + max(0, room - self.fixed_tokens - self.joined_tokens) // self.growth_tokens


class Request(NamedTuple):
    """What is sent and written once."""

    step: int
    prompt_tokens: int
    seen_tokens: int
    """The part of the prompt that is word for word the prompt before: a cache can hold it."""
    output_tokens: int
    summary: bool = False
    """Whether it only sums up the conversation, between two steps."""


@dataclass(slots=True)
class _Talk:
    """The conversation so far, without the fixed part."""

    written: int = 0
    results: int = 0
    seen: int = 0

    def prompt(self, loop: Loop) -> int:
        return loop.fixed_tokens + self.written + self.results * loop.result_tokens


def requests(loop: Loop) -> Iterator[Request]:
    """All requests of a loop, in order.

    >>> loop = Loop(steps=3, fixed_tokens=100, output_tokens=10, result_tokens=40)
    >>> [(each.prompt_tokens, each.seen_tokens) for each in requests(loop)]
    [(100, 0), (150, 100), (200, 150)]
    """
    talk = _Talk()
    for step in range(1, loop.steps + 1):
        if step > 1 and loop.shorten != KEEP and talk.prompt(loop) > loop.shorten_at:
            yield from _shortened(loop, talk, step)
        prompt, output = talk.prompt(loop), loop.output_of(step)
        yield Request(step=step, prompt_tokens=prompt, seen_tokens=talk.seen, output_tokens=output)
        talk.seen = prompt
        talk.written += output + (loop.joined_tokens if step == 1 else 0)
        talk.results += 1


def _shortened(loop: Loop, talk: _Talk, step: int) -> Iterator[Request]:
    """Shorten the conversation; a summary takes one more request.

    What follows is another text, so nothing of it counts as seen. That is the careful reading: a
    vendor may still find the fixed part in its cache.
    """
    if loop.shorten == SUMMARISE:
        yield Request(
            step=step,
            prompt_tokens=talk.prompt(loop),
            seen_tokens=talk.seen,
            output_tokens=loop.summary_tokens,
            summary=True,
        )
        talk.written, talk.results, talk.seen = loop.summary_tokens, 0, 0
    elif talk.results > loop.kept_results:
        talk.results, talk.seen = loop.kept_results, 0


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
class AgentTask:
    """An agent, and the helpers it sends out after its first step, each with a loop of its own."""

    lead: Loop
    helpers: int = 0
    helper: Loop | None = None


class Charge(NamedTuple):
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
    task: AgentTask, card: Card, billing: Billing, *, window: int | None = None, cap: float = 0
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


def total_cost(task: AgentTask, card: Card, billing: Billing) -> Spent:
    """The cost of a whole task that neither a cap nor a window stops."""
    if task.lead.shorten == KEEP:
        lead = loop_cost(task.lead, card, billing)
    else:
        charges = _charges(AgentTask(lead=task.lead), card, billing)
        lead = sum((each.spent for each in charges), NOTHING)
    return lead + helpers_cost(task, card, billing)


def total_usd(task: AgentTask, card: Card, billing: Billing) -> float:
    """US dollars of the same, for many models to be ranked by: the last digits may be others.

    What is sent is alike for all with the same tokenizer, and all requests at the same rates are
    paid for in one sum.
    """
    if task.lead.shorten == KEEP:
        return total_cost(task, card, billing).usd
    sent, first, usd = _by_length(task.lead), 0, helpers_cost(task, card, billing).usd
    while first < len(sent):
        rates = card(sent[first][0])
        later = range(first + 1, len(sent))
        end = first + 1 + bisect_left(later, True, key=lambda place: card(sent[place][0]) != rates)
        prompt, seen, output = map(sum, zip(*sent[first:end], strict=True))
        usd += spent(prompt, seen, output, rates, billing).usd
        first = end
    return usd


def longest_tokens(task: AgentTask) -> int:
    """The most that the context must hold for any request of a task: a prompt, and what it gets."""
    lead = task.lead
    sent = [each[::2] for each in _by_length(lead)] if lead.shorten != KEEP else [lead.last]
    return max(map(sum, (*sent, *([task.helper.last] if task.helper else []))))


@lru_cache(maxsize=16)  # alike for all models with the same tokenizer
def _by_length(loop: Loop) -> tuple[tuple[int, int, int], ...]:
    """Tokens of the prompt, of those seen before, and written, in each request of a loop."""
    return tuple(sorted((e.prompt_tokens, e.seen_tokens, e.output_tokens) for e in requests(loop)))


def helpers_cost(task: AgentTask, card: Card, billing: Billing) -> Spent:
    """What all helpers cost together; nothing shortens their loops."""
    if task.helper is None:
        return NOTHING
    return loop_cost(task.helper, card, billing) * task.helpers


def _charges(task: AgentTask, card: Card, billing: Billing) -> Iterator[Charge]:
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
            yield Charge(
                kind=HELPERS,
                step=1,
                prompt_tokens=task.helper.last[0],
                longest_tokens=sum(task.helper.last),
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
