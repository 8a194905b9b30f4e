"""The time of a whole task: reading, thinking and writing, each with the range it may lie in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.engines.speed.rate import Device, read_seconds, write_seconds
from calculators.engines.speed.record import Band, Record
from calculators.engines.speed.work import Work

OFFLOAD = Band(low=0.4, high=2.5, rows=0, devices=0)
"""Band for a model that lies partly in main memory. No coefficient was fitted to such rows; this
was set after seeing how far off they are: it holds 24 of 27 for writing, 2 of 5 for reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a model is asked to do, as tokens."""

    prompt_tokens: int
    answer_tokens: int
    times: int = 1
    one_conversation: bool = False
    """Each of the `times` goes on from those before, which stay in the KV cache."""
    history_tokens: int = 0
    """Read before the task starts, and still in the KV cache."""

    @property
    def needed_context(self) -> int:
        """Tokens that must fit in the context at once."""
        turn = self.prompt_tokens + self.answer_tokens
        return self.history_tokens + turn * (self.times if self.one_conversation else 1)

    @property
    def alone(self) -> bool:
        """Whether nobody sits and reads: the same, many times over."""
        return self.times > 1 and not self.one_conversation

    def history(self, turn: int) -> int:
        """Tokens already in the KV cache when a turn starts, counted from 0."""
        grown = turn * (self.prompt_tokens + self.answer_tokens) if self.one_conversation else 0
        return self.history_tokens + grown


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A figure with the range it may lie in, each rounded to four digits."""

    low: float
    typical: float
    high: float

    @classmethod
    def of(cls, typical: float, band: Band) -> Span:
        """A time, and the band of its class around it."""
        return cls._rounded(typical * band.low, typical, typical * band.high)

    @classmethod
    def _rounded(cls, low: float, typical: float, high: float) -> Span:
        return cls(low=rounded(low), typical=rounded(typical), high=rounded(high))

    def __add__(self, other: Span) -> Span:
        """Both together; both may be slow at once."""
        return self._rounded(
            self.low + other.low, self.typical + other.typical, self.high + other.high
        )

    def __truediv__(self, parts: int) -> Span:
        """One of so many equal parts."""
        return self._rounded(self.low / parts, self.typical / parts, self.high / parts)

    def rate(self, count: int) -> Span:
        """How many of `count` come in a second, when all of them take this long."""
        return self._rounded(count / self.high, count / self.typical, count / self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Times of one task in seconds, all turns together unless said otherwise."""

    reading: Span
    thinking: Span
    writing: Span
    first_word: Span
    """Of one turn, before the first word of its answer."""
    done: Span
    decode: Span
    """Tokens written a second."""
    prefill: Span
    """Tokens read a second."""


def rounded(value: float) -> float:
    """Four digits: more would be noise.

    >>> rounded(1234.56), rounded(0.0123456)
    (1235.0, 0.01235)
    """
    return float(f"{value:.4g}")


def estimate(
    task: Task, work: Work, device: Device, record: Record, *, thinking_tokens: int = 0
) -> Estimate:
    """The times of a task on a device."""
    offloaded = device.host is not None
    decode = OFFLOAD if offloaded else device.speed_class.decode
    prefill = OFFLOAD if offloaded else device.speed_class.prefill
    read = thought = wrote = 0.0
    for history, times in turns(task):
        asked = history + task.prompt_tokens
        middle = asked + thinking_tokens // 2
        written = asked + thinking_tokens + task.answer_tokens // 2
        read += times * read_seconds(work, device, record, tokens=task.prompt_tokens, depth=history)
        if thinking_tokens:
            each = write_seconds(work, device, record, depth=middle)
            thought += times * thinking_tokens * each
        wrote += times * task.answer_tokens * write_seconds(work, device, record, depth=written)
    reading, thinking = Span.of(read, prefill), Span.of(thought, decode)
    writing = Span.of(wrote, decode)
    return Estimate(
        reading=reading,
        thinking=thinking,
        writing=writing,
        first_word=(reading + thinking) / task.times,
        done=reading + thinking + writing,
        decode=writing.rate(task.answer_tokens * task.times),
        prefill=reading.rate(task.prompt_tokens * task.times),
    )


def turns(task: Task) -> Iterator[tuple[int, int]]:
    """Tokens before each turn, and how many turns are alike."""
    if not task.one_conversation:
        yield task.history(0), task.times
        return
    for turn in range(task.times):
        yield task.history(turn), 1
