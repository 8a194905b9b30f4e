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
