"""Prices of one model out of the genai-prices package, in the form that ships.

Every key and every variant of an offered model is either taken or named here as left out;
anything else fails, so that a new way of billing cannot slip by.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from genai_prices.data import providers
from genai_prices.types import (
    ConditionalPrice,
    ModelInfo,
    ModelPrice,
    PriceVariant,
    Provider,
    StartDateConstraint,
    TieredPrices,
    TimeOfDateConstraint,
)

from calculators.catalog.offers import OfferRecord
from tools.failure import Failure

PACKAGE = "genai-prices"
TAKEN = {
    "input_mtok": "input",
    "cache_read_mtok": "cached",
    "cache_write_mtok": "write",
    "cache_write_1h_mtok": "write_1h",
    "output_mtok": "output",
}
LEFT_OUT = {
    "web_searches_kcount": "a tool's fee for each search, not for tokens",
    "storage_searches_kcount": "a tool's fee for each search, not for tokens",
    "input_audio_mtok": "spoken input",
    "cache_audio_read_mtok": "spoken input",
}
BATCH = {"processing": "batch"}
OTHER_VARIANTS = ({"service_tier"}, {"speed"})
"""Sold besides: slower and cheaper, or faster and dearer, on request."""

Constraint = StartDateConstraint | TimeOfDateConstraint | None


def package_version() -> str:
    """The version of the package that is installed."""
    return version(PACKAGE)


def provider_of(ident: str) -> Provider:
    """The provider of that id."""
    for each in providers:
        if each.id == ident:
            return each
    raise Failure(f"{PACKAGE} knows no provider {ident!r}")


def model_of(record: OfferRecord) -> ModelInfo:
    """The model of an offer."""
    for each in provider_of(record.provider).models:
        if each.id == record.ident:
            return each
    raise Failure(f"{record.key}: no longer in {PACKAGE}; take it out of calculators/data/offers/")


def extract(model: ModelInfo) -> dict[str, Any]:
    """Context window and prices of a model, standard and in a batch."""
    found = {"context": model.context_window, "standard": _standard(model)}
    batch = [_variant(each, model.id) for each in model.price_variants or () if _is_batch(each)]
    return {**found, "batch": batch} if batch else found


def _standard(model: ModelInfo) -> list[dict[str, Any]]:
    listed = model.prices
    periods = listed if isinstance(listed, list) else [ConditionalPrice(prices=listed)]
    found = [
        {**_condition(each.constraint), "usd": _prices(each.prices, model.id)} for each in periods
    ]
    if not all({"input", "output"} <= period["usd"].keys() for period in found):
        raise Failure(f"{model.id}: a price for input or for output is not known")
    return found


def _variant(variant: PriceVariant, name: str) -> dict[str, Any]:
    return {**_condition(variant.constraint), "usd": _prices(variant.prices, name)}


def _is_batch(variant: PriceVariant) -> bool:
    if variant.when == BATCH:
        return True
    if set(variant.when) in OTHER_VARIANTS:
        return False
    raise Failure(f"a price variant that is neither taken nor left out: {variant.when}")


def _condition(constraint: Constraint) -> dict[str, Any]:
    if constraint is None:
        return {}
    if isinstance(constraint, StartDateConstraint):
        return {"from": constraint.start_date.isoformat()}
    return {"hours": [_clock(constraint.start_time), _clock(constraint.end_time)]}


def _clock(at: time) -> str:
    in_utc = at if at.tzinfo is None else datetime.combine(date(1970, 1, 1), at).astimezone(UTC)
    if in_utc.second or in_utc.microsecond:
        raise Failure(f"hours that start within a minute: {at}")
    return in_utc.strftime("%H:%M")


def _prices(prices: ModelPrice, name: str) -> dict[str, Any]:
    given: Mapping[str, Any] = {key: each for key, each in vars(prices).items() if each is not None}
    if unknown := given.keys() - TAKEN.keys() - LEFT_OUT.keys():
        raise Failure(f"{name}: prices neither taken nor left out: {', '.join(sorted(unknown))}")
    return {short: _price(given[key]) for key, short in TAKEN.items() if key in given}


def _price(price: Decimal | TieredPrices) -> Any:
    if isinstance(price, TieredPrices):
        return [_number(price.base), *([tier.start, _number(tier.price)] for tier in price.tiers)]
    return _number(price)


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)
