"""The price of a usual month: peak hours by their share, and the fee for credits."""

from datetime import date, datetime

import pytest

from calculators.engines.price import Usage, offer, offers, rates, request_usd
from calculators.engines.price.rates import KINDS
from calculators.engines.price.usual import usual_notes, usual_rates, usual_sources, usual_usd

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
        assert list(usual_notes([each], day=DAY)) == []
        assert list(usual_sources([each])) == []


def test_credits_cost_a_fee_once() -> None:
    listed = request_usd(ROUTED, USAGE, at=NOON)
    assert usual_usd(ROUTED, USAGE, day=DAY) == pytest.approx(1.055 * listed)


def test_what_is_averaged_is_said() -> None:
    assert list(usual_notes([PEAKED, ROUTED, ROUTED], day=DAY)) == [
        "20.8 % of the requests are counted at the price of peak hours.",
        "OpenRouter's prices are counted with 5.5 % for buying credits; its least fee of $0.80 a "
        "purchase is not.",
    ]
    assert [each.url for each in usual_sources([PEAKED, ROUTED])] == [
        "https://openrouter.ai/docs/faq"
    ]
