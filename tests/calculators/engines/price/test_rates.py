"""Which rates hold at a moment, when they are higher, and what is going to change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from calculators.engines.price import offer, typed_offer
from calculators.engines.price.rates import (
    Period,
    Rates,
    Stepped,
    cliffs,
    coming,
    has_batch,
    in_force,
    peak,
    rates,
)

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_all_rates_of_an_offer() -> None:
    assert rates(offer("anthropic/claude-opus-5-5"), at=TODAY, prompt_tokens=1) == Rates(
        input=4,
        cached=0.2,
        write=5,
        write_1h=8,
        output=20,
        listed=("input", "cached", "write", "write_1h", "output"),
        batch=False,
    )


def test_what_has_no_price_takes_the_next_more_general_one() -> None:
    found = rates(offer("cerebras/gpt-oss-120b"), at=TODAY, prompt_tokens=1)
    assert (found.cached, found.write, found.write_1h) == (0.35, 0.35, 0.35)
    assert found.listed == ("input", "output")
    sol = rates(offer("openai/gpt-6.1-sol"), at=TODAY, prompt_tokens=1)
    assert (sol.write, sol.write_1h) == (2.5, 2.5)


@pytest.mark.parametrize(
    ("prompt", "expected"), [(0, 2), (199_999, 2), (200_000, 4), (2_000_000, 4)]
)
def test_a_step_that_includes_its_limit(prompt: int, expected: float) -> None:
    assert rates(offer("x-ai/grok-4.7"), at=TODAY, prompt_tokens=prompt).input == expected


def test_steps_are_climbed_one_after_the_other() -> None:
    stairs = Stepped(1, ((10, 2), (20, 3)))
    assert [stairs.at(tokens) for tokens in (10, 11, 20, 21)] == [1, 2, 2, 3]


def test_a_batch_changes_only_what_it_names() -> None:
    lite = offer("google/gemini-2.5-flash-lite")
    single, batch = (rates(lite, at=TODAY, prompt_tokens=1, batch=batch) for batch in (False, True))
    assert (single.input, single.cached, single.output) == (0.1, 0.01, 0.4)
    assert (batch.input, batch.cached, batch.output) == (0.05, 0.01, 0.2)
    assert batch.batch
    assert not single.batch


def test_before_its_first_day_a_batch_has_no_price_of_its_own() -> None:
    opus = offer("anthropic/claude-opus-5-5")
    assert [has_batch(opus, at=at(day)) for day in ("2026-10-13", "2026-10-14")] == [False, True]
    early = rates(opus, at=at("2026-10-13"), prompt_tokens=1, batch=True)
    assert (early.input, early.batch) == (4, False)


def test_of_several_batch_prices_the_first_that_holds_counts() -> None:
    large = offer("mistral/mistral-large-4")
    days = ("2026-10-13", "2026-10-14", "2026-10-20", "2026-10-29")
    found = [rates(large, at=at(day), prompt_tokens=1, batch=True).input for day in days]
    assert found == [0.68, 0.34, 0.68, 0.35]


def test_the_last_price_that_holds_counts_and_the_first_is_what_is_left() -> None:
    first, later = (
        Period(prices={}, first_day="2026-02-01"),
        Period(prices={}, first_day="2026-01-01"),
    )
    assert in_force((first, later), at("2026-03-01")) is later
    assert in_force((first, later), at("2025-12-31")) is first


def test_days_and_hours_are_those_of_utc() -> None:
    argon = offer("google/gemini-4-argon")
    tokyo = timezone(timedelta(hours=9))
    morning = datetime(2026, 12, 1, 8, 59, tzinfo=tokyo)
    assert rates(argon, at=morning, prompt_tokens=1).input == 2
    assert rates(argon, at=morning + timedelta(minutes=1), prompt_tokens=1).input == 4


@pytest.mark.parametrize(
    ("clock", "dear"),
    [
        ("00:59:59.999999", False),
        ("01:00", True),
        ("03:59:59.999999", True),
        ("04:00", False),
        ("06:00", True),
        ("10:00", False),
    ],
)
def test_hours_have_a_beginning_and_no_end(clock: str, dear: bool) -> None:
    moment = at(f"2026-11-24T{clock}")
    found = rates(offer("deepseek/deepseek-flash"), at=moment, prompt_tokens=1)
    assert found.output == (1.2 if dear else 0.6)


@pytest.mark.parametrize(("clock", "holds"), [("21:59", False), ("22:00", True), ("04:29", True)])
def test_hours_past_midnight(clock: str, holds: bool) -> None:
    night = Period(prices={}, hours=("22:00", "04:30"))
    assert night.holds(at(f"2026-11-24T{clock}")) == holds
    assert not night.holds(at("2026-11-24T04:30"))


def test_hours_that_end_as_they_begin_never_hold() -> None:
    none = Period(prices={}, hours=("22:00", "22:00"))
    assert not any(none.holds(at(f"2026-11-24T{clock}")) for clock in ("04:00", "22:00", "23:00"))


def test_cliffs_are_those_of_the_prices_in_force() -> None:
    haiku, sonnet = (offer(f"anthropic/claude-{name}") for name in ("haiku-5-5", "sonnet-4-6"))
    assert cliffs(haiku, at=TODAY) == (100_000,)
    assert [cliffs(sonnet, at=at(day)) for day in ("2026-03-12", "2026-03-13")] == [(200_000,), ()]


def test_the_peak_of_an_offer_with_one() -> None:
    found = peak(offer("deepseek/deepseek-flash"), at=TODAY)
    assert found is not None
    assert found.hours == (("01:00", "04:00"), ("06:00", "10:00"))
    assert (found.factor, found.hours_a_day, found.days) == (2, 7, "Monday to Friday")
    assert peak(offer("openai/gpt-6-luna"), at=TODAY) is None


def test_announced_changes_come_in_order_with_rates_before_and_after() -> None:
    (change,) = coming(offer("google/gemini-3.8-flash"), TODAY)
    assert change.day.isoformat() == "2027-01-01"
    assert (change.before.input, change.after.input) == (0.75, 1.5)
    (batch,) = coming(offer("google/gemini-3.8-flash"), TODAY, batch=True)
    assert (batch.before.output, batch.after.output) == (1.875, 3.75)


def test_a_change_that_has_come_is_no_longer_coming() -> None:
    assert coming(offer("google/gemini-4-argon"), at("2026-12-01")) == ()
    assert len(coming(offer("google/gemini-4-argon"), at("2026-11-30T23:59"))) == 1


def test_a_change_in_peak_hours_is_told_by_the_rates_of_the_day() -> None:
    pro = offer("deepseek/deepseek-v4-pro")
    (change,) = coming(pro, at("2026-08-01T12:00"))
    assert (change.before.input, change.after.input) == (0.435, 0.66)
    assert coming(pro, at("2026-08-01T02:00")) == ()


@pytest.mark.parametrize(
    ("hours", "inside", "outside"),
    [
        (("01:00", "04:00"), ("01:00", "03:59"), ("00:59", "04:00")),
        (("16:30", "00:30"), ("16:30", "23:59", "00:29"), ("16:29", "00:30")),
    ],
)
def test_hours_hold_from_their_first_minute_up_to_their_last(
    hours: tuple[str, str], inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    period = Period(prices={}, hours=hours)
    moments = {
        each: datetime.fromisoformat(f"2026-11-24T{each}+00:00") for each in inside + outside
    }
    assert [each for each, at in moments.items() if period.holds(at)] == list(inside)


@pytest.mark.parametrize(
    ("hours", "length"), [(("22:30", "01:45"), 3.25), (("08:00", "20:15"), 12.25)]
)
def test_peak_hours_may_begin_at_any_minute_and_last_past_midnight(
    hours: tuple[str, str], length: float
) -> None:
    low, high = {"input": 2.0, "output": 8.0}, {"input": 3.0, "output": 12.0}
    plain = typed_offer(usd_input=2, usd_output=8)
    found = peak(
        replace(plain, standard=(Period(prices=low), Period(prices=high, hours=hours))), at=TODAY
    )
    assert found is not None
    assert (found.factor, found.hours_a_day) == (1.5, length)


def test_without_prices_for_a_cache_its_tokens_cost_as_much_as_others() -> None:
    found = rates(typed_offer(usd_input=3, usd_output=8), at=TODAY, prompt_tokens=1)
    assert (found.cached, found.write, found.write_1h) == (3, 3, 3)
