"""`calculators/data/prices.json`: what is kept by hand and the prices, one offer a line."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from calculators.catalog.build import DATA
from calculators.catalog.offers import OfferRecord, read_hosts, read_records
from tools.failure import Failure
from tools.prices import genai
from tools.prices.litellm import vendored, withdrawn

PRICES = DATA / "prices.json"
PriceList = dict[str, Any]


def build(package: Mapping[str, str], data: Path = DATA) -> PriceList:
    """The whole list from the records and the installed package."""
    records, ends = read_records(data), withdrawn(vendored())
    return {
        "package": dict(package),
        "providers": _providers(records, read_hosts(data)),
        "offers": [_offer(record, ends.get(record.key)) for record in records],
    }


def package_of(old: PriceList | None, *, released: date | None, today: date) -> dict[str, str]:
    """Which package the prices come from: nobody but its index knows when it came out."""
    version = genai.package_version()
    if old is not None and old["package"]["version"] == version and released is None:
        return dict(old["package"])
    if released is None:
        raise Failure(
            f"{genai.PACKAGE} {version} is new here. Say when it came out, as its page in the "
            "package index has it: make prices RELEASED=YYYY-MM-DD"
        )
    found = {"name": genai.PACKAGE, "version": version}
    return {**found, "released": released.isoformat(), "read": today.isoformat()}


def read(path: Path = PRICES) -> PriceList | None:
    """The list as it was, None where there is none."""
    if not path.is_file():
        return None
    found: PriceList = json.loads(path.read_text(encoding="utf-8"))
    return found


def text(listed: PriceList) -> str:
    """The list as a file in which a diff shows single offers."""
    providers = (f"{_json(key)}:{_json(each)}" for key, each in listed["providers"].items())
    return (
        f'{{"package":{_json(listed["package"])},\n'
        f'"providers":{{\n{_lines(providers)}\n}},\n'
        f'"offers":[\n{_lines(map(_json, listed["offers"]))}\n]}}\n'
    )


def _offer(record: OfferRecord, end: str | None) -> dict[str, Any]:
    found = genai.extract(genai.model_of(record))
    if end is not None:
        found = {"withdrawn": end, **found}
    timed = any("hours" in period for period in found["standard"])
    if timed != ("peak_days" in record.fields):
        raise Failure(f"{record.key}: hours with other prices and peak_days go together")
    return {"id": record.key, **record.shipped, **found}


def _providers(
    records: Iterable[OfferRecord], hosts: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    found = {}
    for ident in sorted({record.provider for record in records}):
        if ident not in hosts:
            raise Failure(f"hosts.toml has no name for {ident}")
        urls = genai.provider_of(ident).pricing_urls
        if not urls:
            raise Failure(f"{ident}: no address of its prices in {genai.PACKAGE}")
        found[ident] = {"name": hosts[ident], "url": urls[0]}
    return found


def _lines(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
