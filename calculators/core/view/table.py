"""A table of text. Where it is narrow, each row becomes a block with its columns' names."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calculators.core.results import Table


LONG_CELL = 40
"""Characters beyond which a cell is a sentence, and the table needs more room for columns."""


def table_html(table: Table) -> str:
    """The table in a box of its own, whose width decides how it is laid out."""
    long = any(len(cell) > LONG_CELL for row in table.rows for cell in row)
    kinds = "sc-rows sc-sentences" if long else "sc-rows"
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    body = "".join(_row(table.columns, row) for row in table.rows)
    return (
        f'<div class="sc-wide"><table class="{kinds}"><caption>{escape(table.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(columns: Sequence[str], row: Sequence[str]) -> str:
    cells = "".join(
        f'<td data-label="{escape(column)}">{escape(cell)}</td>'
        for column, cell in zip(columns[1:], row[1:], strict=True)
    )
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'
