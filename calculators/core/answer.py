"""The shape of every answer: ten parts, each a function of one case, and how they are put together.

A question keeps them in four modules, which are handed over whole:

    verdict.py   asked, LOOKS, status, headline, reasons; word where it differs from case to case
    figures.py   figures; HIGHLIGHTS (or highlights, where they differ from case to case), charts
                 and tables where there are any
    working.py   steps, notes, sources
    changes.py   changes; title where "What would change this" doesn't say it

Each part returns any iterable. A case is a question, read: the inputs joined with the catalog and
the engines, so that the parts only have to say what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from calculators.core.results import Change, Figure, Look, Result, Source, Step, Verdict


class VerdictParts(Protocol):
    """`verdict.py`: the question in one line, and the answer in one sentence with its reasons."""

    @property
    def LOOKS(self) -> Mapping[str, Look]:
        """How each status looks: its word, its sign, its tone."""

    def asked(self, case: Any, /) -> str:
        """What was asked about, in the reader's words."""

    def status(self, case: Any, /) -> str:
        """Which of the looks it is."""

    def headline(self, case: Any, /) -> str:
        """The sentence that answers."""

    def reasons(self, case: Any, /) -> Iterable[str]:
        """Why, a sentence each."""


class FigureParts(Protocol):
    """`figures.py`: the numbers, and pictures of them."""

    def figures(self, case: Any, /) -> Iterable[Figure]:
        """Named numbers with their units."""


class WorkingParts(Protocol):
    """`working.py`: how it was worked out, and what it rests on."""

    def steps(self, case: Any, /) -> Iterable[Step]:
        """The working, with the numbers of this case put in."""

    def notes(self, case: Any, /) -> Iterable[str]:
        """What was assumed and what the answer leaves out."""

    def sources(self, case: Any, /) -> Iterable[Source]:
        """Where its facts come from; one named twice is shown once."""


class ChangeParts(Protocol):
    """`changes.py`: what the reader could do differently, and what would come of it."""

    def changes(self, case: Any, /) -> Iterable[Change]:
        """Each with the inputs to set, where it can be tried in the form."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The four modules of one question."""

    verdict: VerdictParts
    figures: FigureParts
    working: WorkingParts
    changes: ChangeParts | None = None

    def result(self, calculator: str, inputs: Mapping[str, str], case: Any) -> Result:
        """The whole answer to one case."""
        figures = tuple(self.figures.figures(case))
        known = {figure.name for figure in figures}
        chart, *more_charts = self._optional("figures", "charts", case) or (None,)
        title = getattr(self.changes, "title", None)
        return Result(
            calculator=calculator,
            inputs=inputs,
            asked=self.verdict.asked(case),
            verdict=self._verdict(case),
            figures=figures,
            highlights=tuple(name for name in self._highlights(case) if name in known),
            chart=chart,
            more_charts=tuple(more_charts),
            tables=self._optional("figures", "tables", case),
            changes=tuple(self.changes.changes(case)) if self.changes else (),
            steps=tuple(self.working.steps(case)),
            notes=tuple(self.working.notes(case)),
            sources=tuple({each.url: each for each in self.working.sources(case)}.values()),
            **({"changes_title": title(case)} if title else {}),
        )

    def _verdict(self, case: Any) -> Verdict:
        status = self.verdict.status(case)
        look = self.verdict.LOOKS[status]
        word = getattr(self.verdict, "word", None)
        return Verdict(
            status=status,
            word=word(case) if word else look.word,
            sign=look.sign,
            tone=look.tone,
            headline=self.verdict.headline(case),
            reasons=tuple(self.verdict.reasons(case)),
        )

    def _highlights(self, case: Any) -> tuple[str, ...]:
        alike: tuple[str, ...] = getattr(self.figures, "HIGHLIGHTS", ())
        return alike or self._optional("figures", "highlights", case)

    def _optional(self, module: str, part: str, case: Any) -> tuple[Any, ...]:
        function = getattr(getattr(self, module), part, None)
        return tuple(function(case)) if function else ()
