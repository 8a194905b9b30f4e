"""Several bars on one scale, each under its name and value, so that it reads without the picture.

The bars themselves are for the eye; the table that holds them says the same in words.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from calculators.core.numbers import format_quantity

if TYPE_CHECKING:
    from calculators.core.results import Bar, Bars


def bars_html(bars: Bars) -> str:
    """A line and a bar for each, then what the colours mean."""
    rows = "".join(_row(bar, bars) for bar in bars.bars)
    return (
        f'<figure class="sc-figure"><table class="sc-legend sc-bars"><caption>{escape(bars.title)}'
        f"</caption><tbody>{rows}</tbody></table>{_key(bars)}</figure>"
    )


def _row(bar: Bar, bars: Bars) -> str:
    marked = ' class="sc-marked"' if bar.marked else ""
    sign = "✓ " if bar.marked else ""
    pieces = "".join(
        f'<span class="sc-piece sc-{escape(segment.kind)}" '
        f'style="width:{100 * segment.value / bars.span:.3f}%"></span>'
        for segment in bar.segments
        if segment.value > 0
    )
    return (
        f'<tr{marked}><th scope="row">{sign}{escape(bar.label)}</th>'
        f"<td>{escape(format_quantity(bar.total, bars.unit))}</td></tr>"
        f'<tr aria-hidden="true"><td colspan="2"><div class="sc-bar">{pieces}</div></td></tr>'
    )


def _key(bars: Bars) -> str:
    """Swatches, once for each kind."""
    labels = {segment.kind: segment.label for bar in bars.bars for segment in bar.segments}
    items = "".join(
        f'<span><span class="sc-swatch sc-{escape(kind)}"></span>{escape(label)}</span> '
        for kind, label in labels.items()
    )
    return f'<p class="sc-key" aria-hidden="true">{items}</p>'
