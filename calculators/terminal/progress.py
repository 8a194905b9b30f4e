"""How far a long batch is, on standard error, where somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TextIO

from calculators.core.numbers import counted

FIRST_SECONDS, EVERY_SECONDS = 1.0, 0.2
"""A short batch shows nothing, and a long one no more than an eye can follow."""
ERASE = "\r\x1b[K"


@dataclass(slots=True)
class Progress:
    """A line that is written over and at last taken away; without a stream there is none."""

    stream: TextIO | None
    size_bytes: int = 0
    """Of the whole file, where that is known."""
    clock: Callable[[], float] = monotonic
    started: float = field(init=False)
    shown: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def tell(self, lines: int, failed: int, read_bytes: int) -> None:
        """Show how many lines were answered, and of how much of the file, if it's time to."""
        now = self.clock()
        early = now - self.started < FIRST_SECONDS
        if self.stream is None or early or (self.shown and now - self.shown < EVERY_SECONDS):
            return
        self.shown = now
        parts = [counted(lines, "line"), f"{lines / (now - self.started):,.0f} a second"]
        parts += [f"{failed:,} with an error"] if failed else []
        share = min(read_bytes / self.size_bytes, 1) if self.size_bytes else None
        parts += [f"{share:.0%} of the file"] if share is not None else []
        self._write(f"{ERASE}{', '.join(parts)}")

    def end(self) -> None:
        """Take the line away."""
        if self.shown:
            self._write(ERASE)

    def _write(self, text: str) -> None:
        if self.stream is not None:
            self.stream.write(text)
            self.stream.flush()
