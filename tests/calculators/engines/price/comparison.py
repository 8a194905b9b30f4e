"""Random requests, priced by us and by genai-prices itself: the same sums must come out.

    python -m tests.calculators.engines.price.comparison 10000

compares ten thousand requests to each model we offer, which takes half a minute.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from genai_prices import Usage as TheirUsage
from genai_prices.types import ModelInfo

from calculators.catalog.offers import read_records
from calculators.engines.price import Offer, offer, offers
from calculators.engines.price.cost import Usage, request_usd
from calculators.engines.price.rates import Stepped
from tools.prices.genai import BATCH, model_of

FIRST, DAYS = datetime(2025, 1, 1, tzinfo=UTC), 3 * 365
LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """A request that anybody might make."""

    usage: Usage
    at: datetime
    batch: bool


def pairs() -> list[tuple[Offer, ModelInfo]]:
    """Each offer beside the model that its prices come from, also what is no longer made."""
    return [(offer(record.key), model_of(record)) for record in read_records()]


def requests(count: int, seed: int) -> Iterator[Request]:
    """Random requests; often just where a price changes."""
    draw = random.Random(seed)
    prompts, moments = _edges()
    for _ in range(count):
        edge = draw.random() < 0.3
        prompt = draw.choice(prompts) if edge else round(LONGEST ** draw.random())
        moment = draw.choice(moments) if draw.random() < 0.3 else draw.uniform(0, DAYS * 86_400)
        yield Request(_usage(draw, prompt), FIRST + timedelta(seconds=moment), draw.random() < 0.5)


def worst_difference(count: int, seed: int = 1) -> float:
    """The largest relative difference of any sum."""
    both, worst = pairs(), 0.0
    for request in requests(count, seed):
        usage = theirs(request.usage)
        for ours, model in both:
            expected = their_usd(model, usage, request)
            found = request_usd(ours, request.usage, at=request.at, batch=request.batch)
            worst = max(worst, abs(found - expected) / (expected or 1))
    return worst


def theirs(usage: Usage) -> TheirUsage:
    """The same tokens as genai-prices names them."""
    return TheirUsage(
        input_tokens=usage.prompt_tokens,
        cache_read_tokens=usage.cached_tokens,
        cache_write_tokens=usage.cache_write_tokens,
        cache_write_1h_tokens=usage.cache_write_1h_tokens,
        output_tokens=usage.output_tokens,
    )


def their_usd(model: ModelInfo, usage: TheirUsage, request: Request) -> float:
    """What genai-prices says."""
    prices = model.get_prices(request.at, BATCH if request.batch else None)
    return float(prices.calc_price(usage)["total_price"])


def _usage(draw: random.Random, prompt: int) -> Usage:
    cached = draw.choice((0, prompt, draw.randint(0, prompt)))
    written = draw.choice((0, prompt - cached, draw.randint(0, prompt - cached)))
    return Usage(
        prompt_tokens=prompt,
        cached_tokens=cached,
        cache_write_tokens=written,
        cache_write_1h_tokens=draw.choice((0, written, draw.randint(0, written))),
        output_tokens=round(100_000 ** draw.random()) - 1,
    )


def _edges() -> tuple[list[int], list[float]]:
    """Prompts at the steps of prices, and seconds from the start at their first moments."""
    periods = [period for each in offers().values() for period in (*each.standard, *each.batch)]
    prices = [price for period in periods for price in period.prices.values()]
    steps = {start for price in prices if isinstance(price, Stepped) for start, _ in price.steps}
    days = {datetime.fromisoformat(each.first_day) for each in periods if each.first_day}
    starts = {(day.replace(tzinfo=UTC) - FIRST).total_seconds() for day in days}
    hours = {clock for period in periods if period.hours for clock in period.hours}
    clocks = {int(clock[:2]) * 3600 + int(clock[3:]) * 60 for clock in hours}
    moments = starts | {start + clock for start in starts for clock in clocks}
    return (
        sorted(step + more for step in steps for more in (-1, 0, 1)),
        sorted(moment + more for moment in moments for more in (-0.5, 0, 0.5)),
    )


if __name__ == "__main__":
    print(worst_difference(int(sys.argv[1])))
