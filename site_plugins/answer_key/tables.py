"""Tables of the answer key: by group, by set, by size of the error, the misses, every row."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from calculators.results import Table
from calculators.units import format_quantity
from calculators.view.table import table_html
from site_plugins.answer_key.points import FAMILIES, TASKS, Point, points, read
from site_plugins.answer_key.scores import PARTS, by_group, of_part, percent, score, scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIRST_PART = {"memory": "chat", "working": "chat", "writing": "fit", "reading": "fit"}
WORST, WORST_ELSEWHERE = 6, 3
SHARES = ("Mean error", "Within 20 %", "In our range")
MEMORY_EDGES = (0.001, 0.01)
SPEED_EDGES = (0.1, 0.2, 0.35, 0.5)
AGREE = 0.001
"""A posted figure is rounded; a thousandth is closer than most of them say."""


def groups(topic: str) -> str:
    """Accuracy by family or class, in the set that is predicted without knowing the device."""
    title = f"{_what(topic)}: {PARTS[topic][FIRST_PART[topic]]}"
    own = of_part(points(topic), FIRST_PART[topic])
    counted = "Machines" if topic in TASKS else "Models"
    head = "Kind of machine" if topic in TASKS else "Family of models"
    lines = [(name, own_points) for name, own_points in by_group(own).items()]
    rows = [_score_row(name, each) for name, each in [*lines, ("All", own)]]
    return _table(title, (head, counted, "Measurements", *SHARES), rows)


def _score_row(name: str, own: Sequence[Point]) -> tuple[str, ...]:
    found = score(own)
    shares = (percent(found[key]) for key in ("mean_error", "within_20", "in_band"))
    return (name, f"{found['subjects']:.0f}", f"{found['rows']:.0f}", *shares)


def parts(topic: str) -> str:
    """Accuracy by set, each on its own."""
    rows = [
        (
            PARTS[topic][part],
            f"{found['rows']:.0f}",
            *(percent(found[key]) for key in ("mean_error", "within_20", "in_band")),
        )
        for part, found in scores(topic).items()
    ]
    return _table(f"{_what(topic)}, by situation", ("Situation", "Measurements", *SHARES), rows)


def errors(topic: str) -> str:
    """How many predictions of each set are off by how much."""
    names = [part for part in PARTS[topic] if of_part(points(topic), part)]
    edges = SPEED_EDGES if topic in TASKS else MEMORY_EDGES
    counts = [_counts([point.error for point in of_part(points(topic), n)], edges) for n in names]
    rows = [
        (label, *(str(count[number]) for count in counts))
        for number, label in enumerate(_labels(edges))
    ]
    columns = ("We predicted", *(PARTS[topic][name] for name in names))
    return _table(f"{_what(topic)}: how far off, in measurements", columns, rows)


def _labels(edges: Sequence[float]) -> list[str]:
    """`too low by over 1 %`, …, `within 0.1 %`, …, `too high by over 1 %`."""
    texts = [percent(edge) for edge in edges]
    sides = [f"by {low[:-2]} to {high}" for low, high in pairwise(texts)]
    sides.append(f"by over {texts[-1]}")
    low_side = [f"too low {side}" for side in reversed(sides)]
    return [*low_side, f"right within {texts[0]}", *(f"too high {side}" for side in sides)]


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
        (point.name, PARTS[topic][part], *_values(point, topic), _off(point))
        for part in PARTS[topic]
        for point in _worst(topic, part)[: WORST if part == first else WORST_ELSEWHERE]
    ]
    columns = ("What", "Situation", "Measured", "We said", "Our range", "We were off by")
    return _table(f"{_what(topic)}: the largest misses", columns, rows)


def _worst(topic: str, part: str) -> list[Point]:
    def size(point: Point) -> float:
        return max(point.predicted / point.measured, point.measured / point.predicted)

    return sorted(of_part(points(topic), part), key=size, reverse=True)


def _off(point: Point) -> str:
    sign = "+" if point.error > 0 else ""
    return f"{sign}{percent(point.error)}" + ("" if point.in_band else ", outside our range")


def _values(point: Point, topic: str) -> tuple[str, str, str]:
    low, high = (_value(each, topic) for each in (point.low, point.high))
    return _value(point.measured, topic), _value(point.predicted, topic), f"{low} to {high}"


def _value(value: float, topic: str) -> str:
    if topic in TASKS:
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return format_quantity(value * 2**30, "bytes")


def exact() -> str:
    """Where the rules equal llama.cpp's own report to the byte, by family."""
    found = {(what, FAMILIES[family]): (rows, equal) for what, family, rows, equal in _exact()}
    rows = [
        (name, *(_of(found[what, name]) for what in ("weights", "conversation")))
        for name in FAMILIES.values()
    ]
    sums = [
        [sum(each) for each in zip(*(v for k, v in found.items() if k[0] == what), strict=True)]
        for what in ("weights", "conversation")
    ]
    rows.append(("All", *(_of((rows, equal)) for rows, equal in sums)))
    columns = ("Family of models", "Files equal", "Conversations equal")
    return _table("Equal to the byte", columns, rows)


def _exact() -> list[tuple[str, str, int, int]]:
    return [tuple(each) for each in read("memory_points.json")["exact"]]


def _of(pair: tuple[int, int]) -> str:
    rows, equal = pair
    return f"{equal} of {rows}"


def posted() -> str:
    """Figures from people's own logs that we do not meet."""
    rows = [
        (
            f"{model}: {figure}",
            f"{theirs:,.2f} MiB",
            "not worked out" if ours is None else f"{ours:,.2f} MiB",
        )
        for model, _, figure, theirs, ours in read("memory_points.json")["posted"]
        if not agrees(theirs, ours)
    ]
    return _table("Posted figures that we miss", ("What", "Posted", "We say"), rows)


def agrees(theirs: float, ours: float | None) -> bool:
    """Whether a posted figure is ours, as far as it was printed."""
    return ours is not None and abs(ours / theirs - 1) <= AGREE


def every_row(topic: str) -> str:
    """Each measurement, the twin of the plot."""
    return "\n".join(_rows_of(topic))


def _rows_of(topic: str) -> Iterator[str]:
    for part, label in PARTS[topic].items():
        own = of_part(points(topic), part)
        if own:
            lines = "".join(_row(point, topic) for point in own)
            yield (
                f'<table class="sc-table"><caption>{escape(label)}</caption><thead><tr>'
                '<th scope="col">What</th><th scope="col">Measured</th>'
                '<th scope="col">We said</th><th scope="col">Our range</th></tr></thead>'
                f"<tbody>{lines}</tbody></table>"
            )


def _row(point: Point, topic: str) -> str:
    cells = "".join(f"<td>{escape(value)}</td>" for value in _values(point, topic))
    return f'<tr><th scope="row">{escape(point.name)}</th>{cells}</tr>'


def models() -> str:
    """Total memory by model: the twin of the plot, one line for each model."""
    found: dict[str, list[Point]] = {}
    for point in points("memory"):
        found.setdefault(point.subject, []).append(point)
    rows = [
        (
            name,
            str(len(own)),
            _span([point.measured for point in own]),
            _span([point.predicted for point in own]),
            percent(max(abs(point.error) for point in own)),
        )
        for name, own in sorted(found.items())
    ]
    columns = ("Model", "Runs", "Reported", "We said", "Largest error")
    return _table("Memory in total, least and most", columns, rows)


def _span(values: Sequence[float]) -> str:
    return f"{_value(min(values), 'memory')} to {_value(max(values), 'memory')}"


def _what(topic: str) -> str:
    return {
        "memory": "Memory in total",
        "working": "Working space alone",
        "writing": "Writing speed",
        "reading": "Reading speed",
    }[topic]


def _table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return table_html(Table(title=title, columns=columns, rows=tuple(rows)))
