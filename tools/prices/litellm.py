"""A second price list to compare with: LiteLLM's, of which our offers' rows are kept in tests/data.

`python -m tools.prices.litellm FILE VERSION RELEASED` takes them anew from the file
`model_prices_and_context_window_backup.json` of the litellm package (its code is not needed).
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from calculators.catalog.offers import read_records
from calculators.engines.price import Offer
from calculators.engines.price.rates import Stepped, rates, utc
from tools.failure import Failure
from tools.places import ROOT

VENDORED = ROOT / "tests" / "data" / "litellm_prices.json"
EXPLAINED = ROOT / "tests" / "data" / "litellm_explained.toml"
SOURCE = "https://github.com/BerriAI/litellm"
PREFIXES = {
    "cerebras": "cerebras/",
    "deepseek": "deepseek/",
    "fireworks": "fireworks_ai/accounts/fireworks/models/",
    "google": "gemini/",
    "groq": "groq/",
    "meta": "meta/",
    "minimax": "minimax/",
    "mistral": "mistral/",
    "moonshotai": "moonshot/",
    "openrouter": "openrouter/",
    "together": "together_ai/",
    "x-ai": "xai/",
    "zai": "zai/",
}
"""What LiteLLM puts before a model's name, by host; nothing where the host is not here."""
KINDS = {
    "input_cost_per_token": "input",
    "cache_read_input_token_cost": "cached",
    "cache_creation_input_token_cost": "write",
    "cache_creation_input_token_cost_above_1hr": "write_1h",
    "output_cost_per_token": "output",
}
_KEY = re.compile(rf"({'|'.join(KINDS)})(?:_above_(\d+)k_tokens)?(_batches)?")


@dataclass(frozen=True, slots=True)
class Difference:
    """One price on which the lists disagree, in USD for a million tokens."""

    offer: str
    price: str
    ours: float | None
    """None where our list has no such price."""
    theirs: float


def vendor(whole: Mapping[str, Any], version: str, released: str) -> dict[str, Any]:
    """The rows of our offers out of LiteLLM's file."""
    keys = {key.lower(): key for key in whole}
    found = {}
    for record in read_records():
        key = keys.get(f"{PREFIXES.get(record.provider, '')}{record.ident}".lower())
        if key is not None:
            found[record.key] = {"key": key, **_row(whole[key])}
    head = {"from": f"litellm {version}", "released": released, "licence": "MIT", "url": SOURCE}
    return {**head, "offers": dict(sorted(found.items()))}


def vendored(path: Path = VENDORED) -> dict[str, Any]:
    """The rows that are kept."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def withdrawn(kept: Mapping[str, Any]) -> dict[str, str]:
    """The days from which offers are no longer made, by offer."""
    rows = kept["offers"].items()
    return {ident: row["deprecation_date"] for ident, row in rows if "deprecation_date" in row}


def differences(offers: Mapping[str, Offer], kept: Mapping[str, Any]) -> list[Difference]:
    """Where a price that LiteLLM gives is not ours on the day its file came out, at noon."""
    at = utc(datetime.fromisoformat(f"{kept['released']}T12:00"))
    pairs = [
        (offers[ident], row["usd"]) for ident, row in kept["offers"].items() if ident in offers
    ]
    return [each for offer, usd in pairs for each in _compare(offer, usd, at)]


def unexplained(found: list[Difference], path: Path = EXPLAINED) -> list[str]:
    """Differences without a reason, and reasons without a difference, a sentence each."""
    reasons = tomllib.loads(path.read_text(encoding="utf-8"))["explained"]
    known = {
        (each["offer"], price, theirs)
        for each in reasons
        for price, theirs in each["litellm"].items()
    }
    seen = {(each.offer, each.price, each.theirs): each for each in found}
    news = [
        f"{each.offer}: {each.price} is {each.ours} here and {each.theirs} in LiteLLM"
        for key, each in seen.items()
        if key not in known
    ]
    old = sorted(known - seen.keys())
    return news + [
        f"{offer}: {price} {usd} is explained, but does not differ" for offer, price, usd in old
    ]


def _row(raw: Mapping[str, Any]) -> dict[str, Any]:
    usd = {name: round(raw[key] * 1e6, 9) for key, name in _names(raw)}
    apart = {key: raw[key] for key in ("deprecation_date", "source") if raw.get(key)}
    return {"usd": usd, **apart}


def _names(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in raw:
        if (found := _KEY.fullmatch(key)) and raw[key] is not None:
            kind, thousands, batch = found.groups()
            yield key, _name(KINDS[kind], int(thousands or 0) * 1000, batch=bool(batch))


def _name(kind: str, step: int, *, batch: bool) -> str:
    return f"{'batch ' if batch else ''}{kind}{f' above {step}' if step else ''}"


def _compare(offer: Offer, usd: Mapping[str, float], at: datetime) -> Iterator[Difference]:
    for batch in (False, True):
        for step in sorted(
            _steps(offer) | {0} | {int(name.split()[-1]) for name in usd if " above " in name}
        ):
            ours = rates(offer, at=at, prompt_tokens=step + 1, batch=batch)
            for kind in KINDS.values():
                theirs = _theirs(usd, kind, step, batch=batch)
                own = getattr(ours, kind) if kind in ours.listed and ours.batch == batch else None
                if theirs is not None and theirs != own:
                    yield Difference(offer.id, _name(kind, step, batch=batch), own, theirs)


def _steps(offer: Offer) -> set[int]:
    """Where our prices climb, to the next thousand: 199,999 and 200,000 say the same."""
    prices = [
        price for period in (*offer.standard, *offer.batch) for price in period.prices.values()
    ]
    stepped = [price for price in prices if isinstance(price, Stepped)]
    return {-(-start // 1000) * 1000 for price in stepped for start, _ in price.steps}


def _theirs(usd: Mapping[str, float], kind: str, step: int, *, batch: bool) -> float | None:
    """The price beyond that step; that of a short prompt where no other is given."""
    names = (_name(kind, each, batch=batch) for each in (step, 0))
    return next((usd[name] for name in names if name in usd), None)


def main(arguments: list[str]) -> int:
    """Write the vendored rows anew."""
    if len(arguments) != 3:
        raise Failure("usage: python -m tools.prices.litellm FILE VERSION RELEASED")
    file, version, released = arguments
    kept = vendor(json.loads(Path(file).read_text(encoding="utf-8")), version, released)
    rows = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(row)}" for key, row in kept.pop("offers").items()
    )
    head = json.dumps(kept)[:-1]
    VENDORED.write_text(f'{head}, "offers": {{\n{rows}\n}}}}\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
