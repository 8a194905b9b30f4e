"""A result as HTML. The same function runs at build and in the browser, so they cannot differ.

Everything that is not written here is escaped: names from a pasted file, values from a URL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import accumulate
from typing import TypeVar

from calculators.core.numbers import SIGNS, format_quantity, format_range
from calculators.core.results import (
    Bars,
    Change,
    Chart,
    Figure,
    Lines,
    Path,
    Receipt,
    Result,
    Source,
    Stairs,
    Step,
    Table,
    Verdict,
)
from calculators.core.view.bars import bar_html, bars_html
from calculators.core.view.lines import lines_html
from calculators.core.view.path import path_html
from calculators.core.view.receipt import receipt_html
from calculators.core.view.stairs import stairs_html

Thing = TypeVar("Thing")
MOST_IN_VIEW = 3
"""Of reasons, of changes, and of titles in the summary of what is folded."""
CHARACTERS_IN_VIEW = 160
"""Of the reasons, and of the changes: about four lines on a phone. One is shown in any case."""
TITLE_CHARACTERS = 60

_TAG = re.compile(r"(<[^>]*>)")
_AS_IT_IS = re.compile(r"<(/?)(?:pre|code|select|textarea|script|style|svg)\b")
_CELL = re.compile(r"<(/?)t[dh]\b")
_CODES = "|".join(code for code in SIGNS if SIGNS[code].endswith(" "))
_NO_BREAK = "\N{NO-BREAK SPACE}"
_UNIT = (
    r"(?<=\d) (?=(?:[KMGT]i?B|W|kW|kWh|ms|s|min|h)\b)"
    rf"|(?<=\b(?:{_CODES})) (?=\d)"
)
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_IN_A_CELL = re.compile(_UNIT)
_IN_A_LINE = re.compile(
    _UNIT + r"|(?<=\d) (?=(?:tok|tokens|bits|million|billion)\b)"
    rf"|(?<=\b[Aa]bout) (?=[$€£¥₹\d]|R\$|(?:{_CODES}) )"
    r"|(?<=\d min) (?=\d)|(?<=\d h) (?=\d)"
)
"""Where a line must not end: before a unit, after "about", and in a time such as "8 min 22 s". The
cell of a table breaks before it grows too wide for a phone, so there only short units stay."""


def to_html(result: Result) -> str:
    """What answers, short enough for a phone; then all else, folded in three parts."""
    reasons, more_reasons = _in_view(result.verdict.reasons, str)
    changes, more_changes = _in_view(result.changes, lambda change: change.text)
    more = (
        _said(result.chart),
        _reasons(more_reasons),
        *map(chart_html, result.more_charts),
        *map(table_html, result.tables),
        _changes(result.changes_title, more_changes),
    )
    parts = [
        f'<p class="sc-asked">{escape(result.asked)}</p>',
        _verdict(result.verdict),
        _reasons(reasons),
        chart_html(result.chart) if result.chart else "",
        _highlights(result),
        _changes(result.changes_title, changes),
        _folded(_more_detail(result), "".join(more), name="more"),
        '<div class="sc-folds">'
        + _folded("Working", _steps(result.steps) + _all_figures(result.figures))
        + _folded("Notes and sources", _notes(result.notes) + _sources(result.sources))
        + "</div>",
    ]
    return unbroken("\n".join(part for part in parts if part))


def _in_view(
    things: Sequence[Thing], text: Callable[[Thing], str], characters: int = CHARACTERS_IN_VIEW
) -> tuple[Sequence[Thing], Sequence[Thing]]:
    """Those that stand in view, and the others.

    >>> _in_view(["Short."] * 4, str)[1], len(_in_view(["x" * 200] * 3, str)[0])
    (['Short.'], 1)
    """
    lengths = list(accumulate(len(text(each)) for each in things[:MOST_IN_VIEW]))
    first = max(1, sum(length <= characters for length in lengths))
    return things[:first], things[first:]


def _said(chart: Chart | None) -> str:
    """A path once more that says something of its stops: in view a phone has room for their names.

    The styles show what is said in one of the two places, by the width of the card.
    """
    says = isinstance(chart, Path) and any(stop.says for stop in chart.stops)
    return chart_html(chart) if chart and says else ""


def _more_detail(result: Result) -> str:
    """What a fold is called that holds further pictures and tables: by their titles."""
    titles = [each.title for each in (*result.more_charts, *result.tables)]
    named, _ = _in_view(titles, str, TITLE_CHARACTERS)
    said = f" <small>{escape(' · '.join(named))}</small>" if named else ""
    return f"<span>More detail{said}</span>"


def unbroken(html: str) -> str:
    """HTML in whose text no line ends between a number and its unit, nor after "about".

    A date becomes a `time`, which the styles keep in one piece. What is code, or the label of an
    option, stays as it is; in a cell only short units stay.

    >>> unbroken('<p title="5 GiB">It needs 5 GiB.</p>')
    '<p title="5 GiB">It needs 5\\xa0GiB.</p>'
    >>> unbroken("<p>Prices of 2026-11-10</p>")
    '<p>Prices of <time>2026-11-10</time></p>'
    """
    pieces = _TAG.split(html)
    code = cell = 0
    for place, piece in enumerate(pieces):
        if place % 2:
            code += _step(_AS_IT_IS, piece)
            cell += _step(_CELL, piece)
        elif not code:
            kept = (_IN_A_CELL if cell else _IN_A_LINE).sub(_NO_BREAK, piece)
            is_date = place > 0 and pieces[place - 1].startswith("<time")
            pieces[place] = kept if is_date else _DATE.sub(r"<time>\g<0></time>", kept)
    return "".join(pieces)


def _step(kind: re.Pattern[str], tag: str) -> int:
    """One more inside of such an element, one less, or neither."""
    found = kind.match(tag)
    return 0 if not found else -1 if found[1] else 1


def _verdict(verdict: Verdict) -> str:
    return (
        f'<p class="sc-verdict sc-{verdict.tone}"><span class="sc-badge">'
        f'<span aria-hidden="true">{escape(verdict.sign)}</span> '
        f"{escape(verdict.word)}</span></p>\n"
        f'<p class="sc-headline">{escape(verdict.headline)}</p>'
    )


def _reasons(reasons: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    return f'<ul class="sc-reasons">{items}</ul>' if items else ""


def chart_html(chart: Chart) -> str:
    """A picture with its words."""
    match chart:
        case Path():
            return path_html(chart)
        case Lines():
            return lines_html(chart)
        case Receipt():
            return receipt_html(chart)
        case Stairs():
            return stairs_html(chart)
        case Bars():
            return bars_html(chart)
        case _:
            return bar_html(chart)


def _highlights(result: Result) -> str:
    cards = "".join(_card(result.figure(name)) for name in result.highlights)
    return f'<dl class="sc-highlights">{cards}</dl>' if cards else ""


def _card(figure: Figure) -> str:
    small = f"<small>{escape(figure.note)}</small>" if figure.note else ""
    value = escape(format_quantity(figure.value, figure.unit))
    return f"<div><dt>{escape(figure.label)}</dt><dd>{value}{small}</dd></div>"


def _changes(title: str, changes: Iterable[Change]) -> str:
    items = "".join(f"<li>{escape(change.text)}{_try(change)}</li>" for change in changes)
    if not items:
        return ""
    return f'<div class="sc-next"><p class="sc-label">{escape(title)}</p><ul>{items}</ul></div>'


def _try(change: Change) -> str:
    if not change.inputs:
        return ""
    inputs = escape(json.dumps(dict(change.inputs), ensure_ascii=False))
    about = escape(change.text)
    return (
        f' <button type="button" class="sc-try" data-action="apply" data-inputs="{inputs}"'
        f' aria-label="Try this: {about}">Try this</button>'
    )


def _steps(steps: Iterable[Step]) -> str:
    items = "".join(
        f"<li><strong>{escape(step.title)}</strong> "
        f'<span class="sc-formula">{escape(step.formula)}</span> '
        f'<span class="sc-formula">= {escape(step.working)}</span> '
        f'<span class="sc-outcome">= {escape(step.outcome)}</span></li>'
        for step in steps
    )
    return f'<ol class="sc-steps">{items}</ol>' if items else ""


def _all_figures(figures: Iterable[Figure]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(figure.label)}</th><td>{_value(figure)}</td>'
        f"<td>{figure.basis}</td></tr>"
        for figure in figures
    )
    if not rows:
        return ""
    head = (
        '<thead><tr><th scope="col">Figure</th><th scope="col">Value</th>'
        '<th scope="col">How sure</th></tr></thead>'
    )
    return (
        '<div class="sc-scroll" tabindex="0" role="group" aria-label="All figures">'
        f'<table class="sc-table">{head}<tbody>{rows}</tbody></table></div>'
    )


def _value(figure: Figure) -> str:
    value = escape(format_quantity(figure.value, figure.unit))
    spread = escape(format_range(figure.low, figure.high, figure.unit))
    return f"{value} <small>({spread})</small>" if spread else value


def _folded(summary: str, body: str, *, name: str = "") -> str:
    """A fold; one whose summary changes with the answer has a name, by which it stays open."""
    if not body:
        return ""
    named = f' data-name="{name}"' if name else ""
    return f'<details class="sc-fold"{named}><summary>{summary}</summary>{body}</details>'


def _notes(notes: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f"<ul>{items}</ul>" if items else ""


def _sources(sources: Iterable[Source]) -> str:
    items = ", ".join(
        f'<a href="{escape(source.url)}" rel="noopener">{escape(source.title)}</a> '
        f'<span class="sc-stamp">checked {escape(source.checked)}</span>'
        for source in sources
    )
    return f'<p class="sc-sources">Sources: {items}</p>' if items else ""


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
