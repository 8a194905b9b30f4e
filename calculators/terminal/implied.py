"""Raw inputs as a person at a terminal means them, before they are validated.

The name of a file stands for its text where a text is asked for, and `-` for standard input. An
input that is given chooses what it depends on: `--ram-gib 32` needs no `--machine custom`, and a
file wins over `--model`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from calculators.core.calculator import Calculator, Field
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.inputs import Text

MOST_BYTES_A_CHARACTER = 4
"""In UTF-8 and in UTF-16."""
STANDARD_INPUT = "-"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that PowerShell 5.1 wrote."""


def completed(
    chosen: Calculator, raw: Mapping[str, Any], standard_input: BinaryIO | None = None
) -> dict[str, Any]:
    """Inputs that say all they imply; raises `InputErrors` where two contradict each other.

    An input that would not count but has its default value is no contradiction, so the inputs of
    an answer can be asked again as they are. `standard_input` is what `-` stands for, if anything.
    """
    filled = {name: value for name, value in raw.items() if value not in (None, "", {})}
    for field in chosen.fields:
        if isinstance(field.input, Text) and field.name in filled:
            raw_text = filled[field.name]
            filled[field.name] = _text(field.name, field.input, raw_text, standard_input)
            if field.input.when:
                filled[field.input.when.field] = field.input.when.values[0]
    given = [field for field in chosen.fields if field.name in filled]
    problems = [_imply(chosen, field, field, filled) for field in given]
    if found := [problem for problem in problems if problem]:
        raise InputErrors(found)
    return filled


def _imply(
    chosen: Calculator, given: Field, field: Field, filled: dict[str, Any]
) -> Problem | None:
    """Choose what an input depends on, all the way up; drop it if it cannot count."""
    when = field.input.when
    if when is None:
        return None
    if filled.setdefault(when.field, when.values[0]) in when.values:
        return _imply(chosen, given, chosen.field(when.field), filled)
    if str(filled.get(given.name)) == given.default_text:
        filled.pop(given.name)
        return None
    needed = " or ".join(when.values)
    message = f"{given.input.label}: it counts only when {when.field} is {needed}. Drop one."
    return Problem(given.name, message)


def _text(name: str, wanted: Text, value: object, standard_input: BinaryIO | None) -> object:
    """A text itself starts as JSON does or has several lines; all else names a file."""
    if wanted.typed or not isinstance(value, str) or value.lstrip("\ufeff \t\r\n").startswith("{"):
        return value
    if "\n" in value.strip():
        return value
    if value == STANDARD_INPUT and standard_input:
        return _bounded(name, wanted, "standard input", standard_input)
    named = f"the file {quoted(value)}"
    try:
        with open(value, "rb") as file:
            return _bounded(name, wanted, named, file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unread(name, wanted, named, f"{reason}.") from None


def _bounded(name: str, wanted: Text, named: str, file: BinaryIO) -> str:
    """The text of a file, of which no more is read than the input may hold."""
    most = wanted.max_characters
    found = file.read(MOST_BYTES_A_CHARACTER * most + 1)
    if len(found) > MOST_BYTES_A_CHARACTER * most:
        reason = f"it has more than {most:,} characters, the limit. {wanted.less}"
        raise _unread(name, wanted, named, reason)
    try:
        return found.decode("utf-16" if found.startswith(UTF_16) else "utf-8-sig")
    except ValueError:
        raise _unread(name, wanted, named, "it is not a UTF-8 text file.") from None


def _unread(name: str, wanted: Text, named: str, reason: str) -> InputErrors:
    return InputErrors([Problem(name, f"{wanted.label}: {named} cannot be read: {reason}")])
