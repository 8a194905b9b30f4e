"""Data that ships is read wherever the package lies, and taken apart by the types declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any, Literal

import pytest

from calculators.core import records
from calculators.core.records import RecordError, read_record


def test_a_file_of_data_is_read_without_help_of_a_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "__spec__", ModuleSpec("calculators.core.records", None))
    path = Path(records.data_path("catalog.json"))
    assert records.read_data("catalog.json") == path.read_bytes()


@dataclass(frozen=True, kw_only=True)
class Quote:
    provider: str
    usd_per_hour: float
    seats: int = 1


@dataclass(frozen=True, kw_only=True)
class Rental:
    id: str
    kind: Literal["card", "machine"]
    quotes: tuple[Quote, ...]
    watts: tuple[float, float] | None = None
    by_country: Mapping[str, float] = field(default_factory=dict)


CARD: dict[str, Any] = {
    "id": "h100",
    "kind": "card",
    "quotes": [{"provider": "RunPod", "usd_per_hour": 2}],
    "watts": [80, 700.5],
    "by_country": {"de": 1.5},
}


def test_a_record_is_what_its_dataclass_declares() -> None:
    assert read_record(Rental, CARD) == Rental(
        id="h100",
        kind="card",
        quotes=(Quote(provider="RunPod", usd_per_hour=2),),
        watts=(80, 700.5),
        by_country={"de": 1.5},
    )


def test_what_has_a_default_may_be_left_out() -> None:
    given = {"id": "h100", "kind": "card", "quotes": []}
    assert read_record(Rental, given) == Rental(id="h100", kind="card", quotes=())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "black"}, "h100: unknown key colour"),
        ({"id": 5}, "id: cannot hold a value of type int"),
        ({"kind": "rack"}, "kind: cannot hold a value of type str"),
        ({"watts": [80]}, "watts: cannot hold a value of type list"),
        ({"quotes": [{"provider": "RunPod"}]}, "quotes: usd_per_hour is missing"),
        ({"quotes": [{"provider": "A", "usd_per_hour": True}]}, "usd_per_hour: cannot hold"),
        ({"quotes": [{"provider": "A", "usd_per_hour": 1, "seats": 1.5}]}, "seats: cannot hold"),
        ({"by_country": {"de": float("nan")}}, "de: cannot hold a value of type float"),
        ({"id": "\ud800"}, "id: cannot hold a value of type str"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    change: dict[str, object], message: str
) -> None:
    with pytest.raises(RecordError, match=message):
        read_record(Rental, {**CARD, **change}, "h100")
