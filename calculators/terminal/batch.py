"""Many answers: a JSON object of inputs on each line, an answer on each line.

Lines may come from others. They hold texts themselves and open no file, one that fails says so and
the rest go on, and no more than a line is held at a time.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TextIO

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.terminal.files import STANDARD_INPUT, size_of
from calculators.terminal.formats import answer_data, error_data, one_line
from calculators.terminal.implied import completed
from calculators.terminal.lists import hinted
from calculators.terminal.options import CSV
from calculators.terminal.progress import Progress
from calculators.terminal.screen import is_terminal
from calculators.terminal.sheet import csv_text

MOST_CHARACTERS_A_LINE = 8_000_000
"""The longest log, with every character escaped."""
MOST_PARTS = 10
"""So many times that is read of a longer line to find its end; a device may have none."""
LABEL = "id"
FIRST, LAST = ("line", LABEL, "verdict", "tone", "headline"), ("error",)
"""Columns of the CSV, around those of the figures."""
HELD_BYTES = 8_000_000
"""Rows that wait in memory for their heads; more wait in a file."""


def batch(chosen: Calculator, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line that is not empty; a line that fails says so and the rest go on.

    A line may carry an `id` of its own, which its answer repeats.
    """
    return (answered for _, answered in numbered(chosen, lines))


def numbered(chosen: Calculator, lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The same, each with the number of its line."""
    for number, line in enumerate(lines, start=1):
        if line.strip() or _is_cut(line):
            yield number, _answer(chosen, line, number)


def _answer(chosen: Calculator, line: str, number: int) -> dict[str, Any]:
    label: dict[str, Any] = {}
    raw: dict[str, Any] = {}
    try:
        raw = _read(line)
        label = {LABEL: raw.pop(LABEL)} if LABEL in raw else {}
        return label | answer_data(chosen.answer(completed(chosen, raw)))
    except InputErrors as errors:
        return label | {"line": number} | error_data(hinted(chosen, raw, errors))
    except Exception as error:  # the other lines have a right to their answers
        message = f"the calculation failed ({type(error).__name__}), which is our fault."
        return label | {"line": number} | error_data(InputErrors([Problem("", message)]))


def _read(line: str) -> dict[str, Any]:
    if _is_cut(line):
        message = f"the line has more than {MOST_CHARACTERS_A_LINE:,} characters, the limit."
        raise InputErrors([Problem("", message)])
    try:
        raw = json.loads(line, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        message = "the line is not JSON. Write one object of inputs a line."
        raise InputErrors([Problem("", message)]) from None
    if not isinstance(raw, dict):
        raise InputErrors([Problem("", "the line is not a JSON object of inputs.")])
    return raw


def _finite(text: str) -> float:
    """A number that can be written again: Python reads NaN and 1e400, and JSON has neither."""
    number = float(text)
    if not math.isfinite(number):
        raise InputErrors([Problem("", f"the line holds {quoted(text)}, which is no number.")])
    return number


def _is_cut(line: str) -> bool:
    """Whether it is only the beginning of a line, or another part that isn't its last."""
    return len(line) - line.endswith("\n") > MOST_CHARACTERS_A_LINE


@dataclass(slots=True)
class Tally:
    """How a batch went."""

    read_bytes: int = 0
    lines: int = 0
    failed: int = 0
    negative: int = 0
    """Answers that are a no."""

    def reading(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines, whose bytes are counted as they are taken."""
        for line in lines:
            self.read_bytes += len(line.encode(errors="replace"))
            yield line

    def add(self, answered: Mapping[str, Any]) -> None:
        """Count an answer, or an error in its place."""
        self.lines += 1
        self.failed += "error" in answered
        self.negative += answered.get("tone") == "bad"


def print_batch(chosen: Calculator, path: str, form: str) -> Tally:
    """Print the answers to a file of lines, as JSON or CSV; raises `InputErrors`."""
    tally = Tally()
    with _opened(path) as file, _rows(form) as write:
        progress = Progress(_watched(), 0 if file is sys.stdin else size_of(file))
        try:
            for number, answered in numbered(chosen, _begun(tally.reading(_parts(file)))):
                write(number, answered)
                tally.add(answered)
                progress.tell(tally.lines, tally.failed, tally.read_bytes)
        finally:
            progress.end()
    return tally


def _watched() -> TextIO | None:
    """Where progress is shown, if anywhere."""
    # Answers that scroll by on the same terminal are progress enough.
    return sys.stderr if is_terminal(sys.stderr) and not is_terminal(sys.stdout) else None


def _parts(lines: TextIO) -> Iterator[str]:
    """The lines one by one, so that a batch may be of any length; a long one in several parts."""
    while part := _line(lines):
        yield part


def _begun(parts: Iterable[str]) -> Iterator[str]:
    """Each line, or the beginning of a long one, which is refused where it is read.

    Raises `InputErrors` where a line doesn't end.
    """
    number = behind = 0
    for part in parts:
        if not behind:
            number += 1
            yield part
        behind = behind + 1 if _is_cut(part) else 0
        if behind == MOST_PARTS:
            message = (
                f"batch: line {number:,} has no end within "
                f"{MOST_PARTS * MOST_CHARACTERS_A_LINE:,} characters, so nothing after it is read. "
                "Write one JSON object of inputs a line."
            )
            raise InputErrors([Problem("batch", message)])


def _line(lines: TextIO) -> str:
    try:
        return lines.readline(MOST_CHARACTERS_A_LINE + 1)
    except OSError as error:
        message = f"batch: the file cannot be read any further: {error.strerror}."
        raise InputErrors([Problem("batch", message)]) from None


def _opened(path: str) -> AbstractContextManager[TextIO]:
    if path == STANDARD_INPUT and sys.stdin is None:
        message = "batch: standard input cannot be read: it is closed."
        raise InputErrors([Problem("batch", message)])
    if path == STANDARD_INPUT:
        return nullcontext(sys.stdin)
    try:
        return open(path, encoding="utf-8-sig", errors="replace")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"batch: the file {quoted(path)} cannot be read: {reason}."
        raise InputErrors([Problem("batch", message)]) from None


@contextmanager
def _rows(form: str) -> Iterator[Callable[[int, dict[str, Any]], None]]:
    """What takes an answer and its number, and prints it, at once as JSON or at the end as CSV."""
    if form != CSV:
        yield lambda _, answered: print(one_line(answered))
        return
    sheet = Sheet()
    try:
        yield sheet.add
    finally:  # what was answered before a batch was stopped is not lost
        sheet.print()


class Sheet:
    """Rows of which only the last tells how many columns there are: figures differ by answer."""

    def __init__(self) -> None:
        self.figures: dict[str, None] = {}
        self.held = tempfile.SpooledTemporaryFile(  # noqa: SIM115, it is closed when printed
            HELD_BYTES, mode="w+", encoding="utf-8", errors="surrogatepass"
        )

    def add(self, number: int, answered: dict[str, Any]) -> None:
        """Keep the row of an answer."""
        figures = answered.get("figures", {})
        self.figures |= dict.fromkeys(figures)
        row = {name: answered.get(name) for name in (*FIRST, *LAST)} | figures | {"line": number}
        self.held.write(one_line(row) + "\n")

    def print(self) -> None:
        """All rows below their heads; no row means no heads, for nobody knows them."""
        figures = [name for name in self.figures if name not in FIRST]
        columns = (*FIRST, *figures, *LAST)
        with self.held:
            self.held.seek(0)
            for place, line in enumerate(self.held):
                row = json.loads(line)
                head = [columns] if place == 0 else []
                print(csv_text([*head, [_flat(row.get(each)) for each in columns]]), end="")


def _flat(value: object) -> object:
    """A value in one cell of one line, though an `id` may be anything that JSON can say."""
    if isinstance(value, dict | list | bool):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return "".join(each if each.isprintable() else " " for each in value)
    return value
