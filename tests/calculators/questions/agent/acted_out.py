"""An agent acted out token by token, to check the sums against. Nothing here is shared with them.

Every token is a number of its own. A prompt is the list of all tokens so far; the vendor keeps the
last prompt and reads it from there when the next one starts with it, word for word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count


@dataclass
class Prices:
    """USD for a million tokens, up to a length of the prompt and beyond it."""

    cliff: int
    below: tuple[int, int, int, int]
    """Read afresh, read from the cache, written to the cache, written by the model."""
    above: tuple[int, int, int, int]


@dataclass
class Agent:
    fixed: int
    output: int
    result: int
    steps: int
    shorten: str = "keep"
    limit: int = 0
    summary: int = 0
    kept: int = 0
    helpers: int = 0
    report: int = 0
    last_output: int | None = None


@dataclass
class Vendor:
    prices: Prices
    cached: bool
    hit: Fraction
    again: Fraction
    kept: list[int] = field(default_factory=list)
    bill: Fraction = Fraction(0)

    def answer(self, prompt: list[int], length: int) -> None:
        fresh, read, write, out = (
            self.prices.above if len(prompt) > self.prices.cliff else self.prices.below
        )
        known = len(self.kept) if prompt[: len(self.kept)] == self.kept else 0
        due = Fraction(0)
        for place in range(len(prompt)):
            if not self.cached:
                due += fresh
            elif place < known:
                due += self.hit * read + (1 - self.hit) * write
            else:
                due += write
        due += length * out
        self.bill += due * (1 + self.again)
        self.kept = list(prompt)


def act(agent: Agent, vendor: Vendor) -> list[int]:
    """Play the loop; the length of each prompt of a step, in order."""
    number = count()
    fixed = _words(agent.fixed, number)
    talk: list[tuple[str, list[int]]] = []
    lengths = []
    for step in range(agent.steps):
        if step and agent.shorten != "keep" and len(_whole(fixed, talk)) > agent.limit:
            talk = _shorter(agent, vendor, fixed, talk, number)
        prompt = _whole(fixed, talk)
        lengths.append(len(prompt))
        final = step == agent.steps - 1 and agent.last_output is not None
        length = agent.last_output if final and agent.last_output else agent.output
        vendor.answer(prompt, length)
        talk.append(("said", _words(length, number)))
        if step == 0:
            talk += [("said", _words(agent.report, number)) for _ in range(agent.helpers)]
        talk.append(("result", _words(agent.result, number)))
    return lengths


def _shorter(
    agent: Agent,
    vendor: Vendor,
    fixed: list[int],
    talk: list[tuple[str, list[int]]],
    number: count[int],
) -> list[tuple[str, list[int]]]:
    if agent.shorten == "summarise":
        vendor.answer(_whole(fixed, talk), agent.summary)
        vendor.kept = [-1]  # a new text: the vendor finds nothing of it
        return [("said", _words(agent.summary, number))]
    results = [part for part in talk if part[0] == "result"]
    dropped = results[: max(0, len(results) - agent.kept)]
    if dropped:
        vendor.kept = [-1]
    return [part for part in talk if not any(part is each for each in dropped)]


def _words(length: int, number: count[int]) -> list[int]:
    return [next(number) for _ in range(length)]


def _whole(fixed: list[int], talk: list[tuple[str, list[int]]]) -> list[int]:
    return fixed + [token for _, part in talk for token in part]
