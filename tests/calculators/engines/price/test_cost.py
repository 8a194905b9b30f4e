"""What single requests cost, by what the money is for, beside sums that others worked out."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import InputErrors
from calculators.engines.price import offer
from calculators.engines.price.cost import (
    HOUR,
    NO_CACHE,
    NOTHING,
    Billing,
    Cost,
    Usage,
    priced,
    request_usd,
    spent,
    tokens_usd,
)
from calculators.engines.price.rates import Rates

TODAY = datetime(2026, 11, 24, 12)
TOKENS = st.integers(0, 1_000_000)
RATES = Rates(input=4, cached=0.2, write=5, write_1h=8, output=20, listed=(), batch=False)


@given(TOKENS, TOKENS, TOKENS, TOKENS, TOKENS)
def test_every_token_is_billed_once(
    fresh: int, cached: int, short: int, hour: int, output: int
) -> None:
    usage = Usage(
        prompt_tokens=fresh + cached + short + hour,
        cached_tokens=cached,
        cache_write_tokens=short + hour,
        cache_write_1h_tokens=hour,
        output_tokens=output,
    )
    parts = priced(RATES, usage)
    by_hand = (4 * fresh + 0.2 * cached + 5 * short + 8 * hour + 20 * output) / 1e6
    assert parts.usd == pytest.approx(by_hand)
    assert (parts * 3).usd == pytest.approx(3 * by_hand)
    assert min(parts.fresh, parts.cached, parts.written, parts.output) >= 0


def test_a_request_costs_its_parts() -> None:
    opus = offer("anthropic/claude-opus-5-5")
    usage = Usage(prompt_tokens=1_000_000, cached_tokens=1_000_000, output_tokens=1_000_000)
    assert request_usd(opus, usage, at=datetime(2026, 11, 24)) == 20.2


@given(TOKENS, TOKENS, st.floats(0, 100))
def test_requests_add_and_multiply_as_their_bills_do(fresh: int, cached: int, count: float) -> None:
    one = Usage(prompt_tokens=fresh + cached, cached_tokens=cached)
    other = Usage(prompt_tokens=cached, cache_write_tokens=cached, output_tokens=fresh)
    both = priced(RATES, one + other * count)
    assert both.usd == pytest.approx((priced(RATES, one) + priced(RATES, other) * count).usd)
    assert priced(RATES * 2, one).usd == pytest.approx(2 * priced(RATES, one).usd)
    assert priced(RATES + RATES, one) == priced(RATES * 2, one)


def test_nothing_costs_nothing() -> None:
    assert Cost().usd == priced(RATES, Usage()).usd == tokens_usd() == 0


def test_parts_of_an_average_may_pass_the_whole_by_a_last_digit() -> None:
    third = Usage(prompt_tokens=0.3, cached_tokens=0.1, cache_write_tokens=0.2)
    assert third.cached_tokens + third.cache_write_tokens > third.prompt_tokens
    assert priced(RATES, third).fresh == pytest.approx(0)


def usd(ident: str, at: datetime = TODAY, batch: bool = False, **tokens: float) -> float:
    return request_usd(offer(ident), Usage(**tokens), at=at, batch=batch)


def test_tokens_read_and_written_are_parts_of_the_prompt() -> None:
    found = usd(
        "anthropic/claude-opus-5-5",
        prompt_tokens=150_000,
        cached_tokens=140_000,
        cache_write_tokens=8_000,
        cache_write_1h_tokens=8_000,
        output_tokens=1_500,
    )
    assert found == pytest.approx(0.130, rel=1e-12)


def test_a_long_prompt_makes_every_token_of_its_request_dearer() -> None:
    haiku = "anthropic/claude-haiku-5-5"
    assert usd(haiku, prompt_tokens=100_000, output_tokens=1_000) == pytest.approx(0.0105)
    assert usd(haiku, prompt_tokens=100_001, output_tokens=1_000) == pytest.approx(0.0525005)


def test_tokens_from_the_cache_count_towards_the_step() -> None:
    found = usd("anthropic/claude-haiku-5-5", prompt_tokens=100_001, cached_tokens=100_001)
    assert found == pytest.approx(100_001 * 0.05 / 1e6)


@pytest.mark.parametrize(("hour", "expected"), [(12, 2.64), (2, 5.28), (4, 2.64), (6, 5.28)])
def test_peak_hours_cost_twice_as_much(hour: int, expected: float) -> None:
    found = usd(
        "deepseek/deepseek-v4-pro",
        at=datetime(2026, 11, 24, hour),
        prompt_tokens=1e6,
        output_tokens=1e6,
    )
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(("day", "expected"), [("2026-11-30", 12), ("2026-12-01", 24)])
def test_an_announced_price_holds_from_its_day_on(day: str, expected: float) -> None:
    at = datetime.fromisoformat(day)
    argon = "google/gemini-4-argon"
    assert usd(argon, at=at, prompt_tokens=1e6, output_tokens=1e6) == pytest.approx(expected)
    assert usd(argon, at=at, prompt_tokens=1e6, output_tokens=1e6, batch=True) == pytest.approx(
        expected / 2
    )


def test_what_has_no_price_of_its_own_costs_what_is_more_general() -> None:
    cerebras = usd("cerebras/gpt-oss-120b", prompt_tokens=1e6, cached_tokens=1e6)
    assert cerebras == pytest.approx(0.35)
    luna = usd("openai/gpt-6-luna", prompt_tokens=1e5, cache_write_tokens=1e5)
    hour = usd(
        "openai/gpt-6-luna", prompt_tokens=1e5, cache_write_tokens=1e5, cache_write_1h_tokens=1e5
    )
    assert luna == hour == pytest.approx(0.0125)


def test_a_batch_without_a_price_of_its_own_costs_what_requests_cost() -> None:
    assert usd("x-ai/grok-4.7", batch=True, prompt_tokens=1e5) == pytest.approx(0.2)


def test_parts_beyond_the_whole_are_refused() -> None:
    with pytest.raises(InputErrors, match="make 1,100, more than the whole prompt of 1,000"):
        Usage(prompt_tokens=1_000, cached_tokens=600, cache_write_tokens=500)
    with pytest.raises(InputErrors, match="20 tokens written for an hour is more than the 10"):
        Usage(prompt_tokens=1_000, cache_write_tokens=10, cache_write_1h_tokens=20)


def test_each_count_below_none_is_named_and_no_other() -> None:
    with pytest.raises(InputErrors) as caught:
        Usage(prompt_tokens=-1, cached_tokens=0.5, output_tokens=-0.5)
    assert [(each.field, each.message) for each in caught.value.problems] == [
        ("prompt_tokens", "-1 tokens is less than none."),
        ("output_tokens", "-0.5 tokens is less than none."),
    ]


def test_an_offer_nobody_makes_is_refused() -> None:
    with pytest.raises(InputErrors, match="“gpt-9” is not among the 68 models with a price"):
        offer("gpt-9")


@pytest.mark.parametrize(
    ("billing", "read", "written", "fresh", "usd"),
    [
        (Billing(caching=NO_CACHE), 0, 0, 1_000, 1_000 * 4),
        (Billing(), 800, 200, 0, 800 * 0.2 + 200 * 5),
        (Billing(caching=HOUR), 800, 200, 0, 800 * 0.2 + 200 * 8),
        (Billing(hit_rate=0.5), 400, 600, 0, 400 * 0.2 + 600 * 5),
        (Billing(attempts=1.5), 1_200, 300, 0, 1.5 * (800 * 0.2 + 200 * 5)),
    ],
)
def test_of_a_kept_prompt_what_was_seen_is_read_and_the_rest_is_written(
    billing: Billing, read: float, written: float, fresh: float, usd: float
) -> None:
    found = spent(1_000, 800, 0, RATES, billing)
    assert found.usage.cached_tokens == read
    assert found.usage.cache_write_tokens == written
    assert found.usage.fresh_tokens == fresh
    assert found.input_tokens == billing.attempts * 1_000
    assert found.usd == pytest.approx(usd / 1e6)


def test_what_is_spent_adds_up_with_its_tokens() -> None:
    one = spent(1_000, 800, 50, RATES, Billing())
    three = one + one * 2
    assert (three.read_tokens, three.fresh_tokens, three.output_tokens) == (2_400, 600, 150)
    assert three.usd == pytest.approx(3 * one.usd)
    assert (NOTHING + one).cost == one.cost
