"""One model as somebody sells it by the token, and its prices over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.form import OWN
from calculators.core.records import read_json
from calculators.core.results import Source
from calculators.engines.price.rates import Period, Price, Stepped

ACCESS = {
    "closed": "Closed: no weights published",
    "open": "Open weights",
    "unverified": "Open or closed not established: no weights found, none ruled out",
}
ACCESS_WORDS = {"closed": "closed", "open": "open", "unverified": "not established"}
TIERS = {"frontier": "Frontier", "middle": "Middle", "small": "Small and fast"}
_TYPED = Source(title="Typed by you", url="", checked="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One model from one host, with its prices over time.

    The same weights from another host are another offer: price and cache price differ.
    """

    id: str
    """Host and model as genai-prices names them: "anthropic/claude-opus-5-5"."""
    label: str
    maker: str
    host: str
    """Who runs it and sends the bill."""
    access: str
    """One of `ACCESS`."""
    tier: str
    """One of `TIERS`: its place in the maker's own line-up, not a score."""
    model: str = ""
    """The id in our catalog where the same weights are in it, else empty."""
    context_window: int | None
    """Tokens, as the source gives it; None where it does not say."""
    licence: str = ""
    """Of published weights; "not established" where nobody could be quoted for it."""
    source: Source
    """Where the prices come from; `checked` is the day the package with them came out."""
    note: str = ""
    standard: tuple[Period, ...]
    batch: tuple[Period, ...]
    """What a batch changes, price by price; the first that holds and names a price counts."""
    peak_days: str = ""
    """The days on which higher hours are billed, in words; empty where there are none."""
    withdrawn: str = ""
    """The day from which LiteLLM's list says it is no longer made; empty where it says nothing."""

    @property
    def with_host(self) -> str:
        """The model, and its host unless that is the maker."""
        return self.label if self.host in ("", self.maker) else f"{self.label}, {self.host}"

    @property
    def weights(self) -> str:
        """Whether its weights are published, in a word or two for a table."""
        return ACCESS_WORDS.get(self.access, "–")

    def ended(self, day: str) -> bool:
        """Whether it is no longer made on that day, such as "2026-11-24"."""
        return "" < self.withdrawn <= day


def typed_offer(
    *,
    usd_input: float,
    usd_output: float,
    usd_cached: float = 0,
    usd_write: float = 0,
    batch_share: float = 1,
    context_window: int | None = None,
) -> Offer:
    """An offer at the reader's prices in USD for a million tokens; it has no date and no steps.

    A cache price of 0 is none: those tokens cost as much as others.

    >>> from datetime import datetime
    >>> from calculators.engines.price.rates import rates
    >>> mine = typed_offer(usd_input=1, usd_output=4, usd_cached=0.1)
    >>> found = rates(mine, at=datetime(2026, 11, 24), prompt_tokens=1)
    >>> found.cached, found.write
    (0.1, 1)
    """
    prices = {"input": usd_input, "output": usd_output}
    prices |= {"cached": usd_cached} if usd_cached else {}
    prices |= {"write": usd_write} if usd_write else {}
    cheaper = {kind: price * batch_share for kind, price in prices.items()}
    return Offer(
        id=OWN,
        label="Your own price",
        maker="",
        host="",
        access="",
        tier="",
        context_window=context_window,
        source=_TYPED,
        standard=(Period(prices=prices),),
        batch=(Period(prices=cheaper),) if batch_share < 1 else (),
    )


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
    return Package(**read_json("prices.json")["package"])


def read_offers(raw: Mapping[str, Any]) -> tuple[Offer, ...]:
    """The offers of a file like ours."""
    return tuple(_offer(each, raw) for each in raw["offers"])


@cache
def _all() -> Mapping[str, Offer]:
    return {each.id: each for each in read_offers(read_json("prices.json"))}


def _offer(raw: Mapping[str, Any], book: Mapping[str, Any]) -> Offer:
    provider, package = book["providers"][raw["id"].partition("/")[0]], book["package"]
    title = f"{provider['name']}: prices, as in {package['name']} {package['version']}"
    apart = ("context", "standard", "batch")
    given = {key: value for key, value in raw.items() if key not in apart}
    return Offer(
        **given,
        host=provider["name"],
        context_window=raw["context"],
        standard=_periods(raw["standard"]),
        batch=_periods(raw.get("batch", ())),
        source=Source(title=title, url=provider["url"], checked=package["released"]),
    )


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
