"""Lines on the same axes, drawn as SVG in the colours of the theme, and the same as a table.

Each line has a colour and a pattern of dashes of its own, so that it is known without colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from calculators.core.numbers import format_compact, format_quantity, format_range
from calculators.core.results import Line, Lines, Mark, Point

WIDTH, HEIGHT = 360, 260
LEFT, TOP, RIGHT, BOTTOM = 44, 28, 336, 212
"""The frame of the plot within the picture."""
ROWS = 6
"""Rows of the table; the points of a line may be many more."""


def lines_html(chart: Lines) -> str:
    """The picture, what each line is, and the table twin."""
    return (
        f'<figure class="sc-figure sc-plot"><p class="sc-label">{escape(chart.title)}</p>'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(_spoken(chart))}">{_axes(chart)}{_drawn(chart)}</svg>'
        f"{_key(chart.lines)}{_twin(chart)}</figure>"
    )


def _spoken(chart: Lines) -> str:
    ends = "; ".join(
        f"{line.label} from {format_quantity(line.points[0].y, chart.y_unit)} "
        f"to {format_quantity(line.points[-1].y, chart.y_unit)}"
        for line in chart.lines
        if line.points
    )
    return f"{chart.title}. Across: {chart.x_label}. Upwards: {chart.y_label}. {ends}."


def ticks(top: float) -> list[float]:
    """Round values from zero to the end of an axis, three to six of them.

    >>> ticks(100), ticks(0.7)
    ([0.0, 20.0, 40.0, 60.0, 80.0, 100.0], [0.0, 0.2, 0.4, 0.6])
    """
    power = 10 ** math.floor(math.log10(top))
    steps = (each * power for each in (0.1, 0.2, 0.25, 0.5, 1, 2))
    step = next(each for each in steps if top / each < 5.001)
    return [round(step * n, 12) for n in range(int(top / step * 1.000001) + 1)]


def _x(value: float, chart: Lines) -> float:
    return LEFT + (RIGHT - LEFT) * value / chart.width


def _y(value: float, chart: Lines) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / chart.height


def _axes(chart: Lines) -> str:
    across, upwards = ticks(chart.width), ticks(chart.height)
    rules = "".join(f"M{LEFT} {_y(value, chart):.1f}H{RIGHT}" for value in upwards)
    labels = [
        f'<text x="{LEFT - 6}" y="{_y(value, chart) + 5:.1f}" text-anchor="end">'
        f"{format_compact(value)}</text>"
        for value in upwards
    ] + [
        f'<text x="{_x(value, chart):.1f}" y="{BOTTOM + 18}" text-anchor="middle">'
        f"{format_compact(value)}</text>"
        for value in across
    ]
    return (
        f'<path class="sc-rules" d="{rules}"/>{"".join(labels)}'
        f'<text x="0" y="15">↑ {escape(chart.y_label)}</text>'
        f'<text x="{WIDTH}" y="{HEIGHT - 6}" text-anchor="end">{escape(chart.x_label)} →</text>'
    )


def _drawn(chart: Lines) -> str:
    bands = "".join(_band(line, place, chart) for place, line in enumerate(chart.lines, 1))
    marks = "".join(_mark(mark, row, chart) for row, mark in enumerate(chart.marks))
    paths = "".join(
        f'<path class="sc-line sc-l{place}" d="M{_path(_places(line.points, chart))}"/>'
        for place, line in enumerate(chart.lines, 1)
        if line.points
    )
    return bands + marks + paths


def _places(points: Iterable[Point], chart: Lines) -> list[tuple[float, float]]:
    return [(_x(point.x, chart), _y(point.y, chart)) for point in points]


def _path(places: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def _band(line: Line, place: int, chart: Lines) -> str:
    """The range of a line, from its low ends to its high ends and back."""
    known = [(p.x, p.low, p.high) for p in line.points if p.low is not None and p.high is not None]
    if not known:
        return ""
    lows = [(_x(x, chart), _y(low, chart)) for x, low, _ in known]
    highs = [(_x(x, chart), _y(high, chart)) for x, _, high in reversed(known)]
    return f'<path class="sc-band sc-l{place}" d="M{_path([*lows, *highs])}Z"/>'


def _mark(mark: Mark, row: int, chart: Lines) -> str:
    """A line upwards and its name, each in a row of its own, so that near ones can be read."""
    x = _x(mark.x, chart)
    anchor = "end" if x > (LEFT + RIGHT) / 2 else "start"
    beside = x - 4 if anchor == "end" else x + 4
    return (
        f'<path class="sc-rule" d="M{x:.1f} {TOP}V{BOTTOM}"/>'
        f'<text x="{beside:.1f}" y="{TOP + 12 + 18 * row}" text-anchor="{anchor}">'
        f"{escape(mark.label)}</text>"
    )


def _key(lines: Sequence[Line]) -> str:
    items = "".join(
        f'<span><svg class="sc-dash" viewBox="0 0 28 8"><path class="sc-line sc-l{place}" '
        f'd="M0 4h28"/></svg>{escape(line.label)}</span> '
        for place, line in enumerate(lines, 1)
    )
    return f'<p class="sc-key" aria-hidden="true">{items}</p>'


def _twin(chart: Lines) -> str:
    """The same in words: some of the places along the axis, and each line's value there."""
    head = "".join(f'<th scope="col">{escape(line.label)}</th>' for line in chart.lines)
    rows = "".join(_row(x, chart) for x in _sampled(chart))
    marks = "".join(
        f'<tr><th scope="row">{escape(mark.label)}</th><td colspan="{len(chart.lines)}">'
        f"{escape(format_quantity(mark.x, chart.x_unit))}</td></tr>"
        for mark in chart.marks
    )
    return (
        f'<details class="sc-fold"><summary>The same as a table</summary><div class="sc-scroll" '
        f'tabindex="0" role="group" aria-label="{escape(chart.title)}"><table class="sc-table">'
        f'<thead><tr><th scope="col">{escape(chart.x_label)}</th>{head}</tr></thead>'
        f"<tbody>{rows}{marks}</tbody></table></div></details>"
    )


def _sampled(chart: Lines) -> list[float]:
    places = sorted({point.x for line in chart.lines for point in line.points})
    if len(places) <= ROWS:
        return places
    return [places[round(n * (len(places) - 1) / (ROWS - 1))] for n in range(ROWS)]


def _row(x: float, chart: Lines) -> str:
    cells = "".join(f"<td>{_cell(line, x, chart.y_unit)}</td>" for line in chart.lines)
    return f'<tr><th scope="row">{escape(format_quantity(x, chart.x_unit))}</th>{cells}</tr>'


def _cell(line: Line, x: float, unit: str) -> str:
    """A line need not have a point at each place."""
    point = next((point for point in line.points if point.x == x), None)
    if point is None:
        return "–"
    spread = format_range(point.low, point.high, unit)
    value = escape(format_quantity(point.y, unit))
    return f"{value} <small>({escape(spread)})</small>" if spread else value
