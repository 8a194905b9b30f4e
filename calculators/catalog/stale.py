"""Which records are due for a new look at their sources: for maintainers, so it does not ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from calculators.core.records import read_json
from calculators.engines.price import Package, package

MAX_AGE_DAYS = 180
"""A record without `stale_after` counts as old this long after it was checked."""
MAX_PRICE_AGE_DAYS = 45
"""Some price moves every few weeks."""
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


def warnings(today: date, others: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """A sentence for whoever builds about each kind of record that is due, and about old prices.

    `others` are records that stand elsewhere, such as those of the site, by the name of their file.
    """
    files = {f"{name}.json": read_json(f"{name}.json") for name in FILES} | dict(others)
    found = [
        f"{name}: {len(due)} due for a new check: {', '.join(due[:5])}"
        f"{' and others' if len(due) > 5 else ''} (calculators/data/README.md)."
        for name, data in files.items()
        if (due := sorted(stale(data, today=today, name=name.partition(".")[0])))
    ]
    return [*found, *filter(None, [old_prices(package(), today)])]


def stale(data: Any, *, today: date, name: str = "") -> Iterator[str]:
    """Names of the records in some data that are past `stale_after`, or were checked too long ago.

    A record is a table with `checked`; it is named by its id, or by where it stands.
    """
    if isinstance(data, Mapping):
        name = str(data.get("id", name))
        if "checked" in data and _is_stale(data, today):
            yield name
        data = data.items()
    elif isinstance(data, list):
        data = ((name, each) for each in data)
    else:
        return
    for key, each in data:
        yield from stale(each, today=today, name=key)


def _is_stale(record: Mapping[str, Any], today: date) -> bool:
    """Days are text in what ships, and dates in what was just read from TOML."""
    if "stale_after" in record:
        return today > date.fromisoformat(str(record["stale_after"]))
    return today - date.fromisoformat(str(record["checked"])) > timedelta(days=MAX_AGE_DAYS)


def old_prices(made: Package, today: date) -> str:
    """A sentence where the prices of a package are old, else nothing."""
    days = (today - date.fromisoformat(made.released)).days
    if days <= MAX_PRICE_AGE_DAYS:
        return ""
    return (
        f"{made.name} {made.version}, which all prices come from, came out {days} days ago: "
        "look for a newer one (CONTRIBUTING.md, “Prices”)."
    )
