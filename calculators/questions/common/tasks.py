"""Tasks in the reader's words, and how many tokens they are; how fast people read, and wait.

1 token is about three quarters of an English word. Lengths are our assumptions; each says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculators.core.numbers import format_quantity, format_range
from calculators.core.records import source
from calculators.core.results import Source
from calculators.engines.speed.estimate import Estimate, Span, Task
from calculators.engines.workload import WORDS_PER_TOKEN

READING_WORDS_PER_MINUTE = 238
PATIENCE_SECONDS = 10
"""About as long as attention stays with a task while nothing happens."""
_WORDS = WORDS_PER_TOKEN["english"]
READING_TOKENS_PER_S = READING_WORDS_PER_MINUTE / 60 / _WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTask(Task):
    """A task with its name, and why it is so long."""

    label: str
    why: str = ""


TASKS: Mapping[str, NamedTask] = {
    "email": NamedTask(
        label="Answer an e-mail",
        prompt_tokens=500,
        answer_tokens=200,
        why="an e-mail of 225 words with 150 words of instructions, an answer of 150 words",
    ),
    "contract": NamedTask(
        label="Summarise a 10-page contract",
        prompt_tokens=6800,
        answer_tokens=550,
        why="10 pages of 500 words with 100 words of instructions, a summary of about 400 words",
    ),
    "tickets": NamedTask(
        label="Sort 500 support tickets",
        prompt_tokens=400,
        answer_tokens=10,
        times=500,
        why="one after the other, each 150 words with 150 words of instructions, one label each; "
        "a server that keeps the instructions in its cache reads only half of it",
    ),
    "chat": NamedTask(
        label="One hour of chat",
        prompt_tokens=80,
        answer_tokens=300,
        times=20,
        one_conversation=True,
        why="20 questions of 60 words with answers of 225 words, all kept in the conversation; "
        "you spend the rest of the hour reading and typing",
    ),
    "code": NamedTask(
        label="A question about code",
        prompt_tokens=1500,
        answer_tokens=700,
        why="a file of about 150 lines (10 tokens each), an answer of 70 lines",
    ),
}
"""Tasks by id; beside them a reader may give own numbers."""


def words_per_minute(estimate: Estimate) -> float:
    """Words written a minute."""
    return estimate.decode.typical * 60 * _WORDS


def speed_words(decode: Span) -> str:
    """A speed with its range."""
    spread = format_range(decode.low, decode.high, "tokens/s")
    return spread or format_quantity(decode.typical, "tokens/s")


def task_sources() -> Iterator[Source]:
    """What the lengths of the tasks rest on."""
    yield source("english-tokens")
    yield source("words-on-a-page")
