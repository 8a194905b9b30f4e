"""`make prices`: what a new version of the library would change, and how it is told."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from genai_prices.types import ConditionalPrice, ModelPrice, StartDateConstraint, Tier, TieredPrices

from calculators.catalog.build import DATA
from calculators.engines.price import offers
from tests.tools.prices.conftest import Alter
from tools.failure import Failure
from tools.prices import genai, litellm, price_list
from tools.prices.refresh import refresh

TODAY = date(2026, 12, 5)
QWEN = ("openrouter", "qwen/qwen3-8b")
"""An offer that LiteLLM does not list, so that its price is ours alone."""


def run(data: Path, today: date = TODAY, released: date | None = None) -> list[str]:
    return list(refresh(today=today, released=released, data=data))


def log(data: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((data / "price_changes.json").read_text("utf-8"))
    return found


def test_the_prices_that_ship_are_those_of_the_library() -> None:
    shipped = price_list.read()
    assert shipped is not None
    assert shipped["package"]["version"] == genai.package_version()
    assert price_list.PRICES.read_text("utf-8") == price_list.text(
        price_list.build(shipped["package"])
    )


def test_a_second_run_changes_nothing(data: Path) -> None:
    before = {path.name: path.read_bytes() for path in data.glob("*.json")}
    assert run(data, today=date(2026, 11, 25)) == ["No price changed."]
    assert {path.name: path.read_bytes() for path in data.glob("*.json")} == before


def test_a_changed_price_is_told_and_kept(data: Path, alter: Alter) -> None:
    model = alter(*QWEN)
    model.prices = ModelPrice(input_mtok=Decimal("0.04"), output_mtok=Decimal("0.138"))
    told = run(data)
    assert told == [
        "2026-12-05, genai-prices 0.2.3",
        "  ~ Qwen3 8B (OpenRouter): input, $0.035 a million → $0.04 a million",
    ]
    change = {
        "offer": "Qwen3 8B (OpenRouter)",
        "what": "input",
        "before": "$0.035 a million",
        "after": "$0.04 a million",
    }
    newest = {"date": "2026-12-05", "from": "genai-prices 0.2.3", "changed": [change]}
    assert log(data) == [newest, *log(DATA)]
    (line,) = (
        line
        for line in (data / "prices.json").read_text("utf-8").splitlines()
        if '"openrouter/qwen/qwen3-8b"' in line
    )
    assert '"standard":[{"usd":{"input":0.04,"output":0.138}}]' in line


def test_an_announced_price_is_told_beside_the_one_before(data: Path, alter: Alter) -> None:
    model = alter(*QWEN)
    assert isinstance(model.prices, ModelPrice)
    dearer = ModelPrice(
        input_mtok=TieredPrices(Decimal("0.05"), [Tier(200_000, Decimal("0.1"))]),
        output_mtok=Decimal("0.138"),
    )
    model.prices = [
        ConditionalPrice(prices=model.prices),
        ConditionalPrice(StartDateConstraint(date(2027, 1, 15)), prices=dearer),
    ]
    name = "  ~ Qwen3 8B (OpenRouter):"
    assert run(data)[1:] == [
        f"{name} input from 2027-01-15, $0.035 a million → $0.05 a million",
        f"{name} input above 200,000 tokens from 2027-01-15, none → $0.1 a million",
    ]


def test_an_offer_that_is_gone_from_the_library_asks_for_a_person(data: Path, alter: Alter) -> None:
    alter(*QWEN).id = "qwen/qwen3-8b-old"
    before = (data / "prices.json").read_bytes()
    with pytest.raises(Failure, match="openrouter/qwen/qwen3-8b: no longer in genai-prices"):
        run(data)
    assert (data / "prices.json").read_bytes() == before


def test_an_offer_whose_end_has_come_drops_out(data: Path) -> None:
    assert run(data, today=date(2026, 12, 10)) == ["No price changed."]
    assert run(data, today=date(2026, 12, 11)) == [
        "2026-12-11, genai-prices 0.2.3",
        "  - GPT-5 mini (older) (OpenAI)",
    ]


def test_a_price_unlike_that_of_the_other_list_stops_the_run(data: Path, alter: Alter) -> None:
    model = alter("zai", "GLM-5.3")
    assert isinstance(model.prices, ModelPrice)
    model.prices = ModelPrice(**{**vars(model.prices), "output_mtok": Decimal("4.5")})
    before = (data / "prices.json").read_bytes()
    with pytest.raises(Failure, match=r"zai/GLM-5.3: output is 4.5 here and 4.4 in LiteLLM"):
        run(data)
    assert (data / "prices.json").read_bytes() == before


def test_a_new_version_asks_when_it_came_out(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(genai, "package_version", lambda: "0.2.4")
    with pytest.raises(Failure, match=r"genai-prices 0\.2\.4 is new here. Say when it came out"):
        run(data)
    run(data, released=date(2026, 12, 1))
    found = price_list.read(data / "prices.json")
    assert found is not None
    assert found["package"] == {
        "name": "genai-prices",
        "version": "0.2.4",
        "released": "2026-12-01",
        "read": "2026-12-05",
    }


def test_a_run_says_when_the_package_is_old(data: Path) -> None:
    assert run(data, today=date(2026, 12, 26))[-1] == (
        "genai-prices 0.2.3, which all prices come from, came out 46 days ago: "
        "look for a newer one (CONTRIBUTING.md, “Prices”)."
    )


def test_every_difference_from_the_other_list_has_a_reason() -> None:
    kept = litellm.vendored()
    found = litellm.differences(offers(), kept)
    assert litellm.unexplained(found) == []
    assert len(found) == 23
    assert len(kept["offers"].keys() & offers().keys()) == 42


def test_a_reason_without_a_difference_is_told() -> None:
    assert litellm.unexplained([])[0] == (
        "aws/amazon.nova-micro-v1:0: batch input 0.0175 is explained, but does not differ"
    )
