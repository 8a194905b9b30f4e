"""What a request to a model costs: offers, their rates at a date, and the arithmetic."""

from calculators.price.book import ended_offers, offer, offer_options, offers, package
from calculators.price.changes import Coming, coming
from calculators.price.offer import ACCESS, TIERS, Offer, Package
from calculators.price.parts import Parts, priced
from calculators.price.peak import Peak, peak
from calculators.price.rates import Rates, has_batch, rates
from calculators.price.request import request_usd
from calculators.price.usage import Usage

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
