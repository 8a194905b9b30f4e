"""Stairs: the prompt of each step as a column, and which part of it was there the step before."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from calculators.core.numbers import format_quantity
from calculators.core.results import Stair, Stairs
from calculators.core.view.picture import EDGE, SAVE, WIDTH, box, picture, words

TOP, BASE, HEIGHT = 50, 200, 262


def stairs_html(stairs: Stairs) -> str:
    """The picture; the table of the bill has the numbers, step by step."""
    label = f'<p class="sc-label">{escape(stairs.title)}</p>'
    return f'<figure class="sc-figure sc-drawn">{label}{_drawn(stairs)}{SAVE}</figure>'


def _drawn(stairs: Stairs) -> str:
    cached, new = [], []
    wide = (WIDTH - 2 * EDGE) / (len(stairs.stairs) or 1)
    scale = (BASE - TOP) / stairs.height
    for place, stair in enumerate(stairs.stairs):
        x = EDGE + wide * (place + 0.5)
        top, seen = BASE - scale * stair.tokens, BASE - scale * stair.cached_tokens
        if stair.cached_tokens:
            cached.append(f"M{x:.1f} {BASE}V{seen:.1f}")
        new.append(f"M{x:.1f} {seen:.1f}V{top:.1f}")
    totals = (stairs.cached_tokens, stairs.new_tokens)
    cached_total, new_total = (f"{total:,.0f} tokens" for total in totals)
    drawn = (
        f'<g stroke-width="{wide - 0.5:.1f}">{_columns(cached, "cache")}{_columns(new, "ink")}</g>'
        f'<path d="M{EDGE} {BASE}H{WIDTH - EDGE}" stroke="currentColor"/>'
        f"{_ends(stairs.stairs)}"
        f"{box(EDGE, BASE + 15, 14, 14, 'cache')}"
        f"{words(EDGE + 22, BASE + 28, f'From the cache: {cached_total}')}"
        f"{box(EDGE, BASE + 40, 14, 14, 'ink')}"
        f"{words(EDGE + 22, BASE + 53, f'Read as new: {new_total}')}"
    )
    return picture("stairs", stairs.title, _said(stairs, cached_total, new_total), HEIGHT, drawn)


def _columns(path: Iterable[str], colour: str) -> str:
    """Upright strokes as wide as a column, but for a gap from each to the next."""
    return f'<path d="{"".join(path)}" stroke="var(--sh-{colour})"/>'


def _ends(stairs: tuple[Stair, ...]) -> str:
    """What the first step reads and what the last does."""
    first, last = stairs[0], stairs[-1]
    return words(EDGE, 18, _reads(first)) + words(WIDTH - EDGE, 40, _reads(last), end=True)


def _reads(stair: Stair) -> str:
    return f"Step {stair.step:,} reads {format_quantity(stair.tokens, 'tokens')}"


def _said(stairs: Stairs, cached: str, new: str) -> str:
    first, last = stairs.stairs[0], stairs.stairs[-1]
    return (
        f"A column for each step. {_reads(first)}. {_reads(last)}. "
        f"In all steps together, {cached} come from the cache and {new} are read as new."
    )
