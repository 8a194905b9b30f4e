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
    """Parts laid end to end against a limit.

    `limit` is what may be used; the parts may pass it, and then the bar shows by how much.
    """

    title: str
    segments: tuple[Segment, ...]
    limit: float
    limit_label: str
    limit_basis: Basis
    unit: str
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
        return max(self.limit, self.total, 1)
