"""What an answer rests on: prices and their date, assumptions, what is left out, and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.presets import OWN as OWN_PRICE
from calculators.core.sources import source
from calculators.engines.price import package
from calculators.engines.workload.tokens import family
from calculators.questions.api_cost.caching import LEAST_TOKENS
from calculators.questions.api_cost.inputs import OFF, SPREAD
from calculators.questions.common.prices import (
    beyond_list,
    offer_notes,
    price_list,
    usual_notes,
    usual_sources,
)
from calculators.questions.common.work import sources as work_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Source
    from calculators.questions.api_cost.comparison import Comparison

ALWAYS_THINKS = ("claude-opus-5-5", "claude-fable-5")


def notes(now: Comparison) -> tuple[str, ...]:
    """What was assumed and what the answer leaves out."""
    return tuple(_notes(now))


def _notes(now: Comparison) -> Iterator[str]:
    made, day = package(), now.at.date()
    yield (
        f"Prices: {price_list(day)}. The list is {made.name} {made.version}. Prices move: look "
        "before you sign."
    )
    yield from beyond_list(day)
    yield "A price says nothing about how good the answers are. Try a small model first."
    yield "Without VAT or sales tax, which your country may add."
    if now.tokens_given:
        yield (
            "Your tokens are billed as they are, for every model alike. The same text makes more "
            "tokens in some models than in others."
        )
    else:
        yield from _lengths(now)
        yield from _rules(now)
    yield (
        "Not counted: requests that fail and are sent again, web searches and other tools, keeping "
        "a cache where that costs by the hour, speech to text, and your own time."
    )
    yield from offer_notes((bill.offer for bill in now.bills), day)


def _lengths(now: Comparison) -> Iterator[str]:
    yield (
        "Lengths are our assumptions where you gave none. Real texts differ: count the tokens of "
        "ten of your own before you decide."
    )
    if any(family(bill.offer) == "newer claude" for bill in now.bills):
        yield (
            f"Newer Claude models make {now.values.claude_factor:g} times as many tokens of a "
            "text; that is counted."
        )
    if _always(now) and not now.values.reasoning:
        names = ", ".join(_always(now))
        yield f"{names} cannot be told not to think, so its answers cost more than shown here."


def _always(now: Comparison) -> list[str]:
    return [bill.name for bill in now.bills if any(name in bill.offer.id for name in ALWAYS_THINKS)]


def _rules(now: Comparison) -> Iterator[str]:
    values = now.values
    if values.caching != OFF:
        when = " at random over eight hours" if values.arrival == SPREAD else ""
        yield (
            f"Instructions of {LEAST_TOKENS:,} tokens or more are cached where a price for that is "
            f"listed: {100 * now.hits:.0f} % of the requests find them there, if they come{when} "
            "as you said. Hosts differ in how long they keep them. Nothing else is counted as "
            "cached."
        )
    yield from usual_notes(
        (bill.offer for bill in now.bills),
        day=now.at.date(),
        peak_percent=values.peak_percent,
        fee_percent=values.openrouter_fee_percent,
    )


def sources(now: Comparison) -> tuple[Source, ...]:
    """Prices first, then what the tokens rest on, then the rules; each once."""
    every = (
        *(bill.offer.source for bill in now.bills if bill.offer.id != OWN_PRICE),
        *work_sources(now.values, now.work),
        *_rule_sources(now),
    )
    return tuple({each.url: each for each in every}.values())


def _rule_sources(now: Comparison) -> Iterator[Source]:
    if now.tokens_given:
        return
    if now.values.caching != OFF:
        yield source("cached-prompts")
    yield from usual_sources(bill.offer for bill in now.bills)
    if _always(now):
        yield source("always-thinks")
