"""The ```price-changes fence: what each run of `make prices` changed, newest first.

The record is `calculators/data/price_changes.json`, which `make prices` keeps. The fence is empty.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from calculators.core.records import data_path
from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LOG_PATH = data_path("price_changes.json")
FEW = 8
"""A longer list of names is folded."""


def render(entries: Sequence[Mapping[str, Any]]) -> str:
    """The HTML of all entries."""
    return "\n".join(map(_entry, entries))


def read() -> list[dict[str, Any]]:
    """The record."""
    with open(LOG_PATH, encoding="utf-8") as file:
        found: list[dict[str, Any]] = json.load(file)
    return found


def _entry(entry: Mapping[str, Any]) -> str:
    day = escape(entry["date"])
    parts = [
        f'<h2 id="changes-{day}"><time>{day}</time></h2>',
        f"<p>From {escape(entry['from'])}.</p>",
        _names(entry.get("added", ()), "added"),
        _names(entry.get("removed", ()), "no longer offered"),
        _table(entry.get("changed", ())),
    ]
    return "\n".join(filter(None, parts))


def _names(names: Sequence[str], what: str) -> str:
    if not names:
        return ""
    head = f"{len(names)} {'offer' if len(names) == 1 else 'offers'} {what}"
    items = "".join(f"<li>{escape(name)}</li>" for name in names)
    if len(names) <= FEW:
        return f"<p>{head}:</p>\n<ul>{items}</ul>"
    return f"<details><summary>{head}</summary>\n<ul>{items}</ul>\n</details>"


def _table(changed: Iterable[Mapping[str, str]]) -> str:
    rows = "\n".join(
        "<tr>"
        + "".join(f"<td>{escape(each[key])}</td>" for key in ("offer", "what", "before", "after"))
        + "</tr>"
        for each in changed
    )
    if not rows:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("Offer", "What", "Before", "Now"))
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _make(source: str, number: Callable[[str], str]) -> str:
    if source.strip():
        raise ValueError("it shows every entry and takes no text")
    return render(read())


fence = fence_formatter("price-changes", _make)
