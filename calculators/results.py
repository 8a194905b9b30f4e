"""The parts of an answer. A result is data; `calculators.view` turns it into HTML, text or JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.chart import Bars, Lines, StackedBar

Basis = Literal["exact", "estimate", "your choice", "assumed", "reported"]
Tone = Literal["good", "tight", "bad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A named number with its unit and how far to trust it."""

    name: str
    label: str
    value: float | None
    unit: str
    basis: Basis
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def ranged(self) -> bool:
        """Whether the figure is known only within a range."""
        return self.low is not None and self.high is not None and self.low != self.high


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
    chart: StackedBar | Bars | Lines | None = None
    more_charts: tuple[StackedBar | Bars | Lines, ...] = ()
    tables: tuple[Table, ...] = ()
    changes: tuple[Change, ...] = ()
    changes_title: str = "What would change this"
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    """What was assumed and what the answer leaves out."""
    sources: tuple[Source, ...] = ()

    def figure(self, name: str) -> Figure:
        """The figure of that name; raises `KeyError`."""
        for each in self.figures:
            if each.name == name:
                return each
        raise KeyError(name)
