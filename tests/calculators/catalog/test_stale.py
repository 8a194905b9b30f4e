"""Records that are due for a new look are named, and so are those that soon will be."""

from datetime import date
from typing import Any

import pytest

from calculators.catalog import stale as module
from calculators.catalog.stale import (
    Due,
    ageing_prices,
    last_days,
    notices,
    old_prices,
    soon,
    stale,
    warnings,
)
from calculators.engines.price import package

FRESH = date(2026, 11, 28)


def named(data: Any, today: date, file: str = "file.json") -> list[str]:
    return [each.name for each in stale(list(last_days(data, file)), today)]


def test_a_record_is_due_past_its_day_or_half_a_year_after_it_was_checked() -> None:
    found = {
        "machines": [
            {"id": "fresh", "checked": "2026-11-01"},
            {"id": "old", "checked": "2026-01-01"},
            {"id": "due", "checked": "2026-11-01", "stale_after": "2026-11-20"},
            {"id": "lasting", "checked": "2020-01-01", "stale_after": "2030-01-01"},
        ]
    }
    assert named(found, date(2026, 11, 24)) == ["old", "due"]


def test_a_record_without_an_id_is_named_by_where_it_stands() -> None:
    rates = {"rates": {"h100": {"tflops": 989.4, "checked": "2026-01-01"}}}
    assert named(rates, FRESH) == ["h100"]
    assert named({"checked": "2026-01-01", "plans": []}, FRESH, "plans.json") == ["plans"]


@pytest.mark.parametrize(
    ("today", "is_stale", "is_soon"),
    [
        (date(2026, 11, 20), False, False),
        (date(2026, 11, 21), False, True),  # thirty days before
        (date(2026, 12, 21), False, True),  # its last day
        (date(2026, 12, 22), True, False),
    ],
)
def test_a_record_is_told_of_thirty_days_before_its_last_and_is_stale_after_it(
    today: date, is_stale: bool, is_soon: bool
) -> None:
    records = [Due(date(2026, 12, 21), "plans.json", "plans")]
    assert (stale(records, today) == records, soon(records, today) == records) == (
        is_stale,
        is_soon,
    )


def test_prices_count_as_old_after_45_days() -> None:
    assert package().released == "2026-11-10"
    assert old_prices(package(), date(2026, 12, 25)) == ""
    assert old_prices(package(), date(2026, 12, 26)) == (
        "genai-prices 0.2.3, which all prices come from, came out 46 days ago: "
        "look for a newer one (CONTRIBUTING.md, “Prices”)."
    )


def test_prices_are_told_of_thirty_days_before_they_count_as_old() -> None:
    assert ageing_prices(package(), date(2026, 11, 24)) == ""
    assert ageing_prices(package(), date(2026, 12, 25)) == (
        "genai-prices 0.2.3, which all prices come from, counts as old after 2026-12-25."
    )
    assert ageing_prices(package(), date(2026, 12, 26)) == ""


def test_everything_that_ships_has_a_date_by_which_it_turns_stale() -> None:
    told = " ".join(warnings(date(2036, 1, 1)))
    for name in module.FILES:
        assert f"{name}.json: " in told
    assert "genai-prices" in told


def test_records_that_stand_elsewhere_are_told_too_also_as_toml_has_their_dates() -> None:
    others = {"published.toml": {"wage": {"text": "$43.52", "checked": date(2026, 1, 1)}}}
    [told] = [each for each in warnings(FRESH, others) if each.startswith("published")]
    assert told == "published.toml: 1 due for a new check: wage (calculators/data/README.md)."
    assert not [each for each in warnings(date(2026, 2, 1), others) if "published" in each]


def test_offers_count_too_though_their_day_does_not_ship() -> None:
    assert "offers/openai.toml: 1 due" in " ".join(warnings(date(2036, 1, 1)))


@pytest.fixture
def machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven machines and nothing else, all fresh until the end of June 2020."""
    found = [{"id": f"pc-{number}", "checked": "2020-01-02"} for number in range(7)]
    monkeypatch.setattr(module, "FILES", ("catalog",))
    monkeypatch.setattr(module, "_offers", dict)
    monkeypatch.setattr(module, "read_json", lambda name: {"machines": found})


@pytest.mark.usefixtures("machines")
def test_the_warning_names_the_file_and_the_first_few_records() -> None:
    assert warnings(FRESH)[0] == (
        "catalog.json: 7 due for a new check: pc-0, pc-1, pc-2, pc-3, pc-4 and others "
        "(calculators/data/README.md)."
    )
    assert [each for each in notices(FRESH) if "catalog" in each] == []


@pytest.mark.usefixtures("machines")
def test_the_notice_names_the_day_too() -> None:
    assert warnings(date(2020, 6, 15)) == []
    assert notices(date(2020, 6, 15)) == [
        "catalog.json: 7 due for a new check within 30 days, the first after 2020-06-30: "
        "pc-0, pc-1, pc-2, pc-3, pc-4 and others."
    ]
