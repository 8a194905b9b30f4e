"""Other ways to run the same task: a model, the cache, the conversation, less of everything."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from calculators.engines.price import offers
from calculators.questions.agent.loop import CLEAR, KEEP, SUMMARISE, requests
from calculators.questions.agent.outlook import bid_of
from calculators.questions.agent.pay import HOUR, MINUTES, NO_CACHE
from calculators.questions.agent.run import total_cost
from calculators.questions.agent.tasks import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.engines.price import Offer
    from calculators.questions.agent.bid import Bid
    from calculators.questions.agent.inputs import AgentInputs
    from calculators.questions.agent.loop import Loop
    from calculators.questions.agent.outlook import Outlook

BETTER = 90
"""Per cent of tasks done right, as something to aim for."""
LONG = (40_000, 80_000, 120_000, 200_000, 400_000)
"""Lengths of a prompt from which shortening it is tried; shorter ones forget too soon."""

Try = tuple[str, "AgentInputs"]


def tries(view: Outlook) -> Iterator[Try]:
    """Each with its name and the inputs that make it."""
    yield from models(view)
    yield from _caching(view)
    yield from shortened(view)
    yield from _less(view)
    if view.values.success_percent < BETTER:
        better = replace(view.values, success_percent=BETTER)
        yield f"{BETTER} of 100 tasks done right, by better instructions or checks", better


def models(view: Outlook) -> Iterator[Try]:
    """The cheapest of the models that the reader compares, and the cheapest of the same tier."""
    able = sorted(_able(view), key=lambda each: each[0])
    alike = [each for each in able if each[1].tier == view.main.offer.tier]
    named = {bid.offer.id for bid in view.bids}
    compared = [each for each in able if each[1].id in named]
    best = {offer.id: (usd, offer) for usd, offer in (*compared[:1], *alike[:1])}
    for usd, offer in best.values():
        if usd < view.main.usd or view.main.run.stop is not None:
            yield _named(view, usd, offer), replace(view.values, model=offer.id)


def _able(view: Outlook) -> Iterator[tuple[float, Offer]]:
    """Every other model that has room for the longest prompt, with the cost of the task."""
    for offer in offers().values():
        bid = bid_of(view.values, view.kind, offer)
        if offer != view.main.offer and _has_room(bid):
            yield whole_usd(bid), offer


def _has_room(bid: Bid) -> bool:
    window = bid.offer.context_window
    return window is not None and _room_needed(bid.task.lead) <= window


@lru_cache(maxsize=16)  # all models with the same tokenizer need the same
def _room_needed(loop: Loop) -> int:
    """Tokens that the context must hold at the longest request."""
    return max(each.prompt_tokens + each.output_tokens for each in requests(loop))


def whole_usd(bid: Bid) -> float:
    """The cost of the whole task, whatever would stop it."""
    return total_cost(bid.task, bid.card, bid.billing).usd


def _named(view: Outlook, usd: float, offer: Offer) -> str:
    name = f"{offer.with_host} ({offer.weights})"
    least = break_even_success(view, usd)
    if least is None:
        return name
    pays = f"it pays if it gets more than {math.ceil(100 * least)} of 100 tasks right"
    return f"{name}, if it does as well ({pays})"


def break_even_success(view: Outlook, usd: float) -> float | None:
    """The share of tasks that a cheaper model must get right to cost as much for each of those.

    From cost x (1 + factor x (1 / right - 1)) = the cost of a task done right now.
    """
    now = view.success_usd(view.main)
    if now is None or not usd:
        return None
    return 1 / (1 + (now / usd - 1) / view.values.failure_factor)


def _caching(view: Outlook) -> Iterator[Try]:
    values = view.values
    if values.caching == NO_CACHE:
        yield "Let the vendor keep the prompt", replace(values, caching=MINUTES)
        return
    if values.caching == HOUR:
        yield "Keep the prompt for minutes, not an hour", replace(values, caching=MINUTES)
    if values.hit_percent < 100:
        yield "Find all of it in the cache", replace(values, hit_percent=100)


def shortened(view: Outlook) -> Iterator[Try]:
    """Summaries and dropped results, each from several lengths on."""
    values, lead = view.values, view.main.task.lead
    if values.shorten != KEEP:
        return
    least = lead.fixed_tokens + values.summary_tokens + lead.growth_tokens
    longest = max(each.prompt_tokens for each in requests(lead))
    for long in LONG:
        if least <= long < longest:
            changed = replace(values, shorten=SUMMARISE, shorten_at=long)
            yield f"A summary whenever a prompt passes {long:,} tokens", changed
        if lead.fixed_tokens < long < longest:
            changed = replace(values, shorten=CLEAR, shorten_at=long)
            kept = f"all but the last {values.kept_results} results"
            yield f"Drop {kept} whenever a prompt passes {long:,} tokens", changed


def _less(view: Outlook) -> Iterator[Try]:
    """The same task with less of one thing, as a task of the reader's own."""
    kind = view.kind
    own = replace(
        view.values,
        task=OWN,
        steps=kind.steps,
        fixed_tokens=kind.fixed_tokens,
        output_tokens=kind.output_tokens,
        result_tokens=kind.result_tokens,
    )
    steps, fixed = max(1, kind.steps * 2 // 3), max(1, kind.fixed_tokens // 2)
    result, output = kind.result_tokens // 2, max(1, kind.output_tokens // 2)
    yield f"A third fewer steps ({steps:,})", replace(own, steps=steps)
    yield f"Half the instructions and tools ({fixed:,} tokens)", replace(own, fixed_tokens=fixed)
    yield f"Half as much from tools ({result:,} tokens)", replace(own, result_tokens=result)
    yield f"Half as much written ({output:,} tokens)", replace(own, output_tokens=output)
