"""Tables of the answer key: by group, by set, by size of the error, the misses, every row.

They fit a phone: few columns, and a second line within a cell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from calculators.core.numbers import format_quantity
from site_plugins.fences.answer_key.points import (
    FAMILIES,
    PARTS,
    SHORT,
    TASKS,
    Point,
    Score,
    agrees,
    by_group,
    of_part,
    percent,
    points_of,
    read,
    score,
    scores,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIRST_PART = {"memory": "chat", "working": "chat", "writing": "fit", "reading": "fit"}
WORST, WORST_ELSEWHERE = 6, 3
SHARES = ("Mean error", "Within 20%", "In our range")
MEMORY_EDGES = (0.001, 0.01)
SPEED_EDGES = (0.1, 0.2, 0.35, 0.5)
SUBJECTS = {"memory": "models", "working": "models", "writing": "machines", "reading": "machines"}
WHAT = {
    "memory": "Memory in total",
    "working": "Working space alone",
    "writing": "Writing speed",
    "reading": "Reading speed",
}


@dataclass(frozen=True, slots=True)
class Two:
    """A cell with a figure, and what belongs to it in a smaller line below."""

    figure: str
    below: str


Cell = str | Two


def groups(topic: str) -> str:
    """Accuracy by family or class, in the set that is predicted without knowing the device."""
    part = FIRST_PART[topic]
    own = of_part(points_of(topic), part)
    head = "Kind of machine" if topic in TASKS else "Family of models"
    found = by_group(own)
    rows = [_score(name, score(each), topic) for name, each in found.items()]
    rows.append(_score("All", score(own), topic, more=_in_two(found.values())))
    title = f"{WHAT[topic]}: {PARTS[topic][part].lower()}"
    return grid(title, (head, "Rows", *SHARES), rows)


def _in_two(groups: Iterable[Sequence[Point]]) -> str:
    """Says why the lines add up to more: some machines were measured in two ways."""
    lines = Counter(subject for each in groups for subject in {point.subject for point in each})
    several = sum(count > 1 for count in lines.values())
    return f", {several} of them in two lines" if several else ""


def _score(name: str, found: Score, topic: str, more: str = "") -> tuple[Cell, ...]:
    subjects = found["subjects"]
    counted = SUBJECTS[topic] if subjects != 1 else SUBJECTS[topic][:-1]
    shares = (percent(found[key]) for key in ("mean_error", "within_20", "in_band"))
    return Two(name, f"{subjects:.0f} {counted}{more}"), f"{found['rows']:.0f}", *shares


def parts(topic: str) -> str:
    """Accuracy by set, each on its own."""
    counted = "devices" if topic in TASKS else "models"
    rows = [
        _score(PARTS[topic][part], {**found, "subjects": found[counted]}, topic)
        for part, found in scores(topic).items()
    ]
    return grid(f"{WHAT[topic]}, by situation", ("Situation", "Rows", *SHARES), rows)


def errors(topic: str) -> str:
    """How many predictions of each set are off by how much."""
    names = [part for part in PARTS[topic] if of_part(points_of(topic), part)]
    edges = SPEED_EDGES if topic in TASKS else MEMORY_EDGES
    counts = [
        _counts([point.error for point in of_part(points_of(topic), n)], edges) for n in names
    ]
    rows = [
        (label, *(str(count[number]) for count in counts))
        for number, label in enumerate(_labels(edges))
    ]
    columns = ("Off by, in %", *(SHORT[name] for name in names))
    return grid(f"{WHAT[topic]}: how many rows are off by how much", columns, rows)


def _labels(edges: Sequence[float]) -> list[str]:
    """From far too low to far too high.

    >>> _labels([0.1, 0.2])
    ['below −20', '−20 to −10', '−10 to +10', '+10 to +20', 'above +20']
    """
    marks = [percent(edge).removesuffix("%") for edge in edges]
    low = [f"−{far} to −{near}" for near, far in pairwise(marks)]
    high = [f"+{near} to +{far}" for near, far in pairwise(marks)]
    middle = f"−{marks[0]} to +{marks[0]}"
    return [f"below −{marks[-1]}", *reversed(low), middle, *high, f"above +{marks[-1]}"]


def _counts(found: Sequence[float], edges: Sequence[float]) -> list[int]:
    size = len(edges)
    counts = [0] * (2 * size + 1)
    for error in found:
        beyond = sum(abs(error) > edge for edge in edges)
        counts[size + (beyond if error > 0 else -beyond)] += 1
    return counts


def misses(topic: str) -> str:
    """The predictions that were furthest off, of each set."""
    first = FIRST_PART[topic]
    rows = [
        (Two(point.name, SHORT[part]), *_values(point, topic), _off(point))
        for part in PARTS[topic]
        for point in _worst(topic, part)[: WORST if part == first else WORST_ELSEWHERE]
    ]
    columns = ("What", "Measured", "We said", "Off by")
    return grid(f"{WHAT[topic]}: the largest misses of each situation", columns, rows)


def _worst(topic: str, part: str) -> list[Point]:
    def size(point: Point) -> float:
        return max(point.predicted / point.measured, point.measured / point.predicted)

    return sorted(of_part(points_of(topic), part), key=size, reverse=True)


def _off(point: Point) -> Cell:
    text = f"{'+' if point.error > 0 else ''}{percent(point.error)}"
    return text if point.in_band else Two(text, "outside")


def _values(point: Point, topic: str) -> tuple[Cell, Cell]:
    low, high = (_value(each, topic) for each in (point.low, point.high))
    unit = low.rpartition(" ")[2]
    shared = topic not in TASKS and high.endswith(f" {unit}")
    span = f"{low.removesuffix(f' {unit}') if shared else low} to {high}"
    return _value(point.measured, topic), Two(_value(point.predicted, topic), span)


def _value(value: float, topic: str) -> str:
    if topic in TASKS:
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return format_quantity(value * 2**30, "bytes")


def exact() -> str:
    """Where the rules equal llama.cpp's own report to the byte, by family of models."""
    found = read("memory_points.json")["exact"]
    rows = [
        (
            name,
            *(
                _of([each for each in found if each[0] == what and each[1] in families])
                for what in ("weights", "conversation")
            ),
        )
        for name, families in [*((v, (k,)) for k, v in FAMILIES.items()), ("All", (*FAMILIES,))]
    ]
    return grid("Equal to the byte", ("Family of models", "Files", "Conversations"), rows)


def _of(lines: Sequence[Sequence[int]]) -> str:
    return f"{sum(line[3] for line in lines)} of {sum(line[2] for line in lines)}"


def posted() -> str:
    """Figures from people's own logs that we miss."""
    rows = [
        (
            Two(model, figure),
            f"{theirs:,.2f} MiB",
            "not worked out" if ours is None else f"{ours:,.2f} MiB",
        )
        for model, _, figure, theirs, ours in read("memory_points.json")["posted"]
        if not agrees(theirs, ours)
    ]
    return grid("Posted figures that we miss", ("What", "Posted", "We say"), rows)


def every_row(topic: str) -> str:
    """Each measurement, set by set: the twin of the plot."""
    return "\n".join(
        grid(
            PARTS[topic][part],
            ("What", "Measured", "We said"),
            [(point.name, *_values(point, topic)) for point in own],
        )
        for part in PARTS[topic]
        if (own := of_part(points_of(topic), part))
    )


def models() -> str:
    """Total memory by model: the twin of the plot, one line for each model."""
    found: dict[str, list[Point]] = {}
    for point in points_of("memory"):
        found.setdefault(point.subject, []).append(point)
    rows = [
        (
            Two(name, f"{len(own)} runs"),
            _span([point.measured for point in own]),
            _span([point.predicted for point in own]),
            percent(max(abs(point.error) for point in own)),
        )
        for name, own in sorted(found.items())
    ]
    columns = ("Model", "Reported", "We said", "Largest error")
    return grid("Memory in total: the smallest run, and the largest below it", columns, rows)


def _span(values: Sequence[float]) -> Cell:
    return Two(_value(min(values), "memory"), _value(max(values), "memory"))


def grid(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The HTML; the first cell of a row names it.

    >>> grid("T", ["Kind", "Off"], [["A", Two("5%", "of 7")]]).partition("<tbody>")[2]
    '<tr><th scope="row">A</th><td>5%<small>of 7</small></td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(row) for row in rows)
    return (
        f'<table class="sh-grid"><caption>{escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(row: Sequence[Cell]) -> str:
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row[1:])
    return f'<tr><th scope="row">{_cell(row[0])}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    return f"{escape(cell.figure)}<small>{escape(cell.below)}</small>"
