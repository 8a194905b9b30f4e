"""The records: tasks and what is usual for them, and the rules that decide, each with its texts.

They are written by hand in `data/triage.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from calculators.core.records import read_json, read_record
from calculators.core.results import Source
from calculators.engines.rules.condition import Condition
from calculators.engines.rules.decide import Rule

Lane = Literal["no_ai", "human_decides", "local", "small_first", "cheap_api", "frontier_closed"]
Level = Literal["low", "medium", "high"]


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task that many firms have, and its factors where they are not the least risky ones."""

    id: str
    label: str
    facts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LaneRule(Rule):
    """Where a task goes; `clause` names the factor that decides."""

    outcome: Lane
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stakes(Rule):
    """How much depends on it."""

    outcome: Level
    margin: int
    """How well the share of right answers must be known, in percentage points to either side."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """Something to do whatever the lane is."""

    id: str
    when: Condition
    do: str
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What somebody measured, of when."""

    when: Condition
    says: str
    dated: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """Something to open, with how it was read in its title."""

    name: str
    """Who says it, in a word or two."""
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """All of it."""

    checked: str
    stale_after: str
    texts: Mapping[str, Text]
    task: tuple[Task, ...]
    lane: tuple[LaneRule, ...]
    stakes: tuple[Stakes, ...]
    control: tuple[Control, ...]
    evidence: tuple[Evidence, ...]

    def source(self, ident: str) -> Source:
        """A text as a reader sees it among the sources; raises `KeyError`."""
        text = self.texts[ident]
        return Source(title=text.title, url=text.url, checked=self.checked)


@cache
def record() -> Record:
    """The record as it ships.

    >>> len(record().task) >= 16
    True
    """
    data: Any = read_json("triage.json")
    return read_record(Record, data, "triage")


@cache
def tasks() -> Mapping[str, Task]:
    """The tasks by id, in the order of the menu."""
    return {each.id: each for each in record().task}
