"""Memory as a desk: each part lies on it as long as it is large, and what has no room hangs over.

The book is the weights, the pad the conversation; what is cross-hatched, dotted or ruled can be
told apart without colour. The table beside it has the names and the numbers.
"""

from __future__ import annotations

from textwrap import wrap

from calculators.core.numbers import format_quantity
from calculators.core.results import Segment, StackedBar
from calculators.core.view.picture import EDGE, WIDTH, box, picture, words

ROOM = WIDTH - 2 * EDGE
TOP, TALL = 30, 48
PLANK = TOP + TALL
FOOT, LINE = 134, 20
"""Where the words below the desk begin, and their next line."""
LETTERS = 34
_COLOURS = {"recurrent": "state", "beside": "pictures"}
_HATCHES = {"compute": "1 3", "beside": "5 3"}
"""Lines across a part, as dashes of one thick line along it: drawn, and left out."""
_NAMED = 76
"""Pixels from which the book has room for its name."""


def desk_svg(bar: StackedBar, said: str) -> str:
    """The desk ends at the limit."""
    parts, at = [], float(EDGE)
    for segment in bar.segments:
        width = ROOM * segment.value / bar.span
        parts.append(_part(segment, at, width))
        at += width
    edge = EDGE + ROOM * (bar.limit or 0) / bar.span
    holds = wrap(f"{bar.limit_label}: {format_quantity(bar.limit, bar.unit)}", LETTERS)
    below = "".join(words(EDGE, FOOT + LINE * row, text) for row, text in enumerate(holds))
    drawn = "".join(parts) + _beyond(bar, edge, at) + _desk(bar, edge) + below
    return picture("desk", bar.title, said, FOOT + LINE * (len(holds) - 1) + 8, drawn)


def _part(segment: Segment, x: float, width: float) -> str:
    kind = segment.kind
    middle = TOP + TALL / 2
    drawn = box(x, TOP, width, TALL, _COLOURS.get(kind, kind))
    if kind == "weights" and width > 16:
        drawn += _line(f"M{x + 5:.1f} {TOP}v{TALL}m4-{TALL}v{TALL}", "paper")
        if width > _NAMED:
            drawn += f'<g fill="var(--sh-paper)">{words(round(x + 18), middle + 5, "Weights")}</g>'
    if kind == "cache":
        rules = "".join(f"M{x:.1f} {TOP + down}h{width:.1f}" for down in (12, 22, 32, 42))
        drawn += _line(rules, "paper")
        drawn += (
            f'<path d="M{x:.1f} {TOP}h{width:.1f}" stroke="currentColor" stroke-width="7" '
            'stroke-dasharray="2 5"/>'
        )
    if kind == "pictures":
        drawn += _line(f"M{x:.1f} {TOP}l{width:.1f} {TALL}", "paper")
    if kind in _HATCHES:
        drawn += (
            f'<path d="M{x:.1f} {middle:g}h{width:.1f}" stroke="#000" stroke-opacity=".3" '
            f'stroke-width="{TALL}" stroke-dasharray="{_HATCHES[kind]}"/>'
        )
    return drawn


def _line(path: str, colour: str, width: float = 1) -> str:
    return f'<path d="{path}" fill="none" stroke="var(--sh-{colour})" stroke-width="{width:g}"/>'


def _beyond(bar: StackedBar, edge: float, end: float) -> str:
    """What is left of the desk, or what hangs over its edge."""
    rest = (bar.limit or 0) - bar.total
    size = format_quantity(abs(rest), bar.unit)
    if rest >= 0:
        return words(WIDTH - EDGE, 20, f"Left over: {size}", end=True)
    over = (
        f'<path d="M{edge:.1f} {TOP + TALL / 2:g}H{end:.1f}" stroke="var(--sh-bad)" '
        f'stroke-width="{TALL + 8}" stroke-dasharray="2 4"/>'
    )
    return over + words(WIDTH - EDGE, 20, f"Over the edge: {size}", end=True, bold=True)


def _desk(bar: StackedBar, edge: float) -> str:
    """The board, its legs, and where main memory begins."""
    board = _line(f"M{EDGE} {PLANK + 3}H{edge:.1f}", "ink", 6)
    inset = min(14, (edge - EDGE) / 4)
    legs = _line(f"M{EDGE + inset:.1f} {PLANK + 6}v26M{edge - inset:.1f} {PLANK + 6}v26", "ink", 4)
    border = ""
    if bar.mark is not None:
        at = EDGE + ROOM * bar.mark / bar.span
        border = _line(f"M{at:.1f} {TOP - 5}v{TALL + 14}", "ink", 3)
    return board + legs + border
