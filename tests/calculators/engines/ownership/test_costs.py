"""The sums of owning and renting, against textbooks, published figures and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.ownership import record
from calculators.engines.ownership.costs import (
    CARE_HOURS,
    LOADED,
    LONGEST_MONTHS,
    Purchase,
    break_even_units,
    cards,
    electricity_usd,
    owned_usd_per_month,
    payback_months,
    rented_usd_per_month,
    usd_per_mtok,
)


def test_a_loan_of_the_same_length_and_rate_has_the_same_payment() -> None:
    # The textbook annuity: P i / (1 - (1 + i)^-n), 12% a year over a year.
    expected = 1200 * 0.01 / (1 - 1.01**-12)
    got = Purchase(price_usd=1200, life_months=12, yearly_interest=0.12).usd_per_month
    assert got == pytest.approx(expected, rel=1e-12)


def test_without_interest_the_price_is_spread_evenly() -> None:
    assert Purchase(price_usd=3600, life_months=36).usd_per_month == 100
    assert Purchase(price_usd=3600, life_months=36, residual_share=0.5).usd_per_month == 50


def test_what_a_machine_sells_for_at_its_end_is_worth_less_today() -> None:
    bought = Purchase(price_usd=1000, life_months=12, residual_share=0.5, yearly_interest=0.12)
    assert bought.capital_usd == pytest.approx(1000 - 500 / 1.01**12)


def test_power_and_upkeep_come_on_top_for_each_machine() -> None:
    bought = Purchase(price_usd=3600, life_months=36)
    assert owned_usd_per_month(bought, electricity_usd=20, upkeep_usd=30) == 150
    assert owned_usd_per_month(bought, electricity_usd=20, upkeep_usd=30, machines=3) == 450


def test_a_kilowatt_for_an_hour_is_a_kilowatt_hour() -> None:
    assert electricity_usd(usd_per_kwh=0.3, busy_hours=1, busy_watts=1000) == 0.3


def test_idle_hours_and_cooling_are_paid_too() -> None:
    terms = {"usd_per_kwh": 0.1, "busy_hours": 100.0, "busy_watts": 500.0}
    assert electricity_usd(**terms) == pytest.approx(5)
    idle = electricity_usd(**terms, idle_hours=600, idle_watts=50)
    assert idle == pytest.approx(8)
    assert electricity_usd(**terms, idle_hours=600, idle_watts=50, pue=1.5) == pytest.approx(12)


def test_what_is_spent_once_is_paid_back_by_what_is_saved() -> None:
    assert payback_months(once_usd=600, saved_usd_per_month=100) == 6
    assert payback_months(once_usd=0, saved_usd_per_month=100) == 0
    assert payback_months(once_usd=10, saved_usd_per_month=0.5) == 20


@pytest.mark.parametrize("saved", [0, -1])
def test_without_a_saving_nothing_is_ever_paid_back(saved: float) -> None:
    assert payback_months(once_usd=600, saved_usd_per_month=saved) is None


def test_what_takes_longer_than_the_limit_is_never_paid_back() -> None:
    terms = {"once_usd": 600.0, "saved_usd_per_month": 10.0}
    assert payback_months(**terms, longest_months=60) == 60
    assert payback_months(**terms, longest_months=59) is None
    assert payback_months(once_usd=1, saved_usd_per_month=1e-300) is None


def test_what_takes_longer_than_a_hundred_years_never_pays_back() -> None:
    assert payback_months(once_usd=1200, saved_usd_per_month=1) == 1200
    assert payback_months(once_usd=1201, saved_usd_per_month=1) is None


def test_interest_makes_paying_back_take_longer() -> None:
    # 100 a month at 1% a month is worth 99.01 + 98.03 = 197.04 after two months; of the third,
    # worth 97.06, it takes 2.96.
    got = payback_months(once_usd=200, saved_usd_per_month=100, yearly_interest=0.12)
    assert got == pytest.approx(2 + (200 - 100 / 1.01 - 100 / 1.01**2) / (100 / 1.01**3))
    assert payback_months(once_usd=200, saved_usd_per_month=1, yearly_interest=0.12) is None
    # Even at 100% a year, 8.33% a month: 92.31 + 85.21 = 177.51, and of the 78.65 after 22.49.
    dear = payback_months(once_usd=200, saved_usd_per_month=100, yearly_interest=1)
    assert dear == pytest.approx(2.2859, abs=1e-4)


def test_a_unit_that_saves_nothing_never_earns_what_is_fixed() -> None:
    assert break_even_units(fixed_usd=100, saved_usd_each=0.0) is None
    assert break_even_units(fixed_usd=100, saved_usd_each=-0.1) is None
    assert break_even_units(fixed_usd=0, saved_usd_each=0) is None
    assert break_even_units(fixed_usd=100, saved_usd_each=0.1) == pytest.approx(1000)


def test_what_takes_more_units_than_anybody_uses_is_never_even() -> None:
    assert break_even_units(fixed_usd=100, saved_usd_each=0.1, most=999) is None
    assert break_even_units(fixed_usd=100, saved_usd_each=0.1, most=1000) == 1000
    assert break_even_units(fixed_usd=100, saved_usd_each=1e-300) is None


def test_an_idle_rented_card_makes_tokens_dear() -> None:
    busy = usd_per_mtok(usd_per_hour=3.6, tokens_per_s=1000)
    idle = usd_per_mtok(usd_per_hour=3.6, tokens_per_s=1000, utilisation=0.1)
    assert (busy, idle) == (1, 10)
    assert usd_per_mtok(usd_per_hour=3.6, tokens_per_s=0) is None


@pytest.mark.parametrize(("busy_hours", "count"), [(0, 1), (729.5, 1), (730, 1), (1461, 3)])
def test_a_card_works_730_hours_a_month(busy_hours: float, count: int) -> None:
    assert cards(busy_hours) == count
    assert rented_usd_per_month(busy_hours, 2, always_on=True) == count * 1460
    assert rented_usd_per_month(busy_hours, 2, always_on=False) == 2 * busy_hours


def test_two_hours_of_care_at_the_usual_pay_cost_about_122_dollars() -> None:
    assert CARE_HOURS * record().pay.value * LOADED == pytest.approx(121.856)


MONEY = st.floats(0, 1e6)


@given(MONEY, MONEY, MONEY, st.integers(6, 180), st.floats(0, 0.5), st.floats(0, 1))
def test_a_machine_pays_back_within_its_life_where_it_costs_less(
    price: float, other: float, running: float, life: int, interest: float, residual: float
) -> None:
    bought = Purchase(
        price_usd=price, life_months=life, residual_share=residual, yearly_interest=interest
    )
    owned = owned_usd_per_month(bought, upkeep_usd=running)
    months = payback_months(
        once_usd=bought.capital_usd, saved_usd_per_month=other - running, yearly_interest=interest
    )
    if months is not None:
        assert 0 <= months <= LONGEST_MONTHS
    if owned < other * (1 - 1e-9):
        assert months is not None
        assert months <= life * (1 + 1e-6)
    if owned > other * (1 + 1e-9) + 1e-9:
        assert months is None or months >= life * (1 - 1e-6)
