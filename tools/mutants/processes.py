"""A process of its own for one piece of work, with what it says of it in the end."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable


def said_apart(work: Callable[[], str], *, limit: float) -> str | None:
    """What the work says, done in a fork of this process; None where it takes too long.

    Empty where the process ended without a word. Nothing it prints is shown.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _do(work, write)
    os.close(write)
    ready, _, _ = select.select([read], [], [], limit)
    if ready:
        with os.fdopen(read, encoding="utf-8", errors="replace") as pipe:
            said: str | None = pipe.read()
    else:
        os.close(read)
        said = None
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return said


def silent() -> None:
    """Let this process print nothing any more."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _do(work: Callable[[], str], write: int) -> None:
    try:
        silent()
        said = work()
        with os.fdopen(write, "w", encoding="utf-8") as pipe:
            pipe.write(said)
    finally:
        os._exit(0)
