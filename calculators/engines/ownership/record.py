"""Dated facts about owning and renting: electricity, rents, power at the wall, pay.

They are read from `data/ownership.json`, which is kept by hand; each has its source and its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import fsum
from typing import TYPE_CHECKING, Any

from calculators.core.records import read_json
from calculators.core.results import Source

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Electricity:
    """What a kilowatt-hour costs somewhere, on average, and in its cheapest and dearest part."""

    id: str
    label: str
    currency: str
    per_kwh: float
    low: float
    high: float
    as_of: str
    note: str
    source: Source


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
    def rates(self) -> tuple[float, float, float]:
        """USD an hour: the cheapest quote, the middle one, the dearest."""
        sorted_rates = sorted(quote.usd_per_hour for quote in self.quotes)
        half, odd = divmod(len(sorted_rates), 2)
        middle = sorted_rates[half] if odd else fsum(sorted_rates[half - 1 : half + 1]) / 2
        return sorted_rates[0], middle, sorted_rates[-1]

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day on which a quote was read."""
        days = sorted(quote.read_on for quote in self.quotes)
        return days[0], days[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """Watts that machines draw at work and idle."""

    machines: tuple[str, ...]
    """How their ids begin."""
    busy_watts: tuple[float, float, float]
    """Low, typical and high."""
    idle_watts: float | None
    basis: str
    """"measured" at the wall; "nominal" of the chip; "card": nominal of the graphics card alone;
    "borrowed": measured on a machine of the same kind."""
    source: Source
    idle_source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One number with its source."""

    value: float
    as_of: str
    source: Source


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
    benefits: Fact
    """Share of an employer's costs that is wages."""
    gain: Fact
    """How many times as much is written where thirty requests run at once."""
    life: Fact
    """Years a machine is counted with."""
    checked: str

    def power_of(self, machine: str) -> Power | None:
        """The watts of that machine: of the longest beginning that fits; None where none does."""
        found = [
            (len(start), each)
            for each in self.power
            for start in each.machines
            if machine.startswith(start)
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None


@cache
def record() -> Record:
    """The record that ships."""
    return read_record(read_json("ownership.json"))


def read_record(raw: Mapping[str, Any]) -> Record:
    """A record from its JSON form."""
    checked = raw["checked"]
    gain = raw["gain"]
    written = dict(gain["rows"])
    return Record(
        electricity={each["id"]: _electricity(each, checked) for each in raw["electricity"]},
        rentals={
            each["id"]: Rental(
                **{**each, "quotes": tuple(Quote(**quote) for quote in each["quotes"])}
            )
            for each in raw["rentals"]
        },
        power=tuple(_power(each, checked) for each in raw["power"]),
        rest_of_pc=_fact(raw["rest_of_pc"], raw["rest_of_pc"]["watts"], checked),
        pay=_fact(raw["pay"], raw["pay"]["usd_per_hour"], checked),
        benefits=_fact(raw["benefits"], raw["benefits"]["wage_share"], checked),
        gain=_fact(gain, written[30] / written[1], checked),
        life=_fact(raw["life"], raw["life"]["years"], checked),
        checked=checked,
    )


def _electricity(raw: Mapping[str, Any], checked: str) -> Electricity:
    price = raw["per_kwh"]
    own = {key: raw[key] for key in ("id", "label", "currency", "per_kwh", "as_of", "note")}
    low, high = raw.get("low", price), raw.get("high", price)
    return Electricity(**own, low=low, high=high, source=_source(raw, checked))


def _power(raw: Mapping[str, Any], checked: str) -> Power:
    low, typical, high = raw["busy_watts"]
    idle = None
    if "idle_url" in raw:
        title = f"Idle power: {raw['title']}"
        idle = Source(title=title, url=raw["idle_url"], checked=checked)
    return Power(
        machines=tuple(raw["machines"]),
        busy_watts=(low, typical, high),
        idle_watts=raw.get("idle_watts"),
        basis=raw["basis"],
        source=_source(raw, checked),
        idle_source=idle,
    )


def _fact(raw: Mapping[str, Any], value: float, checked: str) -> Fact:
    return Fact(value=value, as_of=raw.get("as_of", ""), source=_source(raw, checked))


def _source(raw: Mapping[str, Any], checked: str) -> Source:
    return Source(title=raw["title"], url=raw["url"], checked=checked)
