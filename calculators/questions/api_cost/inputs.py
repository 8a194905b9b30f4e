"""What `api-cost` asks beside the work: which models, and by which rules they are billed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calculators.core.form import NONE, OWN, choice, count, percent, switch, when
from calculators.core.inputs import Option
from calculators.engines.price import ended_offers
from calculators.engines.price.cost import CREDIT_FEE_PERCENT
from calculators.engines.price.rates import PEAK_PERCENT
from calculators.questions.common import groups
from calculators.questions.common.prices import (
    AS_READ,
    OWN_CHOSEN,
    currencies,
    dollar_rate,
    offer_options,
    own_price,
    prices_on,
)
from calculators.questions.common.work import IN_TOKENS, IN_WORDS, MAX_TOKENS, WorkInputs
from calculators.questions.licence.use import UserInputs, intended_use

OFF, FIVE_MINUTES, ONE_HOUR = "off", "5min", "1h"
SPREAD, TOGETHER, TYPED = "spread", "together", "typed"
SLOTS = ("model", "model_2", "model_3", "model_4", "model_5", "model_6")
_CACHING = {
    FIVE_MINUTES: "Kept for 5 minutes after each use",
    ONE_HOUR: "Kept for an hour after each use",
    OFF: "Not cached",
}
_ARRIVALS = {
    SPREAD: "Spread over eight hours, as they come",
    TOGETHER: "All at once, one after the other",
    TYPED: "Give the share found in the cache",
}


def _part(label: str, help: str) -> int:
    return count(0, "tokens", 0, MAX_TOKENS, when=IN_TOKENS, group=groups.WORK)(label, help)


def _other(default: str, label: str) -> str:
    return choice(default, Option(NONE, "None"), offer_options, group=groups.COMPARE)(label)


@dataclass(frozen=True, kw_only=True)
class BillInputs(WorkInputs):
    """The work, the models, and the rules by which they are billed."""

    cached_tokens: int = _part("Of these, read from a cache", "A part of the tokens read.")
    cache_write_tokens: int = _part(
        "Of these, written to a cache", "A part of the tokens read, too."
    )
    cache_write_1h_tokens: int = _part(
        "Of those written, kept for an hour", "A part of those written to a cache."
    )
    model: str = choice(
        "anthropic/claude-sonnet-5-5",
        Option(OWN, "A price of your own"),
        offer_options,
        unlisted=ended_offers,
    )("Model")
    own_input: float = own_price(1, "tokens read")
    own_output: float = own_price(4, "tokens written")
    own_cached: float = own_price(0, "read from a cache", AS_READ)
    own_write: float = own_price(0, "written to a cache", AS_READ)
    own_batch_percent: float = percent(0, when=OWN_CHOSEN)(
        "Your price: discount for batches", "Often 50%."
    )
    compare: bool = switch(False, when=IN_TOKENS, group=groups.COMPARE)(
        "Compare with these models", "Off: the model above alone."
    )
    model_2: str = _other("mistral/mistral-large-2512", "Second model")
    model_3: str = _other("google/gemini-4-argon", "Third model")
    model_4: str = _other("zai/GLM-5.3", "Fourth model")
    model_5: str = _other("openai/gpt-6-luna", "Fifth model")
    model_6: str = _other("deepseek/deepseek-flash", "Sixth model")
    use: str = intended_use()
    untrained: bool = switch(False, group=groups.USE)(
        "Leave out vendors that train on your text",
        "Those that do so unless you switch it off, too.",
    )
    batch: bool = switch(False, group=groups.PRICES)(
        "Send it as a batch", "The answers come within a day, often at half the price."
    )
    at: datetime | None = prices_on()
    caching: str = choice(FIVE_MINUTES, _CACHING, group=groups.PRICES, when=IN_WORDS)(
        "Cache for the instructions",
        "What is alike in each request is read again at a lower price, for as long as it is kept.",
    )
    arrival: str = choice(
        SPREAD, _ARRIVALS, group=groups.PRICES, when=when("caching", FIVE_MINUTES, ONE_HOUR)
    )("When the work comes")
    hit_percent: float = percent(90, group=groups.PRICES, when=when("arrival", TYPED))(
        "Share found in the cache", "Of 100 requests, how many find the instructions still there."
    )
    peak_percent: float = percent(PEAK_PERCENT, group=groups.PRICES, when=IN_WORDS)(
        "Share in peak hours",
        "For models that cost more then. 35 of the 168 hours of a week are DeepSeek’s: 20.8%.",
    )
    openrouter_fee_percent: float = percent(CREDIT_FEE_PERCENT, group=groups.PRICES, when=IN_WORDS)(
        "Fee on OpenRouter credits",
        "5.5% when paid by card, according to OpenRouter. Counted for its prices alone.",
    )
    fee_percent: float = percent(0, maximum=1000, group=groups.PRICES)(
        "Other fees on top",
        "A reseller’s or a card’s, on every model. A tax too, if you want it in.",
    )
    currency: str = currencies()
    exchange_rate: float = dollar_rate()


@dataclass(frozen=True, kw_only=True)
class ApiCostInputs(UserInputs, BillInputs):
    """The inputs; names are the flags of the command line. In the form the bill comes first."""
