"""What a reader wants a model for, and what each purpose asks of a machine.

A purpose is a context and one of the tasks that `speed` times. Both are our assumptions; each says
why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.questions.common.tasks import READING_TOKENS_PER_S, TASKS, NamedTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """A kind of work, as a context to hold and a task to time."""

    label: str
    context: int
    """Tokens that must fit at once: the texts, the answers and what was said before."""
    task_name: str
    """The task of `speed` that stands for it."""
    why: str

    @property
    def task(self) -> NamedTask:
        """The task that is timed."""
        return TASKS[self.task_name]


PURPOSES: Mapping[str, Purpose] = {
    "everyday": Purpose(
        label="Everyday text and e-mail",
        context=4096,
        task_name="email",
        why="4,096 tokens hold about six pages: a letter, your wishes and a few drafts",
    ),
    "chat": Purpose(
        label="Long conversations",
        context=8192,
        task_name="chat",
        why="an hour of chat is about 7,600 tokens",
    ),
    "documents": Purpose(
        label="Long documents",
        context=16384,
        task_name="contract",
        why="16,384 tokens hold a document of 20 pages and its summary; the time is for 10 pages",
    ),
    "code": Purpose(
        label="Help with code",
        context=16384,
        task_name="code",
        why="16,384 tokens hold several files of 150 lines and the answers; programs that work "
        "through a whole project by themselves need more",
    ),
    "sorting": Purpose(
        label="Sort or label many short texts",
        context=2048,
        task_name="tickets",
        why="each text is short and read on its own; the time is for 500 of them",
    ),
}
"""Purposes by id, the most common first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How quick is quick enough."""

    label: str
    words: str
    """What it asks for, to end a sentence with."""
    tokens_per_s: float
    """Least writing speed where somebody reads along."""
    batch_seconds: float
    """Most time for a whole batch, where nobody does."""


PACES: Mapping[str, Pace] = {
    "any": Pace(
        label="I can wait", words="any speed", tokens_per_s=0.0, batch_seconds=float("inf")
    ),
    "reading": Pace(
        label="As fast as I read",
        words="as fast as people read",
        tokens_per_s=READING_TOKENS_PER_S,
        batch_seconds=3600.0,
    ),
    "quick": Pace(
        label="Twice as fast as I read",
        words="twice as fast as people read",
        tokens_per_s=2 * READING_TOKENS_PER_S,
        batch_seconds=1800.0,
    ),
}
"""Wishes for speed by id."""
