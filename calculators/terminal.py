"""The command line, made from the declarations: nobody writes an argument parser by hand.

python -m calculators                      the list
python -m calculators fit --model ...      one answer as text, --json or --html
python -m calculators fit --batch FILE     one JSON object of inputs a line, one answer a line
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calculators.errors import InputErrors, Problem
from calculators.inputs import Choice, Number, Switch, Text
from calculators.registry import CALCULATORS, calculator
from calculators.units import format_quantity
from calculators.view import to_data, to_html, to_json, to_text
from calculators.view.data import errors_to_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calculators.declaration import Calculator, Field

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 for an answer, 2 for bad input."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_overview())
        return 0
    try:
        chosen = calculator(arguments[0])
    except InputErrors as errors:
        return _complain(errors)
    options = _parser(chosen).parse_args(arguments[1:])
    if options.batch:
        return _run_batch(chosen, options.batch)
    return _run_once(chosen, options)


def _run_once(chosen: Calculator, options: argparse.Namespace) -> int:
    given = {field.name: getattr(options, field.name) for field in chosen.fields}
    try:
        raw = completed(chosen, {name: value for name, value in given.items() if value is not None})
        result = chosen.answer(raw)
    except InputErrors as errors:
        return _complain(errors)
    view = to_json if options.json else to_html if options.html else to_text
    print(view(result), end="" if view is to_text else "\n")
    return 0


def _run_batch(chosen: Calculator, path: str) -> int:
    try:
        with sys.stdin if path == "-" else open(path, encoding="utf-8") as lines:
            for answered in batch(chosen, lines):
                print(json.dumps(answered, ensure_ascii=False))
    except (OSError, UnicodeDecodeError) as error:
        return _complain(InputErrors([Problem("batch", f"batch: {path} cannot be read: {error}")]))
    return 0


def batch(chosen: Calculator, lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    """One answer for each line that is not empty; a line that fails says so and the rest go on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            if not isinstance(raw, dict):
                raise InputErrors([Problem("", "the line is not a JSON object of inputs.")])
            yield to_data(chosen.answer(completed(chosen, raw)))
        except InputErrors as errors:
            yield {"line": number, **errors_to_data(errors.problems)}
        except (ValueError, RecursionError):
            problem = Problem("", "the line is not JSON. Write one object of inputs a line.")
            yield {"line": number, **errors_to_data([problem])}


def completed(chosen: Calculator, raw: dict[str, Any]) -> dict[str, Any]:
    """Raw inputs as a person means them.

    The name of a file stands for its text where a text is asked for. An input that is given
    chooses what it depends on: `--ram-gib 32` needs no `--machine custom`, and a file always wins
    over `--model`. Any other contradiction is a problem of the input that would not count.
    """
    filled = {name: value for name, value in raw.items() if value is not None}
    for field in chosen.fields:
        if isinstance(field.input, Text) and filled.get(field.name):
            filled[field.name] = _text(field, filled[field.name])
            if field.input.when:
                filled[field.input.when.field] = field.input.when.values[0]
    problems = [_imply(chosen, field, filled) for field in chosen.fields if field.name in raw]
    if found := [problem for problem in problems if problem]:
        raise InputErrors(found)
    return filled


def _imply(chosen: Calculator, field: Field, filled: dict[str, Any]) -> Problem | None:
    """Choose what this input depends on, all the way up."""
    when = field.input.when
    if when is None or field.name not in filled:
        return None
    if filled.setdefault(when.field, when.values[0]) not in when.values:
        needed = " or ".join(when.values)
        message = f"{field.input.label}: it counts only when {when.field} is {needed}. Drop one."
        return Problem(field.name, message)
    return _imply(chosen, chosen.field(when.field), filled)


def _text(field: Field, value: object) -> object:
    named = isinstance(value, str) and not value.lstrip().startswith("{")
    return _file_text(field, str(value)) if named else value


def _file_text(field: Field, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a UTF-8 text file"
        message = f"{field.input.label}: the file {path[:200]} cannot be read: {reason}."
        raise InputErrors([Problem(field.name, message)]) from None


def _complain(errors: InputErrors) -> int:
    print(errors, file=sys.stderr)
    return BAD_INPUT


def _overview() -> str:
    lines = [f"  {each.name:<12} {each.question}" for each in CALCULATORS.values()]
    return "\n".join(
        ["Calculators. Ask one with --help for its inputs.", "", *lines, "", __doc__ or ""]
    )


def _parser(chosen: Calculator) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m calculators {chosen.name}", description=chosen.question
    )
    for field in chosen.fields:
        flag = "--" + field.name.replace("_", "-")
        parser.add_argument(flag, dest=field.name, metavar=_metavar(field), help=_help(field))
    parser.add_argument(
        "--batch", metavar="FILE", help="one JSON object of inputs a line; - reads stdin"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--html", action="store_true", help="print the answer as the page shows it")
    return parser


def _metavar(field: Field) -> str:
    kinds = ((Number, "NUMBER"), (Choice, "CHOICE"), (Switch, "on|off"), (Text, "FILE"))
    return next(word for kind, word in kinds if isinstance(field.input, kind))


def _help(field: Field) -> str:
    words = [field.input.label.rstrip(".") + "."]
    if isinstance(field.input, Number):
        low, high = field.input.minimum, format_quantity(field.input.maximum, field.input.unit)
        words.append(f"From {low:g} to {high}.")
    elif isinstance(field.input, Choice) and len(field.input.options()) <= 20:
        words.append("One of " + ", ".join(option.value for option in field.input.options()) + ".")
    if field.default_text:
        words.append(f"Default {field.default_text}.")
    return " ".join(words).replace("%", "%%")
