"""Tasks in the reader's words, and how many tokens they are.

1 token is about three quarters of an English word. Lengths are our assumptions; each says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.core.results import Source
from calculators.core.sources import source
from calculators.engines.workload.tokens import WORDS_PER_TOKEN as words_per_token

OWN = "own"
WORDS_PER_TOKEN = words_per_token["english"]
READING_WORDS_PER_MINUTE = 238
PATIENCE_SECONDS = 10
"""About as long as attention stays with a task while nothing happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a model is asked to do, as tokens."""

    label: str
    prompt_tokens: int
    answer_tokens: int
    times: int = 1
    one_conversation: bool = False
    """Each of the `times` goes on from those before, which stay in the KV cache."""
    history_tokens: int = 0
    """Read before the task starts, and still in the KV cache."""
    why: str = ""

    @property
    def needed_context(self) -> int:
        """Tokens that must fit in the context at once."""
        turn = self.prompt_tokens + self.answer_tokens
        return self.history_tokens + turn * (self.times if self.one_conversation else 1)

    def history(self, turn: int) -> int:
        """Tokens already in the KV cache when a turn starts, counted from 0."""
        grown = turn * (self.prompt_tokens + self.answer_tokens) if self.one_conversation else 0
        return self.history_tokens + grown


TASKS: Mapping[str, Task] = {
    "email": Task(
        label="Answer an e-mail",
        prompt_tokens=500,
        answer_tokens=200,
        why="an e-mail of 225 words with 150 words of instructions, an answer of 150 words",
    ),
    "contract": Task(
        label="Summarise a 10-page contract",
        prompt_tokens=6800,
        answer_tokens=550,
        why="10 pages of 500 words with 100 words of instructions, a summary of about 400 words",
    ),
    "tickets": Task(
        label="Sort 500 support tickets",
        prompt_tokens=400,
        answer_tokens=10,
        times=500,
        why="one after the other, each 150 words with 150 words of instructions, one label each; "
        "a server that keeps the instructions in its cache reads only half of it",
    ),
    "chat": Task(
        label="One hour of chat",
        prompt_tokens=80,
        answer_tokens=300,
        times=20,
        one_conversation=True,
        why="20 questions of 60 words with answers of 225 words, all kept in the conversation; "
        "you spend the rest of the hour reading and typing",
    ),
    "code": Task(
        label="A question about code",
        prompt_tokens=1500,
        answer_tokens=700,
        why="a file of about 150 lines (10 tokens each), an answer of 70 lines",
    ),
}
"""Tasks by id; beside them a reader may give own numbers."""

_CHECKED = "2026-11-24"
TASK_SOURCES = (source("english-tokens"), source("words-on-a-page"))
READING_SOURCE = Source(
    title="Brysbaert 2019: how many words do we read per minute?",
    url="https://doi.org/10.1016/j.jml.2019.104047",
    checked=_CHECKED,
)
PATIENCE_SOURCE = Source(
    title="Nielsen: response times, the three important limits",
    url="https://www.nngroup.com/articles/response-times-3-important-limits/",
    checked=_CHECKED,
)
