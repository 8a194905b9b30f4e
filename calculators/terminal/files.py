"""Files that are named on the command line: how much of each is read."""

from __future__ import annotations

import os
import stat
import sys
from typing import IO, Any, BinaryIO

from calculators.core.errors import quoted

STANDARD_INPUT = "-"
MOST_BYTES_A_CHARACTER = 4
"""In UTF-8 and in UTF-16."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that PowerShell 5.1 wrote."""


class Unread(Exception):
    """A file that cannot be read; the text names it and says why."""


def read_text(name: str, most: int, less: str) -> str:
    """The text of a file, or of standard input for `-`, of at most so many characters.

    A file that is larger is refused by its size; of a pipe or a device, which have none, no more
    is read than the limit. `less` says what to do about it. Raises `Unread`.
    """
    named = "standard input" if name == STANDARD_INPUT else f"the file {quoted(name)}"
    try:
        found = _bytes(name, MOST_BYTES_A_CHARACTER * most)
    except (OSError, ValueError) as error:  # what is typed may be no name that a file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise Unread(f"{named} cannot be read: {reason}.") from None
    if found is None:
        raise Unread(
            f"{named} cannot be read: it has more than {most:,} characters, the limit. {less}"
        )
    try:
        return found.decode("utf-16" if found.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unread(f"{named} cannot be read: it is not a UTF-8 text file.") from None


def _bytes(name: str, most: int) -> bytes | None:
    """All that a file holds; nothing where it holds more."""
    if name == STANDARD_INPUT:
        found = _standard_input().read(most + 1)
    else:
        with open(name, "rb") as file:
            if size_of(file) > most:
                return None
            found = file.read(most + 1)
    return found if len(found) <= most else None


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise ValueError("it is closed")
    return sys.stdin.buffer


def size_of(file: IO[Any]) -> int:
    """The bytes of a regular file; 0 for a pipe or a device, of which nobody knows.

    >>> with open(os.devnull, "rb") as device:
    ...     size_of(device)
    0
    """
    found = os.fstat(file.fileno())
    return found.st_size if stat.S_ISREG(found.st_mode) else 0
