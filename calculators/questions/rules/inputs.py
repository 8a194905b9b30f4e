"""What `rules` asks: where, in which trade, for what, in which role, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calculators.core.form import choice, moment, switch, when
from calculators.questions.common import groups

_DATA = "Data, decisions and dates"
PLACES = {
    "EU": "European Union",
    "UK": "United Kingdom",
    "US-CO": "United States: Colorado",
    "US-CA": "United States: California",
    "US": "United States: another state",
    "other": "Elsewhere",
}
SECTORS = {
    "accounting": "Accounting, tax",
    "health": "Health care",
    "bank": "Bank",
    "lender": "Lender or dealer, not a bank",
    "school": "School or university",
    "public": "Public body",
    "retail": "Shop, restaurant, trade",
    "software": "Software",
    "other": "Something else",
}
USES = {
    "draft": "Write drafts for ourselves",
    "chat": "Talk with customers",
    "publish": "Write what we publish",
    "media": "Make pictures, sound or film that look real",
    "jobs": "Choose or judge applicants and staff",
    "credit": "Judge whether somebody gets credit",
    "school": "Admit, grade or watch students",
    "care": "Decide on care, or on life or health insurance",
    "benefits": "Decide on public benefits",
    "housing": "Decide who gets a home",
    "emotions": "Detect emotions at work or at school",
    "intimate": "Undress people in pictures",
    "product": "A safety component of a product",
}
DECISIONS = ("jobs", "credit", "school", "care", "benefits", "housing")
"""Uses that decide about a person."""
ROLES = {
    "use": "We use it",
    "brand": "We offer it under our own name",
    "build": "We build and sell it",
    "tune": "We change a model and pass it on",
    "model": "We publish a general-purpose model",
}
MAKERS = ("brand", "build", "tune")
"""Roles that may make somebody the maker."""


@dataclass(frozen=True, kw_only=True)
class RulesInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    place: str = choice("EU", PLACES)(
        "Place", "Where you are, or where the people are whom it reaches. Ask for each in turn."
    )
    sector: str = choice("other", SECTORS)("Trade")
    use: str = choice("chat", USES)("What AI does")
    role: str = choice("use", ROLES)("Your role")
    personal: bool = switch(True, group=_DATA)("It takes in data about people")
    alone: bool = switch(False, when=when("use", *DECISIONS), group=_DATA)(
        "Nobody checks before it takes effect",
        "Nobody with the power to say no, and the time to use it.",
    )
    older: bool = switch(False, group=_DATA, when=when("role", *MAKERS))(
        "It was on the market before 2 August 2026"
    )
    as_of: datetime | None = moment(group=groups.DAY)("As of", "Empty for today.")
