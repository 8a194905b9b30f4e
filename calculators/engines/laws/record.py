"""The records: rules by body of law, each with clause, days, duties and how it was read.

They are written by hand in `data/rules/`, a file for each body of law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from calculators.core.records import read_json, read_record
from calculators.core.results import Source
from calculators.engines.rules.decide import Rule

Kind = Literal["ban", "duty", "outside"]
"""Forbidden; something to do; a text that says itself that it does not reach this."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a reader can open."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class LawRule(Rule):
    """One rule. All that hold go together: none of them overrules another."""

    id: str
    name: str
    """What it asks, in a line."""
    outcome: Kind
    duties: tuple[str, ...]
    announced: str = ""
    """What is known of how its day moved, or will."""
    read: str
    """How it was read: "quoted by …" or "reported by …"."""
    source: Page | None = None
    """Where it stands, if elsewhere than the rest of its body of law."""


@dataclass(frozen=True, kw_only=True)
class Law:
    """A body of law, with what was not read or can be read both ways."""

    id: str
    name: str
    checked: str
    stale_after: str
    open: tuple[str, ...]
    source: Page
    rule: tuple[LawRule, ...]

    def source_of(self, rule: LawRule) -> Source:
        """Where a reader opens one of its rules."""
        page = rule.source or self.source
        return Source(title=f"{page.title} ({rule.read})", url=page.url, checked=self.checked)


@cache
def laws() -> Mapping[str, Law]:
    """All bodies of law, by id.

    >>> laws()["eu-ai-act"].rule[1].clause
    'AI Act Art. 5(1)(ba)'
    """
    data: Any = read_json("rules.json")
    return {each["id"]: read_record(Law, each, each["id"]) for each in data["laws"]}
