"""The records: a licence clause by clause, what stands beside one, and which release is under it.

They are written by hand in `data/licences/` and `data/licence_terms.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from calculators.core.records import read_json, read_record
from calculators.core.results import Source
from calculators.engines.rules.condition import Facts, holds
from calculators.engines.rules.decide import Outcome, Rule

Evidence = Literal["vendor_file", "vendor_statement", "reported", "hub_metadata", "none"]
ANY_USE = "any"


@dataclass(frozen=True, kw_only=True)
class Permission(Rule):
    """A clause that permits something, or doesn't."""

    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something to do that a person can tick off."""

    do: str
    clause: str
    use: str | tuple[str, ...] = ANY_USE
    """The uses that it comes with."""
    when: Mapping[str, Any] = field(default_factory=dict)
    quote: str = ""
    """The words to show, where the licence fixes them."""

    def asked(self, facts: Facts) -> bool:
        """Whether it is asked of this case."""
        return (self.use == ANY_USE or facts["use"] in self.use) and holds(self.when, facts)


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text that a licence was read in: somewhere to open it, and the very version."""

    title: str
    url: str
    version: str = ""
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Licence:
    """A licence as rules. Where it has `parts`, all of these hold together."""

    id: str
    name: str
    kind: Literal["open source", "permissive", "restricted", "non-commercial"]
    """What the Open Source Initiative approved; what grants as much without its approval; the
    rest."""
    version: str = ""
    spdx: str = ""
    in_force_from: str = ""
    read: str
    """How it was read: "full text", "full text, in somebody’s copy", "quoted"."""
    not_read: str = ""
    checked: str
    stale_after: str = ""
    parts: tuple[str, ...] = ()
    law: str = ""
    patent: str = ""
    ending: str = ""
    indemnity: str = ""
    outputs: str = ""
    warranty: str = ""
    open: tuple[str, ...] = ()
    """What the text leaves open."""
    source: tuple[Text, ...]
    rule: tuple[Permission, ...] = ()
    duty: tuple[Duty, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its texts, as a reader can open them."""
        return tuple(
            Source(title=each.title, url=each.url, checked=self.checked) for each in self.source
        )


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A policy or a card that stands beside a licence."""

    id: str
    says: str
    read: str
    source: Text
    at_least: Outcome | None = None
    """The outcome is at least this strict."""
    contested_fields: tuple[str, ...] = ()
    """Fields of use for which it is open whether it binds."""
    duty: tuple[Duty, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Base:
    """The model that another was made from."""

    name: str
    maker: str
    licence: str = ""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Which licence some releases are under, and how that is known."""

    releases: tuple[str, ...]
    licence: str = ""
    """Empty where none was found."""
    evidence: Evidence
    version: str = ""
    url: str = ""
    beside: tuple[str, ...] = ()
    base: Base | None = None
    note: str = ""


@cache
def licences() -> Mapping[str, Licence]:
    """All licences by id.

    >>> licences()["lfm-1.0"].name
    'LFM Open License v1.0'
    """
    return {each["id"]: read_record(Licence, each, each["id"]) for each in _data("licences")}


@cache
def terms() -> Mapping[str, Terms]:
    """The terms of each release, by its id in the catalog or among the offers."""
    found = [read_record(Terms, each, "terms") for each in _data("terms")]
    return {release: each for each in found for release in each.releases}


@cache
def beside() -> Mapping[str, Beside]:
    """What stands beside licences, by id."""
    return {each["id"]: read_record(Beside, each, each["id"]) for each in _data("beside")}


def terms_checked() -> str:
    """The day on which the terms of the releases were last looked up."""
    checked: str = read_json("licences.json")["checked"]
    return checked


def _data(kind: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = read_json("licences.json")[kind]
    return found
