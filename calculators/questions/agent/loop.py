"""The loop of an agent as a list of requests, in tokens. There are no prices here.

An agent sends everything again with each step: its instructions, the task, all that it wrote and
all that its tools gave back. So the prompt grows by the same amount each time, and the sum of all
prompts grows with the square of the steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEP, SUMMARISE, CLEAR = "keep", "summarise", "clear"
"""What an agent does with a conversation that gets long: nothing, write a summary and go on from
that, or drop old results of tools."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One agent at work on one task."""

    steps: int
    fixed_tokens: int
    """Sent with every request: instructions, descriptions of tools, the task."""
    output_tokens: int
    """Written in a step, thinking included."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
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
