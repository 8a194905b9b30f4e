"""Our arithmetic beside the library whose prices we take."""

from datetime import UTC, datetime

import pytest

from calculators.core.errors import InputErrors
from calculators.engines.price.cost import Usage, request_usd
from tests.calculators.engines.price.comparison import (
    Request,
    pairs,
    their_usd,
    theirs,
    worst_difference,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_random_requests_cost_what_the_library_says() -> None:
    assert worst_difference(2_000) < 1e-9


@pytest.mark.parametrize("batch", [False, True])
def test_every_offer_costs_what_the_library_says(batch: bool) -> None:
    usage = Usage(
        prompt_tokens=90_000,
        cached_tokens=60_000,
        cache_write_tokens=20_000,
        cache_write_1h_tokens=5_000,
        output_tokens=4_000,
    )
    request = Request(usage, NOON, batch)
    found = {offer.id: request_usd(offer, usage, at=NOON, batch=batch) for offer, _ in pairs()}
    assert found == pytest.approx(
        {offer.id: their_usd(model, theirs(usage), request) for offer, model in pairs()}, rel=1e-12
    )


def test_both_refuse_parts_beyond_the_whole() -> None:
    (opus,) = (model for offer, model in pairs() if offer.id == "anthropic/claude-opus-5-5")
    tokens = Usage(prompt_tokens=10, cached_tokens=10)
    too_many = theirs(tokens)
    too_many.cache_write_tokens = 1
    with pytest.raises(ValueError, match="exceeds input_tokens"):
        their_usd(opus, too_many, Request(tokens, NOON, batch=False))
    with pytest.raises(InputErrors):
        Usage(prompt_tokens=10, cached_tokens=10, cache_write_tokens=1)
