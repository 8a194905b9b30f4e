"""What `api-cost` asks beside the work: which models, and by which rules they are billed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Choice, Number, Option, Switch, When
from calculators.core.presets import OWN
from calculators.core.presets import OWN as OWN_PRICE
from calculators.engines.price import CREDIT_FEE_PERCENT, PEAK_PERCENT, ended_offers
from calculators.engines.workload.kinds import BUSINESS
from calculators.questions.common.currency import CurrencyInput, RateInput
from calculators.questions.common.price_inputs import (
    OWN_CHOSEN,
    AtInput,
    OwnCachedInput,
    OwnCacheWriteInput,
    OwnReadInput,
    OwnWrittenInput,
    offer_options,
)
from calculators.questions.common.work_inputs import MAX_TOKENS, WorkInputs

NONE = "none"
OFF, FIVE_MINUTES, ONE_HOUR = "off", "5min", "1h"
SPREAD, TOGETHER, TYPED = "spread", "together", "typed"
SLOTS = ("model", "model_2", "model_3", "model_4", "model_5", "model_6")
_ANY = When("work", BUSINESS)
_OWN_TOKENS = When("work", (OWN,))
_CACHED = When("caching", (FIVE_MINUTES, ONE_HOUR))


@cache
def _first_models() -> Sequence[Option]:
    return [Option(OWN_PRICE, "A price of your own"), *offer_options()]


@cache
def _other_models() -> Sequence[Option]:
    return [Option(NONE, "None"), *offer_options()]


@cache
def _caching() -> Sequence[Option]:
    return [
        Option(FIVE_MINUTES, "Kept for 5 minutes after each use"),
        Option(ONE_HOUR, "Kept for an hour after each use"),
        Option(OFF, "Not cached"),
    ]


@cache
def _arrivals() -> Sequence[Option]:
    return [
        Option(SPREAD, "Spread over eight hours, as they come"),
        Option(TOGETHER, "All at once, one after the other"),
        Option(TYPED, "Give the share found in the cache"),
    ]


def _part(label: str, help: str) -> Number:
    return Number(
        label=label,
        help=help,
        unit="tokens",
        minimum=0,
        maximum=MAX_TOKENS,
        when=_OWN_TOKENS,
        more=True,
    )


def _percent(label: str, help: str, when: When | None = None, maximum: int = 100) -> Number:
    return Number(
        label=label,
        help=help,
        unit="%",
        minimum=0,
        maximum=maximum,
        whole=False,
        more=True,
        when=when,
    )


CachedTokensInput = Annotated[
    int, _part("Of these, read from a cache", "A part of the tokens read.")
]
CacheWriteInput = Annotated[
    int, _part("Of these, written to a cache", "A part of the tokens read, too.")
]
CacheWrite1hInput = Annotated[
    int, _part("Of those written, kept for an hour", "A part of those written to a cache.")
]
FirstModelInput = Annotated[
    str, Choice(label="Model", options=_first_models, unlisted=ended_offers)
]
OtherModelInput = Annotated[str, Choice(label="Compare with", options=_other_models)]
OwnBatchInput = Annotated[
    float, _percent("Your price: discount for batches", "Often 50 %.", when=OWN_CHOSEN)
]
CompareInput = Annotated[
    bool,
    Switch(
        label="Compare with the models below",
        help="Off: the model above alone.",
        when=_OWN_TOKENS,
    ),
]
BatchInput = Annotated[
    bool,
    Switch(
        label="Send it as a batch",
        help="The answers come within a day, often at half the price.",
    ),
]
CachingInput = Annotated[
    str,
    Choice(
        label="Cache for the instructions",
        help="What is alike in each request is read again at a lower price, for as long as it "
        "is kept.",
        options=_caching,
        more=True,
        when=_ANY,
    ),
]
ArrivalInput = Annotated[
    str, Choice(label="When the work comes", options=_arrivals, more=True, when=_CACHED)
]
HitInput = Annotated[
    float,
    _percent(
        "Share found in the cache",
        "Of 100 requests, how many find the instructions still there.",
        when=When("arrival", (TYPED,)),
    ),
]
PeakInput = Annotated[
    float,
    _percent(
        "Share in peak hours",
        "For models that cost more then. 35 of the 168 hours of a week are DeepSeek’s: 20.8 %.",
        when=_ANY,
    ),
]
OpenRouterFeeInput = Annotated[
    float,
    _percent(
        "Fee on OpenRouter credits",
        "5.5 % when paid by card, by OpenRouter’s own word. Counted for its prices alone.",
        when=_ANY,
    ),
]
FeeInput = Annotated[
    float,
    _percent(
        "Other fees on top",
        "A reseller’s or a card’s, on every model. A tax too, if you want it in.",
        maximum=1000,
    ),
]


@dataclass(frozen=True, kw_only=True)
class ApiCostInputs(WorkInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    cached_tokens: CachedTokensInput = 0
    cache_write_tokens: CacheWriteInput = 0
    cache_write_1h_tokens: CacheWrite1hInput = 0
    model: FirstModelInput = "anthropic/claude-sonnet-5-5"
    own_input: OwnReadInput = 1
    own_output: OwnWrittenInput = 4
    own_cached: OwnCachedInput = 0
    own_write: OwnCacheWriteInput = 0
    own_batch_percent: OwnBatchInput = 0
    compare: CompareInput = False
    model_2: OtherModelInput = "mistral/mistral-large-2512"
    model_3: OtherModelInput = "google/gemini-4-argon"
    model_4: OtherModelInput = "zai/GLM-5.3"
    model_5: OtherModelInput = "openai/gpt-6-luna"
    model_6: OtherModelInput = "deepseek/deepseek-flash"
    batch: BatchInput = False
    at: AtInput = None
    caching: CachingInput = FIVE_MINUTES
    arrival: ArrivalInput = SPREAD
    hit_percent: HitInput = 90
    peak_percent: PeakInput = PEAK_PERCENT
    openrouter_fee_percent: OpenRouterFeeInput = CREDIT_FEE_PERCENT
    fee_percent: FeeInput = 0
    currency: CurrencyInput = "USD"
    exchange_rate: RateInput = 0
