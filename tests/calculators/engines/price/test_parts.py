"""A request by what its money is for."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.price import Rates, Usage, offer, priced, request_usd

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
    assert parts.total == pytest.approx(by_hand)
    assert parts.times(3).total == pytest.approx(3 * by_hand)
    assert min(parts.fresh, parts.cached, parts.written, parts.output) >= 0


def test_a_request_costs_its_parts() -> None:
    opus = offer("anthropic/claude-opus-5-5")
    usage = Usage(prompt_tokens=1_000_000, cached_tokens=1_000_000, output_tokens=1_000_000)
    assert request_usd(opus, usage, at=datetime(2026, 11, 24)) == 20.2
