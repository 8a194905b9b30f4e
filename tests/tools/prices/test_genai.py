"""Taking one model's prices out of the library: all of them, or none."""

from datetime import date, time
from decimal import Decimal

import pytest
from genai_prices.types import (
    ClauseEquals,
    ConditionalPrice,
    ModelInfo,
    ModelPrice,
    PriceVariant,
    StartDateConstraint,
    Tier,
    TieredPrices,
    TimeOfDateConstraint,
)

from tools.failure import Failure
from tools.prices.genai import extract

PRICES = {"input_mtok": Decimal(2), "output_mtok": Decimal("8.5")}


def model(*conditional: ConditionalPrice, variants: list[PriceVariant] | None = None) -> ModelInfo:
    prices = list(conditional) or ModelPrice(**PRICES)
    return ModelInfo("m", ClauseEquals("m"), prices=prices, price_variants=variants)


def test_a_price_for_always() -> None:
    assert extract(model()) == {"context": None, "standard": [{"usd": {"input": 2, "output": 8.5}}]}


def test_days_hours_and_steps() -> None:
    stepped = TieredPrices(Decimal(3), [Tier(100_000, Decimal(6))])
    found = extract(
        model(
            ConditionalPrice(prices=ModelPrice(**PRICES)),
            ConditionalPrice(
                StartDateConstraint(date(2027, 1, 1)),
                prices=ModelPrice(**{**PRICES, "cache_read_mtok": stepped}),
            ),
            ConditionalPrice(
                TimeOfDateConstraint(time(22), time(4, 30)), prices=ModelPrice(**PRICES)
            ),
        )
    )
    assert found["standard"][1:] == [
        {"from": "2027-01-01", "usd": {"input": 2, "cached": [3, [100_000, 6]], "output": 8.5}},
        {"hours": ["22:00", "04:30"], "usd": {"input": 2, "output": 8.5}},
    ]


def test_batches_are_taken_and_other_ways_of_service_are_not() -> None:
    half = ModelPrice(input_mtok=Decimal(1))
    found = extract(
        model(
            variants=[
                PriceVariant({"service_tier": "flex"}, half),
                PriceVariant({"processing": "batch"}, half, StartDateConstraint(date(2026, 1, 1))),
            ]
        )
    )
    assert found["batch"] == [{"from": "2026-01-01", "usd": {"input": 1}}]


def test_a_free_model_costs_nothing_only_where_the_library_says_so() -> None:
    free = ModelPrice(input_mtok=Decimal(0), output_mtok=Decimal(0))
    assert extract(model(ConditionalPrice(prices=free)))["standard"] == [
        {"usd": {"input": 0, "output": 0}}
    ]
    with pytest.raises(Failure, match="a price for input or for output is not known"):
        extract(model(ConditionalPrice(prices=ModelPrice())))


def test_a_new_kind_of_price_fails() -> None:
    priced = ModelPrice(**PRICES, requests_kcount=Decimal(1))
    with pytest.raises(Failure, match="m: prices neither taken nor left out: requests_kcount"):
        extract(model(ConditionalPrice(prices=priced)))


def test_a_new_kind_of_variant_fails() -> None:
    with pytest.raises(Failure, match=r"neither taken nor left out: \{'region': 'eu'\}"):
        extract(model(variants=[PriceVariant({"region": "eu"}, ModelPrice(**PRICES))]))
