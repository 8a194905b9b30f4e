"""The scores of one index as of one day, and an estimate of small models on its scale.

They are kept in `data/capability/`. An index is fitted anew for each release, so all scores here
are of the same day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from calculators.core.records import read_json
from calculators.core.results import Source

Access = Literal["closed", "unrestricted", "restricted", "non-commercial", "unknown"]
"""As Epoch labels it, which is coarse; our own records say what a licence permits."""


@dataclass(frozen=True, slots=True)
class Score:
    """A model's place on the scale of the index, with its 90% interval."""

    name: str
    eci: float
    low: float
    high: float
    date: date
    """The day the model came out."""
    access: Access


@dataclass(frozen=True, slots=True)
class SmallScore:
    """An estimate of a small model on the same scale, which is not Epoch's."""

    entry: str
    eci: float
    low: float
    high: float
    """Of the sampling alone; what else may be wrong is in `bias`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What another tracker found, on a scale of its own."""

    tracker: str
    date: str
    says: str
    source: Source


@cache
def scores() -> tuple[Score, ...]:
    """Every score of the index, oldest model first."""
    return tuple(
        Score(name, eci, low, high, date.fromisoformat(day), access)
        for name, eci, low, high, day, access in _data()["scores"]
    )


@cache
def published() -> Mapping[str, Score]:
    """Scores that Epoch publishes, by the release in our catalog or list of prices.

    >>> published()["kimi-k3"].eci
    157.01
    """
    names = {each.name: each for each in scores()}
    return {release: names[name] for release, name in _data()["same"].items()}


@cache
def estimated() -> Mapping[str, SmallScore]:
    """Estimates of small models, by their id in the catalog.

    >>> estimated()["gemma-4-12b"].eci
    141.81
    """
    return {
        release: SmallScore(entry, eci, low, high)
        for release, entry, eci, low, high, _ in _data()["small"]
        if release
    }


@cache
def bias() -> tuple[float, float]:
    """Where Epoch has a score too: by how much an estimate was lowest and highest above it.

    >>> [round(each, 1) for each in bias()]
    [-1.1, 3.5]
    """
    apart = [eci - known for _, _, eci, _, _, known in _data()["small"] if known is not None]
    return min(apart), max(apart)


@cache
def readings() -> tuple[Reading, ...]:
    """What others measured, newest first."""
    found = sorted(_data()["reading"], key=lambda each: each["date"], reverse=True)
    return tuple(
        Reading(each["tracker"], each["date"], each["says"], _source(each)) for each in found
    )


def vintage() -> date:
    """The day of the scores."""
    return date.fromisoformat(_data()["vintage"])


def index_source() -> Source:
    """Where the scores come from."""
    return _source(_data()["index"])


def estimate_source() -> Source:
    """Where the estimates of small models come from."""
    return _source(_data()["estimate"])


def _source(found: Mapping[str, str]) -> Source:
    return Source(title=found["title"], url=found["url"], checked=_data()["checked"])


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("capability.json")
    return found
