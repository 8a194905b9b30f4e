"""Raw inputs as a person at a terminal means them, before they are validated.

The name of a file stands for its text where a text is asked for. An input that is given chooses
what it depends on: `--ram-gib 32` needs no `--machine custom`, and a file wins over `--model`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.core.calculator import Calculator, Field
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.inputs import Text

MOST_BYTES_A_CHARACTER = 4
"""In UTF-8."""


def completed(chosen: Calculator, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs that say all they imply; raises `InputErrors` where two contradict each other.

    An input that would not count but has its default value is no contradiction, so the inputs of
    an answer can be asked again as they are.
    """
    filled = {name: value for name, value in raw.items() if value not in (None, "", {})}
    for field in chosen.fields:
        if isinstance(field.input, Text) and field.name in filled:
            filled[field.name] = _text(field.name, field.input, filled[field.name])
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


def _text(name: str, wanted: Text, value: object) -> object:
    """A text itself starts as JSON does or has several lines; all else names a file."""
    if wanted.typed or not isinstance(value, str) or value.lstrip("\ufeff \t\r\n").startswith("{"):
        return value
    return value if "\n" in value.strip() else _file_text(name, wanted, value)


def _file_text(name: str, wanted: Text, path: str) -> str:
    """The text of a file, of which no more is read than the input may hold."""
    most = wanted.max_characters
    try:
        with open(path, "rb") as file:
            found = file.read(MOST_BYTES_A_CHARACTER * most + 1)
        if len(found) <= MOST_BYTES_A_CHARACTER * most:
            return found.decode("utf-8-sig")
        reason = f"it has more than {most:,} characters, the limit. {wanted.less}"
    except (OSError, ValueError) as error:
        reason = f"{getattr(error, 'strerror', None) or 'it is not a UTF-8 text file'}."
    message = f"{wanted.label}: the file {quoted(path)} cannot be read: {reason}"
    raise InputErrors([Problem(name, message)])
