"""The reader's own version of an answer as HTML, beside ours and never mistaken for it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from calculators.core.view.html import to_html

if TYPE_CHECKING:
    from calculators.browser.comparison import Difference, Row
    from calculators.core.results import Result

MARK = "Your version of the formula, not ours"


def difference_html(original: Result, edited: Result, found: Difference) -> str:
    """What both say, the figures that differ, and the whole edited answer, folded."""
    return "\n".join(
        (
            f'<p class="sc-mark-yours">{MARK}</p>',
            f'<dl class="sc-both">{_says("Ours says", original)}{_says("Yours says", edited)}</dl>',
            f'<p class="sc-label">{escape(found.headline)}{_also(found)}</p>',
            _table(found),
            f'<details class="sc-fold"><summary>The whole answer of your version</summary>'
            f'<p class="sc-mark-yours">{MARK}</p>\n{to_html(edited)}</details>',
        )
    )


def _says(who: str, result: Result) -> str:
    return f"<div><dt>{who}</dt><dd>{escape(result.verdict.headline)}</dd></div>"


def _also(found: Difference) -> str:
    if found.rows:
        others = {0: "", 1: " The other is the same."}
        return others.get(found.same, f" The other {found.same} are the same.")
    return f" The rest of the answer {'differs' if found.rest_differs else 'is the same too'}."


def _table(found: Difference) -> str:
    if not found.rows:
        return ""
    heads = "".join(
        f'<th role="columnheader" scope="col">{name}</th>'
        for name in ("Figure", "Ours", "Yours", "Change")
    )
    # The roles keep it a table where a phone shows each row as a block.
    return (
        '<div class="sc-scroll" tabindex="0" role="group" aria-label="Figures that differ">'
        '<table role="table" class="sc-table sc-difference"><thead role="rowgroup">'
        f'<tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(map(_row, found.rows))}</tbody></table></div>'
    )


def _row(row: Row) -> str:
    cells = "".join(
        f'<td role="cell">{escape(text)}</td>' for text in (row.original, row.edited, row.change)
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{escape(row.label)}</th>{cells}</tr>'
