"""Which records are due for a new look at their sources: for maintainers, so it does not ship."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from calculators.catalog.schema import DATA
from calculators.core.records import read_json
from calculators.engines.price import Package, package

MAX_AGE_DAYS = 180
"""A record without `stale_after` counts as old this long after it was checked."""
MAX_PRICE_AGE_DAYS = 45
"""Some price moves every few weeks."""
SOON_DAYS = 30
"""How far ahead a build looks."""
FILES = (
    "capability",
    "catalog",
    "cover",
    "finetune",
    "licences",
    "openness",
    "ownership",
    "plans",
    "rules",
    "sources",
    "speed",
    "triage",
)
FEW = 5
"""How many records a sentence names."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A record, and the last day on which it counts as fresh."""

    last: date
    file: str
    name: str


def warnings(today: date, others: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """A sentence for whoever builds about each kind of record that is due, and about old prices.

    `others` are records that stand elsewhere, such as those of the site, by the name of their file.
    """
    found = [
        f"{file}: {len(names)} due for a new check: {_few(names)} (calculators/data/README.md)."
        for file, names in _by_file(stale(everything(others), today)).items()
    ]
    return [*found, *filter(None, [old_prices(package(), today)])]


def notices(today: date, others: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """A sentence about each kind of record that runs out within `SOON_DAYS`, and about prices."""
    coming = soon(everything(others), today)
    first = {each.file: f"{each.last:%Y-%m-%d}" for each in reversed(coming)}
    found = [
        f"{file}: {len(names)} due for a new check within {SOON_DAYS} days, the first after "
        f"{first[file]}: {_few(names)}."
        for file, names in _by_file(coming).items()
    ]
    return [*found, *filter(None, [ageing_prices(package(), today)])]


def everything(others: Mapping[str, Any] = MappingProxyType({})) -> list[Due]:
    """Every record that has a day, those that ship, the offers, and others; the first due first."""
    files = {f"{name}.json": read_json(f"{name}.json") for name in FILES} | _offers() | dict(others)
    return sorted(due for file, data in files.items() for due in last_days(data, file))


def stale(records: list[Due], today: date) -> list[Due]:
    """Those whose last day is over."""
    return [each for each in records if each.last < today]


def soon(records: list[Due], today: date) -> list[Due]:
    """Those whose last day is today or comes within `SOON_DAYS`."""
    return [each for each in records if today <= each.last <= today + timedelta(days=SOON_DAYS)]


def last_days(data: Any, file: str, name: str = "") -> Iterator[Due]:
    """Each record in some data with the last day on which it is fresh.

    A record is a table with `checked`; it is named by its id, or by where it stands.
    """
    if isinstance(data, Mapping):
        name = str(data.get("id", name or file.partition(".")[0]))
        if "checked" in data:
            yield Due(_last_day(data), file, name)
        parts = [*data.items()]
    elif isinstance(data, list):
        parts = [(name, each) for each in data]
    else:
        return
    for key, each in parts:
        yield from last_days(each, file, key)


def _last_day(record: Mapping[str, Any]) -> date:
    """Days are text in what ships, and dates in what was just read from TOML."""
    if "stale_after" in record:
        return date.fromisoformat(str(record["stale_after"]))
    return date.fromisoformat(str(record["checked"])) + timedelta(days=MAX_AGE_DAYS)


def _offers() -> dict[str, Any]:
    """What is kept by hand beside the prices; its day does not ship."""
    return {
        f"offers/{path.name}": tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((DATA / "offers").glob("*.toml"))
    }


def _by_file(records: list[Due]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in sorted(records, key=lambda each: (each.file, each.name)):
        found.setdefault(each.file, []).append(each.name)
    return found


def _few(names: list[str]) -> str:
    return ", ".join(names[:FEW]) + (" and others" if len(names) > FEW else "")


def old_prices(made: Package, today: date) -> str:
    """A sentence where the prices of a package are old, else nothing."""
    days = (today - date.fromisoformat(made.released)).days
    if days <= MAX_PRICE_AGE_DAYS:
        return ""
    return (
        f"{made.name} {made.version}, which all prices come from, came out {days} days ago: "
        "look for a newer one (CONTRIBUTING.md, “Prices”)."
    )


def ageing_prices(made: Package, today: date) -> str:
    """A sentence where the prices of a package turn old within `SOON_DAYS`, else nothing."""
    last = date.fromisoformat(made.released) + timedelta(days=MAX_PRICE_AGE_DAYS)
    if not today <= last <= today + timedelta(days=SOON_DAYS):
        return ""
    return f"{made.name} {made.version}, which all prices come from, counts as old after {last}."
