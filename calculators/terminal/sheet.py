"""Rows and columns: as CSV for programs, and as a table for a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from textwrap import wrap

GAP = 2
NARROWEST_COLUMN = 8


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as RFC 4180 has them, each ended as on Unix; nothing known is an empty cell."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerows([[_cell(each) for each in row] for row in rows])
    return held.getvalue()


def _cell(value: object) -> object:
    """A number as it is; a text so that no spreadsheet takes it for a formula.

    >>> _cell(-1.5), _cell("=1+1"), _cell(None)
    (-1.5, "'=1+1", '')
    """
    if not isinstance(value, str):
        return "" if value is None else value
    # Python's writer quotes only the line ends that it writes itself: a lone \r would end the row.
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def table_text(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """A table with a rule below its heads, in lines of at most that width; long cells are wrapped.

    >>> print(table_text(["Figure", "Value"], [["Weights", "6.86 GiB"]], 40))
    Figure   Value
    ───────  ────────
    Weights  6.86 GiB
    """
    whole = [columns, *rows]
    widths = _widths([max(map(len, column)) for column in zip(*whole, strict=True)], width)
    lines = [_lines(columns, widths), ["  ".join("─" * each for each in widths)]]
    lines += [_lines(row, widths) for row in rows]
    return "\n".join(line for each in lines for line in each)


def _widths(wanted: Sequence[int], width: int) -> list[int]:
    """The widths of the columns; where they don't fit, the widest give way.

    >>> _widths([10, 60, 30], 84), _widths([90], 40)
    ([10, 40, 30], [40])
    """
    found = [max(each, 1) for each in wanted]
    most = max(width - GAP * (len(found) - 1), NARROWEST_COLUMN * len(found))
    while sum(found) > most:
        found[found.index(max(found))] -= 1
    return found


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap(cell, room) or [""] for cell, room in zip(row, widths, strict=True)]
    high = max(map(len, cells), default=0)
    filled = [[*cell, *[""] * (high - len(cell))] for cell in cells]
    return [
        (" " * GAP)
        .join(f"{cell:<{room}}" for cell, room in zip(line, widths, strict=True))
        .rstrip()
        for line in zip(*filled, strict=True)
    ]
