"""The score of a model on the scale of one index, and what it equals in time.

The score is Epoch's where there is one, else an estimate of small models by somebody else. Such an
estimate was up to some points too high wherever Epoch has a score too. So its low end is lowered by
as much, and it is lowered by as much where it is set against a score of Epoch's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from calculators import catalog
from calculators.engines.capability.lag import Match, first_closed, match
from calculators.engines.capability.record import Score, bias, estimated, published, scores, vintage

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_THINKING = "hinking"
_MONTH_IN_NAME = re.compile(r"([A-Z][a-z]{2})[a-z]* (20[0-9]{2})\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A model with its score on the scale of the index."""

    name: str
    eci: float
    low: float
    high: float
    basis: Literal["reported", "estimate"]
    """Published with the index, or estimated by somebody else."""
    date: date | None = None
    """The day it came out, where that is known."""
    quantization: str = ""
    """The form in which it would run on a machine, where one is asked about."""
    just_fits: bool = False
    """Fits there in the memory that is usually free, and not in the worst case."""
    thinking: bool = False
    """Whether the entry names a mode that thinks before it answers."""

    @property
    def careful(self) -> float:
        """Points to compare it by: an estimate counts as if it were as much too high as any was.

        >>> round(of_model("gemma-4-12b").careful, 2), of_model("gemma-4-31b").careful
        (138.27, 142.28)
        """
        return self.eci - (too_high() if self.basis == "estimate" else 0)

    @property
    def equals(self) -> Match:
        """The first closed models with at least its score, on the day of the scores.

        >>> of_model("gemma-4-12b").equals.typical.name
        'o1'
        """
        return match(scores(), self.low, self.eci, self.high, vintage())


def of_model(ident: str) -> Subject | None:
    """A model of the catalog with its score; None where there is none.

    >>> of_model("gemma-4-12b").eci, of_model("gemma-4-31b").basis, of_model("olmo-3-7b")
    (141.81, 'reported', None)
    """
    if score := published().get(ident):
        return of_score(score)
    small = estimated().get(ident)
    if small is None:
        return None
    return Subject(
        name=catalog.model(ident).name,
        eci=small.eci,
        low=small.low - too_high(),
        high=small.high,
        basis="estimate",
        thinking=_THINKING in small.entry,
    )


def of_score(score: Score) -> Subject:
    """A model of the index, open or closed."""
    return Subject(
        name=score.name,
        eci=score.eci,
        low=score.low,
        high=score.high,
        basis="reported",
        date=score.date,
    )


def too_high() -> float:
    """The most points by which an estimate was above Epoch's own score.

    >>> round(too_high(), 2)
    3.54
    """
    return max(0.0, bias()[1])


def points(subject: Subject) -> str:
    """The score with its range.

    >>> points(of_model("gemma-4-12b"))
    '141.8 (136.1 to 143.5)'
    """
    return f"{subject.eci:.1f} ({subject.low:.1f} to {subject.high:.1f})"


def level(found: Match) -> str:
    """The months whose best closed model it equals, over its range.

    >>> level(of_model("gemma-4-12b").equals), level(of_model("llama-3.1-8b").equals)
    ('September 2024 to December 2024', 'March 2023 or earlier')
    """
    low, high = (month(each.date) if each else "" for each in (found.low, found.high))
    if found.high == first_closed(scores(), 0, vintage()):  # the index knows of nothing before
        return f"{high} or earlier"
    return low if low == high else f"{low or 'before'} to {high or 'ahead of all'}"


def month(day: date) -> str:
    """A month with its year.

    >>> month(date(2024, 12, 5))
    'December 2024'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def dated_early(name: str, day: date) -> bool:
    """Whether a name says a later month than the day that the index gives.

    >>> dated_early("GPT-4o (Nov 2024)", date(2024, 5, 13))
    True
    >>> dated_early("GPT-4 (Mar 2023)", date(2023, 3, 15)), dated_early("o1", date(2024, 12, 5))
    (False, False)
    """
    if not (found := _MONTH_IN_NAME.search(name)):
        return False
    said = next((count for count, each in enumerate(MONTHS, 1) if each.startswith(found[1])), 0)
    return (int(found[2]), said) > (day.year, day.month)


def spoken(day: date) -> str:
    """A day in words.

    >>> spoken(date(2026, 8, 11))
    '11 August 2026'
    """
    return f"{day.day} {month(day)}"
