"""The command line: which command is meant, and what a script gets back.

Everything it knows of the calculators, it takes from their declarations: the options, their help,
the lists, the completion of a shell. `guide.py` has the words of its help.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.numbers import counted
from calculators.registry import CALCULATORS, NAMES
from calculators.terminal.batch import print_batch
from calculators.terminal.formats import error_data, error_text, one_line, written
from calculators.terminal.guide import COMMANDS, HELP, help_command, overview, parser_of
from calculators.terminal.implied import completed, with_files
from calculators.terminal.lists import LIST, hinted, list_command
from calculators.terminal.memo import MEMO, memo
from calculators.terminal.nearest import did_you_mean
from calculators.terminal.options import CSV, HTML, JSON, TEXT, flag, wants_help, wants_json
from calculators.terminal.program import (
    ANSWERED,
    BAD_INPUT,
    INTERRUPTED,
    LINES_FAILED,
    NEGATIVE,
    UNWRITTEN,
    program,
    version,
)
from calculators.terminal.screen import AUTO, Screen, screen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code, one of `program.EXIT_CODES`."""
    _speak_unicode()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _answered(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # as in `… | head`: nobody reads any more, which is no fault
        _drop_output()
        return ANSWERED
    except OSError as error:
        if error.filename is not None:  # a file of our own, for those of readers have their errors
            raise
        _drop_output()
        message = f"The answer could not be written: {error.strerror}."
        with suppress(OSError):  # standard error may lead to the same full disk
            _complain(InputErrors([Problem("", message)]), as_json=wants_json(given))
        return UNWRITTEN


def _answered(arguments: Sequence[str]) -> int:
    try:
        code = _run(arguments)
    except InputErrors as errors:
        _complain(errors, as_json=wants_json(arguments))
        code = BAD_INPUT
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _complain(errors: InputErrors, *, as_json: bool) -> None:
    if sys.stderr is not None:  # or `print` would take standard output, which is for answers
        print(one_line(error_data(errors)) if as_json else error_text(errors), file=sys.stderr)


def _run(arguments: Sequence[str]) -> int:
    name, *rest = arguments or [HELP]
    if name in NAMES:
        return _calculate(CALCULATORS[name], rest)
    print(_told(name, rest), end="")
    return ANSWERED


def _told(name: str, rest: Sequence[str]) -> str:
    """What a command prints that is no calculator; raises `InputErrors`."""
    if name in ("-h", "--help"):
        return overview()
    if name == "--version":
        return f"{version()}\n"
    if name == HELP:
        words = [word for word in rest if not wants_help([word])]
        if len(words) == 1 and words[0] in COMMANDS:
            return _told(words[0], ["--help"])
        return help_command(words)
    if name == LIST:
        return list_command(rest, screen(AUTO, sys.stdout).text_width)
    if name == MEMO:
        return memo(rest)
    if name == "completion":
        from calculators.terminal.completion import completion  # it reads every declaration

        return completion(rest)
    raise InputErrors([Problem("calculator", _unknown(name))])


def _unknown(name: str) -> str:
    known = [*NAMES, *COMMANDS, "--version", "--help"]
    word = name if name.startswith("-") else name.replace("_", "-")
    hint = did_you_mean(word, known)
    if name.startswith("-"):
        return f"{quoted(name)} stands before any calculator.{hint} See {program()} help."
    more = hint or f" There are: {', '.join(NAMES)}."
    return f"{quoted(name)} is neither a calculator nor a command.{more} See {program()} help."


def _calculate(chosen: Calculator, arguments: Sequence[str]) -> int:
    parser = parser_of(chosen)
    if wants_help(arguments):
        print(parser.format_help(), end="")
        return ANSWERED
    options = parser.read(arguments)
    typed = {field.name: getattr(options, f"input_{field.name}") for field in chosen.fields}
    given = {name: value for name, value in typed.items() if value is not None}
    form = _form(options)
    if options.batch is not None:
        return _run_batch(chosen, options, given, form)
    shown = screen(options.color or AUTO, sys.stdout)
    return _print_answer(chosen, given, form or TEXT, shown, exit_code=options.exit_code)


def _print_answer(
    chosen: Calculator, given: dict[str, str], form: str, shown: Screen, *, exit_code: bool
) -> int:
    try:
        result = chosen.answer(completed(chosen, with_files(chosen, given)))
    except InputErrors as errors:
        raise hinted(chosen, given, errors) from None
    print(written(result, form, shown), end="")
    return NEGATIVE if exit_code and result.verdict.tone == "bad" else ANSWERED


def _form(options: argparse.Namespace) -> str | None:
    """The format that is asked for, if any; raises `InputErrors` where two are."""
    asked = [options.format, options.json and JSON, options.html and HTML]
    found = list(dict.fromkeys(form for form in asked if form))
    if len(found) > 1:
        message = f"format: {' and '.join(found)} contradict each other. Keep one."
        raise InputErrors([Problem("format", message)])
    return found[0] if found else None


def _run_batch(
    chosen: Calculator, options: argparse.Namespace, given: dict[str, str], form: str | None
) -> int:
    if given:
        message = f"batch: the file holds the inputs. Drop {', '.join(map(flag, given))}."
        raise InputErrors([Problem("batch", message)])
    if form not in (None, JSON, CSV):
        message = f"format: a batch is written as {JSON} or {CSV}, not as {form}."
        raise InputErrors([Problem("format", message)])
    tally = print_batch(chosen, options.batch, form or JSON)
    if tally.failed:
        message = f"batch: {tally.failed:,} of {counted(tally.lines, 'line')} failed."
        _complain(InputErrors([Problem("batch", message)]), as_json=form == JSON)
        return LINES_FAILED
    return NEGATIVE if tally.negative and options.exit_code else ANSWERED


def _drop_output() -> None:
    """Let what could not be written go, or Python would try again when it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_unicode() -> None:
    """Signs such as ✓ and −, also where the system's own encoding has none (Windows, a pipe)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            reading = stream is sys.stdin
            stream.reconfigure(
                encoding="utf-8-sig" if reading else "utf-8",
                errors="replace" if reading else "backslashreplace",
            )
