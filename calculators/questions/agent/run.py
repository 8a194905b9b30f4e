"""A task from its first request to its last, or to where money or room runs out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from calculators.questions.agent.closed import closed_cost, prompt_of
from calculators.questions.agent.loop import KEEP, requests
from calculators.questions.agent.pay import Cost, cost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calculators.questions.agent.loop import Loop, Request
    from calculators.questions.agent.pay import Billing, Card

STEP, SUMMARY, HELPERS = "step", "summary", "helpers"
CAP, WINDOW = "cap", "window"
NO_COST = Cost()


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
    cost: Cost


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
    def total(self) -> Cost:
        """All of it."""
        return _sum(charge.cost for charge in self.charges)

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
    spent = 0.0
    for charge, longest in _charges(task, card, billing):
        if window is not None and longest > window:
            return Run(charges=tuple(done), stop=Stop(why=WINDOW, step=charge.step))
        if cap and spent + charge.cost.usd > cap:
            return Run(charges=tuple(done), stop=Stop(why=CAP, step=charge.step))
        spent += charge.cost.usd
        done.append(charge)
    return Run(charges=tuple(done))


def total_cost(task: Task, card: Card, billing: Billing) -> Cost:
    """The cost of a whole task that neither a cap nor a window stops."""
    helpers = helpers_cost(task, card, billing)
    return _loop_cost(task.lead, card, billing).plus(helpers)


def helpers_cost(task: Task, card: Card, billing: Billing) -> Cost:
    """What all helpers cost together."""
    if task.helper is None:
        return NO_COST
    return _loop_cost(task.helper, card, billing).times(task.helpers)


def _loop_cost(loop: Loop, card: Card, billing: Billing) -> Cost:
    if loop.shorten == KEEP:
        return closed_cost(loop, card, billing)
    return _sum(_cost(each, card, billing) for each in requests(loop))


def _charges(task: Task, card: Card, billing: Billing) -> Iterator[tuple[Charge, int]]:
    """Each charge, and the most that the context must hold for it."""
    for each in requests(task.lead):
        kind = SUMMARY if each.summary else STEP
        yield (
            Charge(
                kind=kind,
                step=each.step,
                prompt_tokens=each.prompt_tokens,
                cost=_cost(each, card, billing),
            ),
            each.prompt_tokens + each.output_tokens,
        )
        if each.step == 1 and task.helper is not None:
            yield _helpers(task, task.helper, card, billing)


def _helpers(task: Task, helper: Loop, card: Card, billing: Billing) -> tuple[Charge, int]:
    longest = prompt_of(helper, helper.steps)
    charge = Charge(
        kind=HELPERS,
        step=1,
        prompt_tokens=longest,
        cost=helpers_cost(task, card, billing),
    )
    return charge, longest + helper.output_of(helper.steps)


def _cost(each: Request, card: Card, billing: Billing) -> Cost:
    rates = card(each.prompt_tokens)
    return cost(each.prompt_tokens, each.seen_tokens, each.output_tokens, rates, billing)


def _sum(costs: Iterable[Cost]) -> Cost:
    total = NO_COST
    for each in costs:
        total = total.plus(each)
    return total
