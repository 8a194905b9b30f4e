"""What `api-cost` asks beside the work: which models, and by which rules they are billed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Number, Option
from calculators.core.presets import NONE, OWN, choice, count, percent, switch, when
from calculators.engines.price import CREDIT_FEE_PERCENT, PEAK_PERCENT, ended_offers
from calculators.questions.common.price_inputs import (
    OWN_CHOSEN,
    AtInput,
    CurrencyInput,
    OwnCachedInput,
    OwnCacheWriteInput,
    OwnReadInput,
    OwnWrittenInput,
    RateInput,
    offer_options,
)
from calculators.questions.common.work_inputs import IN_TOKENS, IN_WORDS, MAX_TOKENS, WorkInputs

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


@cache
def _first_models() -> Sequence[Option]:
    return [Option(OWN, "A price of your own"), *offer_options()]


@cache
def _other_models() -> Sequence[Option]:
    return [Option(NONE, "None"), *offer_options()]


def _part(label: str, help: str) -> Number:
    return count(label, "tokens", 0, MAX_TOKENS, help, when=IN_TOKENS, more=True)


_OtherModelInput = Annotated[str, choice("Compare with", _other_models)]


@dataclass(frozen=True, kw_only=True)
class ApiCostInputs(WorkInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    cached_tokens: Annotated[
        int, _part("Of these, read from a cache", "A part of the tokens read.")
    ] = 0
    cache_write_tokens: Annotated[
        int, _part("Of these, written to a cache", "A part of the tokens read, too.")
    ] = 0
    cache_write_1h_tokens: Annotated[
        int, _part("Of those written, kept for an hour", "A part of those written to a cache.")
    ] = 0
    model: Annotated[str, choice("Model", _first_models, unlisted=ended_offers)] = (
        "anthropic/claude-sonnet-5-5"
    )
    own_input: OwnReadInput = 1
    own_output: OwnWrittenInput = 4
    own_cached: OwnCachedInput = 0
    own_write: OwnCacheWriteInput = 0
    own_batch_percent: Annotated[
        float,
        percent("Your price: discount for batches", "Often 50 %.", more=True, when=OWN_CHOSEN),
    ] = 0
    compare: Annotated[
        bool, switch("Compare with the models below", "Off: the model above alone.", when=IN_TOKENS)
    ] = False
    model_2: _OtherModelInput = "mistral/mistral-large-2512"
    model_3: _OtherModelInput = "google/gemini-4-argon"
    model_4: _OtherModelInput = "zai/GLM-5.3"
    model_5: _OtherModelInput = "openai/gpt-6-luna"
    model_6: _OtherModelInput = "deepseek/deepseek-flash"
    batch: Annotated[
        bool,
        switch("Send it as a batch", "The answers come within a day, often at half the price."),
    ] = False
    at: AtInput = None
    caching: Annotated[
        str,
        choice(
            "Cache for the instructions",
            _CACHING,
            "What is alike in each request is read again at a lower price, for as long as it is "
            "kept.",
            more=True,
            when=IN_WORDS,
        ),
    ] = FIVE_MINUTES
    arrival: Annotated[
        str,
        choice(
            "When the work comes",
            _ARRIVALS,
            more=True,
            when=when("caching", FIVE_MINUTES, ONE_HOUR),
        ),
    ] = SPREAD
    hit_percent: Annotated[
        float,
        percent(
            "Share found in the cache",
            "Of 100 requests, how many find the instructions still there.",
            more=True,
            when=when("arrival", TYPED),
        ),
    ] = 90
    peak_percent: Annotated[
        float,
        percent(
            "Share in peak hours",
            "For models that cost more then. 35 of the 168 hours of a week are DeepSeek’s: 20.8 %.",
            more=True,
            when=IN_WORDS,
        ),
    ] = PEAK_PERCENT
    openrouter_fee_percent: Annotated[
        float,
        percent(
            "Fee on OpenRouter credits",
            "5.5 % when paid by card, by OpenRouter’s own word. Counted for its prices alone.",
            more=True,
            when=IN_WORDS,
        ),
    ] = CREDIT_FEE_PERCENT
    fee_percent: Annotated[
        float,
        percent(
            "Other fees on top",
            "A reseller’s or a card’s, on every model. A tax too, if you want it in.",
            maximum=1000,
            more=True,
        ),
    ] = 0
    currency: CurrencyInput = "USD"
    exchange_rate: RateInput = 0
