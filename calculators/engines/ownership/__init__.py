"""Dated facts about owning and renting: electricity, rents, power at the wall, pay.

They stand in `data/ownership.toml`, which is kept by hand; each has its source and its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from calculators.core.numbers import Range
from calculators.core.records import read_json, with_sources
from calculators.core.records import read_record as read
from calculators.core.results import Source
from calculators.engines.machine import Machine

PowerBasis = Literal["measured", "nominal", "card", "borrowed"]
BusyBasis = PowerBasis | Literal["typed", "assumed"]
IdleBasis = Literal["typed", "measured", "rest of pc", "assumed"]
IDLE_SHARE = 0.2
"""Idle power to busy power where nobody measured it: 6 of 30 watts on an M4 Mac mini."""
UNKNOWN_WATTS = 100.0
"""Our assumption for a machine without any record of its power."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Electricity:
    """What a kilowatt-hour costs somewhere, on average, and in its cheapest and dearest part."""

    id: str
    label: str
    currency: str
    per_kwh: float
    low: float | None = None
    high: float | None = None
    as_of: str
    note: str
    source: Source

    @property
    def rates(self) -> Range:
        """Low, average, high; all the same where the source knows no parts."""
        usual = self.per_kwh
        return Range(self.low or usual, usual, self.high or usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What one provider asked for an hour on one day."""

    provider: str
    usd_per_hour: float
    read_on: str
    url: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rental:
    """A graphics card that is rented by the hour."""

    id: str
    label: str
    vram_gib: float
    bandwidth_gb_s: float
    fp16_tflops: float
    spec_url: str
    quotes: tuple[Quote, ...]

    @property
    def rates(self) -> Range:
        """USD an hour: the cheapest quote, the middle one, the dearest."""
        found = sorted(quote.usd_per_hour for quote in self.quotes)
        middle = (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2
        return Range(found[0], middle, found[-1])

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day on which a quote was read."""
        days = [quote.read_on for quote in self.quotes]
        return min(days), max(days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """Watts that machines draw at work and idle."""

    machines: tuple[str, ...]
    """How their ids begin."""
    busy_watts: tuple[float, float, float]
    """Low, typical and high."""
    idle_watts: float | None = None
    basis: PowerBasis
    """"measured" at the wall; "nominal" of the chip; "card": nominal of the graphics card alone;
    "borrowed": measured on a machine of the same kind."""
    source: Source
    idle_url: str = ""

    @property
    def idle_source(self) -> Source | None:
        """Where its idle power stands, if that was measured too."""
        if not self.idle_url:
            return None
        title = f"Idle power: {self.source.title}"
        return Source(title=title, url=self.idle_url, checked=self.source.checked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One number with its source."""

    value: float
    what: str = ""
    as_of: str = ""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """Tokens written a second by how many requests run at once."""

    rows: tuple[tuple[int, float], ...]
    as_of: str
    source: Source

    @property
    def value(self) -> float:
        """How many times as much is written where thirty requests run at once."""
        written = dict(self.rows)
        return written[30] / written[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All of them."""

    electricity: Mapping[str, Electricity]
    rentals: Mapping[str, Rental]
    power: tuple[Power, ...]
    rest_of_pc: Fact
    """Watts of a PC beside its graphics card, which are also what it draws idle."""
    pay: Fact
    """USD an hour before an employer's other costs."""
    clerk_pay: Fact
    """USD an hour of whoever checks answers, before an employer's other costs."""
    benefits: Fact
    """Share of an employer's costs that is wages."""
    gain: Gain
    life: Fact
    """Years a machine is counted with."""
    checked: str

    def power_of(self, machine: str) -> Power | None:
        """The watts of that machine: of the longest beginning that fits; None where none does."""
        starts = {start: each for each in self.power for start in each.machines}
        found = max(filter(machine.startswith, starts), key=len, default=None)
        return None if found is None else starts[found]


@cache
def record() -> Record:
    """The record that ships."""
    return read_record(read_json("ownership.json"))


def read_record(raw: Mapping[str, Any]) -> Record:
    """A record from its JSON form; raises `RecordError`."""
    by_id = {key: {each["id"]: each for each in raw[key]} for key in ("electricity", "rentals")}
    return read(Record, with_sources({**raw, **by_id}, raw["checked"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watts:
    """Power of one machine at the wall, and how it is known."""

    busy: Range
    idle: float
    busy_basis: BusyBasis
    idle_basis: IdleBasis
    """With "rest of pc" that of a PC with another graphics card; assumed is `IDLE_SHARE`."""
    sources: tuple[Source, ...]
    """First that of the power at work, where it is from the record."""


def watts(machine: Machine | None, *, busy_watts: float = 0, idle_watts: float = 0) -> Watts:
    """Typed watts, else those of the record, else an assumption; 0 is not typed.

    >>> found = watts(None, idle_watts=15)
    >>> found.busy.typical, found.idle, found.busy_basis
    (100.0, 15, 'assumed')
    """
    power = record().power_of(machine.id) if machine else None
    busy, busy_basis = _busy(busy_watts, power)
    idle, idle_basis, idle_source = _idle(idle_watts, machine, power, busy.typical)
    busy_source = power.source if power and not busy_watts else None
    return Watts(
        busy=busy,
        idle=idle,
        busy_basis=busy_basis,
        idle_basis=idle_basis,
        sources=tuple(each for each in (busy_source, idle_source) if each),
    )


def _busy(typed: float, power: Power | None) -> tuple[Range, BusyBasis]:
    if typed:
        return Range.at(typed), "typed"
    if power is None:
        return Range.at(UNKNOWN_WATTS), "assumed"
    beside = record().rest_of_pc.value if power.basis == "card" else 0.0
    return Range(*(watts + beside for watts in power.busy_watts)), power.basis


def _idle(
    typed: float, machine: Machine | None, power: Power | None, busy: float
) -> tuple[float, IdleBasis, Source | None]:
    if typed:
        return typed, "typed", None
    if power is not None and power.idle_watts is not None:
        return power.idle_watts, "measured", power.idle_source
    if machine is not None and machine.form == "desktop" and machine.vram_gib > 0:
        rest = record().rest_of_pc
        return rest.value, "rest of pc", rest.source
    return IDLE_SHARE * busy, "assumed", None
