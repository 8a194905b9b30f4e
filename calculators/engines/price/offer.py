"""One model as somebody sells it by the token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calculators.core.results import Source
    from calculators.engines.price.period import Period

ACCESS = {
    "closed": "Closed: no weights published",
    "open": "Open weights",
    "unverified": "Open or closed not established: no weights found, none ruled out",
}
ACCESS_WORDS = {"closed": "closed", "open": "open", "unverified": "not established"}
TIERS = {"frontier": "Frontier", "middle": "Middle", "small": "Small and fast"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Where the prices were read."""

    name: str
    version: str
    released: str
    """The day this version came out: no price in it was looked at later."""
    read: str
    """The day we took the prices from it."""


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
    model: str
    """The id in our catalog where the same weights are in it, else empty."""
    context_window: int | None
    """Tokens, as the source gives it; None where it does not say."""
    licence: str
    """Of published weights; "not established" where nobody could be quoted for it."""
    source: Source
    """Where the prices come from; `checked` is the day the package with them came out."""
    note: str
    standard: tuple[Period, ...]
    batch: tuple[Period, ...]
    """What a batch changes, price by price; the first that holds and names a price counts."""
    peak_days: str
    """The days on which higher hours are billed, in words; empty where there are none."""
    withdrawn: str
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
