"""What a request to a model costs: offers, their rates at a date, and the arithmetic."""

from calculators.engines.price.calendar import (
    CREDIT_FEE_PERCENT,
    PEAK_PERCENT,
    Coming,
    Peak,
    coming,
    credit_fee_percent,
    peak,
    usual_rates,
    usual_usd,
)
from calculators.engines.price.cost import Cost, Usage, priced, request_usd, tokens_usd
from calculators.engines.price.offers import ACCESS, TIERS, Offer, typed_offer
from calculators.engines.price.price_list import (
    Package,
    ended_offers,
    offer,
    offers,
    package,
)
from calculators.engines.price.rates import Rates, cliffs, has_batch, rates

__all__ = [
    "ACCESS",
    "CREDIT_FEE_PERCENT",
    "PEAK_PERCENT",
    "TIERS",
    "Coming",
    "Cost",
    "Offer",
    "Package",
    "Peak",
    "Rates",
    "Usage",
    "cliffs",
    "coming",
    "credit_fee_percent",
    "ended_offers",
    "has_batch",
    "offer",
    "offers",
    "package",
    "peak",
    "priced",
    "rates",
    "request_usd",
    "tokens_usd",
    "typed_offer",
    "usual_rates",
    "usual_usd",
]
