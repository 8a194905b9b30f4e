"""Other ways to run the same task, each worked out, the largest saving first.

Savings are measured on the cost of a task done right, so that a better success rate counts too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from calculators.core.form import OWN
from calculators.core.numbers import format_quantity
from calculators.core.results import Change
from calculators.engines.price import Offer, offers
from calculators.engines.price.cost import HOUR, MINUTES, NO_CACHE
from calculators.questions.agent.case import Case
from calculators.questions.agent.loop import CAP, CLEAR, KEEP, SUMMARISE, longest_tokens
from calculators.questions.common.whatif import Try, differing, given, tried

Priced = tuple[float, Try[Case]]
"""What is done otherwise, with the cost of a task done right."""
MOST = 7
WORTH = 0.95
"""Share of the cost below which a change is worth a line."""
BETTER = 90
"""Per cent of tasks done right, as something to aim for."""
LONG = (40_000, 80_000, 120_000, 200_000, 400_000)
"""Lengths of a prompt from which shortening it is tried; shorter ones forget too soon."""


def title(case: Case) -> str:
    """What the changes would do."""
    if case.main.run.stop is not None:
        return "What would let it finish"
    now = case.success_usd(case.main) or 0
    halves = any(usd <= now / 2 for usd, _ in _cheaper(case)[:1])
    return "What would halve it" if halves else "What would lower it"


def changes(case: Case) -> Iterator[Change]:
    """What makes it cheaper, or lets it finish where something stops it."""
    if case.main.run.stop is not None:
        yield from _to_finish(case)
        return
    now = case.success_usd(case.main) or 0
    for usd, each in _once_each(_cheaper(case))[:MOST]:
        saving = f"{format_quantity(usd, 'USD')} a task done right, {1 - usd / now:.0%} less"
        yield _change(case, each, saving)


def _change(case: Case, each: Try[Case], outcome: str) -> Change:
    return replace(each, inputs=differing(case, each.case)).change(outcome)


@lru_cache(maxsize=1)  # the title and the list look at the same
def _cheaper(case: Case) -> list[Priced]:
    """Each way that is worth a line, the cheapest first."""
    limit = WORTH * (case.success_usd(case.main) or 0)
    found = [(usd, each) for usd, each in _priced(_tries(case)) if usd < limit]
    return sorted(found, key=lambda each: each[0])


def _priced(tries: Iterable[Try[Case]]) -> Iterator[Priced]:
    """Those that get the task done, with the cost of a task done right."""
    for each in tries:
        usd = each.case.main.done_usd
        if usd is not None:
            yield each.case.success_usd_at(usd), each


def _once_each(found: Iterable[Priced]) -> list[Priced]:
    """The best of each kind: one length from which to write summaries is enough."""
    best: dict[str, Priced] = {}
    for usd, each in found:
        best.setdefault(each.words.partition(" whenever ")[0], (usd, each))
    return list(best.values())


def _to_finish(case: Case) -> Iterator[Change]:
    """A higher limit, a shorter conversation, a model with more room or a lower price."""
    yield from _raised(case)
    done = sorted(_priced([*_models(case), *_shortened(case)]), key=lambda each: each[0])
    for usd, each in _once_each(done):
        cost = format_quantity(usd, "USD")
        yield _change(case, each, f"it finishes, for {cost} a task done right")


def _raised(case: Case) -> Iterator[Change]:
    stop = case.main.run.stop
    if stop is None or stop.why != CAP:
        return
    usd = math.ceil(100 * case.main.whole_usd) / 100
    for each in tried(case, f"A limit of {format_quantity(usd, 'USD')}", cap_usd=usd):
        if each.case.main.run.stop is None:
            text = f"{each.words} lets it finish."
            yield Change(text=text, inputs=differing(case, each.case))


def _tries(case: Case) -> Iterator[Try[Case]]:
    """A model, the cache, the conversation, less of everything, more done right."""
    yield from _models(case)
    yield from _caching(case)
    yield from _shortened(case)
    yield from _less(case)
    if case.values.success_percent < BETTER:
        words = f"{BETTER} of 100 tasks done right, by better instructions or checks"
        yield from tried(case, words, success_percent=BETTER)


def _models(case: Case) -> Iterator[Try[Case]]:
    """The cheapest of the models that the reader compares, and the cheapest of the same tier."""
    able = sorted(_able(case), key=lambda each: each[0])
    alike = [each for each in able if each[1].tier == case.main.offer.tier]
    named = {each.offer.id for each in case.contenders}
    compared = [each for each in able if each[1].id in named]
    best = {offer.id: (usd, offer) for usd, offer in (*compared[:1], *alike[:1])}
    for usd, offer in best.values():
        if usd < case.main.usd or case.main.run.stop is not None:
            yield from tried(case, _named(case, usd, offer), model=offer.id)


def _able(case: Case) -> Iterator[tuple[float, Offer]]:
    """Every other model that has room for the longest prompt, with the cost of the task."""
    for offer in offers().values():
        window = offer.context_window
        if offer == case.main.offer or window is None:
            continue
        other = case.contender(offer)
        if longest_tokens(other.task) <= window:
            yield other.whole_usd, offer


def _named(case: Case, usd: float, offer: Offer) -> str:
    name = f"{offer.with_host} ({offer.weights})"
    least = break_even_success(case, usd)
    if least is None:
        return name
    pays = f"it pays if it gets more than {math.ceil(100 * least)} of 100 tasks right"
    return f"{name}, if it does as well ({pays})"


def break_even_success(case: Case, usd: float) -> float | None:
    """The share of tasks that a cheaper model must get right to cost as much for each of those.

    From cost x (1 + factor x (1 / right - 1)) = the cost of a task done right now.
    """
    now = case.success_usd(case.main)
    if now is None or not usd:
        return None
    return 1 / (1 + (now / usd - 1) / case.values.failure_factor)


def _caching(case: Case) -> Iterator[Try[Case]]:
    values = case.values
    if values.caching == NO_CACHE:
        yield from tried(case, "Let the vendor keep the prompt", caching=MINUTES)
        return
    if values.caching == HOUR:
        yield from tried(case, "Keep the prompt for minutes, not an hour", caching=MINUTES)
    if values.hit_percent < 100:
        yield from tried(case, "Find all of it in the cache", hit_percent=100)


def _shortened(case: Case) -> Iterator[Try[Case]]:
    """Summaries and dropped results, each from several lengths on."""
    values, lead = case.values, case.main.task.lead
    if values.shorten != KEEP:
        return
    least = lead.fixed_tokens + lead.summary_tokens + lead.growth_tokens
    longest, _ = lead.last
    for long in LONG:
        passing = f"whenever a prompt passes {long:,} tokens"
        if least <= long < longest:
            yield from tried(case, f"A summary {passing}", shorten=SUMMARISE, shorten_at=long)
        if lead.fixed_tokens < long < longest:
            words = f"Drop all but the last {values.kept_results} results {passing}"
            yield from tried(case, words, shorten=CLEAR, shorten_at=long)


def _less(case: Case) -> Iterator[Try[Case]]:
    """The same task with less of one thing, as a task of the reader's own."""
    kind = case.kind
    own = given(
        case,
        task=OWN,
        steps=kind.steps,
        fixed_tokens=kind.fixed_tokens,
        output_tokens=kind.output_tokens,
        result_tokens=kind.result_tokens,
    )
    steps, fixed = max(1, kind.steps * 2 // 3), max(1, kind.fixed_tokens // 2)
    result, output = kind.result_tokens // 2, max(1, kind.output_tokens // 2)
    yield from tried(own, f"A third fewer steps ({steps:,})", steps=steps)
    yield from tried(own, f"Half the instructions and tools ({fixed:,} tokens)", fixed_tokens=fixed)
    yield from tried(own, f"Half as much from tools ({result:,} tokens)", result_tokens=result)
    yield from tried(own, f"Half as much written ({output:,} tokens)", output_tokens=output)
