"""The parts of an answer: data, which `calculators.core.view` turns into HTML, text or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import Literal

Basis = Literal["exact", "estimate", "your choice", "assumed", "reported"]
Tone = Literal["good", "tight", "bad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of a stacked bar. `kind` picks its colour and pattern, never its meaning."""

    label: str
    value: float
    kind: str
    basis: Basis
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedBar:
    """Parts laid end to end, against a limit where there is one.

    `limit` is what may be used; the parts may pass it, and then the bar shows by how much.
    """

    title: str
    segments: tuple[Segment, ...]
    unit: str
    limit: float | None = None
    limit_label: str = ""
    limit_basis: Basis = "exact"
    mark: float | None = None
    """A border inside the limit, such as where a graphics card ends and main memory begins."""
    mark_label: str = ""
    desk: bool = False
    """Drawn as a desk with the parts on it, rather than as a strip; it has a limit then."""

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return fsum(segment.value for segment in self.segments)

    @property
    def span(self) -> float:
        """The length that the picture must hold: the limit or the parts, whichever is longer."""
        return max(self.limit or 0, self.total) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One of several bars; `marked` is the one that the others are compared with."""

    label: str
    segments: tuple[Segment, ...]
    marked: bool = False

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return fsum(segment.value for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Several bars on one scale. Segments of one kind mean the same in every bar."""

    title: str
    bars: tuple[Bar, ...]
    unit: str

    @property
    def span(self) -> float:
        """The length that the picture must hold: the longest bar."""
        return max((bar.total for bar in self.bars), default=0) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on a line, and the range it may lie in."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Points from left to right, joined by straight pieces."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place along the x axis with a name, such as what a machine can do at most."""

    x: float
    label: str


@dataclass(frozen=True, kw_only=True)  # no slots: the ends of the axes are kept, once computed
class Lines:
    """Up to six lines on the same axes, both from zero; each with its range where it has one."""

    title: str
    lines: tuple[Line, ...]
    x_label: str
    """What lies along the axis, as "tokens a month"."""
    x_unit: str
    y_label: str
    y_unit: str
    marks: tuple[Mark, ...] = ()

    @cached_property
    def width(self) -> float:
        """The x value at the right end."""
        places = [point.x for line in self.lines for point in line.points]
        return max([*places, *(mark.x for mark in self.marks)], default=0) or 1

    @cached_property
    def height(self) -> float:
        """The y value at the top: the highest line, or the end of its range."""
        points = (point for line in self.lines for point in line.points)
        return max((max(point.y, point.high or 0) for point in points), default=0) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on a path: its name, a sign and a word for what is so there, and what it means."""

    label: str
    sign: str
    word: str
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Places one after the other: the way that something takes, or the rungs of a ladder."""

    title: str
    stops: tuple[Stop, ...]
    rising: bool = False
    """A ladder: the first stop is the highest rung, and the last has number one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a receipt: what it is for, and how much it is."""

    label: str
    value: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A till receipt: amounts one below the other, and below the tear line what no bill shows.

    The bars under all of them, the last one too, are on one scale.
    """

    title: str
    head: str
    """What was bought, at the top of the paper."""
    entries: tuple[Entry, ...]
    unit: str
    unbilled: Entry | None = None

    @property
    def span(self) -> float:
        """The amount that the longest bar stands for."""
        beyond = (self.unbilled,) if self.unbilled else ()
        return max((entry.value for entry in (*self.entries, *beyond)), default=0) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """One step of an agent: the tokens of its prompt, and how many of them come from the cache."""

    step: int
    tokens: float
    cached_tokens: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stairs:
    """How a prompt grows from step to step."""

    title: str
    stairs: tuple[Stair, ...]
    cached_tokens: float
    """Of all steps together, with those that the picture leaves out."""
    new_tokens: float

    @property
    def height(self) -> float:
        """The tokens that the highest column stands for."""
        return max((stair.tokens for stair in self.stairs), default=0) or 1


Chart = StackedBar | Bars | Lines | Path | Receipt | Stairs
"""A picture."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number with its unit and how far to trust it."""

    name: str
    label: str
    value: float | None
    unit: str
    basis: Basis = "estimate"
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def ranged(self) -> bool:
        """Whether the figure is known only within a range."""
        return self.low is not None and self.high is not None and self.low != self.high


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict looks: its word, a sign that says it without colour, its tone."""

    word: str
    sign: str
    tone: Tone


def good(word: str, sign: str = "✓") -> Look:
    """The look of a verdict that says yes."""
    return Look(word, sign, "good")


def tight(word: str, sign: str = "!") -> Look:
    """The look of a verdict that says perhaps."""
    return Look(word, sign, "tight")


def bad(word: str, sign: str = "✗") -> Look:
    """The look of a verdict that says no."""
    return Look(word, sign, "bad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer in one word and one sentence; the sign says it without colour."""

    status: str
    word: str
    sign: str
    tone: Tone
    headline: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something the reader could do differently: the inputs to set and what would come of it."""

    text: str
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from: something the reader can open, and when it was last checked."""

    title: str
    url: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the working: the formula, the numbers put in, the outcome."""

    title: str
    formula: str
    working: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Things side by side: the first cell of a row names it, the others are ready to read."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One answer, whole."""

    calculator: str
    inputs: Mapping[str, str]
    asked: str
    """The question in one line: what was asked about, in the reader's words."""
    verdict: Verdict
    figures: tuple[Figure, ...]
    highlights: tuple[str, ...] = ()
    """Names of at most three figures to show large."""
    chart: Chart | None = None
    more_charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    changes: tuple[Change, ...] = ()
    changes_title: str = "What would change this"
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    """What was assumed and what the answer leaves out."""
    sources: tuple[Source, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    """What programs are told beside the figures, by name: each a word or an id."""

    def figure(self, name: str) -> Figure:
        """The figure of that name; raises `KeyError`."""
        for each in self.figures:
            if each.name == name:
                return each
        raise KeyError(name)
