"""The ```answer-key fence: predicted against measured, from the records that tests re-make.

    ``` answer-key
    writing groups
    ```

The line names a topic (`memory`, `working`, `writing`, `reading`) and what to show of it: `plot`,
or only its `first-plot`, `groups`, `parts`, `errors`, `misses` or `rows`; of `memory` also `exact`,
`posted` and `models`.
In prose, `=answer-key.writing.longgen.in_band` is one figure of a set.

The tables have a file of their own; the pictures, predicted against measured, are drawn here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from site_plugins.fences import fence_formatter
from site_plugins.fences.answer_key import tables
from site_plugins.fences.answer_key.points import PARTS, TASKS, of_part, points_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from site_plugins.fences.answer_key.points import Point

TOPICS = ("memory", "working", "writing", "reading")
TABLES: dict[str, Callable[[str], str]] = {
    "groups": tables.groups,
    "parts": tables.parts,
    "errors": tables.errors,
    "misses": tables.misses,
    "rows": tables.every_row,
}
OF_MEMORY: dict[str, Callable[[], str]] = {
    "exact": tables.exact,
    "posted": tables.posted,
    "models": tables.models,
}
WIDTH, HEIGHT = 320, 330
LEFT, TOP, SIDE = 36, 22, 272
"""The square of the plot within the picture."""
TWENTY = math.log10(1.2)
CAPTION = (
    "One mark for each measurement. On the line, both are equal; between the dashed lines, they "
    "differ by 20% at most. A dot is within the range we gave, a cross outside it."
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Powers of ten along both sides of the square."""

    first: int
    last: int

    @property
    def step(self) -> float:
        """Units of the picture for a factor of ten."""
        return SIDE / (self.last - self.first)

    def x(self, value: float) -> float:
        """Where a measured value lies."""
        return LEFT + (math.log10(value) - self.first) * self.step

    def y(self, value: float) -> float:
        """Where a predicted value lies."""
        return TOP + SIDE - (math.log10(value) - self.first) * self.step


def render(body: str, number: Callable[[str], str]) -> str:
    """The HTML of a fence's body; raises `ValueError` for what the key does not have."""
    topic, _, what = body.strip().partition(" ")
    if topic in TOPICS and what in ("plot", "first-plot"):
        return plots(topic, number, most=1 if what == "first-plot" else None)
    if topic in TOPICS and what in TABLES:
        return TABLES[what](topic)
    if topic == "memory" and what in OF_MEMORY:
        return OF_MEMORY[what]()
    shown = ", ".join(("plot", "first-plot", *TABLES, *OF_MEMORY))
    raise ValueError(f"write one of {', '.join(TOPICS)}, then one of {shown}")


def plots(topic: str, number: Callable[[str], str], *, most: int | None = None) -> str:
    """A picture for each set, or total and working space side by side; the first few if asked."""
    panels: dict[str, Sequence[Point]]
    if topic in TASKS:
        panels = {
            PARTS[topic][part]: own
            for part in PARTS[topic]
            if (own := of_part(points_of(topic), part))
        }
        unit, verb = "tokens/s", "measured"
    else:
        panels = {
            "Memory in total": points_of("memory"),
            "Working space alone": points_of("working"),
        }
        unit, verb = "GiB", "reported"
    drawn = "\n".join(
        f"<div><p><b>{title}</b> ({len(own)})</p>"
        f"{scatter(own, ident=number('key'), title=title, unit=unit, verb=verb)}</div>"
        for title, own in [*panels.items()][:most]
    )
    return f'<figure class="sh-key"><div>{drawn}</div><figcaption>{CAPTION}</figcaption></figure>'


def scale_of(points: Sequence[Point]) -> Scale:
    """The smallest span of powers of ten that holds every value."""
    values = [value for point in points for value in (point.measured, point.predicted)]
    return Scale(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))))


def scatter(points: Sequence[Point], *, ident: str, title: str, unit: str, verb: str) -> str:
    """A square with a dot for each prediction in its range and a cross for each beyond it."""
    scale = scale_of(points)
    held = [point for point in points if point.in_band]
    missed = [point for point in points if not point.in_band]
    near = sum(abs(point.error) <= 0.2 for point in points)
    text = (
        f"{len(points)} points; across what was {verb}, upwards what we predict, both in {unit} "
        f"from {_tick(scale.first)} to {_tick(scale.last)}, each step ten times the one before. "
        f"{near} lie within 20% of the line on which both are equal. "
        f"{len(missed)} lie outside the range we gave."
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(text)}</desc>'
        f"{_grid(scale)}{_lines(scale)}"
        f'<path class="sh-held" d="{_dots(held, scale)}"/>'
        f'<path class="sh-missed" d="{_crosses(missed, scale)}"/>'
        f'<text x="{LEFT + SIDE}" y="{HEIGHT - 2}" text-anchor="end">{verb}, {unit} →</text>'
        f'<text x="0" y="12">↑ predicted, {unit}</text>'
        "</svg>"
    )


def _tick(power: int) -> str:
    """A power of ten in as few characters as possible: 0.01, 10, 10k."""
    if power >= 3:
        return f"{10 ** (power - 3)}k"
    return f"{10**power}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _grid(scale: Scale) -> str:
    bottom, right = TOP + SIDE, LEFT + SIDE
    lines, texts = [], []
    for power in range(scale.first, scale.last + 1):
        x, y = scale.x(10.0**power), scale.y(10.0**power)
        lines.append(f"M{x:.1f} {TOP}V{bottom}M{LEFT} {y:.1f}H{right}")
        anchor = "end" if power == scale.last else "middle"
        texts.append(f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="{anchor}">{_tick(power)}')
        texts.append(f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{_tick(power)}')
    return f'<path class="sh-decades" d="{"".join(lines)}"/>' + "".join(
        f"{t}</text>" for t in texts
    )


def _lines(scale: Scale) -> str:
    """Where both are equal, and 20% to either side."""
    bottom, right, off = TOP + SIDE, LEFT + SIDE, TWENTY * scale.step
    return (
        f'<path class="sh-equal" d="M{LEFT} {bottom}L{right} {TOP}"/>'
        f'<path class="sh-twenty" d="M{LEFT} {bottom - off:.1f}L{right - off:.1f} {TOP}'
        f'M{LEFT + off:.1f} {bottom}L{right} {TOP + off:.1f}"/>'
    )


def _places(points: Sequence[Point], scale: Scale) -> Iterator[str]:
    """Each place once, because many runs fall on the same dot."""
    places = ((scale.x(point.measured), scale.y(point.predicted)) for point in points)
    yield from dict.fromkeys(f"{x:.1f} {y:.1f}" for x, y in places)


def _dots(points: Sequence[Point], scale: Scale) -> str:
    return "".join(f"M{place}h0" for place in _places(points, scale))


def _crosses(points: Sequence[Point], scale: Scale) -> str:
    return "".join(f"M{place}m-4-4l8 8m0-8l-8 8" for place in _places(points, scale))


fence = fence_formatter("answer-key", render)
