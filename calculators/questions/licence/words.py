"""Outcomes, conditions and evidence in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.engines.licence.record import Evidence
from calculators.engines.rules.condition import limit_of
from calculators.engines.rules.decide import Outcome
from calculators.questions.licence.inputs import ACTORS, FIELDS, REGIONS, USES

OUTCOMES: Mapping[Outcome, str] = {
    "allowed": "Yes",
    "allowed_if": "Yes, if",
    "ask_first": "Ask first",
    "not_allowed": "No",
    "unknown": "Not known",
}
EVIDENCE: Mapping[Evidence, str] = {
    "vendor_file": "the licence file in the maker’s repository",
    "vendor_statement": "the maker’s own README or announcement",
    "reported": "somebody who read the file or the tag; we haven’t opened the page ourselves",
    "hub_metadata": "the data of its page on Hugging Face, which we haven’t opened ourselves",
    "none": "nothing that we found",
}
"""How it is known which licence a release is under, after "from"."""
LIMITS = {
    "group_annual_revenue_usd": "your group’s revenue in a year is {} US dollars",
    "group_monthly_revenue_usd": "your group’s revenue in a month is {} US dollars",
    "product_monthly_revenue_usd": "the product’s revenue in a month is {} US dollars",
    "product_monthly_users": "the product has {} users in a month",
    "llama_release_month_users": "your group had {} users in the month before its release",
}
"""Facts with a limit, in the middle of a sentence."""
SWITCHES = {
    "commercial": ("there is a commercial aim", "there is no commercial aim"),
    "multimodal_model": ("the model takes more than text", "the model takes text alone"),
    "operates_maas": ("your group hosts models for others", "your group hosts no models"),
    "operates_work_assistant": (
        "your group sells an AI product for coding or office work",
        "your group sells no AI product for coding or office work",
    ),
    "via_certified_host": (
        "you reach it through the maker or a host it certified",
        "you run it or reach it through another host",
    ),
    "end_user_of_a_product": (
        "you only use somebody’s product that contains it",
        "you have the model itself",
    ),
    "received_inside_end_user_product": (
        "you got it inside a product for end users",
        "you did not get it inside a product for end users",
    ),
}
"""Facts that hold or don't."""
MENUS: Mapping[str, Mapping[str, str]] = {
    "use": USES,
    "actor": ACTORS,
    "region": REGIONS,
    "field": FIELDS,
}
_SIGNS = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}


def fact_words(name: str, wanted: Any) -> str:
    """What a condition asks of one fact.

    >>> fact_words("group_annual_revenue_usd", "> 20_000_000")
    'your group’s revenue in a year is more than 20 million US dollars'
    """
    if limit := limit_of(wanted):
        return LIMITS[name].format(f"{_SIGNS[limit[0]]} {large(limit[1])}")
    if name in SWITCHES:
        return SWITCHES[name][0 if wanted else 1]
    several = wanted if isinstance(wanted, list | tuple) else [wanted]
    return " or ".join(f"“{MENUS[name][each]}”" for each in several)


def large(value: float) -> str:
    """A large round number as people say it.

    >>> large(20_000_000), large(10_000_000_000), large(12_500)
    ('20 million', '10 billion', '12,500')
    """
    for size, word in ((10**9, "billion"), (10**6, "million")):
        if value >= size:
            return f"{value / size:,g} {word}"
    return f"{value:,.0f}"
