"""Plans for chat, as their makers or others publish them, read from one file.

`data/plans.toml` is kept by hand: a plan stands there only with a source and a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from calculators.core.records import read_json, read_record
from calculators.core.results import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan for chat that is paid by the seat; amounts in US dollars a month for each seat."""

    id: str
    name: str
    maker: str
    for_teams: bool
    """Sold to a team with one bill, not to one person."""
    monthly_usd: float | None = None
    """Paid month by month; None where it is not sold or not published so."""
    annual_usd: float | None = None
    """A month of it when a year is paid."""
    minimum_seats: int = 1
    maximum_seats: int | None = None
    as_of: str
    """The day or month that the price is known for."""
    reported_by: str = ""
    """Who reports it; empty where the maker does."""
    source: Source
    needs: str = ""
    """What must be paid besides."""
    limits: str = ""
    """What is published about how much one may use it."""
    cover: str = ""
    """Its terms, by the id of a plan in the records of `cover`; empty where none were read."""
    training: str = ""
    """Where no terms were read: what its source reports on training."""
    credits_usd: float = 0
    """Credits for the API that each seat brings every month."""
    credits_cap_usd: float | None = None
    """The most that all seats together bring."""
    credits_source: Source | None = None
    note: str = ""

    def sold_to(self, people: int) -> bool:
        """Whether it is sold to so many."""
        return self.maximum_seats is None or people <= self.maximum_seats

    def credits(self, seats: int) -> float:
        """Credits a month for so many seats, in US dollars."""
        whole = self.credits_usd * seats
        return whole if self.credits_cap_usd is None else min(whole, self.credits_cap_usd)

    @property
    def told(self) -> str:
        """Where the price comes from, in words: who and when."""
        return f"reported by {self.reported_by}" if self.reported_by else f"by {self.maker}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """What a reader can open."""
        return tuple(each for each in (self.source, self.credits_source) if each is not None)


@cache
def plans() -> Mapping[str, Plan]:
    """All plans by id, in the order of the file."""
    raw = read_json("plans.json")
    return {each["id"]: _plan(each, raw["checked"]) for each in raw["plans"]}


@cache
def left_out() -> tuple[str, ...]:
    """Plans without a dated price, and why each is missing."""
    return tuple(read_json("plans.json")["left_out"])


def _plan(raw: Mapping[str, Any], checked: str) -> Plan:
    dated = {
        name: {**each, "checked": checked} for name, each in raw.items() if name.endswith("source")
    }
    return read_record(Plan, {**raw, **dated}, raw["id"])
