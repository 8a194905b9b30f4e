"""A machine against a rival that is paid by the request, in round numbers."""

from dataclasses import replace

import pytest

from calculators.questions.break_even.decision import decide, seconds_per_request
from tests.calculators.questions.break_even.desk import TERMS

BUSY = 11_000 / 3600
HOUR = replace(
    TERMS,
    requests=10,
    prompt_tokens=0,
    output_tokens=3600,
    decode_tokens_per_s=1,
    price_usd=1200,
    life_years=1,
    busy_watts=1000,
    idle_watts=0,
    usd_per_kwh=1,
    admin_hours=0,
    space_usd=0,
    rival_usd_per_request=3,
)
"""A request takes an hour and a dollar of power, and the machine $100 a month."""


def test_requests_at_once_speed_up_writing_only() -> None:
    task = {"prompt_tokens": 1000, "output_tokens": 300, "prefill_tokens_per_s": 500}
    assert seconds_per_request(**task, decode_tokens_per_s=30) == 12
    assert seconds_per_request(**task, decode_tokens_per_s=30, concurrency_gain=5) == 4


def test_a_request_is_read_and_then_written() -> None:
    assert TERMS.seconds == 11
    assert replace(TERMS, gain=2).seconds == 6
    assert replace(TERMS, speed=2).seconds == 5.5


def test_the_hours_of_a_month_are_730() -> None:
    assert TERMS.on_hours == pytest.approx(730)
    assert TERMS.busy_hours == pytest.approx(BUSY)
    assert TERMS.utilisation == pytest.approx(BUSY / 730)
    assert replace(TERMS, hours_on=8).utilisation == pytest.approx(3 * BUSY / 730)


def test_capacity_is_the_hours_it_is_on_over_the_time_of_a_request() -> None:
    assert TERMS.capacity == pytest.approx(730 * 3600 / 11)
    assert replace(TERMS, prompt_tokens=0, output_tokens=0).capacity is None
    prompt, output = TERMS.prompt_tokens / 22, TERMS.output_tokens / 22  # half a second
    quick = replace(TERMS, prompt_tokens=prompt, output_tokens=output)
    assert quick.capacity == pytest.approx(730 * 3600 / 0.5)


def test_power_is_paid_at_work_and_idle() -> None:
    assert TERMS.power_usd == pytest.approx((BUSY * 300 + (730 - BUSY) * 100) / 1000 * 0.1)
    assert replace(TERMS, pue=1.5).power_usd == pytest.approx(1.5 * TERMS.power_usd)
    overloaded = replace(TERMS, requests=1_000_000)
    assert overloaded.power_usd == pytest.approx(730 * 300 / 1000 * 0.1)


def test_one_more_request_costs_what_work_draws_beyond_waiting() -> None:
    assert TERMS.power_usd_per_request == pytest.approx(11 / 3600 * 0.2 * 0.1)
    assert replace(TERMS, idle_watts=400).power_usd_per_request == 0


def test_a_month_is_the_price_over_its_life_power_work_and_room() -> None:
    assert TERMS.running_usd == pytest.approx(TERMS.power_usd + 50 + 10)
    assert TERMS.owned_usd == pytest.approx(100 + TERMS.running_usd)


@pytest.mark.parametrize(("years", "months"), [(3, 36), (0.5, 6), (0.01, 1), (1.04, 12)])
def test_a_life_is_counted_in_whole_months(years: float, months: int) -> None:
    assert replace(TERMS, life_years=years).life_months == months


def test_where_it_pays_back_the_price_is_over_what_is_saved() -> None:
    found = decide(TERMS)
    assert (found.reason, found.pays) == ("pays", True)
    assert found.months == pytest.approx(3600 / (500 - TERMS.running_usd))


def test_what_it_still_sells_for_need_not_be_earned_back() -> None:
    found = decide(replace(TERMS, residual_share=0.25))
    assert found.months == pytest.approx(2700 / (500 - TERMS.running_usd))


def test_both_cost_the_same_at_the_break_even() -> None:
    found = decide(TERMS).break_even
    assert found is not None
    there = replace(TERMS, requests=found)
    assert there.owned_usd == pytest.approx(there.rival_usd)
    assert found == pytest.approx((160 + 7.3) / (0.5 - TERMS.power_usd_per_request))


def test_each_request_pays_for_its_own_power_before_it_earns_back_the_rest() -> None:
    assert HOUR.power_usd_per_request == 1
    assert HOUR.break_even == 100 / (3 - 1)


def test_at_the_break_even_itself_it_does_not_win() -> None:
    assert replace(HOUR, requests=50).owned_usd == replace(HOUR, requests=50).rival_usd == 150
    assert [replace(HOUR, requests=each).wins for each in (50, 51)] == [False, True]


def test_a_machine_that_works_all_its_hours_can_do_the_work() -> None:
    full = replace(HOUR, requests=HOUR.on_hours)
    assert (full.utilisation, full.able) == (1, True)
    assert not replace(HOUR, requests=HOUR.on_hours + 1).able


def test_a_request_that_costs_as_much_in_power_never_earns_anything_back() -> None:
    assert decide(replace(HOUR, rival_usd_per_request=1)).reason == "per_request"


def test_more_than_its_hours_hold_it_cannot_do() -> None:
    found = decide(replace(TERMS, requests=240_000))
    assert (found.reason, found.pays) == ("capacity", False)


def test_where_each_request_loses_more_work_never_helps() -> None:
    terms = replace(TERMS, rival_usd_per_request=0.00006)
    found = decide(terms)
    assert (found.reason, found.months, found.break_even) == ("per_request", None, None)


def test_where_keeping_it_eats_the_whole_bill_it_is_never_paid_back() -> None:
    found = decide(replace(TERMS, requests=100))
    assert (found.reason, found.months) == ("fixed", None)
    assert found.break_even is not None


def test_what_is_paid_back_after_its_life_is_not_in_time() -> None:
    found = decide(replace(TERMS, requests=250))
    assert found.reason == "life"
    assert found.months is not None
    assert 36 < found.months < 100


@pytest.mark.parametrize("nothing", [{"requests": 0}, {"rival_usd_per_request": 0.0}])
def test_without_a_bill_there_is_nothing_to_save(nothing: dict[str, float]) -> None:
    assert decide(replace(TERMS, **nothing)).reason == "nothing"


@pytest.mark.parametrize(("requests", "count"), [(0, 1), (238_000, 1), (240_000, 2), (480_000, 3)])
def test_the_work_takes_as_many_machines_as_hold_its_hours(requests: int, count: int) -> None:
    assert replace(TERMS, requests=requests).machines == count


def test_a_machine_that_is_just_full_needs_no_second_one() -> None:
    capacity = TERMS.capacity
    assert capacity is not None
    assert replace(TERMS, requests=capacity).machines == 1


def test_several_machines_share_the_work_and_the_care() -> None:
    terms = replace(TERMS, requests=480_000)
    each = replace(terms, requests=160_000)
    assert terms.machines_usd == pytest.approx(3 * (each.owned_usd - 50) + 50)
