"""Raw inputs as a person at a terminal means them, before they are validated.

An input that is given chooses what it depends on: `--ram-gib 32` needs no `--machine custom`, and a
`config.json` wins over `--model`. Where a text is asked for, the command line takes the name of a
file, and `-` for standard input; a line of a batch holds the text itself and names no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.core.calculator import Calculator, Field
from calculators.core.errors import InputErrors, Problem
from calculators.core.inputs import Text
from calculators.terminal.files import Unread, read_text


def completed(chosen: Calculator, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs that say all they imply; raises `InputErrors` where two contradict each other.

    An input that would not count but has its default value is no contradiction, so the inputs of
    an answer can be asked again as they are. No file is opened.
    """
    filled = {name: value for name, value in raw.items() if value not in (None, "", {})}
    for field in chosen.fields:
        if isinstance(field.input, Text) and field.name in filled and field.input.when:
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


def with_files(chosen: Calculator, given: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with the texts of files in place of their names; raises `InputErrors`."""
    problems, found = [], dict(given)
    for field in chosen.fields:
        if field.name in found and isinstance(field.input, Text):
            try:
                found[field.name] = _text(field.input, found[field.name])
            except Unread as unread:
                problems.append(Problem(field.name, f"{field.input.label}: {unread}"))
    if problems:
        raise InputErrors(problems)
    return found


def _text(wanted: Text, value: str) -> str:
    """A text itself starts as JSON does or has several lines; all else names a file."""
    itself = value.lstrip("\ufeff \t\r\n").startswith("{") or "\n" in value.strip()
    if wanted.typed or not value or itself:
        return value
    return read_text(value, wanted.max_characters, wanted.less)
