"""Pictures as data: what a chart shows, without how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calculators.results import Basis


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

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return sum(segment.value for segment in self.segments)

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
        return sum(segment.value for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Several bars on one scale. Segments of one kind mean the same in every bar."""

    title: str
    bars: tuple[Bar, ...]
    unit: str

    @property
    def span(self) -> float:
        """The length that the picture must hold: the longest bar."""
        return max(1, *(bar.total for bar in self.bars))
