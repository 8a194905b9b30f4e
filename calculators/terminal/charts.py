"""Pictures of an answer in block characters: each part has a sign of its own, colours only help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from textwrap import fill

from calculators.core.numbers import format_compact, format_quantity
from calculators.core.results import (
    Bar,
    Bars,
    Chart,
    Entry,
    Line,
    Lines,
    Path,
    Receipt,
    Segment,
    StackedBar,
    Stair,
    Stairs,
)
from calculators.core.view.text import path_text
from calculators.terminal.screen import PIECES, TONES, Screen

FILLS = "█▒░▓#+=-"
"""Of the parts of a bar, by turns; neighbours differ in how dark they are."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
LETTERS = "ABCDEF"
"""Of lines: there are six at most."""
HIGH = 10
"""Rows of a picture that has upright axes."""
GAP = "  "


def drawn(chart: Chart, shown: Screen) -> str:
    """The lines of a picture, none longer than the screen is wide."""
    if isinstance(chart, Path):
        return path_text(chart, shown.text_width)
    if isinstance(chart, StackedBar):
        body = _stacked(chart, shown)
    elif isinstance(chart, Bars):
        body = _bars(chart, shown)
    elif isinstance(chart, Receipt):
        body = _receipt(chart, shown)
    elif isinstance(chart, Stairs):
        body = _stairs(chart, shown)
    else:
        body = _lines(chart, shown)
    return "\n".join([fill(chart.title, shown.width), *body])


def _beside(labels: Sequence[str], amounts: Sequence[str], width: int) -> tuple[list[str], int]:
    """Labels and amounts in two columns, and how many characters that leaves for a bar."""
    amount_width = max(map(len, amounts), default=0)
    most = max(width - amount_width - 2 * len(GAP) - width // 3, 8)
    label_width = min(max(map(len, labels), default=0), most)
    heads = [
        f"{_cut(label, label_width):<{label_width}}{GAP}{amount:>{amount_width}}{GAP}"
        for label, amount in zip(labels, amounts, strict=True)
    ]
    return heads, max(width - len(heads[0]) if heads else width, 1)


def _cut(text: str, most: int) -> str:
    """A label that has room for so many characters.

    >>> _cut("Claude Sonnet 5.5", 9), _cut("Weights", 9)
    ('Claude S…', 'Weights')
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _ends(parts: Sequence[Segment], span: float, room: int) -> list[tuple[int, int]]:
    """Where each part begins and ends; one that is there at all is seen."""
    ends = accumulate((part.value for part in parts), initial=0.0)
    places = [round(min(max(end / span, 0), 1) * room) for end in ends]
    found = []
    for part, start, end in zip(parts, places, places[1:], strict=False):
        seen = max(end, start + 1) if part.value > 0 else start
        found.append((min(start, room - 1), min(seen, room)))
    return found


def _stacked(bar: StackedBar, shown: Screen) -> list[str]:
    """Each part begins where the one before it ended; an upright line is the limit."""
    several = len(bar.segments) > 1
    parts = [(part.label, part.value) for part in bar.segments]
    parts += [("Together", bar.total)] if several else []
    borders = [
        (label, value, sign)
        for label, value, sign in (
            (bar.limit_label, bar.limit, "│"),
            (bar.mark_label, bar.mark, "┆"),
        )
        if value is not None
    ]
    named = [*parts, *((label, value) for label, value, _ in borders)]
    amounts = [format_quantity(value, bar.unit) for _, value in named]
    heads, space = _beside([label for label, _ in named], amounts, shown.width)
    room = max(space - 1, 1)  # the limit may stand behind the last character
    signs = {round(value / bar.span * room): sign for _, value, sign in reversed(borders)}
    limit = room if bar.limit is None else round(bar.limit / bar.span * room)
    ends = _ends(bar.segments, bar.span, room)
    ends += [(0, round(bar.total / bar.span * room))] if several else []
    lines = []
    for place, (start, end) in enumerate(ends):
        within = min(end, max(limit, start))
        # What lies beyond the limit has a sign of its own, and the colour of a no.
        code = TONES["bad"] if end > within else PIECES[place % len(PIECES)]
        cells = shown.painted("█" * (within - start) + "▒" * (end - within), code)
        lines.append(f"{_upright(0, start, signs)}{cells}{_upright(end, room + 1, signs)}")
    lines += ["┈" * round(value / bar.span * room) + sign for _, value, sign in borders]
    return [f"{head}{line}".rstrip() for head, line in zip(heads, lines, strict=True)]


def _upright(start: int, end: int, signs: Mapping[int, str]) -> str:
    """Empty cells, but for the signs at their places.

    >>> _upright(2, 8, {5: "│"})
    '   │  '
    """
    return "".join(signs.get(place, " ") for place in range(start, end))


def _bars(chart: Bars, shown: Screen) -> list[str]:
    kinds = list(dict.fromkeys(part.kind for bar in chart.bars for part in bar.segments))
    labels = [f"✓ {bar.label}" if bar.marked else bar.label for bar in chart.bars]
    amounts = [format_quantity(bar.total, chart.unit) for bar in chart.bars]
    heads, room = _beside(labels, amounts, shown.width)
    lines = [
        f"{head}{_pieces(bar, chart.span, room, kinds, shown)}".rstrip()
        for head, bar in zip(heads, chart.bars, strict=True)
    ]
    names = {part.kind: part.label for bar in chart.bars for part in bar.segments}
    if len(names) > 1:
        keys = [f"{_sign(kind, kinds, shown)} {label}" for kind, label in names.items()]
        lines += _folded(keys, shown.width)
    return lines


def _pieces(bar: Bar, span: float, room: int, kinds: Sequence[str], shown: Screen) -> str:
    found, at = "", 0
    for part, (start, end) in zip(bar.segments, _ends(bar.segments, span, room), strict=True):
        length = end - max(start, at)
        found += _sign(part.kind, kinds, shown, max(length, 0))
        at = max(at, end)
    return found


def _sign(kind: str, kinds: Sequence[str], shown: Screen, length: int = 1) -> str:
    place = kinds.index(kind)
    return shown.painted(FILLS[place % len(FILLS)] * length, PIECES[place % len(PIECES)])


def _folded(items: Iterable[str], width: int) -> list[str]:
    """Items side by side in as few lines as hold them; codes of colours take no room."""
    lines: list[str] = []
    used = width
    for item in items:
        length = len(item) if "\x1b" not in item else len(item) - len("\x1b[36m\x1b[0m")
        if used + len(GAP) + length > width:
            lines.append(item)
            used = length
        else:
            lines[-1] += GAP + item
            used += len(GAP) + length
    return lines


def _receipt(receipt: Receipt, shown: Screen) -> list[str]:
    """Amounts one below the other; below the tear line what no bill shows, on the same scale."""
    unbilled = (receipt.unbilled,) if receipt.unbilled else ()
    entries: Sequence[Entry] = (*receipt.entries, *unbilled)
    amounts = [format_quantity(entry.value, receipt.unit) for entry in entries]
    heads, room = _beside([entry.label for entry in entries], amounts, shown.width)
    lines = [
        head + shown.painted("█" * _length(entry.value, receipt.span, room), PIECES[0])
        for head, entry in zip(heads, entries, strict=True)
    ]
    if receipt.unbilled:
        lines.insert(-1, "- " * (shown.width // 2))
        lines += [fill(receipt.unbilled.note, shown.width)] if receipt.unbilled.note else []
    return [line.rstrip() for line in [fill(receipt.head, shown.width), *lines]]


def _length(value: float, span: float, room: int) -> int:
    """Characters for a value; one that is there at all is seen.

    >>> _length(0.1, 100, 40), _length(50, 100, 40), _length(0, 100, 40)
    (1, 20, 0)
    """
    return max(round(value / span * room), 1) if value > 0 else 0


def _stairs(chart: Stairs, shown: Screen) -> list[str]:
    """A column for each step, or for every so many where there are more than fit."""
    top = format_compact(chart.height)
    room = shown.width - len(top) - 2
    every = max(-(-len(chart.stairs) // room), 1)
    stairs = chart.stairs[::every]
    wide = max(min(room // len(stairs), 3), 1) if stairs else 1
    lines = []
    for row in range(HIGH, 0, -1):
        head = top if row == HIGH else "0" if row == 1 else ""
        cells = "".join(_stair(each, row, chart.height) * wide for each in stairs)
        lines.append(f"{head:>{len(top)}} │{cells}".rstrip())
    steps = f"steps {stairs[0].step:,} to {chart.stairs[-1].step:,}" if stairs else "steps"
    keys = [
        f"{steps}, tokens upwards",
        f"░ from the cache: {chart.cached_tokens:,.0f} tokens",
        f"█ read as new: {chart.new_tokens:,.0f} tokens",
    ]
    return [*lines, f"{'':>{len(top)}} └{'─' * wide * len(stairs)}", *_folded(keys, shown.width)]


def _stair(stair: Stair, row: int, height: float) -> str:
    """What a row of a column holds, counted from below."""
    low, step = (row - 1) * height / HIGH, height / HIGH
    if stair.cached_tokens >= low + step / 2:
        return "░"
    return EIGHTHS[round(min(max((stair.tokens - low) / step, 0), 1) * 8)]


def _lines(chart: Lines, shown: Screen) -> list[str]:
    """A letter for each line; where two meet, the later one is seen."""
    top = format_compact(chart.height)
    room = shown.width - len(top) - 2
    grid = [[" "] * room for _ in range(HIGH + 2)]
    for mark in chart.marks:
        for row in grid:
            row[_column(mark.x, chart, room)] = "┊"
    for letter, line in zip(LETTERS, chart.lines, strict=False):
        for column, value in _values(line, chart, room):
            high = round(min(max(value / chart.height, 0), 1) * (len(grid) - 1))
            grid[len(grid) - 1 - high][column] = letter
    heads = [top, *[""] * (len(grid) - 2), "0"]
    body = [
        f"{head:>{len(top)}} │{_coloured(row, shown)}".rstrip()
        for head, row in zip(heads, grid, strict=True)
    ]
    end = f"{format_compact(chart.width)} {chart.x_label} →"
    across = f"0{end:>{room - 1}}"
    keys = [f"{sign} {line.label}" for sign, line in zip(LETTERS, chart.lines, strict=False)]
    keys += [f"┊ {mark.label}: {format_quantity(mark.x, chart.x_unit)}" for mark in chart.marks]
    axis = [f"{'':>{len(top)}} └{'─' * room}"]
    axis += [f"{'':>{len(top)}}  {across}"] if len(end) < room else [fill(end, shown.width)]
    return [f"↑ {chart.y_label}", *body, *axis, *_folded(keys, shown.width)]


def _column(x: float, chart: Lines, room: int) -> int:
    return round(min(max(x / chart.width, 0), 1) * (room - 1))


def _values(line: Line, chart: Lines, room: int) -> Iterable[tuple[int, float]]:
    """The height of a line in each column that it passes, between its points in a straight way."""
    for left, right in zip(line.points, line.points[1:] or line.points, strict=False):
        first, last = _column(left.x, chart, room), _column(right.x, chart, room)
        for column in range(first, last + 1):
            share = (column - first) / (last - first) if last > first else 1.0
            yield column, left.y + share * (right.y - left.y)


def _coloured(cells: Iterable[str], shown: Screen) -> str:
    return "".join(
        shown.painted(cell, PIECES[LETTERS.index(cell)]) if cell in LETTERS else cell
        for cell in cells
    )
