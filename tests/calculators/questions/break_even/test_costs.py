"""The sums of owning and renting, against figures that others published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.questions.break_even.costs import (
    LONGEST_MONTHS,
    break_even_tokens,
    capital_usd,
    capital_usd_per_month,
    owned_usd_per_month,
    payback_months,
    rent_usd_per_mtok,
    seconds_per_request,
)


def test_a_loan_of_the_same_length_and_rate_has_the_same_payment() -> None:
    # The textbook annuity: P i / (1 - (1 + i)^-n), 12 % a year over a year.
    expected = 1200 * 0.01 / (1 - 1.01**-12)
    got = capital_usd_per_month(price_usd=1200, life_months=12, yearly_interest=0.12)
    assert got == pytest.approx(expected, rel=1e-12)


def test_without_interest_the_price_is_spread_evenly() -> None:
    assert capital_usd_per_month(price_usd=3600, life_months=36) == 100
    assert capital_usd_per_month(price_usd=3600, life_months=36, residual_share=0.5) == 50


def test_a_token_that_costs_more_at_home_never_earns_a_machine() -> None:
    inputs = {"fixed_usd_per_month": 100.0, "hosted_usd_per_mtok": 0.5}
    assert break_even_tokens(**inputs, own_usd_per_mtok=0.5) is None
    assert break_even_tokens(**inputs, own_usd_per_mtok=0.6) is None
    assert break_even_tokens(**inputs, own_usd_per_mtok=0.4) == pytest.approx(1e9)


def test_an_idle_rented_card_makes_tokens_dear() -> None:
    busy = rent_usd_per_mtok(usd_per_hour=3.6, tokens_per_s=1000)
    idle = rent_usd_per_mtok(usd_per_hour=3.6, tokens_per_s=1000, utilisation=0.1)
    assert (busy, idle) == (1, 10)
    assert rent_usd_per_mtok(usd_per_hour=3.6, tokens_per_s=0) is None


def test_requests_at_once_speed_up_writing_only() -> None:
    task = {"prompt_tokens": 1000, "output_tokens": 300, "prefill_tokens_per_s": 500}
    assert seconds_per_request(**task, decode_tokens_per_s=30) == 12
    assert seconds_per_request(**task, decode_tokens_per_s=30, concurrency_gain=5) == 4


MONEY = st.floats(0, 1e6)


@given(MONEY, MONEY, MONEY, st.integers(6, 180), st.floats(0, 0.5), st.floats(0, 1))
def test_a_machine_pays_back_within_its_life_where_it_costs_less(
    price: float, other: float, running: float, life: int, interest: float, residual: float
) -> None:
    terms = {"price_usd": price, "life_months": life, "residual_share": residual}
    owned = owned_usd_per_month(**terms, yearly_interest=interest, upkeep_usd=running)
    months = payback_months(
        price_usd=capital_usd(**terms, yearly_interest=interest),
        other_usd_per_month=other,
        running_usd_per_month=running,
        yearly_interest=interest,
    )
    if months is not None:
        assert 0 <= months <= LONGEST_MONTHS
    if owned < other * (1 - 1e-9):
        assert months is not None
        assert months <= life * (1 + 1e-6)
    if owned > other * (1 + 1e-9) + 1e-9:
        assert months is None or months >= life * (1 - 1e-6)
