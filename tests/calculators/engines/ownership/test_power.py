"""What machines draw from the wall: typed, measured, nominal, borrowed or assumed."""

import pytest

from calculators.catalog import machine
from calculators.engines.ownership.power import electricity_usd, watts


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


def test_a_kilowatt_for_an_hour_is_a_kilowatt_hour() -> None:
    assert electricity_usd(usd_per_kwh=0.3, busy_hours=1, busy_watts=1000) == 0.3


def test_idle_hours_and_cooling_are_paid_too() -> None:
    terms = {"usd_per_kwh": 0.1, "busy_hours": 100.0, "busy_watts": 500.0}
    assert electricity_usd(**terms) == pytest.approx(5)
    idle = electricity_usd(**terms, idle_hours=600, idle_watts=50)
    assert idle == pytest.approx(8)
    assert electricity_usd(**terms, idle_hours=600, idle_watts=50, pue=1.5) == pytest.approx(12)
