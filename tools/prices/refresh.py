"""One run of `make prices`: read, compare with the other list, write, keep in the log."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from calculators.catalog.build import DATA
from calculators.catalog.stale import old_prices
from calculators.engines.price import Package, read_offers
from tools.failure import Failure
from tools.prices import changes, litellm, price_list

LOG = "price_changes.json"


def refresh(*, today: date, released: date | None = None, data: Path = DATA) -> Iterator[str]:
    """Write the prices and their log; yields what to print.

    Raises `Failure` or `RecordError` before it writes anything.
    """
    prices, log = data / "prices.json", data / LOG
    old = price_list.read(prices)
    same = price_list.build(price_list.package_of(old, released=released, today=today), data)
    new = {**same, "package": {**same["package"], "read": today.isoformat()}}
    cross_check(new)
    entry = changes.entry(old, new, today.isoformat())
    if entry is None and old == same:
        new = same
    prices.write_text(price_list.text(new), encoding="utf-8", newline="\n")
    if entry:
        log.write_text(text([entry, *entries(log)]), encoding="utf-8", newline="\n")
        yield from changes.lines(entry)
    else:
        yield "No price changed."
    if warning := old_prices(Package(**new["package"]), today):
        yield warning


def cross_check(new: price_list.PriceList) -> None:
    """Raise `Failure` for a disagreement with LiteLLM that nobody explained."""
    read = new["package"]["read"]
    offers = {each.id: each for each in read_offers(new) if not each.ended(read)}
    if found := litellm.unexplained(litellm.differences(offers, litellm.vendored())):
        found.append(
            "Look at the host's own page. Then say why they differ in "
            f"{litellm.EXPLAINED.name}, or take LiteLLM's rows anew (CONTRIBUTING.md)."
        )
        raise Failure("\n".join(found))


def entries(path: Path) -> list[dict[str, Any]]:
    """The log so far, newest first."""
    if not path.is_file():
        return []
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def text(entries: Sequence[Mapping[str, Any]]) -> str:
    """The log as a file."""
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
