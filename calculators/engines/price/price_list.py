"""The price list: all offers, read from one generated file.

`make prices` writes `data/prices.json` from the records under `data/offers/` and the prices in the
genai-prices package; nobody edits that file by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.records import read_json
from calculators.core.results import Source
from calculators.engines.price.offers import Offer, Period, Price, Stepped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPTIONAL = dict.fromkeys(("model", "licence", "note", "peak_days", "withdrawn"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Where the prices were read."""

    name: str
    version: str
    released: str
    """The day this version came out: no price in it was looked at later."""
    read: str
    """The day we took the prices from it."""


@cache
def offers() -> Mapping[str, Offer]:
    """All offers still made, by id, ordered for a menu."""
    return {each.id: each for each in _all().values() if not each.ended(package().read)}


@cache
def ended_offers() -> tuple[str, ...]:
    """The ids of offers that are no longer made: they have a price, and no place in a menu."""
    return tuple(ident for ident in _all() if ident not in offers())


def offer(ident: str) -> Offer:
    """The offer of that id, also one no longer made; raises `InputErrors`.

    >>> offer("anthropic/claude-opus-5-5").label
    'Claude Opus 5.5'
    """
    try:
        return _all()[ident]
    except KeyError:
        text = f"{quoted(ident)} is not among the {len(offers())} models with a price."
        raise InputErrors([Problem("model", text)]) from None


@cache
def package() -> Package:
    """The package that the prices were read from."""
    return Package(**_raw()["package"])


def read_offers(raw: Mapping[str, Any]) -> tuple[Offer, ...]:
    """The offers of a file like ours."""
    return tuple(_offer(each, raw) for each in raw["offers"])


@cache
def _all() -> Mapping[str, Offer]:
    return {each.id: each for each in read_offers(_raw())}


@cache
def _raw() -> dict[str, Any]:
    found: dict[str, Any] = read_json("prices.json")
    return found


def _offer(raw: Mapping[str, Any], book: Mapping[str, Any]) -> Offer:
    provider = book["providers"][raw["id"].partition("/")[0]]
    apart = ("context", "standard", "batch")
    given = {key: value for key, value in raw.items() if key not in apart}
    return Offer(
        **{**OPTIONAL, **given},
        host=provider["name"],
        context_window=raw["context"],
        standard=_periods(raw["standard"]),
        batch=_periods(raw.get("batch", ())),
        source=_source(provider, book["package"]),
    )


def _source(provider: Mapping[str, str], package: Mapping[str, str]) -> Source:
    title = f"{provider['name']}: prices, as in {package['name']} {package['version']}"
    return Source(title=title, url=provider["url"], checked=package["released"])


def _periods(raw: Sequence[Mapping[str, Any]]) -> tuple[Period, ...]:
    return tuple(
        Period(
            prices={key: _price(each) for key, each in period["usd"].items()},
            first_day=period.get("from", ""),
            hours=tuple(period["hours"]) if "hours" in period else None,
        )
        for period in raw
    )


def _price(raw: float | Sequence[Any]) -> Price:
    """A number, or a list: the price of a short prompt, then where each other one starts."""
    if isinstance(raw, int | float):
        return raw
    base, *steps = raw
    return Stepped(base, tuple((start, price) for start, price in steps))
