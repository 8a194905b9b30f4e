"""What can go wrong with an input, in words a reader can act on.

InputErrors          everything wrong with one set of inputs, all at once
  └─ Problem         one field: what was given, the limit, the fix
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One field and one plain sentence that names the value, the limit and the fix."""

    field: str
    message: str


class InputErrors(Exception):
    """Raised when inputs cannot be used; carries one `Problem` per field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of the form."""
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


def quoted(value: object) -> str:
    """The value as the reader gave it, short and on one line.

    >>> quoted("eight\\nthousand")
    '“eight thousand”'
    >>> quoted("x" * 1000)
    '“xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”'
    """
    # Slicing first keeps a pasted megabyte from being walked character by character.
    text = str(value)[: 4 * _SHOWN_CHARACTERS]
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    cut = clean if len(clean) <= _SHOWN_CHARACTERS else clean[:_SHOWN_CHARACTERS] + "…"
    return f"“{cut}”"
