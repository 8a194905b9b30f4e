"""What a request to a model costs: offers, their rates at a date, and the arithmetic."""

from calculators.engines.price.book import ended_offers, offer, offer_options, offers, package
from calculators.engines.price.changes import Coming, coming
from calculators.engines.price.offer import ACCESS, TIERS, Offer, Package
from calculators.engines.price.parts import Parts, priced
from calculators.engines.price.peak import Peak, peak
from calculators.engines.price.rates import Rates, has_batch, rates
from calculators.engines.price.request import request_usd
from calculators.engines.price.usage import Usage

__all__ = [
    "ACCESS",
    "TIERS",
    "Coming",
    "Offer",
    "Package",
    "Parts",
    "Peak",
    "Rates",
    "Usage",
    "coming",
    "ended_offers",
    "has_batch",
    "offer",
    "offer_options",
    "offers",
    "package",
    "peak",
    "priced",
    "rates",
    "request_usd",
]
