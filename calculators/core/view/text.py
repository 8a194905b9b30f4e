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
    return "\n".join([chart.title, *lines])


def to_text(result: Result, *, width: int = WIDTH, draw: Callable[[Chart], str] = path_text) -> str:
    """The answer first, then the figures, then what would change it, then what it rests on.

    `draw` gives the lines of a picture, or nothing where it is left out.
    """
    verdict, charts = result.verdict, (result.chart, *result.more_charts)
    blocks = [f"{result.asked}\n{verdict.sign} {verdict.word}: {verdict.headline}"]
    blocks += [_list("", verdict.reasons, width), *(draw(chart) for chart in charts if chart)]
    blocks += [*(_table(table, width) for table in result.tables), _figures(result.figures)]
    blocks += [_list(result.changes_title, (change.text for change in result.changes), width)]
    steps = (f"{s.title}: {s.formula} = {s.working} = {s.outcome}" for s in result.steps)
    blocks += [_list("The working", steps, width)]
    blocks += [_list("What this rests on", result.notes, width)]
    sources = (f"{s.title}, checked {s.checked}: {s.url}" for s in result.sources)
    blocks += [_list("Sources", sources, width)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def amount(figure: Figure) -> str:
    """The figure's value with its unit, and its range where it has one.

    >>> from calculators.core.results import Figure
    >>> amount(Figure(name="x", label="X", value=2**30, unit="bytes", basis="exact"))
    '1.00 GiB'
    """
    value = format_quantity(figure.value, figure.unit)
    spread = format_range(figure.low, figure.high, figure.unit)
    return f"{value} ({spread})" if spread else value


def _figures(figures: Iterable[Figure]) -> str:
    rows = [(figure.label, amount(figure), figure.basis) for figure in figures]
    if not rows:
        return ""
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
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
    return "\n".join([table.title, *lines])


def _row_text(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = zip(columns[1:], row[1:], strict=True)
    return f"{row[0]}. " + "; ".join(f"{column}: {cell}" for column, cell in cells if cell)


def _list(title: str, lines: Iterable[str], width: int) -> str:
    items = [_wrapped(line, "- ", "  ", width) for line in lines]
    return "\n".join(([title] if title and items else []) + items)


def _wrapped(line: str, mark: str, indent: str, width: int) -> str:
    return fill(
        line,
        width,
        initial_indent=mark,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
