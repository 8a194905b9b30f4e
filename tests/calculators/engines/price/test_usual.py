"""The average of a usual month: peak hours by their share, fees for credits."""

from datetime import UTC, date, datetime

import pytest

from calculators.engines.price import offer, offers
from calculators.engines.price.cost import Usage, request_usd, usual_usd
from calculators.engines.price.rates import KINDS, rates, usual_rates

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = date(2026, 11, 24)
NOON, NIGHT = datetime(2026, 11, 24, 12), datetime(2026, 11, 24, 2)
USAGE = Usage(prompt_tokens=9_000, cached_tokens=5_000, output_tokens=700)
PEAKED = offer("deepseek/deepseek-flash")
ROUTED = offer("openrouter/openai/gpt-oss-120b")


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
