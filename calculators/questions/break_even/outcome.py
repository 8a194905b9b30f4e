"""Everything that was found out about one case, ready to be put into words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from calculators.questions.break_even.case import Case
from calculators.questions.break_even.decision import Decision, decide
from calculators.questions.break_even.flip import Flip, flip_of
from calculators.questions.break_even.levers import Lever, levers
from calculators.questions.break_even.ways import Range, Way, ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.break_even.serving import Edge
    from calculators.questions.break_even.terms import Terms


@dataclass(frozen=True, kw_only=True)  # without slots: worked out once, when asked for
class Outcome:
    """One case with its ways, its decision and what would turn it."""

    case: Case

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways that can do such work at all."""
        return ways(self.case)

    @cached_property
    def terms(self) -> Terms | None:
        """The usual terms of owning; None where the machine cannot do the work."""
        return self.case.terms()

    @cached_property
    def decision(self) -> Decision | None:
        """Against the first rival; None where there is nothing to decide."""
        return decide(self.terms) if self.terms and self.case.rival else None

    @cached_property
    def against_closed(self) -> Decision | None:
        """The same against the closed model, where another rival came first."""
        closed = self.case.closed
        if self.terms is None or closed is None or closed is self.case.rival:
            return None
        return decide(replace(self.terms, rival_usd_per_request=closed.usd))

    @cached_property
    def edges(self) -> tuple[Decision, Decision] | None:
        """The decision in the cheapest and in the dearest case of owning."""
        if self.decision is None:
            return None
        low, high = (self._at(edge) for edge in ("low", "high"))
        return low, high

    @property
    def sure(self) -> bool:
        """Whether the decision is the same at both edges of the range."""
        return self.edges is None or self.edges[0].pays == self.edges[1].pays

    @cached_property
    def tried(self) -> tuple[tuple[Lever, Flip | None], ...]:
        """Each number that was moved, and where it turns the decision."""
        if self.terms is None or self.case.rival is None:
            return ()
        return tuple((lever, flip_of(lever, self.terms)) for lever in levers(self.case, self.terms))

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """Those that turn it, the least change first."""
        return tuple(sorted((flip for _, flip in self.tried if flip), key=lambda each: each.factor))

    @cached_property
    def costs(self) -> dict[str, Range]:
        """A month of each way that can do this much work, by its key."""
        return dict(self._costs())

    @cached_property
    def cheapest(self) -> Way | None:
        """The way that usually costs least."""
        able = [way for way in self.ways if way.key in self.costs]
        return min(able, key=lambda way: self.costs[way.key].typical, default=None)

    def _costs(self) -> Iterator[tuple[str, Range]]:
        for way in self.ways:
            if (found := way.at(self.case.requests)) is not None:
                yield way.key, found

    def _at(self, edge: Edge) -> Decision:
        terms = self.case.terms(edge)
        assert terms is not None
        return decide(terms)
