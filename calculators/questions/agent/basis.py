"""What an answer rests on: how the task was set, what the prices are, what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.sources import source
from calculators.engines.price import peak
from calculators.engines.workload.tokens import CLAUDE_FACTOR
from calculators.questions.agent.loop import KEEP
from calculators.questions.agent.origins import CLAUDE_CODE_COSTS, HOW_AGENTS_SPEND, SWE_EFFI
from calculators.questions.agent.pay import NO_CACHE
from calculators.questions.common.prices import announced, beyond_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from calculators.core.results import Source
    from calculators.engines.price import Offer
    from calculators.questions.agent.outlook import Outlook


def notes(view: Outlook) -> tuple[str, ...]:
    """Assumptions first, then prices, then what is not counted."""
    return tuple(_notes(view))


def _notes(view: Outlook) -> Iterator[str]:
    if view.kind.why:
        yield f"The task: {view.kind.why}."
    yield from _spread(view)
    yield (
        "Share of tasks done right: our default. A failed task is counted once and then goes to a "
        "person, whose time is not in the sum."
    )
    yield from _prices(view)
    if view.values.caching != NO_CACHE:
        yield (
            "Caching: each step reads what the step before has sent and keeps what is new. Vendors "
            "begin to keep prompts at about 1,000 tokens or more; that limit is left out."
        )
    if view.values.shorten != KEEP:
        yield (
            "After the conversation is shortened, all of the next prompt counts as new. A vendor "
            "that still finds the instructions charges a little less."
        )
    yield from _tokens(view)
    yield (
        "Not counted: taxes, fees of resellers, charges for tools such as web search, computers "
        "that run the tools, the time of whoever checks. Batch prices do not help an agent, which "
        "waits for each step."
    )


def _tokens(view: Outlook) -> Iterator[str]:
    if view.values.claude_factor == 1:
        yield (
            "All models are given the same number of tokens. For the same English text newer "
            f"Claude models make about {CLAUDE_FACTOR:g} times as many, by their maker’s word; "
            "the settings can count that."
        )
    else:
        factor = f"{view.values.claude_factor:g}"
        yield f"Newer Claude models are given {factor} times as many tokens as the others."
    yield "A weaker model may need more steps for the same task; all are given the same."


def _spread(view: Outlook) -> Iterator[str]:
    if view.kind.spread is None:
        yield "How far single tasks of this kind differ was not measured."
        return
    if view.kind.borrowed:
        yield f"The range is borrowed from coding tasks: {view.kind.spread.words}."
    else:
        yield f"The range: {view.kind.spread.words}."
    yield "The very same task, tried again, took up to 30 times as many tokens in one study."


def _prices(view: Outlook) -> Iterator[str]:
    yield from beyond_list(view.at.date())
    for bid in view.bids:
        listed = bid.card(1).listed
        if view.values.caching != NO_CACHE and "cached" not in listed:
            yield (
                f"{_with_host(bid.offer)} has no price for reading from a cache, "
                "so all of it is counted as read afresh."
            )
        if bid.offer.context_window is None:
            yield f"The context window of {bid.name} is not known, so nothing stops it here."
        yield from announced(bid.offer, view.at, bid.name)
        yield from _peak(bid.offer, view.at)


def _with_host(offer: Offer) -> str:
    return f"{offer.label} from {offer.host}" if offer.host else offer.label


def _peak(offer: Offer, at: datetime) -> Iterator[str]:
    found = peak(offer, at=at)
    if found is not None:
        hours = " and ".join(f"{start} to {end}" for start, end in found.hours)
        days = f", {found.days}" if found.days else ""
        yield (
            f"{_with_host(offer)} costs {found.factor:g} times as much from {hours} "
            f"UTC{days}. A day without a time is counted at noon."
        )


def sources(view: Outlook) -> tuple[Source, ...]:
    """Prices, the task, and what its costs are compared with, each once."""
    every = (
        *(bid.offer.source for bid in view.bids),
        *view.kind.sources,
        source("claude-tokens"),
        HOW_AGENTS_SPEND,
        SWE_EFFI,
        CLAUDE_CODE_COSTS,
    )
    return tuple({source.url: source for source in every if source.url}.values())
