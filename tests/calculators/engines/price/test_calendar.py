"""Peak hours, announced changes, and the average of a usual month."""

from datetime import UTC, date, datetime

import pytest

from calculators.engines.price import (
    Usage,
    coming,
    offer,
    offers,
    peak,
    rates,
    request_usd,
    usual_rates,
    usual_usd,
)
from calculators.engines.price.rates import KINDS

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = date(2026, 11, 24)
NOON, NIGHT = datetime(2026, 11, 24, 12), datetime(2026, 11, 24, 2)
USAGE = Usage(prompt_tokens=9_000, cached_tokens=5_000, output_tokens=700)
PEAKED = offer("deepseek/deepseek-flash")
ROUTED = offer("openrouter/openai/gpt-oss-120b")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


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


@pytest.mark.parametrize(("percent", "share"), [(0, 0), (25, 0.25), (100, 1)])
def test_peak_hours_count_by_their_share_for_tokens_of_every_kind(
    percent: float, share: float
) -> None:
    low, high = (rates(PEAKED, at=at, prompt_tokens=1) for at in (NOON, NIGHT))
    found = usual_rates(PEAKED, day=DAY, prompt_tokens=1, peak_percent=percent)
    for kind in KINDS:
        expected = (1 - share) * getattr(low, kind) + share * getattr(high, kind)
        assert getattr(found, kind) == pytest.approx(expected), kind


def test_without_peak_hours_and_credits_it_is_the_price_list() -> None:
    plain = [each for each in offers().values() if each.host not in (PEAKED.host, ROUTED.host)]
    assert len(plain) > 20
    for each in plain:
        assert usual_usd(each, USAGE, day=DAY) == request_usd(each, USAGE, at=NOON), each.id


def test_credits_cost_a_fee_once() -> None:
    listed = request_usd(ROUTED, USAGE, at=NOON)
    assert usual_usd(ROUTED, USAGE, day=DAY) == pytest.approx(1.055 * listed)
