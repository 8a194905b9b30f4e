"""The dated facts about owning and renting, and what machines draw from the wall by them."""

import pytest

from calculators.catalog import machine
from calculators.core.records import RecordError, read_json
from calculators.engines.ownership import Quote, Rental, read_record, record, watts


def rental(*usd_per_hour: float) -> Rental:
    quotes = (
        Quote(provider="x", usd_per_hour=usd, read_on=f"2026-10-{day:02}", url="")
        for day, usd in enumerate(usd_per_hour, start=1)
    )
    specs = {"vram_gib": 80, "bandwidth_gb_s": 3360, "fp16_tflops": 267.6, "spec_url": ""}
    return Rental(id="x", label="x", quotes=tuple(quotes), **specs)  # type: ignore[arg-type]


def test_the_rate_of_a_card_is_the_middle_one_of_its_quotes() -> None:
    assert rental(3, 1, 2).rates == (1, 2, 3)
    assert rental(4, 1, 2, 3).rates == (1, 2.5, 4)
    assert rental(2).rates == (2, 2, 2)


def test_quotes_know_their_first_and_their_last_day() -> None:
    assert rental(3, 1, 2).days == ("2026-10-01", "2026-10-03")


def test_every_dated_fact_has_its_day_and_its_page() -> None:
    facts = record()
    for each in facts.electricity.values():
        assert each.as_of
        assert each.source.url.startswith("https://")
        cheapest, average, dearest = each.rates
        assert cheapest <= average <= dearest
    for each in facts.rentals.values():
        low, middle, high = each.rates
        assert 0 < low <= middle <= high
        for quote in each.quotes:
            assert quote.url.startswith("https://")
            assert len(quote.read_on) == 10
    assert facts.gain.value == pytest.approx(249.2 / 55.2)


def test_the_power_of_a_machine_is_that_of_the_longest_beginning_of_its_id() -> None:
    pro = record().power_of("mac-mini-m4-pro-48gb")
    assert pro is not None
    assert pro.machines == ("mac-mini-m4-pro-",)
    assert record().power_of("nothing-like-it") is None


def test_a_record_without_a_price_or_with_a_strange_key_is_refused() -> None:
    raw = read_json("ownership.json")
    fact = {"title": "x", "url": "x"}
    with pytest.raises(RecordError, match="pay: value is missing"):
        read_record({**raw, "pay": fact})
    with pytest.raises(RecordError, match="unknown key watts"):
        read_record({**raw, "rest_of_pc": {**fact, "value": 47.7, "watts": 47.7}})


def test_electricity_without_a_cheapest_and_a_dearest_part_costs_the_same_everywhere() -> None:
    assert record().electricity["us-business"].rates == (0.146, 0.146, 0.146)
    assert record().electricity["eu-home"].rates == (0.104, 0.2872, 0.3835)


def test_measured_power_counts_where_there_is_some() -> None:
    found = watts(machine("mac-mini-m4-32gb"))
    assert (found.busy, found.idle) == ((30, 30, 31), 6)
    assert (found.busy_basis, found.idle_basis) == ("measured", "measured")
    assert len(found.sources) == 2


def test_the_longest_beginning_of_an_id_names_the_machine() -> None:
    found = watts(machine("mac-mini-m4-pro-48gb"))
    assert (found.busy[1], found.busy_basis) == (45, "nominal")
    assert (found.idle, found.idle_basis) == (9, "assumed")


def test_to_the_power_of_a_card_comes_that_of_the_rest_of_its_pc() -> None:
    found = watts(machine("pc-rtx-5090-32gb-64gb-ram"))
    assert found.busy == pytest.approx((575 + 47.7,) * 3)
    assert (found.busy_basis, found.idle_basis) == ("card", "rest of pc")
    assert found.idle == 47.7
    assert [source.title[:8] for source in found.sources] == ["Nominal ", "Idle PC "]


def test_a_laptop_borrows_the_power_of_another_laptop() -> None:
    found = watts(machine("laptop-16gb"))
    assert (found.busy, found.busy_basis) == ((50, 51, 52), "borrowed")
    assert found.idle == pytest.approx(10.2)


def test_typed_watts_count_before_all_records_and_need_no_source() -> None:
    found = watts(machine("mac-mini-m4-32gb"), busy_watts=80, idle_watts=9)
    assert (found.busy, found.idle, found.sources) == ((80, 80, 80), 9, ())
    assert (found.busy_basis, found.idle_basis) == ("typed", "typed")
    half = watts(machine("pc-rtx-5090-32gb-64gb-ram"), busy_watts=400)
    assert (half.busy[1], half.idle_basis, len(half.sources)) == (400, "rest of pc", 1)


def test_a_machine_that_nobody_knows_is_assumed_to_draw_100_watts_and_20_idle() -> None:
    found = watts(None)
    assert (found.busy, found.idle) == ((100, 100, 100), 20)
    assert (found.busy_basis, found.idle_basis, found.sources) == ("assumed", "assumed", ())
