"""The ladder of the G7: what a release may be called, by its licence and by what was released.

Four names, of 29 May 2026, from the one that asks for least to the one that asks for most:

    weights available                 weights and code to run them, under a licence that limits use
    open weights                      the same under an open source licence
    open source AI                    and the training code, and the data or a way to rebuild them
    open source AI with open data     and all of the training data

They bind nobody. A licence that limits nothing and is no open source licence fits none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

Rung = Literal[
    "weights_available", "open_weights", "open_source_ai", "open_source_ai_with_open_data"
]
RUNGS: tuple[Rung, ...] = get_args(Rung)
"""From the lowest on."""
Part = Literal["licence", "code", "data"]
OPEN_SOURCE = "open source"
LIMITED = ("restricted", "non-commercial")
RELEASED, UNKNOWN = "released", "unknown"
DATA: dict[Rung, tuple[str, ...]] = {
    "open_source_ai": (RELEASED, "released_to_rebuild"),
    "open_source_ai_with_open_data": (RELEASED,),
}
"""What of the training data is enough for a rung."""


@dataclass(frozen=True, kw_only=True)
class Released:
    """What the name depends on: the kind of licence, and whether code and data are out."""

    licence: str
    """As in the records of licences; empty where none was found."""
    code: str = UNKNOWN
    data: str = UNKNOWN

    def lacks(self, rung: Rung) -> Iterator[Part]:
        """What keeps it from a rung.

        >>> list(Released(licence="restricted", code="none_found").lacks("open_source_ai"))
        ['licence', 'code', 'data']
        """
        if rung == "weights_available":
            if self.licence not in (*LIMITED, OPEN_SOURCE):
                yield "licence"
            return
        if self.licence != OPEN_SOURCE:
            yield "licence"
        if rung in DATA:
            if self.code != RELEASED:
                yield "code"
            if self.data not in DATA[rung]:
                yield "data"

    @property
    def rung(self) -> Rung | None:
        """The highest that lacks nothing; None where the names fit it not at all.

        >>> Released(licence="open source", code="released", data="released_to_rebuild").rung
        'open_source_ai'
        >>> Released(licence="permissive").rung is None
        True
        """
        return next((each for each in reversed(RUNGS) if not any(self.lacks(each))), None)

    @property
    def is_floor(self) -> bool:
        """Whether it could stand higher, if what is not known turned out to be released.

        >>> Released(licence="open source").is_floor, Released(licence="restricted").is_floor
        (True, False)
        """
        known = {"code": self.code, "data": self.data}
        best = {name: RELEASED if found == UNKNOWN else found for name, found in known.items()}
        return replace(self, **best).rung != self.rung

    @property
    def above(self) -> tuple[Rung, ...]:
        """The rungs that it doesn't reach, the next one first."""
        return tuple(each for each in RUNGS if any(self.lacks(each)))
