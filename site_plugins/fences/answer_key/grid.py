"""A table of figures that fits a phone: few columns, and a second line within a cell."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Two:
    """A cell with a figure, and what belongs to it in a smaller line below."""

    figure: str
    below: str


Cell = str | Two


def grid(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The HTML; the first cell of a row names it.

    >>> grid("T", ["Kind", "Off"], [["A", Two("5 %", "of 7")]]).partition("<tbody>")[2]
    '<tr><th scope="row">A</th><td>5 %<small>of 7</small></td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(row) for row in rows)
    return (
        f'<table class="sh-grid"><caption>{escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(row: Sequence[Cell]) -> str:
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row[1:])
    return f'<tr><th scope="row">{_cell(row[0])}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    return f"{escape(cell.figure)}<small>{escape(cell.below)}</small>"
