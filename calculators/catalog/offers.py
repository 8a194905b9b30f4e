"""The offers to show, kept by hand under `calculators/data/offers/`: one file per maker."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from calculators.catalog import models
from calculators.catalog.schema import DATA, check_finished
from calculators.core.records import RecordError
from calculators.engines.price import ACCESS, TIERS

NOT_ESTABLISHED = "not established"
REQUIRED = {"provider", "id", "label", "tier", "access", "evidence"}
NOT_SHIPPED = {"evidence", "licence_url", "checked"}
OPTIONAL = {"model", "licence", "licence_url", "note", "peak_days"}


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """One offer as written by hand, and the place of its price in genai-prices."""

    provider: str
    ident: str
    fields: dict[str, Any]
    """All that is kept of it."""

    @property
    def key(self) -> str:
        """The id of the offer."""
        return f"{self.provider}/{self.ident}"

    @property
    def shipped(self) -> dict[str, Any]:
        """What ships beside the prices: not what only those who check it open."""
        return {key: each for key, each in self.fields.items() if key not in NOT_SHIPPED}


def read_records(data: Path = DATA) -> list[OfferRecord]:
    """All offers in the order of a menu; raises `RecordError` for what may not ship."""
    found = [each for path in sorted((data / "offers").glob("*.toml")) for each in _read(path)]
    keys = [record.key for record in found]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise RecordError(f"offers that stand twice: {', '.join(twice)}")
    return sorted(found, key=_order)


def read_hosts(data: Path = DATA) -> dict[str, str]:
    """The names of the hosts by their id in genai-prices."""
    found: dict[str, str] = tomllib.loads((data / "hosts.toml").read_text(encoding="utf-8"))
    return found


def _order(record: OfferRecord) -> tuple[int, int, str]:
    access, tier = record.fields["access"], record.fields["tier"]
    return list(ACCESS).index(access), list(TIERS).index(tier), record.fields["maker"].casefold()


def _read(path: Path) -> list[OfferRecord]:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    if raw.keys() != {"maker", "checked", "offer"} or not isinstance(raw["checked"], date):
        raise RecordError(f"{path.name}: it takes maker, checked (a date) and [[offer]] tables")
    checked = raw["checked"].isoformat()
    return [_record(path.name, raw["maker"], checked, offer) for offer in raw["offer"]]


def _record(file: str, maker: str, checked: str, offer: dict[str, Any]) -> OfferRecord:
    name = f"{file}: {offer.get('id', 'an offer without id')}"
    check_finished({"maker": maker, **offer}, name)
    if missing := REQUIRED - offer.keys():
        raise RecordError(f"{name}: without {', '.join(sorted(missing))}")
    if unknown := offer.keys() - REQUIRED - OPTIONAL:
        raise RecordError(f"{name}: unknown {', '.join(sorted(unknown))}")
    _check(name, offer)
    kept = {key: value for key, value in offer.items() if key not in ("provider", "id")}
    fields = {**kept, "maker": maker, "checked": checked}
    return OfferRecord(offer["provider"], offer["id"], fields)


def _check(name: str, offer: dict[str, Any]) -> None:
    texts = {key: value for key, value in offer.items() if key != "evidence"}
    if empty := [key for key, value in texts.items() if not isinstance(value, str) or not value]:
        raise RecordError(f"{name}: {', '.join(empty)} must be text")
    if offer["access"] not in ACCESS or offer["tier"] not in TIERS:
        raise RecordError(f"{name}: access is one of {[*ACCESS]}, tier one of {[*TIERS]}")
    if offer["evidence"].keys() != {"title", "url"}:
        raise RecordError(f"{name}: evidence is a title and a url")
    if "model" in offer and offer["model"] not in models():
        raise RecordError(f"{name}: the catalog has no model {offer['model']!r}")
    if (offer["access"] == "closed") == ("licence" in offer):
        raise RecordError(
            f"{name}: weights have a licence, or {NOT_ESTABLISHED!r}; closed ones none"
        )
    established = offer.get("licence", NOT_ESTABLISHED) != NOT_ESTABLISHED
    if established != ("licence_url" in offer):
        raise RecordError(f"{name}: an established licence needs its licence_url, another has none")
    addresses = [offer["evidence"]["url"], offer.get("licence_url", "https://")]
    if not all(address.startswith("https://") for address in addresses):
        raise RecordError(f"{name}: addresses start with https://")
