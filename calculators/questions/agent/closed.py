"""The cost of a loop without counting its steps one by one, where nothing shortens it.

The prompt of step k is fixed + (k - 1) x growth. The first n prompts together are
n x fixed + growth x n (n - 1) / 2, and what a cache can hold of them is all but the newest part:
the prompt of each step was sent whole by the step before, so it is the sum up to n - 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.questions.agent.pay import Cost, cost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calculators.engines.price import Rates
    from calculators.questions.agent.loop import Loop
    from calculators.questions.agent.pay import Billing, Card


def prompt_of(loop: Loop, step: int) -> int:
    """The tokens of the prompt of one step, counted from 1."""
    joined = loop.joined_tokens if step > 1 else 0
    return loop.fixed_tokens + (step - 1) * loop.growth_tokens + joined


def sent(loop: Loop, steps: int) -> int:
    """The tokens of the first so many prompts together.

    >>> from calculators.questions.agent.loop import Loop
    >>> loop = Loop(steps=30, fixed_tokens=12_000, output_tokens=400, result_tokens=1_600)
    >>> sent(loop, 30), sent(loop, 29)
    (1230000, 1160000)
    """
    if steps < 1:
        return 0
    grown = loop.growth_tokens * steps * (steps - 1) // 2
    return steps * loop.fixed_tokens + grown + loop.joined_tokens * (steps - 1)


def closed_cost(loop: Loop, card: Card, billing: Billing, *, steps: int | None = None) -> Cost:
    """The cost of a loop, or of its first steps; it may be asked for more steps than it has."""
    last = loop.steps if steps is None else steps
    total = Cost()
    for first, end, rates in _stretches(loop, card, last):
        prompt = sent(loop, end) - sent(loop, first - 1)
        seen = sent(loop, end - 1) - sent(loop, first - 2)
        output = loop.output_tokens * (end - first) + _output(loop, end, last)
        total = total.plus(cost(prompt, seen, output, rates, billing))
    return total


def _output(loop: Loop, step: int, last: int) -> int:
    return loop.output_of(step) if step == last == loop.steps else loop.output_tokens


def _stretches(loop: Loop, card: Card, last: int) -> Iterator[tuple[int, int, Rates]]:
    """Steps one after another that are paid at the same rates: the first, the last, the rates."""
    first = 1
    while first <= last:
        rates = card(prompt_of(loop, first))
        end = _end(loop, card, first, last)
        yield first, end, rates
        first = end + 1


def _end(loop: Loop, card: Card, first: int, last: int) -> int:
    """The last step that is paid at the rates of the first: cliffs are passed once and for all."""
    rates = card(prompt_of(loop, first))
    return last_true(first, last, lambda step: card(prompt_of(loop, step)) == rates)


def last_true(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The last whole number for which something holds, where it holds first and then no more."""
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def steps_within(loop: Loop, window: int) -> int:
    """The steps that a context window has room for, with what each writes."""
    room = window - loop.output_tokens
    if room < loop.fixed_tokens:
        return 0
    return 1 + max(0, room - loop.fixed_tokens - loop.joined_tokens) // loop.growth_tokens
