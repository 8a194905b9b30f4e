"""The reader's own version of an answer as HTML, beside ours and never mistaken for it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from calculators.view.html import to_html

if TYPE_CHECKING:
    from calculators.difference import Difference, Row
    from calculators.results import Result

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
        return f" The other {found.same} are the same." if found.same else ""
    return " Its words differ." if found.words_differ else " Its words are the same too."


def _table(found: Difference) -> str:
    if not found.rows:
        return ""
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Figure", "Ours", "Yours"))
    return (
        '<div class="sc-scroll" tabindex="0" role="group" aria-label="Figures that differ">'
        f'<table class="sc-table sc-difference"><thead><tr>{heads}<th scope="col">Change</th></tr>'
        f"</thead><tbody>{''.join(map(_row, found.rows))}</tbody></table></div>"
    )


def _row(row: Row) -> str:
    cells = "".join(f"<td>{escape(text)}</td>" for text in (row.original, row.edited, row.change))
    return f'<tr><th scope="row">{escape(row.label)}</th>{cells}</tr>'
