"""The command line, made from the declarations: nobody writes an argument parser by hand.

python -m calculators                      the list
python -m calculators fit --model ...      one answer as text, --json or --html
python -m calculators fit --batch FILE     one JSON object of inputs a line, one answer a line
python -m calculators memo FILE            kept answers put together, and the policy that follows
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from calculators.core.calculator import Calculator, Field
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.inputs import Choice, Moment, Number, Switch, Text
from calculators.core.numbers import format_quantity
from calculators.core.view import errors_to_data, to_data, to_html, to_json, to_text
from calculators.registry import CALCULATORS, calculator
from calculators.terminal.implied import completed
from calculators.terminal.memo import MEMO, memo

BAD_INPUT = 2
MOST_CHARACTERS_A_LINE = 8_000_000
"""Of a batch: the longest log, with every character escaped."""
_TAKEN = ("batch", "html", "json")
"""Flags of the command itself; an input of that name takes its flag with `use-` before it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 for an answer, 2 for bad input."""
    arguments = sys.argv[1:] if arguments is None else arguments
    _speak_unicode()
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_overview())
        return 0
    try:
        if arguments[0] == MEMO:
            return memo(arguments[1:])
        chosen = calculator(arguments[0])
        options = _parser(chosen).parse_args(arguments[1:])
        return _run(chosen, options)
    except InputErrors as errors:
        print(errors, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # as in `… | head`: nobody reads any more, which is no fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(chosen: Calculator, options: argparse.Namespace) -> int:
    names = [field.name for field in chosen.fields]
    typed = {name: getattr(options, _dest(name)) for name in names}
    given = {name: value for name, value in typed.items() if value is not None}
    if options.batch is not None:
        return _run_batch(chosen, options.batch, given)
    result = chosen.answer(completed(chosen, given, getattr(sys.stdin, "buffer", None)))
    view = to_json if options.json else to_html if options.html else to_text
    print(view(result), end="" if view is to_text else "\n")
    return 0


def _run_batch(chosen: Calculator, path: str, given: dict[str, Any]) -> int:
    if given:
        message = f"batch: the file holds the inputs. Drop {', '.join(map(_flag, given))}."
        raise InputErrors([Problem("batch", message)])
    with _lines(path) as lines:
        for answered in batch(chosen, _bounded(lines)):
            print(json.dumps(answered, ensure_ascii=False))
    return 0


def _bounded(lines: TextIO) -> Iterator[str]:
    """The lines one by one, so that a batch may be of any length; no more than a line at a time."""
    while line := lines.readline(MOST_CHARACTERS_A_LINE + 1):
        if len(line) > MOST_CHARACTERS_A_LINE:
            message = (
                f"batch: a line has more than {MOST_CHARACTERS_A_LINE:,} characters, the limit. "
                "Write one JSON object of inputs a line."
            )
            raise InputErrors([Problem("batch", message)])
        yield line


def _lines(path: str) -> TextIO:
    try:
        return sys.stdin if path == "-" else open(path, encoding="utf-8-sig", errors="replace")
    except OSError as error:
        message = f"batch: the file {quoted(path)} cannot be read: {error.strerror}."
        raise InputErrors([Problem("batch", message)]) from None


def _speak_unicode() -> None:
    """Signs such as ✓ and −, also where the system's own encoding has none (Windows, a pipe)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            reading = stream is sys.stdin
            stream.reconfigure(
                encoding="utf-8-sig" if reading else "utf-8",
                errors="replace" if reading else "backslashreplace",
            )


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
        parser.add_argument(
            _flag(field.name), dest=_dest(field.name), metavar=_metavar(field), help=_help(field)
        )
    views = parser.add_mutually_exclusive_group()
    views.add_argument("--batch", metavar="FILE", help="one JSON object of inputs a line; -: stdin")
    views.add_argument("--json", action="store_true", help="print the answer as JSON")
    views.add_argument("--html", action="store_true", help="print the answer as the page does")
    return parser


def _flag(name: str) -> str:
    """The flag of an input.

    >>> _flag("per_day"), _flag("batch")
    ('--per-day', '--use-batch')
    """
    return f"--{'use-' if name in _TAKEN else ''}{name.replace('_', '-')}"


def _dest(name: str) -> str:
    return f"input_{name}"


def _metavar(field: Field) -> str:
    kinds = (
        *((Number, "NUMBER"), (Choice, "CHOICE"), (Switch, "on|off")),
        *((Text, "FILE"), (Moment, "DATE")),
    )
    if isinstance(field.input, Text) and field.input.typed:
        return "TEXT"
    return next(word for kind, word in kinds if isinstance(field.input, kind))


def _help(field: Field) -> str:
    words = [field.input.label.rstrip(".") + "."]
    if isinstance(field.input, Number):
        low, high = field.input.minimum, format_quantity(field.input.maximum, field.input.unit)
        words.append(f"From {low:g} to {high}.")
    elif isinstance(field.input, Choice) and len(field.input.options()) <= 20:
        words.append("One of " + ", ".join(option.value for option in field.input.options()) + ".")
    elif isinstance(field.input, Text):
        words.append("-: standard input.")
    if field.default_text:
        words.append(f"Default {field.default_text}.")
    return " ".join(words).replace("%", "%%")


LABEL = "id"


def batch(chosen: Calculator, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line that is not empty; a line that fails says so and the rest go on.

    A line may carry an `id` of its own, which its answer repeats.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(chosen, line, number)


def _answer(chosen: Calculator, line: str, number: int) -> dict[str, Any]:
    label: dict[str, Any] = {}
    try:
        raw = _read(line)
        label = {LABEL: raw.pop(LABEL)} if LABEL in raw else {}
        return label | to_data(chosen.answer(completed(chosen, raw)))
    except InputErrors as errors:
        return label | {"line": number} | errors_to_data(errors.problems)
    except Exception as error:  # the other lines have a right to their answers
        problem = Problem(
            "", f"the calculation failed ({type(error).__name__}), which is our fault."
        )
        return label | {"line": number} | errors_to_data([problem])


def _read(line: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        message = "the line is not JSON. Write one object of inputs a line."
        raise InputErrors([Problem("", message)]) from None
    if not isinstance(raw, dict):
        raise InputErrors([Problem("", "the line is not a JSON object of inputs.")])
    return raw
