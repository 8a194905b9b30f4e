"""Bars: several on one scale, each under its name and value, or one that is stacked of parts.

The bars themselves are for the eye; the table beside or around them says the same in words.
"""

from __future__ import annotations

from html import escape

from calculators.core.numbers import format_quantity, format_range
from calculators.core.results import Bar, Bars, Basis, Segment, StackedBar
from calculators.core.view.desk import desk_svg
from calculators.core.view.picture import SAVE


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


def bar_html(bar: StackedBar) -> str:
    """The bar, its limit mark, and the table twin; or the desk in place of the bar."""
    if bar.desk:
        drawn = desk_svg(bar, _spoken(bar))
        return f'<figure class="sc-figure sc-drawn">{drawn}{_table(bar)}{SAVE}</figure>'
    pieces = "".join(_piece(segment, bar) for segment in bar.segments if segment.value > 0)
    return (
        '<figure class="sc-figure"><div class="sc-bar" role="img" '
        f'aria-label="{escape(_spoken(bar))}">{pieces}{_beyond(bar)}{_mark(bar)}</div>'
        f"{_table(bar)}</figure>"
    )


def _piece(segment: Segment, bar: StackedBar) -> str:
    width = 100 * segment.value / bar.span
    kind = escape(segment.kind)
    return f'<span class="sc-piece sc-{kind}" style="width:{width:.3f}%"></span>'


def _beyond(bar: StackedBar) -> str:
    """A hatched cover over what lies beyond the limit."""
    if bar.limit is None or bar.total <= bar.limit:
        return ""
    return f'<span class="sc-beyond" style="left:{100 * bar.limit / bar.span:.3f}%"></span>'


def _mark(bar: StackedBar) -> str:
    if bar.mark is None:
        return ""
    return f'<span class="sc-mark-line" style="left:{100 * bar.mark / bar.span:.3f}%"></span>'


def _spoken(bar: StackedBar) -> str:
    parts = ", ".join(
        f"{segment.label} {format_quantity(segment.value, bar.unit)}" for segment in bar.segments
    )
    limit = f" {bar.limit_label}: {format_quantity(bar.limit, bar.unit)}." if bar.limit else ""
    return f"{bar.title}: {parts}.{limit}"


def _table(bar: StackedBar) -> str:
    rows = "".join(_legend_row(segment, bar.unit) for segment in bar.segments)
    return (
        f'<table class="sc-legend"><caption>{escape(bar.title)}</caption><tbody>{rows}'
        f"{_rest(bar)}</tbody><tfoot>{_foot(bar.limit_label, bar.limit, bar)}"
        f"{_foot(bar.mark_label, bar.mark, bar)}</tfoot></table>"
    )


def _rest(bar: StackedBar) -> str:
    if bar.limit is None:
        return ""
    rest = bar.limit - bar.total
    left = escape(format_quantity(abs(rest), bar.unit))
    word, swatch = ("Left over", "free") if rest >= 0 else ("Over the limit", "over")
    return (
        f'<tr><th scope="row"><span class="sc-swatch sc-{swatch}"></span>{word}</th>'
        f"<td>{left}</td><td>{_rest_basis(bar)}</td></tr>"
    )


def _rest_basis(bar: StackedBar) -> Basis:
    """A rest is no surer than the limit, nor than the parts that are taken off it."""
    if bar.limit_basis != "exact":
        return bar.limit_basis
    counted = all(segment.basis == "exact" for segment in bar.segments)
    return "exact" if counted else "estimate"


def _legend_row(segment: Segment, unit: str) -> str:
    size = format_range(segment.low, segment.high, unit) or format_quantity(segment.value, unit)
    return (
        f'<tr><th scope="row"><span class="sc-swatch sc-{escape(segment.kind)}"></span>'
        f"{escape(segment.label)}</th><td>{escape(size)}</td><td>{segment.basis}</td></tr>"
    )


def _foot(label: str, value: float | None, bar: StackedBar) -> str:
    if value is None:
        return ""
    amount = escape(format_quantity(value, bar.unit))
    return (
        f'<tr><th scope="row">{escape(label)}</th><td>{amount}</td><td>{bar.limit_basis}</td></tr>'
    )
