"""Records that are due for a new look are named, and the build says so."""

from datetime import date

import pytest

from calculators.catalog import stale as module
from calculators.catalog.stale import old_prices, stale, warnings
from calculators.engines.price import package

FRESH = date(2026, 11, 28)


def test_a_record_is_due_past_its_day_or_half_a_year_after_it_was_checked() -> None:
    found = {
        "machines": [
            {"id": "fresh", "checked": "2026-11-01"},
            {"id": "old", "checked": "2026-01-01"},
            {"id": "due", "checked": "2026-11-01", "stale_after": "2026-11-20"},
            {"id": "lasting", "checked": "2020-01-01", "stale_after": "2030-01-01"},
        ]
    }
    assert list(stale(found, today=date(2026, 11, 24))) == ["old", "due"]


def test_a_record_without_an_id_is_named_by_where_it_stands() -> None:
    rates = {"rates": {"h100": {"tflops": 989.4, "checked": "2026-01-01"}}}
    assert list(stale(rates, today=FRESH)) == ["h100"]
    file = {"checked": "2026-01-01", "plans": []}
    assert list(stale(file, today=FRESH, name="plans")) == ["plans"]


def test_prices_count_as_old_after_45_days() -> None:
    assert package().released == "2026-11-10"
    assert old_prices(package(), date(2026, 12, 25)) == ""
    assert old_prices(package(), date(2026, 12, 26)) == (
        "genai-prices 0.2.3, which all prices come from, came out 46 days ago: "
        "look for a newer one (CONTRIBUTING.md, “Prices”)."
    )


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


def test_the_warning_names_the_file_and_the_first_few_records(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machines = [{"id": f"pc-{number}", "checked": "2020-01-01"} for number in range(7)]
    monkeypatch.setattr(module, "FILES", ("catalog",))
    monkeypatch.setattr(module, "read_json", lambda name: {"machines": machines})
    assert warnings(FRESH) == [
        "catalog.json: 7 due for a new check: pc-0, pc-1, pc-2, pc-3, pc-4 and others "
        "(calculators/data/README.md)."
    ]
