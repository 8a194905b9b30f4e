"""What differs between two price lists, in words: for the terminal, and for the site's log."""

from collections.abc import Iterator, Mapping
from typing import Any

from tools.prices.price_list import PriceList

Offer = Mapping[str, Any]
Facts = dict[tuple[str, str], str]
"""By what is stated and the day it starts ("" for always): the value in words."""

KINDS = {
    "input": "input",
    "cached": "cached input",
    "write": "writing to the cache",
    "write_1h": "writing to the cache for an hour",
    "output": "output",
}
TEXTS = {"access": "access to the weights", "licence": "licence", "withdrawn": "end of the offer"}
NONE = "none"


def entry(old: PriceList | None, new: PriceList, date: str) -> dict[str, Any] | None:
    """What a run changed, None where nothing did."""
    before, after = ({} if each is None else _current(each) for each in (old, new))
    found: dict[str, Any] = {
        "added": sorted(after[key]["name"] for key in after.keys() - before.keys()),
        "removed": sorted(before[key]["name"] for key in before.keys() - after.keys()),
        "changed": [
            change for key in after if key in before for change in _changes(before[key], after[key])
        ],
    }
    kept = {key: each for key, each in found.items() if each}
    return {"date": date, "from": _source(new), **kept} if kept else None


def lines(entry: Mapping[str, Any]) -> Iterator[str]:
    """An entry for the terminal."""
    yield f"{entry['date']}, {entry['from']}"
    for sign, key in (("+", "added"), ("-", "removed")):
        yield from (f"  {sign} {name}" for name in entry.get(key, ()))
    for each in entry.get("changed", ()):
        yield f"  ~ {each['offer']}: {each['what']}, {each['before']} → {each['after']}"


def _current(listed: PriceList) -> dict[str, Offer]:
    """The offers still made, each with its name for a reader."""
    read = listed["package"]["read"]
    return {
        each["id"]: {**each, "name": _name(each, listed["providers"])}
        for each in listed["offers"]
        if each.get("withdrawn", "9999") > read
    }


def _name(offer: Offer, hosts: Mapping[str, Mapping[str, str]]) -> str:
    return f"{offer['label']} ({hosts[offer['id'].partition('/')[0]]['name']})"


def _source(listed: PriceList) -> str:
    return f"{listed['package']['name']} {listed['package']['version']}"


def _changes(old: Offer, new: Offer) -> Iterator[dict[str, str]]:
    before, after = _facts(old), _facts(new)
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key[1], key[0])):
        what, since = key
        was = before.get(key) or _earlier(before, what, since)
        now = after.get(key, NONE)
        if was != now:
            words = f"{what} from {since}" if since else what
            yield {"offer": new["name"], "what": words, "before": was, "after": now}


def _earlier(facts: Facts, what: str, since: str) -> str:
    """What held before a day on which something new starts."""
    days = [day for name, day in facts if name == what and day < since]
    return facts[what, max(days)] if days else NONE


def _facts(offer: Offer) -> Facts:
    context = offer["context"]
    found = {
        ("context window", ""): f"{context:,} tokens" if context else "not known",
        **{(words, ""): offer[key] for key, words in TEXTS.items() if key in offer},
    }
    for kind, prefix in (("standard", ""), ("batch", "batch ")):
        for period in offer.get(kind, ()):
            found |= _prices(period, prefix)
    return found


def _prices(period: Mapping[str, Any], prefix: str) -> Facts:
    hours = " from {} to {} UTC".format(*period["hours"]) if "hours" in period else ""
    return {
        (f"{prefix}{KINDS[kind]}{step}{hours}", period.get("from", "")): f"${usd:,.15g} a million"
        for kind, price in period["usd"].items()
        for step, usd in _steps(price)
    }


def _steps(price: Any) -> list[tuple[str, float]]:
    if not isinstance(price, list):
        return [("", price)]
    base, *steps = price
    return [("", base), *((f" above {start:,} tokens", usd) for start, usd in steps)]
