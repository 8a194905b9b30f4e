"""A result as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import fill

from calculators.core.numbers import format_quantity, format_range
from calculators.core.results import Chart, Figure, Path, Result, Table
from calculators.core.view.path import path_lines

WIDTH = 92
"""Of a line, in characters, where nothing narrower is asked for."""


def path_text(chart: Chart, width: int = WIDTH) -> str:
    """A path is read; other pictures have a table that says the same."""
    if not isinstance(chart, Path):
        return ""
    lines = (_wrapped(line, "", "   ", width) for line in path_lines(chart))
    return "\n".join([whole(chart.title, width), *lines])


def to_text(result: Result, *, width: int = WIDTH, draw: Callable[[Chart], str] = path_text) -> str:
    """The answer first, then the figures, then what would change it, then what it rests on.

    `draw` gives the lines of a picture, or nothing where it is left out.
    """
    charts = (result.chart, *result.more_charts)
    blocks = [head(result, width)]
    blocks += [
        _list("", result.verdict.reasons, width),
        *(draw(chart) for chart in charts if chart),
    ]
    blocks += [*(_table(table, width) for table in result.tables), _figures(result.figures, width)]
    blocks += [_list(result.changes_title, (change.text for change in result.changes), width)]
    steps = (f"{s.title}: {s.formula} = {s.working} = {s.outcome}" for s in result.steps)
    blocks += [_list("The working", steps, width)]
    blocks += [_list("What this rests on", result.notes, width)]
    sources = (f"{s.title}, checked {s.checked}: {s.url}" for s in result.sources)
    blocks += [_list("Sources", sources, width)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def head(result: Result, width: int = WIDTH) -> str:
    """What was asked, and below it the answer in a sentence."""
    verdict = result.verdict
    said = f"{verdict.sign} {verdict.word}: {verdict.headline}"
    return f"{whole(result.asked, width)}\n{whole(said, width)}"


def whole(line: str, width: int) -> str:
    """A line that programs look for: folded only where a terminal is narrower than usual.

    >>> print(whole("Will it fit?", 8), whole("Will it fit?", WIDTH), sep="\\n")
    Will it
    fit?
    Will it fit?
    """
    return _wrapped(line, "", "", width) if width < WIDTH else line


def amount(figure: Figure) -> str:
    """The figure's value with its unit, and its range where it has one.

    >>> from calculators.core.results import Figure
    >>> amount(Figure(name="x", label="X", value=2**30, unit="bytes", basis="exact"))
    '1.00 GiB'
    """
    value = format_quantity(figure.value, figure.unit)
    spread = format_range(figure.low, figure.high, figure.unit)
    return f"{value} ({spread})" if spread else value


def _figures(figures: Iterable[Figure], width: int) -> str:
    """Columns, or one item a figure where a terminal is too narrow for them."""
    rows = [(figure.label, amount(figure), figure.basis) for figure in figures]
    if not rows:
        return ""
    first, second, third = (max(len(row[column]) for row in rows) for column in range(3))
    if first + second + third + 4 > width < WIDTH:
        return _list("", (f"{label}: {size}, {basis}" for label, size, basis in rows), width)
    return "\n".join(f"{label:<{first}}  {size:>{second}}  {basis}" for label, size, basis in rows)


def _table(table: Table, width: int) -> str:
    """Columns where they fit the line, or else one item a row."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.columns))]
    if sum(widths) + 2 * len(widths) > width:
        return _list(table.title, (_row_text(table.columns, row) for row in table.rows), width)
    lines = (
        "  ".join(f"{cell:<{room}}" for cell, room in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join([whole(table.title, width), *lines])


def _row_text(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = zip(columns[1:], row[1:], strict=True)
    return f"{row[0]}. " + "; ".join(f"{column}: {cell}" for column, cell in cells if cell)


def _list(title: str, lines: Iterable[str], width: int) -> str:
    items = [_wrapped(line, "- ", "  ", width) for line in lines]
    heads = [whole(title, width)] if title and items else []
    return "\n".join(heads + items)


def _wrapped(line: str, mark: str, indent: str, width: int) -> str:
    return fill(
        line,
        width,
        initial_indent=mark,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
