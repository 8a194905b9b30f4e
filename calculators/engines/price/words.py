"""What priced answers say alike: the date of the prices, names, notes."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calculators.engines.price.book import package
from calculators.engines.price.changes import coming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from calculators.engines.price.offer import Offer

KNOWN_DAYS = 365
"""How long after a price list came out its prices are taken without a word."""
_UNTIL = re.compile(r"[^.]*\buntil (\d{4}-\d\d-\d\d)\.\s*")
"""A sentence of a note that holds until a day."""


def price_list(day: date) -> str:
    """Which prices they are, and of which day.

    >>> price_list(date(2026, 11, 24))
    'price list of 2026-11-10, as it holds on 2026-11-24'
    """
    return f"price list of {package().released}, as it holds on {day.isoformat()}"


def beyond_list(day: date) -> Iterator[str]:
    """What to say of a day that the price list cannot know."""
    released = date.fromisoformat(package().released)
    if day < released:
        yield (
            f"The price list came out on {released}. Of earlier days it knows only some prices; "
            "for the others the earliest one it has is used."
        )
    elif day > released + timedelta(days=KNOWN_DAYS):
        yield (
            f"The price list of {released} does not know the prices of {day}. For a day so late "
            "nothing is announced, and the last prices it has are used."
        )


def names(offers: Iterable[Offer]) -> Mapping[str, str]:
    """What to call each offer beside the others, by id: with its host where two are alike.

    >>> from calculators.engines.price.book import offer
    >>> alike = ("groq/openai/gpt-oss-120b", "cerebras/gpt-oss-120b", "zai/GLM-5.3")
    >>> list(names(map(offer, alike)).values())
    ['gpt-oss 120B from Groq', 'gpt-oss 120B from Cerebras', 'GLM-5.3']
    """
    found = {offer.id: offer for offer in offers}
    often = Counter(offer.label for offer in found.values())
    return {
        ident: f"{each.label} from {each.host}" if often[each.label] > 1 else each.label
        for ident, each in found.items()
    }


def offer_notes(offers: Iterable[Offer], day: date) -> Iterator[str]:
    """What the records say of the offers that still holds on a day, each with whom it is about."""
    given = {offer.id: offer for offer in offers}
    called = names(given.values())
    about: dict[str, list[str]] = {}
    for ident, each in given.items():
        if note := _holding(each.note, day):
            about.setdefault(note, []).append(called[ident])
    for note, who in about.items():
        yield f"{', '.join(who)}: {note}"


def _holding(note: str, day: date) -> str:
    """The note without the sentences whose last day has passed."""
    passed = (found[0] for found in _UNTIL.finditer(note) if found[1] < day.isoformat())
    for sentence in passed:
        note = note.replace(sentence, "")
    return note


def announced(offer: Offer, at: datetime, name: str = "") -> Iterator[str]:
    """The next change of its prices, if one is announced; `name` where its label is not enough.

    >>> from datetime import datetime
    >>> from calculators.engines.price.book import offer
    >>> next(announced(offer("google/gemini-4-argon"), datetime(2026, 11, 24)))
    'Gemini 4 Argon: from 2026-12-01 on, $4 and $20 per million tokens read and written, in place \
of $2 and $10.'
    """
    for change in coming(offer, at)[:1]:
        before, after = change.before, change.after
        yield (
            f"{name or offer.label}: from {change.day.isoformat()} on, ${after.input:g} and "
            f"${after.output:g} per million tokens read and written, in place of "
            f"${before.input:g} and ${before.output:g}."
        )
